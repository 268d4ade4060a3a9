"""Full-text search: the words of reports and statements, in SQLite's FTS5 or PostgreSQL's text search, asked alike.

Texts are cut into words here and not by the stores, so that both find the same. The index follows the record: what came
in, changed or went since it was last brought up is looked through word by word meanwhile, so that nothing is missed.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    MetaData,
    Table,
    and_,
    delete,
    or_,
    select,
    union_all,
)

from accordingto.casefile import schema
from accordingto.casefile.desk import unworded, worded
from accordingto.casefile.schema import LINE, TABLES, WORDED
from accordingto.casefile.stores.dialects import insert_new, insert_over, matches, run, says

SEARCHED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "report": ("title", "text"),
        "statement": ("content", "exact"),
        "event": ("trigger", "exact"),
        "position": ("action", "exact"),
        "finding": ("agreed", "differences"),
        "problem": ("reason", "detail", "path"),
    }
)
"""Columns of each kind that are searched for words."""

INDEXED = ("report", "statement")
"""Kinds whose words are in the index; the others' are short and looked through."""

TOGETHER = 64
"""Reports whose words are put into the index in one transaction."""

_LONGEST_WORD = 100
"""Letters of a word that count: PostgreSQL takes 2,046 bytes (manual, 12.11 "Limitations")."""

_MOST = 400_000
"""Characters of a text in the index; longer ones might not fit (1 MB, the same page) and are looked through."""

_PLACES = 16_383
"""The last place in a text that PostgreSQL keeps; words behind it are found, phrases are not."""

_ASKED = re.compile(r'"([^"]+)"|(\S+)')
_TOKEN = re.compile(r"[^\W_]+")

_index = Table("words", MetaData(), Column("rowid", BigInteger), Column("body", LINE))
_MAKE = {
    "sqlite": ("CREATE VIRTUAL TABLE words USING fts5(body, tokenize = 'unicode61 remove_diacritics 0')",),
    "postgresql": (
        "CREATE TABLE words (rowid BIGINT PRIMARY KEY, body tsvector NOT NULL)",
        "CREATE INDEX words_found ON words USING gin (body)",
    ),
}
_ADD = {
    "sqlite": "INSERT INTO words (rowid, body) VALUES (?, ?)",
    "postgresql": "INSERT INTO words (rowid, body) VALUES (?, CAST(? AS tsvector))",
}


class Sought(NamedTuple):
    """A run of words that is looked for, how it was written, and whether its last word may be a beginning."""

    words: tuple[str, ...]
    written: str
    begins: bool


def tokens(text: str) -> list[str]:
    """Return the words of a text as they are looked for: small letters, without accents and signs.

    >>> tokens("The U.S. and the Élysée's aides")
    ['the', 'u', 's', 'and', 'the', 'elysee', 's', 'aides']
    """
    folded = text.casefold()
    if not folded.isascii():
        plain = unicodedata.normalize("NFKD", folded)
        folded = "".join(c for c in plain if c.isascii() or not unicodedata.combining(c)).casefold()
    return [token[:_LONGEST_WORD] for token in _TOKEN.findall(folded)]


def sought(asked: str) -> list[Sought]:
    """Return what a question looks for: a word, or a beginning of one, each; words in quotation marks in a row.

    >>> [one.words for one in sought('strike "shut down"')]
    [('strike',), ('shut', 'down')]
    """
    found = ((match[1] or match[2], match[1] is None) for match in _ASKED.finditer(asked))
    return [Sought(tuple(tokens(written)), written, begins) for written, begins in found]


def make(c: Connection) -> None:
    """Make the index where there is none; all that is in the case waits to be put into it."""
    facts, reports = schema.facts, TABLES["report"]
    if c.execute(select(facts.c.value).where(facts.c.name == WORDED)).scalar() is not None:
        return
    for statement in _MAKE[c.dialect.name]:
        c.exec_driver_sql(statement)
    wait(c, c.execute(select(reports.c.id)).scalars())
    insert_new(c, facts, [{"name": WORDED, "value": "yes"}])


def wait(c: Connection, reports: Iterable[str]) -> None:
    """Note that the index does not know some reports as they are now."""
    insert_over(c, unworded, [{"report": report, "due": 1} for report in reports])


