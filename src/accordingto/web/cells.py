"""Rows of a table as people read them: words for codes, days for times of day, and what a finding is about."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from accordingto.columns import BRIEF, flat
from accordingto.records import Finding, Record
from accordingto.views.naming import headline, time_of, words_of
from accordingto.views.whole import Told

CODES = frozenset({"form", "status", "position", "verdict", "stage", "reason", "source_type"})
"""Columns whose values are words joined by underscores."""

_FINDING = ("of", "what", "words", "verdict", "publishers", "origins", "agreed", "differences")


class Cells(NamedTuple):
    """A row of a table: the id of its record, a cell for each column, and where the record is shown whole."""

    id: str
    cells: tuple[str, ...]
    address: str | None


class Sheet(NamedTuple):
    """A table: what stands over its columns, and its rows."""

    columns: tuple[str, ...]
    rows: tuple[Cells, ...]


def sheet(kind: str, records: Sequence[Record], addresses: Sequence[str | None], members: Mapping[str, Told]) -> Sheet:
    """Return records of one kind as a table; a column in which nothing stands is left out.

    Args: ``addresses`` where each record is shown; ``members`` a record of each finding, by the finding's id.
    """
    rows = [_row(record, members) for record in records]
    asked = _FINDING if kind == "finding" else BRIEF[kind]
    names = tuple(name for name in asked if not rows or any(row[name] for row in rows))
    told = (tuple(row[name] for name in names) for row in rows)
    found = (Cells(*one) for one in zip((r.id for r in records), told, addresses, strict=True))
    return Sheet(tuple(name.replace("_", " ") for name in names), tuple(found))


def _row(record: Record, members: Mapping[str, Told]) -> dict[str, str]:
    row = {name: said(name, value) for name, value in flat(record).items()}
    if isinstance(record, Finding):
        member = members.get(record.id)
        row |= {"what": headline(member) if member else "", "words": words_of(member) if member else ""}
        low, high = record.origins.low, record.origins.high
        row["origins"] = f"{low}" if low == high else f"{low} to {high}"
    return row


def said(column: str, value: object) -> str:
    """Return a cell as it is read.

    >>> said("status", "in_force"), said("published", "2031-03-04T17:05:00+02:00")
    ('in force', '2031-03-04 17:05 +02:00')
    """
    if value is None:
        return ""
    if column in CODES:
        return str(value).replace("_", " ")
    return time_of(str(value)) if column == "published" else str(value)
