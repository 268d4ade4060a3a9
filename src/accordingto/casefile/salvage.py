"""Rows out of a damaged SQLite file: around pages that cannot be read, from both of their sides."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, delete

from accordingto.casefile import schema
from accordingto.casefile.case import Case
from accordingto.errors import CaseError

_HEX = [f"{number:02x}" for number in range(256)]

_LETTERS = {
    **{kind: kind[0] for kind in ("report", "statement", "event", "position", "problem")},
    **dict.fromkeys(("readers", "seals", "changes", "superseded", "reviews"), "r"),
    "fetches": "",
}
"""With what the keys of a table begin, before their hexadecimal digits (``records.derive_id``)."""

_KEPT = {
    **{kind: schema.TABLES[kind] for kind in ("report", "statement", "event", "position", "problem")},
    **{t.name: t for t in (schema.readers, schema.seals, schema.changes, schema.superseded, schema.reviews)},
    **{t.name: t for t in (schema.runs, schema.run_log, schema.fetches)},
}
"""What is copied; all else is made from it anew."""


def is_damaged(path: Path) -> bool:
    """Return whether pages of a SQLite file are damaged; raises ``CaseError`` for a file that is no database."""
    try:
        with closing(_opened(path)) as old:
            return bool(old.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",))
    except sqlite3.DatabaseError as error:
        if "malformed" in str(error) or "disk I/O" in str(error):
            return True
        raise CaseError(
            f"case {path}: nothing can be kept of it ({error}): restore a copy, or read into a new case"
        ) from error


def salvage(path: Path, into: Case) -> int:
    """Copy what can be read of a damaged file into an empty case; return how many rows."""
    count = 0
    with closing(_opened(path)) as old, into.transaction() as c:
        for name, table in _KEPT.items():
            for row in _rows(old, table, _LETTERS.get(name)):
                _put(c, table, row)
                count += 1
        if not _was_sealed(old):
            c.execute(delete(schema.facts).where(schema.facts.c.name == schema.SEALED))
    return count


def _opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    connection.execute("PRAGMA writable_schema = ON")  # SQLite then reads on in a file that is shorter than it says
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    return connection


def _was_sealed(old: sqlite3.Connection) -> bool:
    try:
        return bool(old.execute("SELECT 1 FROM facts WHERE name = ?", (schema.SEALED,)).fetchone())
    except sqlite3.DatabaseError:
        return True


def _rows(old: sqlite3.Connection, table: Table, letter: str | None) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a table that can be read, range by range of their keys, each range from either end."""
    bounds = [None, *(letter + digits for digits in _HEX), None] if letter is not None else [None, None]
    for low, high in pairwise(bounds):
        seen: set[tuple[Any, ...]] = set()
        for direction in ("ASC", "DESC"):
            try:
                for row in old.execute(*_query(table, low, high, direction)):
                    if row in seen:
                        break
                    seen.add(row)
                    yield row
            except sqlite3.DatabaseError:
                continue
            break


def _query(table: Table, low: str | None, high: str | None, direction: str) -> tuple[str, tuple[str, ...]]:
    keys = [column.name for column in table.primary_key]
    where = [f"{keys[0]} >= ?"] * (low is not None) + [f"{keys[0]} < ?"] * (high is not None)
    order = ", ".join(f"{key} {direction}" for key in keys)
    words = f"SELECT {_names(table)} FROM {table.name} WHERE {' AND '.join(where) or '1'} ORDER BY {order}"  # noqa: S608
    return words, tuple(bound for bound in (low, high) if bound is not None)


def _names(table: Table) -> str:
    return ", ".join(f'"{column.name}"' for column in table.c)


def _put(c: Connection, table: Table, row: tuple[Any, ...]) -> None:
    marks = ", ".join("?" * len(row))
    c.exec_driver_sql(f"INSERT OR IGNORE INTO {table.name} ({_names(table)}) VALUES ({marks})", row)  # noqa: S608
