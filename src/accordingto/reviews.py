"""Reviews: what people say about records, kept apart from what was read.

A review accepts, corrects or rejects one record. It never alters the record; who says it, when, and which cells it
would have otherwise stand beside it. The record's contract knows no reviews: only exports write the kind ``review``.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, get_args

import msgspec
from msgspec import Struct

from accordingto import records as r
from accordingto.columns import COLUMNS, Cell, Column, flat, joined, kind_of
from accordingto.errors import UsageError
from accordingto.text import normalise

Verdict = Literal["accepted", "corrected", "rejected", "withdrawn"]
Standing = Literal["as_read", "read_otherwise", "gone"]

VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
KINDS = ("statement", "event", "position", "finding")
"""Kinds of records that can be reviewed."""

NAME_LENGTH, NOTE_LENGTH, VALUE_LENGTH = 80, 2000, 1000

_PARTY = ("", "_name", "_country")


def _parties(*names: str) -> tuple[str, ...]:
    return tuple(f"{name}{part}" for name in names for part in _PARTY)


CORRECTABLE: Mapping[str, tuple[str, ...]] = {
    "statement": (*_parties("speaker"), "cue", "stance", "content", "form", "source_type", *_parties("addressee")),
    "event": (
        *("type", "mode", "status", "factuality", "trigger"),
        *_parties("actor", "recipient"),
        *("instrument_name", "place", "place_name", "place_country", "when_start", "when_end"),
        *("killed_low", "killed_high", "injured_low", "injured_high"),
    ),
    "position": (
        *("position", "status", *_parties("holder", "bearer")),
        *("action", "limits", "condition", "consequence", "since_start", "until_start"),
    ),
    "finding": ("verdict", "origins_low", "origins_high"),
}
"""Flat columns of each kind that a reviewer can give another value."""

CHOICES: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("statement", "form"): get_args(r.Form),
    ("statement", "stance"): get_args(r.Stance),
    ("statement", "source_type"): get_args(r.SourceType),
    ("event", "type"): r.EVENT_TYPES,
    ("event", "status"): get_args(r.EventStatus),
    ("event", "factuality"): get_args(r.Factuality),
    ("position", "position"): get_args(r.PositionKind),
    ("position", "status"): get_args(r.PositionStatus),
    ("finding", "verdict"): get_args(r.Verdict),
}
"""Columns with a vocabulary."""

NEVER_EMPTY = frozenset(CHOICES) - {("statement", "stance"), ("statement", "source_type")}
"""Columns that every record of the kind has."""

_DAY = re.compile(r"\d{4}(-\d\d(-\d\d(T[\d:]+)?)?)?")


class Correction(Struct, frozen=True, gc=False):
    """A cell as it was read, and as the reviewer would have it; ``None`` where there is nothing to be had."""

    field: str
    read: Cell
    corrected: Cell


class Review(Struct, frozen=True, gc=False, tag_field="record", tag="review"):
    """What one person says of one record.

    ``number`` counts the reviews of a case; ``of`` is the kind and ``reviewed`` the id of the record, ``by`` who says
    it and ``at`` when (UTC, ISO 8601). ``drawn`` tells that the record was dealt by chance, not chosen. ``stands``
    tells whether the record is still read as it was seen.
    """

    id: str
    number: int
    of: str
    reviewed: str
    report: str | None
    verdict: Verdict
    by: str
    at: str
    note: str | None = None
    corrections: tuple[Correction, ...] = ()
    drawn: bool = False
    stands: Standing = "as_read"


REVIEW_COLUMNS: tuple[Column, ...] = (
    *(Column(n, str, lambda v, n=n: getattr(v, n)) for n in ("id",)),  # type: ignore[misc]
    Column("number", int, lambda v: v.number),
    *(
        Column(n, str, lambda v, n=n: getattr(v, n))  # type: ignore[misc]
        for n in ("of", "reviewed", "report", "verdict", "by", "at", "note")
    ),
    Column("corrections", str, lambda v: joined(map(told, v.corrections))),
    Column("drawn", str, lambda v: "yes" if v.drawn else "no"),
    Column("stands", str, lambda v: v.stands),
)
"""The flat columns of a review."""


def told(correction: Correction) -> str:
    """Return a correction in a line.

    >>> told(Correction("status", "planned", "occurred"))
    'status: planned → occurred'
    """
    read, corrected = ("nothing" if v is None else v for v in (correction.read, correction.corrected))
    return f"{correction.field}: {read} → {corrected}"


def encode(review: Review) -> str:
    """Return a review as one line of JSON, without the line end; ``record`` is ``"review"``."""
    return msgspec.json.encode(review).decode()


def name_of(reviewer: str) -> str:
    """Return a reviewer's name on one line; raises ``UsageError`` for none and for one that is too long."""
    name = " ".join(_clean(reviewer).split())
    if not name or len(name) > NAME_LENGTH:
        raise UsageError(f"--as NAME says who reviews: write 1 to {NAME_LENGTH} characters")
    return name


