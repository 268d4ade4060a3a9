"""Places: which words name one, and which one."""

from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Doc

from accordingto.grounding.gazetteer import Entry
from accordingto.grounding.places import detection
from accordingto.grounding.places.book import Dispute, coded_country, dispute
from accordingto.grounding.places.ranking import choose
from accordingto.grounding.places.roles import is_location
from accordingto.grounding.places.spots import Spot, fallback, look_up
from accordingto.records import Place, PlacePrecision, Report
from accordingto.text import mention

__all__ = ["Dispute", "Toponym", "dispute", "ground_spans", "tag", "toponyms"]

_UNREAD = frozenset({"byline", "credit", "boilerplate", "section"})
_SMALL = 50_000
"""A town below this population is only believed where the report names its country or a larger place in it."""
_LOCAL = frozenset({"city", "admin2", "admin3"})

_PRECISION: dict[str, PlacePrecision] = {
    "country": "country", "admin1": "region", "admin2": "district", "admin3": "district", "city": "city",
}  # fmt: skip


def to_place(text: str, start: int, end: int, entry: Entry | None) -> Place:
    """Return the place record of ``text[start:end]``; without an entry only its words are kept."""
    words = mention(text, start, end)
    if entry is None:
        return Place(words)
    return Place(
        words,
        entry.geonames_id,
        entry.name,
        entry.admin1 if entry.kind != "country" else None,
        coded_country(entry),
        entry.latitude,
        entry.longitude,
        _PRECISION.get(entry.kind, "area"),
    )


def ground_spans(text: str, spans: Sequence[tuple[int, int]], *, country_hint: str | None = None) -> list[Place]:
    """Return the places of spans that are known to name places, in the order given.

    All place names of one report should be given together, since each helps to read the others. Adjectives
    ("Russian") stand for their country here. ``country_hint`` is the outlet's country as ISO 3166-1 alpha-3. A span
    that nothing is known about keeps its words only.

    >>> ground_spans("shelling near Homs, Syria", [(14, 18), (20, 25)])[0].country
    'SYR'
    """
    order = sorted(range(len(spans)), key=lambda i: spans[i])
    spots = [_spot(text, *spans[i]) for i in order]
    entries = choose(text, spots, country_hint)
    found: list[Place] = [Place(mention(text, *span)) for span in spans]
    for i, entry in zip(order, entries, strict=True):
        found[i] = to_place(text, *spans[i], entry)
    return found


def _spot(text: str, start: int, end: int) -> Spot:
    spot = look_up(text, start, end)
    return spot if spot.entries else fallback(text, start, end) or spot


class Toponym(NamedTuple):
    """A place name of a text: ``use`` is "location", "government" (a metonym), "adjective" or "embedded"."""

    place: Place
    use: str


def toponyms(doc: Doc, report: Report) -> list[Toponym]:
    """Return all place names of a report, adjectives and metonyms too, in text order, each with its use."""
    shut = [(z.start, z.end) for z in report.zones if z.kind in _UNREAD]
    datelines = [(z.start, z.end) for z in report.zones if z.kind == "dateline"]
    text = report.text
    spans = []
    for found in detection.find(doc):
        start, end = doc[found.first].idx, doc[found.last - 1].idx + len(doc[found.last - 1])
        if not _is_within(start, shut):
            spans.append((found, start, end))
    spots = [look_up(text, start, end) for _, start, end in spans]
    entries = choose(text, spots)
    countries = {e.country for e in entries if e is not None and (e.kind not in _LOCAL or e.population >= _SMALL)}
    named = []
    before: tuple[int, Entry | None] = (-1, None)
    for (found, start, end), spot, entry in zip(spans, spots, entries, strict=True):
        beside = before[1] if before[0] >= 0 and text[before[0] : start] == ", " else None
        before = (end, entry)
        known = None if entry is not None and _is_doubtful(entry, countries) else entry
        if spot.is_demonym or found.is_demonym:
            use = "adjective"
        elif found.is_embedded:
            use = "embedded"
        elif _is_within(start, datelines) or is_location(doc, found.first, found.last, known, beside):
            use = "location"
        else:
            use = "government"
        named.append(Toponym(to_place(text, start, end, known), use))
    return named


def tag(doc: Doc, report: Report) -> tuple[Place, ...]:
    """Return the places of a report in text order: where things are, not governments, peoples or adjectives.

    ``doc`` is the parse of ``report.text``. A name whose place stays open keeps its words, with ``None`` elsewhere.

    >>> [p.name for p in tag(nlp(report.text), report)]  # doctest: +SKIP
    ['Homs', 'Syria']
    """
    return tuple(found.place for found in toponyms(doc, report) if found.use == "location")


def _is_within(start: int, zones: list[tuple[int, int]]) -> bool:
    return any(a <= start < b for a, b in zones)


def _is_doubtful(entry: Entry, countries: set[str | None]) -> bool:
    if entry.country is None or entry.country in countries:
        return False
    return (entry.kind in _LOCAL and entry.population < _SMALL) or (entry.kind == "area" and not entry.population)
