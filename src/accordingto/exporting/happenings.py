"""Events as an event table wants them: one row a happening, however many reports tell it.

Events that a finding calls the same are one row. What its members give differently is never averaged: counts become
the bounds that hold all of them, and the fields in which they differ are named.
"""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from accordingto.records import Count, Event, Finding, Magnitude, Origins, Report
from accordingto.views import Whole
from accordingto.views.naming import outlet_of, party_name

V = TypeVar("V")


class Happening(Struct, frozen=True):
    """What one or several events tell: ``event`` is their union, ``members`` are they, in order of publication.

    ``id`` is the finding's or the only event's; ``sources`` are who says so, by name, where a report says who.
    """

    id: str
    event: Event
    members: tuple[Event, ...]
    reports: tuple[Report, ...]
    publishers: tuple[str, ...]
    origins: Origins
    sources: tuple[str, ...]
    differs: tuple[str, ...]


def happenings(whole: Whole) -> Iterator[Happening]:
    """Yield every happening of a record in the order of the reports that tell it first."""
    finding_of = {
        member: finding
        for finding in whole.findings
        if finding.of == "event" and finding.verdict in {"same", "differs"} and len(finding.members) > 1
        for member in finding.members
    }
    order = {report: place for place, report in enumerate(whole.reports)}
    events = sorted(
        (record for record in whole.told.values() if isinstance(record, Event) and record.report in order),
        key=lambda e: (order[e.report], e.evidence.start, e.id),
    )
    groups: dict[str, list[Event]] = {}
    for event in events:
        finding = finding_of.get(event.id)
        groups.setdefault(finding.id if finding else event.id, []).append(event)
    for members in groups.values():
        yield _one(whole, finding_of.get(members[0].id), members)


def _one(whole: Whole, finding: Finding | None, members: Sequence[Event]) -> Happening:
    reports = tuple({e.report: whole.reports[e.report] for e in members}.values())
    said = (whole.statements.get(s) for e in members for s in e.statements)
    names = dict.fromkeys(party_name(s.speaker) for s in said if s is not None and s.speaker is not None)
    return Happening(
        id=finding.id if finding else members[0].id,
        event=union(members),
        members=tuple(members),
        reports=reports,
        publishers=tuple(dict.fromkeys(map(outlet_of, reports))),
        origins=finding.origins if finding else Origins(1, 1),
        sources=tuple(names),
        differs=tuple(dict.fromkeys(d.field for d in finding.differences)) if finding else (),
    )


def union(members: Sequence[Event]) -> Event:
    """Return the first of some events with what it leaves open filled in from the others, counts as common bounds."""
    first = members[0]
    return replace(
        first,
        mode=_given([e.mode for e in members]),
        actors=_given([e.actors or None for e in members]) or (),
        recipients=_given([e.recipients or None for e in members]) or (),
        instrument=_given([e.instrument for e in members]),
        place=_given([e.place if e.place and e.place.name else None for e in members]) or first.place,
        when=_given([e.when if e.when and e.when.start else None for e in members]) or first.when,
        magnitude=_bounds([e.magnitude for e in members if e.magnitude is not None]),
        confidence=max(e.confidence for e in members),
    )


def _given(values: Sequence[V | None]) -> V | None:
    return next((value for value in values if value is not None), None)


def _bounds(counted: Sequence[Magnitude]) -> Magnitude | None:
    if not counted:
        return None
    names = Magnitude.__struct_fields__
    return Magnitude(**{name: _envelope([c for m in counted if (c := getattr(m, name))]) for name in names})


def _envelope(counts: Sequence[Count]) -> Count | None:
    """Return the bounds that hold all counts; a bound that one of them leaves open is open."""
    if not counts:
        return None
    lows, highs = [c.low for c in counts], [c.high for c in counts]
    return Count(
        low=None if None in lows else min(low for low in lows if low is not None),
        high=None if None in highs else max(high for high in highs if high is not None),
    )