def note_of(words: str | None) -> str | None:
    """Return a note as it is kept, ``None`` for an empty one; raises ``UsageError`` for one that is too long."""
    note = _clean(words or "").strip()
    if len(note) > NOTE_LENGTH:
        raise UsageError(f"a note has at most {NOTE_LENGTH} characters, this one has {len(note)}")
    return note or None


def _clean(words: str) -> str:
    return normalise(words.encode("utf-8", "replace").decode())


def corrections(record: r.Record, wanted: Mapping[str, str]) -> tuple[Correction, ...]:
    """Return the cells that somebody wants otherwise than they were read, in the order of the columns.

    Args: ``wanted`` column → value as typed, empty for none. Raises ``UsageError`` for a column that cannot be
    corrected and for a value that it cannot have.
    """
    kind, cells = kind_of(record), flat(record)
    unknown = sorted(set(wanted) - set(CORRECTABLE.get(kind, ())))
    if unknown:
        raise UsageError(f"{kind}s have no {', '.join(unknown)} to correct")
    found = []
    for name in CORRECTABLE.get(kind, ()):
        if name in wanted and _shown(cells[name]) != " ".join(_clean(wanted[name]).split()):
            found.append(Correction(name, cells[name], _value(kind, name, wanted[name])))
    return tuple(found)


def _shown(cell: Cell) -> str:
    return "" if cell is None else " ".join(str(cell).split())


def _value(kind: str, name: str, typed: str) -> Cell:
    """Return a typed value as its column's cell; raises ``UsageError`` where it cannot be one."""
    value = " ".join(_clean(typed).split())
    if len(value) > VALUE_LENGTH:
        raise UsageError(f"{name}: write at most {VALUE_LENGTH} characters")
    if not value:
        if (kind, name) in NEVER_EMPTY:
            raise UsageError(f"{name}: every {kind} has one; reject the {kind} if none fits")
        return None
    choices = CHOICES.get((kind, name))
    if choices and value not in choices:
        raise UsageError(f"{name}: write one of {', '.join(choices)}, not {value}")
    if name.endswith(("_low", "_high")):
        if not value.isdecimal() or len(value) > 12:
            raise UsageError(f"{name}: write a whole number, not {value}")
        return int(value)
    if name.endswith(("_start", "_end")) and not _DAY.fullmatch(value):
        raise UsageError(f"{name}: write a day as YYYY-MM-DD, not {value}")
    return value


def last_words(reviews: Iterable[Review]) -> dict[str, dict[str, Review]]:
    """Return the last word of each reviewer on each record, record id → reviewer → review; who withdrew has none."""
    found: dict[str, dict[str, Review]] = {}
    for review in sorted(reviews, key=lambda v: v.number):
        found.setdefault(review.reviewed, {})[review.by] = review
    kept = {id: {by: v for by, v in words.items() if v.verdict != "withdrawn"} for id, words in found.items()}
    return {id: words for id, words in kept.items() if words}


def outcome(words: Sequence[Review]) -> str:
    """Return what the last words on one record come to: their verdict where all say the same, else ``disputed``."""
    said = {(v.verdict, tuple((c.field, c.corrected) for c in v.corrections)) for v in words}
    return words[0].verdict if len(said) == 1 else "disputed"


def applied_columns(kind: str, reviews: Iterable[Review]) -> tuple[Column, ...]:
    """Return columns that put reviews beside the records of a kind: what was read keeps its own.

    ``review`` is the outcome (``disputed`` where reviewers differ), ``corrected_fields`` says which of the columns
    ``…_corrected`` hold a correction, be it an empty one. A record that was read otherwise since gets no correction.
    """
    words = {id: tuple(by.values()) for id, by in last_words(reviews).items()}

    def of(record: r.Record) -> tuple[Review, ...]:
        return words.get(record.id, ())

    def settled(record: r.Record) -> dict[str, Cell]:
        said = of(record)
        if not said or outcome(said) != "corrected" or any(v.stands != "as_read" for v in said):
            return {}
        return {c.field: c.corrected for c in said[0].corrections}

    def cell(name: str) -> Column:
        kept = next(c.type for c in COLUMNS[kind] if c.name == name)
        return Column(f"{name}_corrected", kept, lambda record: settled(record).get(name))

    return (
        Column("review", str, lambda record: outcome(of(record)) if of(record) else None),
        Column("reviewed_by", str, lambda record: joined(v.by for v in of(record))),
        Column("reviewed_at", str, lambda record: max((v.at for v in of(record)), default=None)),
        Column("review_stands", str, lambda record: joined(dict.fromkeys(v.stands for v in of(record)))),
        Column("corrected_fields", str, lambda record: joined(settled(record))),
        *map(cell, CORRECTABLE.get(kind, ())),
    )
