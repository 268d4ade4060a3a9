"""What the stores say in words of their own, as pieces of SQL that the queries share."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Boolean, Connection, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

_INSERTS: Mapping[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def insert_new(c: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add rows; one whose key is there already is left as it is."""
    if rows:
        c.execute(_INSERTS[c.dialect.name](table).on_conflict_do_nothing(), list(rows))


def insert_over(c: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add rows; each takes the place of one with the same key."""
    if rows:
        statement = _INSERTS[c.dialect.name](table)
        keys = [column.name for column in table.primary_key]
        rest = {column.name: statement.excluded[column.name] for column in table.c if column.name not in keys}
        c.execute(statement.on_conflict_do_update(index_elements=keys, set_=rest), list(rows))


def run(c: Connection, statement: str, values: tuple[Any, ...] | list[tuple[Any, ...]] = ()) -> Any:
    """Run a statement with ``?`` for its values, in the words that all stores know; a list of values runs it for each.

    It is what SQLAlchemy's own constructs come to, without the tenth of a millisecond that making each of them takes.
    Returns SQLAlchemy's result.
    """
    marked = statement if c.dialect.paramstyle == "qmark" else statement.replace("?", "%s")
    return c.exec_driver_sql(marked, values)


class says(FunctionElement[bool]):  # noqa: N801 (a function in the queries)
    """``says(cell, words)``: whether a cell holds words anywhere, small and capital letters alike in every script.

    Each store folds letters by the rules of Unicode, so that all give the same answer: SQLite is lent Python's
    (``stores.sqlite``), PostgreSQL has ICU's (manual, 24.2 "Collation support").
    """

    inherit_cache = True
    type = Boolean()
    name = "says"


class matches(FunctionElement[Any]):  # noqa: N801 (a function in the queries)
    """``matches(index, fts5, tsquery)``: whether an index of words has what is asked, in the words of either store.

    It has no type: SQLAlchemy would write ``= 1`` behind a boolean, and SQLite then no longer asks its index.
    """

    inherit_cache = True
    name = "matches"


@compiles(matches, "sqlite")
def _fts5(element: matches, compiler: SQLCompiler, **options: Any) -> str:
    index, asked, _ = element.clauses
    return f"{compiler.process(index, **options)} MATCH {compiler.process(asked, **options)}"


@compiles(matches, "postgresql")
def _tsquery(element: matches, compiler: SQLCompiler, **options: Any) -> str:
    index, _, asked = element.clauses
    return f"{compiler.process(index, **options)} @@ CAST({compiler.process(asked, **options)} AS tsquery)"


@compiles(says, "sqlite")
def _lent(element: says, compiler: SQLCompiler, **options: Any) -> str:
    return f"says({compiler.process(element.clauses, **options)})"


@compiles(says, "postgresql")
def _icu(element: says, compiler: SQLCompiler, **options: Any) -> str:
    cell, words = (compiler.process(part, **options) for part in element.clauses)
    return f'strpos(lower({cell} COLLATE "und-x-icu"), lower(CAST({words} AS TEXT) COLLATE "und-x-icu")) > 0'
