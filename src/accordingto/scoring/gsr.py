"""Hand-made PLOVER records: event type, actors, their countries and sectors, and all of these together.

A gold record codes one event of its sentence. Of our events that one answers whose trigger overlaps the words that
the gold marks as the event, the most confident first; where none does, the most confident event of the sentence
answers. The others cost nothing: the gold does not say that they are wrong.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple

from msgspec import Struct

from accordingto.records import Event, Party
from accordingto.scoring.base import GoldSet, Measured, Options, Row, percent
from accordingto.scoring.files import json_lines
from accordingto.scoring.measures import prf
from accordingto.scoring.plover_names import current_country, current_type, short_sector
from accordingto.scoring.reports import make_report
from accordingto.scoring.running import events_of, failures, read_records
from accordingto.text import Span

NO_DATE = "2000-01-01"
"""The date that records made from the CAMEO manual bear, whatever year their sentence is from."""

Role = Literal["source", "target", "either"]


class GoldActor(Struct, frozen=True):
    """An actor of a gold record: its words' offsets, role, country code and sector."""

    characters: frozenset[int]
    role: Role
    country: str | None
    sector: str | None


class GoldRecord(Struct, frozen=True):
    """A gold record: sentence, date, event type, the words marked as the event, and its actors."""

    text: str
    date: str | None
    event: str
    trigger: frozenset[int]
    actors: tuple[GoldActor, ...]


class _Found(NamedTuple):
    party: Party
    role: Role
    characters: frozenset[int]


def _pieces(words: str, text: str) -> Iterable[Span]:
    for piece in re.split(r"\s*\.\.\.\s*", words.strip()):
        at = text.find(piece) if piece else -1
        if at >= 0:
            yield Span(at, at + len(piece))
        else:
            for word in re.finditer(r"\w{4,}", piece):
                found = re.search(rf"\b{re.escape(word.group())}\b", text)
                if found:
                    yield Span(*found.span())


def locate(words: str, text: str) -> frozenset[int]:
    """Return the offsets of some words in a text; "…" joins pieces, and a piece not there is sought word by word."""
    return frozenset(i for span in _pieces(words, text) for i in range(span.start, span.end))


def marked_events(markup: str, text: str) -> frozenset[int]:
    """Return the offsets of the words that inline markup shows as the event: ``(EVT: agreed)``."""
    found: set[int] = set()
    at = 0
    for marked in re.finditer(r"\(EVT:\s?([^()]*)\)", markup):
        words = marked.group(1).strip()
        start = text.find(words, at) if words else -1
        if start >= 0:
            found.update(range(start, start + len(words)))
            at = start + len(words)
    return frozenset(found)


def _markup(row: Row) -> str:
    """The sentence with its parts marked inline, empty where the record has none."""
    info = row.get("textInfo")
    return str(info.get("markup", "")) if isinstance(info, dict) else str(info or "")


def _actors(row: Row) -> Iterable[GoldActor]:
    both = "SRC/TAR" in _markup(row)
    roles: tuple[tuple[str, Role], ...] = (("source", "source"), ("target", "target"))
    for field, role in roles:
        for actor in row.get(field) or []:
            yield GoldActor(
                locate(actor["actorText"], row["text"]),
                "either" if both else role,
                current_country(actor.get("code")),
                short_sector(actor.get("sector")),
            )


def read(path: Path, _options: Options) -> Sequence[GoldRecord]:
    """Return the records of a JSON-lines file."""
    return [
        GoldRecord(
            row["text"],
            None if row.get("date") == NO_DATE else row.get("date"),
            current_type(row["event"]),
            marked_events(_markup(row), row["text"]),
            tuple(_actors(row)),
        )
        for row in json_lines(path)
    ]


