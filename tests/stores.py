"""What lies in a case, whatever its store; and damage done to it behind its back."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, inspect, select

from accordingto.casefile import schema
from accordingto.casefile.stores import store_of

CLOCK_TABLES = {"run_log", "fetches"}
"""The only tables with clock times in them; everything else must be equal in equal cases."""


@contextmanager
def behind_its_back(name: str) -> Iterator[Connection]:
    """Write to a case without the case."""
    engine = store_of(name).engine(read_only=False)
    with engine.begin() as c:
        yield c
    engine.dispose()


def rows(name: str, but: set[str] = CLOCK_TABLES) -> dict[str, list[tuple[object, ...]]]:
    """Return every table of a case with its rows in the order of their keys."""
    engine = store_of(name).engine(read_only=True)
    with engine.begin() as c:
        there = {name for name in inspect(c).get_table_names() if not name.startswith("words")}
        assert there == set(schema.metadata.tables)
        tables = [t for t in schema.metadata.sorted_tables if t.name not in but]
        found = {t.name: [tuple(row) for row in c.execute(select(t).order_by(*t.primary_key))] for t in tables}
    engine.dispose()
    return found
