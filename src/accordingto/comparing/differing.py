"""In what do records that say the same thing differ."""

from collections.abc import Callable, Sequence
from typing import Any

from accordingto.columns import joined
from accordingto.comparing.matching import text_of
from accordingto.records import (
    Count,
    Difference,
    DifferenceType,
    Event,
    Magnitude,
    MemberValue,
    Party,
    Position,
    Statement,
)

_GOES_ON = {"ongoing": "occurred"}

Compared = Statement | Event | Position


def _party(party: Party | None) -> str | None:
    if party is None:
        return None
    return party.actor.name if party.actor else party.mention.text


def _parties(parties: Sequence[Party]) -> str | None:
    return joined(sorted({p for p in map(_party, parties) if p}))


def _count(kind: str) -> Callable[[Event], str | None]:
    def get(event: Event) -> str | None:
        count: Count | None = getattr(event.magnitude, kind, None)
        return f"{count.low}-{count.high}" if count else None

    return get


_Field = tuple[str, DifferenceType, Callable[[Any], str | None]]

_STATEMENT: tuple[_Field, ...] = (
    ("content", "wording", text_of),
    ("form", "wording", lambda s: s.form),
    ("addressee", "attribution", lambda s: _party(s.addressee)),
    ("venue", "attribution", lambda s: _party(s.venue)),
    ("stance", "attribution", lambda s: s.cue.stance if s.cue else None),
)

_EVENT: tuple[_Field, ...] = (
    ("actor", "actor", lambda e: _parties(e.actors)),
    ("recipient", "actor", lambda e: _parties(e.recipients)),
    ("place", "place", lambda e: e.place.mention.text if e.place else None),
    ("when", "time", lambda e: e.when.start if e.when else None),
    ("status", "status", lambda e: e.status),
    ("instrument", "wording", lambda e: e.instrument.mention.text if e.instrument else None),
    *((kind, "numeric", _count(kind)) for kind in Magnitude.__struct_fields__),
)

_POSITION: tuple[_Field, ...] = (
    ("holder", "actor", lambda p: _party(p.holder)),
    ("bearer", "actor", lambda p: _party(p.bearer)),
    ("action", "wording", lambda p: p.action.mention.text),
    ("limits", "wording", lambda p: joined(limit.mention.text for limit in p.limits)),
    ("condition", "wording", lambda p: p.condition.mention.text if p.condition else None),
    ("status", "status", lambda p: p.status),
)


def differences(members: Sequence[Compared]) -> tuple[Difference, ...]:
    """Return the fields in which records of one kind have more than one value, each member's value beside it."""
    first = members[0]
    fields = _STATEMENT if isinstance(first, Statement) else _EVENT if isinstance(first, Event) else _POSITION
    found = []
    for name, kind, get in fields:
        values = tuple(MemberValue(get(member), member.id) for member in members)
        if len({(v.value or "").casefold() for v in values}) > 1:
            found.append(Difference(name, kind, values))
    return tuple(found)


def contradicts(found: Sequence[Difference]) -> bool:
    """Return whether members state different numbers or a different status, both of them given.

    What goes on has occurred: one report's "is sending" does not contradict another's "sent".
    """
    return any(
        d.type in {"numeric", "status"} and len({_GOES_ON.get(v.value, v.value) for v in d.values if v.value}) > 1
        for d in found
    )