def answer(gold: GoldRecord, events: Sequence[Event]) -> Event | None:
    """Return the event of ours that answers a gold record, ``None`` where there is none."""
    ranked = sorted(events, key=lambda e: (-e.confidence, e.trigger.mention.start))
    return next((e for e in ranked if gold.trigger & _range(e.trigger.mention)), next(iter(ranked), None))


def _range(span: Any) -> frozenset[int]:
    return frozenset(range(span.start, span.end))


def _found(event: Event) -> list[_Found]:
    actors = [_Found(party, "source", _range(party.mention)) for party in event.actors]
    return actors + [_Found(party, "target", _range(party.mention)) for party in event.recipients]


def align(gold: Sequence[GoldActor], found: Sequence[_Found]) -> list[tuple[GoldActor, _Found]]:
    """Return the pairs of gold and found actors whose words overlap in the same role, one to one, widest first."""
    candidates = [
        (len(g.characters & f.characters), i, j)
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
        if g.characters & f.characters and g.role in ("either", f.role)
    ]
    pairs, used_gold, used_found = [], set(), set()
    for _, i, j in sorted(candidates, key=lambda c: (-c[0], c[1], c[2])):
        if i not in used_gold and j not in used_found:
            pairs.append((gold[i], found[j]))
            used_gold.add(i)
            used_found.add(j)
    return pairs


def _country(found: _Found) -> str | None:
    return current_country(found.party.actor.country) if found.party.actor else None


def _sector(found: _Found) -> str | None:
    return found.party.actor.sector if found.party.actor else None


def tally(gold: GoldRecord, event: Event | None) -> Counter[str]:
    """Return hits, found and gold numbers of one record under ``KIND_hits``, ``KIND_found`` and ``KIND_gold``."""
    found = _found(event) if event else []
    pairs = align(gold.actors, found)
    countries = {a.country for a in gold.actors if a.country}
    ours = {country for f in found if (country := _country(f))}
    judged = [(g.sector, _sector(f)) for g, f in pairs if g.sector]
    right_type = event is not None and event.type == gold.event
    complete = len(pairs) == len(gold.actors) == len(found) and countries == ours
    all_right = right_type and complete and all(g == f for g, f in judged)
    return Counter(
        event_hits=right_type,
        event_found=event is not None,
        event_gold=1,
        actor_hits=len(pairs),
        actor_found=len(found),
        actor_gold=len(gold.actors),
        country_hits=len(countries & ours),
        country_found=len(ours),
        country_gold=len(countries),
        sector_hits=sum(g == f for g, f in judged),
        sector_found=sum(f is not None for _, f in judged),
        sector_gold=sum(a.sector is not None for a in gold.actors),
        record_hits=all_right,
        record_found=event is not None,
        record_gold=1,
    )


def measure(items: Sequence[Any], options: Options) -> Measured:
    """Return F1 of event type, actors, countries, sectors and whole records, in percent."""
    reports = [make_report(item.text, published=item.date, path=str(n)) for n, item in enumerate(items)]
    total: Counter[str] = Counter()
    readings = read_records(reports, tools=options.tools)
    for item, records in zip(items, readings, strict=True):
        total.update(tally(item, answer(item, events_of(records))))
    kinds = ("event", "actor", "country", "sector", "record")
    return Measured(
        {f"{k}_f1": percent(prf(total[f"{k}_hits"], total[f"{k}_found"], total[f"{k}_gold"]).f1) for k in kinds},
        failures(readings),
    )


SET = GoldSet(
    name="gsr",
    path="events/plover_gsr_open.jsonl",
    protocol="percent; one event of ours answers each record (trigger on the marked event words, else the most "
    "confident); F1 of type, of actors (words overlap, role right), of the record's set of country codes, of sectors "
    "of matched actors, and of records with all of these right and no actor too many",
    record="no published record; bars 78 / 76 / 86 / – / 45",
    metrics=("event_f1", "actor_f1", "country_f1", "sector_f1", "record_f1"),
    read=read,
    measure=measure,
)
