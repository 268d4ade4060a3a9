"""A report's records laid out for alignment: once a report, whatever many others it is put beside."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from accordingto.codebook.vectors import word_vectors
from accordingto.comparing.bags import Bags, Codes, codes, pack
from accordingto.comparing.cast import Cast, Ranks, Who, cast, who
from accordingto.comparing.differing import Compared
from accordingto.comparing.likeness import Lexicon, Wording, lexicon, wording
from accordingto.comparing.matching import family
from accordingto.comparing.wording import stem
from accordingto.records import Event, Position, Report, Statement

KINDS: dict[str, type[Compared]] = {"statement": Statement, "event": Event, "position": Position}

REACH = 400
"""Characters back to the party that a pronoun can stand for."""

DONE = frozenset({"occurred", "ongoing"})

_STOP = re.compile(r"[.!?][\"”’')]*(?=\s)|\n")


class Told(Struct, frozen=True):
    """A record laid out for comparing: its own words, those of its sentence, and its parties by role.

    ``at`` is where it begins in its report, in characters.
    """

    record: Compared
    own: Wording
    around: Wording
    parties: Mapping[str, tuple[Who, ...]]
    at: int


class Laid(Struct, frozen=True):
    """A report's records of one kind in numbers: what they hold, their words, parties by role, and fields as codes.

    ``triggers`` are the vectors of the events' triggers, ``days`` their first and last days, empty where open.
    """

    told: tuple[Told, ...]
    bags: Bags
    words: Lexicon
    roles: Mapping[str, Ranks]
    fields: Mapping[str, Codes]
    triggers: NDArray[np.float32]
    days: tuple[NDArray[np.str_], NDArray[np.str_]]

    def count(self, of: str) -> Codes:
        """Return a field of all records."""
        return self.fields[of]


class Layout:
    """The records of a report by kind, laid out when they are first asked for."""

    def __init__(self, report: Report, records: Sequence[Compared]) -> None:
        self._report = report
        self._records = records

    @cached_property
    def _told(self) -> dict[str, list[Told]]:
        text = self._report.text
        return {kind: lay_out([r for r in self._records if isinstance(r, of)], text) for kind, of in KINDS.items()}

    @cached_property
    def cast(self) -> Cast:
        """The parties of all records, and what the text says of them."""
        told = (one for listed in self._told.values() for one in listed)
        return cast((w for one in told for role in one.parties.values() for w in role), self._report.text)

    @cached_property
    def by_kind(self) -> dict[str, Laid]:
        """The records of each kind in numbers."""
        number = {one: n for n, one in enumerate(self.cast.parties)}
        return {kind: _in_numbers(told, number) for kind, told in self._told.items()}


def lay_out(records: Sequence[Compared], text: str) -> list[Told]:
    """Return records of one kind of one report, in their order in its ``text``, laid out for comparing.

    A pronoun that nothing resolves is taken for the party before it in the same role, if that is near.
    """
    found: list[Told] = []
    stops = [0, *(m.end() for m in _STOP.finditer(text))] if records else []
    for record in sorted(records, key=lambda r: (_start(r), r.id)):
        own, parties = _content(record)
        role = next(iter(parties))
        start = _start(record)
        if found and all(w.is_open for w in parties[role]) and start - found[-1].at <= REACH:
            parties = {**parties, role: found[-1].parties[role]}
        around = wording(_sentence(text, stops, start, record.evidence.end))
        found.append(Told(record, wording(own), around, parties, start))
    return found


def _sentence(text: str, stops: Sequence[int], start: int, end: int) -> str:
    """Return the words of a text from the start of a span's first sentence to the end of its last."""
    last = _STOP.search(text, max(end - 1, start))
    return text[stops[bisect_right(stops, start) - 1] : last.start() + 1 if last else len(text)]


def _start(record: Compared) -> int:
    return record.trigger.mention.start if isinstance(record, Event) else record.evidence.start


