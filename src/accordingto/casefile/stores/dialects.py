"""What the stores say in words of their own, as pieces of SQL that the queries share."""

import re
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any

from sqlalchemy import Boolean, ColumnElement, Connection, String, Table
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


def _insert(c: Connection, table: Table) -> Any:
    """Return the store's own insertion, from its dialect: nobody loads what the other needs."""
    return import_module(f"sqlalchemy.dialects.{c.dialect.name}").insert(table)


def insert_new(c: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add rows; one whose key is there already is left as it is."""
    if rows:
        c.execute(_insert(c, table).on_conflict_do_nothing(), list(rows))


def insert_over(c: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add rows; each takes the place of one with the same key."""
    if rows:
        statement = _insert(c, table)
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


class _Says(FunctionElement[bool]):
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


class _SaysPlain(_Says):
    """The same for words of plain letters, which SQLite finds by itself and a good deal faster."""

    inherit_cache = True


def says(cell: ColumnElement[Any], words: str) -> ColumnElement[bool]:
    """Return whether a cell holds words anywhere, small and capital letters alike in every script.

    Each store folds letters by the rules of Unicode, so that all give the same answer: SQLite is lent Python's
    (``stores.sqlite``), PostgreSQL has ICU's (manual, 24.2 "Collation support").
    """
    if not words.isascii():
        return _Says(cell, words)
    return _SaysPlain(cell, words, re.sub(r"[\\%_]", r"\\\g<0>", words))


@compiles(_Says, "sqlite")
def _lent(element: _Says, compiler: SQLCompiler, **options: Any) -> str:
    return f"says({compiler.process(element.clauses, **options)})"


@compiles(_SaysPlain, "sqlite")
def _like(element: _SaysPlain, compiler: SQLCompiler, **options: Any) -> str:
    cell, _, words = element.clauses
    found = f"{compiler.process(cell, **options)} LIKE '%' || {compiler.process(words, **options)} || '%'"
    return rf"coalesce({found} ESCAPE '\', 0)"


@compiles(_Says, "postgresql")
def _icu(element: _Says, compiler: SQLCompiler, **options: Any) -> str:
    cell, words = (compiler.process(part, **options) for part in list(element.clauses)[:2])
    return f'strpos(lower({cell} COLLATE "und-x-icu"), lower(CAST({words} AS TEXT) COLLATE "und-x-icu")) > 0'


class outer(FunctionElement[str]):  # noqa: N801 (a function in the queries)
    """``outer(key)``: the key of a table that is walked through in its own order while the other is looked up.

    SQLite looks up by a key wherever it can and then sorts everything; a plus sign before a column keeps it from that
    (sqlite.org/optoverview.html, 5.1). PostgreSQL knows how many rows there are and needs no word.
    """

    inherit_cache = True
    type = String()
    name = "outer"


@compiles(outer, "sqlite")
def _unkeyed(element: outer, compiler: SQLCompiler, **options: Any) -> str:
    return f"+{compiler.process(element.clauses, **options)}"


@compiles(outer, "postgresql")
def _as_it_is(element: outer, compiler: SQLCompiler, **options: Any) -> str:
    return compiler.process(element.clauses, **options)
