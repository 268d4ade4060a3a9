"""Sentences coded by hand in CAMEO, or marked as holding no event: what is right, missed and made up."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from accordingto.records import Event, Party, Place
from accordingto.scoring.base import GoldSet, Measured, Options, Row, percent
from accordingto.scoring.files import json_lines
from accordingto.scoring.plover_names import current_country
from accordingto.scoring.reports import make_report
from accordingto.scoring.running import events_of, failures, read_records

CONSULT = "04"
"""The CAMEO root of meetings, visits and talks."""


_BODIES_OF_STATES = frozenset({"IGO", "UNO", "EUR"})
_NOT_DONE = frozenset({"promised", "threatened", "demanded", "permitted", "prohibited", "considered", "denied"})
"""An act of such a status has no code of its own in CAMEO: it is part of the promise, threat or demand."""


class Coded(Struct, frozen=True):
    """Who did what to whom: countries (``None`` matches any) and CAMEO root."""

    source: str | None
    target: str | None
    root: str


class Sentence(Struct, frozen=True):
    """A gold sentence with its date and coded events, none where it holds no event."""

    text: str
    date: str
    gold: tuple[Coded, ...]


def _iso(date: str) -> str:
    return f"{date[:4]}-{date[4:6]}-{date[6:8]}"


def _coded(row: Row) -> Coded:
    return Coded(_country(row["sourcecode"]), _country(row["targetcode"]), row["eventcode"][:2])


def _country(code: str | None) -> str | None:
    """Return a country, or IGO for any body of states: ours tells the UN and the EU apart, the gold does not."""
    found = current_country(code)
    return "IGO" if found in _BODIES_OF_STATES else found


def _has_code(row: Row) -> bool:
    return "eventcode" in row


def read(path: Path, _options: Options) -> Sequence[Sentence]:
    """Return the coded sentences of a JSON-lines file."""
    return [
        Sentence(row["text"], _iso(row["date"]), tuple(dict.fromkeys(map(_coded, filter(_has_code, row["events"])))))
        for row in json_lines(path)
    ]


def _countries(parties: Iterable[Party], place: Place | None) -> list[str | None]:
    """The countries of some parties; one open place where there is no party or none that is known.

    A place that is acted upon stands for its country, as in CAMEO.
    """
    found = [_country(party.actor.country) if party.actor else _country_of(party, place) for party in parties]
    return list(dict.fromkeys(country for country in found if country)) or [None]


def _country_of(party: Party, place: Place | None) -> str | None:
    if place is None or place.mention.end <= party.mention.start or party.mention.end <= place.mention.start:
        return None
    return _country(place.country)


def _is_alleged(event: Event, accusations: Sequence[Event]) -> bool:
    """Whether an act is what another event accuses its actors of: CAMEO codes the accusation alone."""
    actors = {party.mention.text for party in event.actors}
    return any(actors & {party.mention.text for party in a.recipients} for a in accusations if event.statements)


def _is_meant(event: Event, events: Sequence[Event]) -> bool:
    """Whether an act is only planned and stands inside the words of will, threat or demand that CAMEO codes."""
    if event.status != "planned":
        return False
    at = event.trigger.mention
    around = (e.trigger.mention for e in events if e is not event and e.status == "occurred" and e.quad in {1, 3})
    return any(m.start <= at.start and at.end <= m.end for m in around)


def triples(events: Sequence[Event]) -> list[Coded]:
    """Return events as (country, country, CAMEO root), each once, ``None`` for a party without a known country.

    An event of several actors without recipients is done by each to each other. Acts that somebody only promises,
    threatens, asks for or is accused of are left out: CAMEO codes the promise, the threat, the demand, the accusation.
    """
    found: dict[Coded, None] = {}
    accusations = [event for event in events if event.type == "ACCUSE"]
    for event in events:
        if not event.cameo or event.status in _NOT_DONE:
            continue
        if _is_meant(event, events) or _is_alleged(event, accusations):
            continue
        sources, targets = _countries(event.actors, event.place), _countries(event.recipients, event.place)
        among = [(a, b) for a in sources for b in sources if a != b] if not event.recipients else []
        for source, target in among or [(a, b) for a in sources for b in targets]:
            found[Coded(source, target, event.cameo[:2])] = None
    return list(found)


def is_right(gold: Coded, found: Coded) -> bool:
    """Return whether a found triple is the gold one; where the gold has no country any will do."""
    same_source = gold.source in (None, found.source)
    return same_source and gold.target in (None, found.target) and gold.root == found.root


def _mirrored(triple: Coded) -> Coded:
    return Coded(triple.target, triple.source, triple.root)


def match(gold: Sequence[Coded], found: Sequence[Coded]) -> tuple[int, int]:
    """Return how many gold triples were found, and how many complete found ones match none.

    A found triple answers one gold triple; one of consulting answers the mirrored one too, since CAMEO codes a
    meeting or visit from both sides.
    """
    left = list(found)
    mirrors = [_mirrored(triple) for triple in found if triple.root == CONSULT]
    right = 0
    for wanted in gold:
        pool = next((pool for pool in (left, mirrors) if any(is_right(wanted, t) for t in pool)), None)
        if pool is not None:
            pool.remove(next(triple for triple in pool if is_right(wanted, triple)))
            right += 1
    matched_as_mirror = {_mirrored(t) for t in found if t.root == CONSULT} - set(mirrors)
    extra = [t for t in left if t.source and t.target and _mirrored(t) not in matched_as_mirror]
    return right, len(extra)


def measure(items: Sequence[Any], options: Options) -> Measured:
    """Return the share of gold triples found and missed, and the share of ours that are extra."""
    reports = [make_report(item.text, published=item.date, path=str(n)) for n, item in enumerate(items)]
    right = extra = 0
    readings = read_records(reports, tools=options.tools)
    for item, records in zip(items, readings, strict=True):
        hits, surplus = match(item.gold, triples(events_of(records)))
        right, extra = right + hits, extra + surplus
    gold = sum(len(item.gold) for item in items)
    return Measured(
        {
            "right": percent(right / (gold or 1)),
            "missed": percent((gold - right) / (gold or 1)),
            "extra": percent(extra / ((right + extra) or 1)),
        },
        failures(readings),
    )


SET = GoldSet(
    name="petr2",
    path="events/petr2_gsr.jsonl",
    protocol="percent; triples (source country, target country, CAMEO root); a gold actor without country matches any, "
    "consulting also the mirrored triple; right and missed of the gold triples; extra = ours with both countries "
    "that match none, over these and the right ones",
    record="UniversalPetrarch on another, easier set: 68.3 right, 23.0 extra",
    metrics=("right", "missed", "extra"),
    read=read,
    measure=measure,
    count=lambda items: sum(max(1, len(item.gold)) for item in items),
)