def _content(record: Compared) -> tuple[str, dict[str, tuple[Who, ...]]]:
    match record:
        case Statement():
            return " ".join(m.text for m in record.content), {"speaker": (who(record.speaker),)}
        case Event():
            parties = {"actor": tuple(map(who, record.actors)), "recipient": tuple(map(who, record.recipients))}
            return record.evidence.exact, parties
        case Position():
            own = " ".join((record.action.mention.text, *(limit.mention.text for limit in record.limits)))
            return own, {"holder": (who(record.holder),), "bearer": (who(record.bearer),)}


def _in_numbers(told: Sequence[Told], number: Mapping[Who, int]) -> Laid:
    own, around = [t.own for t in told], [t.around for t in told]
    triggers = [wording(trigger_of(t.record)) for t in told]
    sorts = (
        *([frozenset(w.stems) for w in own], [w.runs for w in own], [w.runs for w in around]),
        *([w.numbers for w in around], [w.names for w in around], [w.numbers for w in own], [w.names for w in own]),
        [frozenset(map(stem, w.words)) for w in triggers],
    )
    first = told[0].parties if told else {}
    vectors = [word_vectors().mean(w.words) for w in triggers]
    return Laid(
        told=tuple(told),
        bags=pack(sorts),
        words=lexicon(own, around),
        roles={role: _slots([[number[w] for w in t.parties[role]] for t in told]) for role in first},
        fields={**_of_words(told), **_of_records([t.record for t in told])},
        days=_days([t.record for t in told]),
        triggers=np.array(vectors, dtype=np.float32).reshape(len(told), word_vectors().dimensions),
    )


def trigger_of(record: Compared) -> str:
    """Return the words of an event's trigger; nothing of other records."""
    return record.trigger.mention.text if isinstance(record, Event) else ""


def _slots(held: Sequence[Sequence[int]]) -> Ranks:
    width = max(map(len, held), default=0)
    return np.array([[*row, *[-1] * (width - len(row))] for row in held], dtype=np.int64).reshape(len(held), width)


def _of_words(told: Sequence[Told]) -> dict[str, Codes]:
    return {
        "at": np.array([t.at for t in told], dtype=np.int64),
        "start": np.array([t.record.evidence.start for t in told], dtype=np.int64),
        "end": np.array([t.record.evidence.end for t in told], dtype=np.int64),
        "size": np.array([len(set(t.own.stems)) for t in told], dtype=np.int64),
        "negated": np.array([t.own.negated for t in told], dtype=np.int64),
        "has_numbers": np.array([bool(t.around.numbers) for t in told], dtype=np.int64),
    }


def _of_records(records: Sequence[Compared]) -> dict[str, Codes]:
    """Return the fields of records of one kind as codes: equal ones are one, 0 is none."""
    columns: dict[str, list[object]] = {}
    for record in records:
        for name, value in _fields(record).items():
            columns.setdefault(name, []).append(value)
    return {name: codes(column) for name, column in columns.items()}


def _fields(record: Compared) -> dict[str, object]:
    match record:
        case Statement():
            return {"direct": _true(record.form == "direct"), "act": _true(record.form == "reported_speech_act")}
        case Position():
            return {"kind": record.position, "family": family(record), "status": record.status}
        case Event():
            when, place = record.when, record.place
            kind = record.instrument.equipment.kind if record.instrument and record.instrument.equipment else None
            return {
                "type": record.type,
                "quad": record.quad,
                "act": record.cameo,
                "root": (record.cameo or "")[:2],
                "status": record.status,
                "done": _true(record.status in DONE),
                "day": when.start if when and when.start == when.end else None,
                "place": place.geonames_id if place else None,
                "fine_place": place.geonames_id if place and place.precision != "country" else None,
                "country": place.country if place else None,
                "at_large": _true(bool(place and place.precision == "country")),
                "admin1": place.admin1 if place else None,
                "weapons": None if kind == "generic weapons" else kind,
            }


def _days(records: Sequence[Compared]) -> tuple[NDArray[np.str_], NDArray[np.str_]]:
    found = []
    for record in records:
        when = record.when if isinstance(record, Event) else None
        found.append((when.start[:10], when.end[:10]) if when and when.start and when.end else ("", ""))
    return np.array([first for first, _ in found], dtype="U10"), np.array([last for _, last in found], dtype="U10")


def _true(value: bool) -> bool | None:
    return True if value else None
