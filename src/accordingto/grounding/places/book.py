"""What the coder knows of places: the gazetteer, joined with the codebook's pages on top of it."""

from functools import cache, lru_cache
from typing import NamedTuple

from msgspec import Struct

from accordingto import codebook
from accordingto.grounding import gazetteer
from accordingto.grounding.gazetteer import Entry
from accordingto.grounding.gazetteer.folding import fold
from accordingto.records import Place

_PLURALS = ("", "s")
_OWN_PLACE = 100_000
"""A further name of a country that is also a town's or a region's own, of so many people, means the latter."""


class Feature(Struct, frozen=True, forbid_unknown_fields=True):
    """A place that the gazetteer lacks; degrees north and east."""

    name: str
    kind: str
    lat: float
    lon: float
    id: int | None = None
    country: str | None = None
    also: list[str] = []


class Page(Struct, frozen=True, forbid_unknown_fields=True):
    """The codebook page ``places``; its head comment explains each field."""

    names: dict[int, list[str]]
    features: list[Feature]
    abbreviations: dict[str, dict[str, str]]
    people: dict[str, int]
    preferred: dict[str, int]
    not_places: list[str]


class Cues(Struct, frozen=True, forbid_unknown_fields=True):
    """The codebook page ``places_cues``; its head comment explains each field."""

    levels: dict[str, list[str]]
    suffixes: list[str]
    directions: list[str]
    metonym_verbs: list[str]
    actor_prepositions: list[str]
    place_of: list[str]
    receivers: list[str]
    place_verbs: list[str]
    linkers: list[str]
    locative: list[str]


class Dispute(Struct, frozen=True, forbid_unknown_fields=True):
    """A disputed territory: under which country it is coded, who holds it, and a note with its source."""

    geonames_id: int | None
    name: str
    country: str | None
    held_by: str | None
    note: str


class Book(NamedTuple):
    """The pages, turned round for look-up; names are folded, abbreviations and adjectives are as written."""

    further: dict[str, tuple[Entry, ...]]
    abbreviations: dict[str, tuple[Entry, ...]]
    demonyms: dict[str, Entry]
    preferred: dict[str, int]
    not_places: frozenset[str]
    disputes: dict[int | str, Dispute]


@cache
def cues() -> Cues:
    """Return the words around place names."""
    page: Cues = codebook.load("places_cues", Cues)
    return page


@cache
def book() -> Book:
    """Return the pages, turned round for look-up."""
    page = codebook.load("places", Page)
    countries = _countries()
    further: dict[str, list[Entry]] = {}
    demonyms: dict[str, Entry] = {}
    for entry, adjectives, names in countries:
        for name in names:
            further.setdefault(fold(name), []).append(entry)
        for adjective in adjectives:
            for plural in _PLURALS:
                demonyms.setdefault(adjective + plural, entry)
    features = {f.id: _of_feature(f) for f in page.features if f.id}
    for people, identity in page.people.items():
        known = features.get(identity) or gazetteer.load().by_id(identity)
        if known:
            demonyms[people] = known
    for feature in page.features:
        entry = _of_feature(feature)
        for name in (feature.name, *feature.also):
            further.setdefault(fold(name), []).append(entry)
    for identity, names in page.names.items():
        entry_there = gazetteer.load().by_id(identity)
        for name in names if entry_there else []:
            further.setdefault(fold(name), []).extend([entry_there] if entry_there else [])
    disputes: dict[int | str, Dispute] = {}
    for dispute in codebook.load("disputed", list[Dispute]):
        disputes[dispute.geonames_id or dispute.name] = dispute
    return Book(
        {name: tuple(entries) for name, entries in further.items()},
        _abbreviations(page),
        demonyms,
        {fold(name): identity for name, identity in page.preferred.items()},
        frozenset(page.not_places),
        disputes,
    )


def _countries() -> list[tuple[Entry, list[str], list[str]]]:
    """Return each country of the page ``countries`` with its adjectives and its names."""
    shipped = gazetteer.load()
    found = []
    for code, line in codebook.load("countries", dict[str, str]).items():
        name, _, adjectives, others = ([f.strip() for f in field.split(",")] for field in (line + "|||").split("|")[:4])
        entry = next((e for n in (*name, *others) for e in shipped.named(n) if _is_country(e, code)), None)
        if entry:
            names = [n for n in (*name, *others) if n and not n.startswith("~") and not _is_own_place(n)]
            found.append((entry, [a for a in adjectives if a], names))
    return found


def _is_country(entry: Entry, code: str) -> bool:
    return entry.kind == "country" and entry.country == code


def _is_own_place(name: str) -> bool:
    entries = [e for e in gazetteer.load().named(name) if e.name_rank == "main"]
    if any(e.kind == "country" for e in entries):
        return False
    return any(e.kind in {"city", "admin1"} and e.population >= _OWN_PLACE for e in entries)


def _of_feature(feature: Feature) -> Entry:
    return Entry(feature.id, feature.name, feature.kind, feature.country, None, None, feature.lat, feature.lon, 0)


def _abbreviations(page: Page) -> dict[str, tuple[Entry, ...]]:
    shipped = gazetteer.load()
    found: dict[str, list[Entry]] = {}
    for code, forms in page.abbreviations.items():
        for form, name in forms.items():
            regions = [e for e in shipped.named(name) if e.country == code and e.kind == "admin1"]
            found.setdefault(form, []).extend(regions[:1])
    return {form: tuple(entries) for form, entries in found.items()}


@lru_cache(maxsize=65536)
def candidates(name: str) -> tuple[Entry, ...]:
    """Return the places that bear a name as written, each once, those of the codebook first.

    >>> [entry.country for entry in candidates("Hodeidah")]
    ['YEM', 'YEM']
    """
    pages = book()
    if name in pages.abbreviations:
        return pages.abbreviations[name]
    folded = fold(name)
    seen: dict[object, Entry] = {}
    for entry in (*pages.further.get(folded, ()), *gazetteer.load().folded(folded)):
        seen.setdefault(entry.geonames_id or entry.name, entry)
    return tuple(seen.values())


def demonym(name: str) -> Entry | None:
    """Return the country of an adjective or a people ("Russian", "Syrians")."""
    return book().demonyms.get(name)


def dispute(place: Place) -> Dispute | None:
    """Return the dispute over a place, or over the first-level region that it lies in, from the codebook.

    The rule and its sources are the codebook page ``disputed``.
    """
    disputes = book().disputes
    if place.geonames_id in disputes:
        return disputes[place.geonames_id]
    if place.name in disputes:
        return disputes[place.name]
    entry = gazetteer.load().by_id(place.geonames_id) if place.geonames_id else None
    return disputes.get(entry.admin1_id) if entry and entry.admin1_id else None


def coded_country(entry: Entry) -> str | None:
    """Return the country code of a place by the policy on disputed territory."""
    disputes = book().disputes
    for key in (entry.geonames_id, entry.admin1_id):
        if key is not None and key in disputes:
            return disputes[key].country
    return entry.country
