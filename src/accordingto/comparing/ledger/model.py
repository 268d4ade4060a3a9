"""What the ledger holds: entries with their steps, each step with who told it and where.

They hold no cycles, so the garbage collector need not walk them (``gc=False``): a case has many thousands.
"""

import msgspec
from msgspec import Struct

from accordingto.records import LimitKind, LimitSense, PositionKind, PositionStatus

ENDED = frozenset({"met", "reversed", "withdrawn", "broken"})
"""Statuses in which a position binds nobody any more."""

CHANGED = ENDED | {"relaxed", "renewed"}
"""Statuses that tell that the position stood before."""


class Side(Struct, frozen=True, gc=False):
    """A holder or bearer: ``key`` joins what is one side; country and sector as in an actor, ``None`` if unknown."""

    key: str
    name: str
    country: str | None = None
    sector: str | None = None


class Telling(Struct, frozen=True, gc=False):
    """One report's telling of a position: record, report, by whose word (``None``: the outlet's own), and the words."""

    position: str
    report: str
    outlet: str | None
    published: str | None
    by: str | None
    status: PositionStatus
    quote: str
    start: int
    end: int
    copy: bool = False


class Step(Struct, frozen=True, gc=False):
    """From when an entry has a status; ``basis`` says where the date is from: since, said or published."""

    date: str | None
    basis: str | None
    status: PositionStatus
    change: str
    told: tuple[Telling, ...]


class LimitTold(Struct, frozen=True, gc=False):
    """A limit with the positions that tell it."""

    kind: LimitKind
    sense: LimitSense
    words: str
    told: tuple[str, ...]


class Entry(Struct, frozen=True, gc=False, tag_field="record", tag="entry"):
    """One position of a course, as all its tellings give it.

    ``since`` is the date of the first step, ``until`` the last day on which it holds by its own words; ``against`` are
    entries of the course that contradict it, ``replaced_by`` the one that a report says changed it, ``replaces`` the
    positions that its own tellings changed, ``differs`` the fields in which its tellings differ.
    """

    id: str
    course: str
    holder: Side
    bearer: Side | None
    act: str
    acts: tuple[str, ...]
    position: PositionKind
    action: str
    limits: tuple[LimitTold, ...]
    condition: str | None
    consequence: str | None
    since: str | None
    until: str | None
    steps: tuple[Step, ...]
    against: tuple[str, ...]
    replaces: tuple[str, ...]
    replaced_by: str | None
    differs: tuple[str, ...]
    confidence: float
    explicit: bool
    holder_words: str
    bearer_words: str
    about_words: str

    @property
    def told(self) -> tuple[Telling, ...]:
        """All tellings, in the order of the steps."""
        return tuple(t for step in self.steps for t in step.told)


_ENCODER = msgspec.json.Encoder()
_DECODER: msgspec.json.Decoder[Entry] = msgspec.json.Decoder(Entry)


def encode(entry: Entry) -> str:
    """Return an entry as one line of JSON."""
    return _ENCODER.encode(entry).decode()


def decode(line: str | bytes) -> Entry:
    """Return the entry of one line of JSON."""
    return _DECODER.decode(line)


def key_of(entry: Entry) -> dict[str, str | None]:
    """Return the columns by which a case finds an entry: parties, act and date."""
    return {
        "id": entry.id,
        "course": entry.course,
        "holder_country": entry.holder.country,
        "bearer_country": entry.bearer.country if entry.bearer else None,
        "act": entry.act,
        "since": "" if entry.steps[0].status in CHANGED else entry.since or "",
        "holder_words": entry.holder_words,
        "bearer_words": entry.bearer_words,
        "about_words": entry.about_words,
    }


__all__ = ["Entry", "LimitTold", "Side", "Step", "Telling", "decode", "encode", "key_of"]
