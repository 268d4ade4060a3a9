"""FollowTheMoney entities (the data model of Aleph and OpenSanctions), one a line: reports, actors and happenings.

A report is an ``Article``, an actor a ``LegalEntity`` (its kind is not claimed), a happening an ``Event`` that involves
actors and is proven by articles. Countries are the two-letter codes that the model asks for; what the model has no
place for, such as how many origins stand behind a claim, is in the event's notes.
"""

from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO

import msgspec

from accordingto.exporting.common import safe_url
from accordingto.exporting.happenings import Happening, happenings
from accordingto.exporting.shaped import country
from accordingto.records import Actor, Event, Party, Report, derive_id
from accordingto.views import Whole
from accordingto.views.naming import headline, one_line, outlet_of, source_of, title_of

Entity = dict[str, Any]


def write(whole: Whole, stream: BinaryIO) -> int:
    """Write every entity as a line of JSON; return how many."""
    count = 0
    for entity in entities(whole):
        stream.write(msgspec.json.encode(entity) + b"\n")
        count += 1
    return count


def entities(whole: Whole) -> Iterator[Entity]:
    """Yield articles, then the actors of happenings, then the happenings."""
    for report in whole.reports.values():
        yield _article(report)
    told = list(happenings(whole))
    actors = {_id(a): a for h in told for p in (*h.event.actors, *h.event.recipients) if (a := p.actor)}
    for actor in actors.values():
        yield _legal_entity(actor)
    for happening in told:
        yield _event(happening)


def _entity(id: str, schema: str, properties: dict[str, Sequence[str | None]]) -> Entity:
    known = {name: [v for v in values if v] for name, values in properties.items()}
    return {"id": id, "schema": schema, "properties": {name: values for name, values in known.items() if values}}


def _article(report: Report) -> Entity:
    return _entity(
        report.id,
        "Article",
        {
            "title": [title_of(report)],
            "publisher": [outlet_of(report)],
            "author": [report.byline],
            "publishedAt": [report.published[:10] if report.published else None],
            "sourceUrl": [safe_url(report.url)],
            "contentHash": [report.sha256],
            "bodyText": [report.text.strip()],
        },
    )


def _id(actor: Actor) -> str:
    return derive_id("actor", actor.name, actor.country, actor.sector)


def _legal_entity(actor: Actor) -> Entity:
    found = country(actor.country)
    return _entity(
        _id(actor),
        "LegalEntity",
        {
            "name": [actor.name],
            "country": [found.alpha2.lower() if found else None],
            "wikidataId": [actor.wikidata],
            "description": [actor.office],
            "keywords": [actor.sector],
        },
    )


def _event(h: Happening) -> Entity:
    e: Event = h.event
    found = country(e.place.country) if e.place else None
    origins = f"{h.origins.low}" if h.origins.low == h.origins.high else f"{h.origins.low} to {h.origins.high}"
    notes = [f"independent origins: {origins}", f"status: {e.status}", *(f"according to {s}" for s in h.sources)]
    return _entity(
        h.id,
        "Event",
        {
            "name": [headline(e)],
            "summary": [
                f"“{one_line(m.evidence.exact)}” — {source_of(r)}" for m, r in zip(h.members, _of(h), strict=True)
            ],
            "startDate": [e.when.start[:10] if e.when and e.when.start else None],
            "endDate": [e.when.end[:10] if e.when and e.when.end else None],
            "location": [e.place.name if e.place else None],
            "country": [found.alpha2.lower() if found else None],
            "organizer": _involved(e.actors),
            "involved": _involved(e.recipients),
            "keywords": [e.type, e.mode],
            "notes": notes,
            "proof": [r.id for r in h.reports],
        },
    )


def _of(h: Happening) -> list[Report]:
    by_id = {r.id: r for r in h.reports}
    return [by_id[m.report] for m in h.members]


def _involved(parties: Sequence[Party]) -> list[str | None]:
    return [_id(p.actor) for p in parties if p.actor]