def catch_up(c: Connection) -> bool:
    """Put the words of some reports into the index in the place of what it had of them; return whether any waited."""
    waiting = select(unworded.c.report).where(unworded.c.due == 1).order_by(unworded.c.report).limit(TOGETHER)
    reports = c.execute(waiting).scalars().all()
    stale = select(worded.c.rowid).where(worded.c.report.in_(reports))
    c.execute(delete(_index).where(_index.c.rowid.in_(c.execute(stale).scalars().all())))
    c.execute(delete(worded).where(worded.c.report.in_(reports)))
    c.execute(delete(unworded).where(unworded.c.report.in_(reports)))
    texts = [one for kind in INDEXED for one in _texts(c, kind, reports)]
    too_long = {one.report for one in texts if len(one.text) > _MOST}
    insert_new(c, unworded, [{"report": report, "due": 0} for report in sorted(too_long)])
    kept = [one for one in texts if one.report not in too_long]
    insert_new(c, worded, [{"rowid": one.number, "id": one.id, "report": one.report, "kind": one.kind} for one in kept])
    line = _line if c.dialect.name == "sqlite" else _vector
    if kept:
        run(c, _ADD[c.dialect.name], [(one.number, line(tokens(one.text))) for one in kept])
    return bool(reports)


class _Text(NamedTuple):
    """The searched cells of a record."""

    kind: str
    id: str
    report: str
    text: str

    @property
    def number(self) -> int:
        """Its number in the index, from the hexadecimal digits of its id: the same in every case."""
        return int(self.id[1:17], 16) >> 1


def _texts(c: Connection, kind: str, reports: Sequence[str]) -> Iterator[_Text]:
    table = TABLES[kind]
    of = table.c.id if kind == "report" else table.c.report
    cells = [table.c[name] for name in SEARCHED[kind]]
    for row in c.execute(select(table.c.id, of, *cells).where(of.in_(reports)).order_by(table.c.id)):
        yield _Text(kind, row[0], row[1], "\n".join(dict.fromkeys(cell for cell in row[2:] if cell)))


def _line(words: Sequence[str]) -> str:
    return " ".join(words)


def _vector(words: Sequence[str]) -> str:
    """Return words as PostgreSQL writes them with their places: of letters and digits only, so that none is quoted."""
    places: dict[str, list[int]] = {}
    for place, word in enumerate(words, start=1):
        places.setdefault(word, []).append(min(place, _PLACES))
    return " ".join(f"'{word}':{','.join(map(str, at[:255]))}" for word, at in places.items())


def holding(kind: str, asked: str, *, indexed: bool) -> ColumnElement[bool]:
    """Return what rows of a kind must fulfil to hold all that was asked for.

    A word is found where a word begins with it, small and capital letters and accents alike; words in quotation marks
    in a row. Signs alone are looked for as they stand. ``indexed`` says whether the case has an index; without one, and
    in kinds that have none, what was asked for may also stand in the middle of a word.
    """
    table, parts = TABLES[kind], sought(asked)
    in_cells = and_(*(or_(*(says(table.c[name], one.written) for name in SEARCHED[kind])) for one in parts))
    found = [one for one in parts if one.words]
    if not indexed or kind not in INDEXED or not found:
        return in_cells
    numbers = select(_index.c.rowid).where(matches(_index.c.body, _fts5(found), _tsquery(found)))
    by_index = select(worded.c.id).where(worded.c.kind == kind, worded.c.rowid.in_(numbers))
    of = table.c.id if kind == "report" else table.c.report
    by_looking = select(table.c.id).where(of.in_(select(unworded.c.report)), in_cells)
    signs = [one for one in parts if not one.words]
    there = table.c.id.in_(union_all(by_index, by_looking))
    return and_(there, *(or_(*(says(table.c[name], one.written) for name in SEARCHED[kind])) for one in signs))


def _fts5(parts: Sequence[Sought]) -> str:
    """Return a question in the words of FTS5 (sqlite.org/fts5.html, "Full-text Query Syntax")."""
    return " AND ".join(f'"{" ".join(one.words)}"{" *" * one.begins}' for one in parts)


def _tsquery(parts: Sequence[Sought]) -> str:
    """Return a question in the words of PostgreSQL (manual, 8.11.2 "tsquery")."""
    return " & ".join("(" + " <-> ".join(f"'{w}'" for w in one.words) + ":*" * one.begins + ")" for one in parts)


def forget_all(c: Connection) -> None:
    """Empty the index."""
    for table in (_index, worded, unworded):
        c.execute(delete(table))
