"""Sentences coded by hand in CAMEO, or marked as holding no event: what is right, missed and made up."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from accordingto.records import Event, Party
from accordingto.scoring.base import GoldSet, Measured, Options, Row, percent
from accordingto.scoring.files import json_lines
from accordingto.scoring.plover_names import current_country
from accordingto.scoring.reports import make_report
from accordingto.scoring.running import events_of, failures, read_records


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
    return Coded(current_country(row["sourcecode"]), current_country(row["targetcode"]), row["eventcode"][:2])


def read(path: Path, _options: Options) -> Sequence[Sentence]:
    """Return the coded sentences of a JSON-lines file."""
    return [
        Sentence(row["text"], _iso(row["date"]), tuple(_coded(e) for e in row["events"] if "eventcode" in e))
        for row in json_lines(path)
    ]


def _countries(parties: Iterable[Party]) -> list[str]:
    return [party.actor.country for party in parties if party.actor and party.actor.country]


def triples(events: Iterable[Event]) -> list[Coded]:
    """Return the events with both parties known as (country, country, CAMEO root), each once.

    An event of several actors without recipients is done by each to each other, as CAMEO codes meetings.
    """
    found: dict[Coded, None] = {}
    for event in events:
        actors, recipients = _countries(event.actors), _countries(event.recipients)
        among = [(a, b) for a in actors for b in actors if a != b]
        for source, target in [(a, b) for a in actors for b in recipients] if recipients else among:
            if event.cameo:
                found[Coded(source, target, event.cameo[:2])] = None
    return list(found)


def is_right(gold: Coded, found: Coded) -> bool:
    """Return whether a found triple is the gold one; where the gold has no country any will do."""
    same_source = gold.source in (None, found.source)
    return same_source and gold.target in (None, found.target) and gold.root == found.root


def match(gold: Sequence[Coded], found: Sequence[Coded]) -> tuple[int, int]:
    """Return how many gold triples were found, and how many found ones match none; one to one, in order."""
    left, right = list(found), 0
    for wanted in gold:
        hit = next((triple for triple in left if is_right(wanted, triple)), None)
        if hit is not None:
            left.remove(hit)
            right += 1
    return right, len(left)


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
    protocol="percent; triples (source country, target country, CAMEO root), a gold actor without country matches any; "
    "right and missed of the gold triples, extra = ours with both countries that match none, of all ours",
    record="UniversalPetrarch on another, easier set: 68.3 right, 23.0 extra",
    metrics=("right", "missed", "extra"),
    read=read,
    measure=measure,
    count=lambda items: sum(max(1, len(item.gold)) for item in items),
)
