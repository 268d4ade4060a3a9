"""Which of the places of one name a report means, judged from all the places that it names.

The report is read as a whole, in rounds: names that are sure ("Aleppo, Syria") lend weight to the country, the region
and the neighbourhood that they lie in, and the others are judged again under that weight. A name keeps one sense in a
report. Features after Lieberman and Samet, "Adaptive context features for toponym resolution" (SIGIR 2012), and
DeLozier et al., "Gazetteer-independent toponym resolution" (AAAI 2015), as additive points in place of a trained model.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from accordingto.grounding.gazetteer import Entry
from accordingto.grounding.gazetteer.folding import fold
from accordingto.grounding.places.book import book
from accordingto.grounding.places.spots import Spot

ROUNDS = 3
POINTS = {
    # Base, on the scale of log10 of the population.
    "country": 8.5, "continent": 8.5, "water": 7.0, "area": 7.5, "area_within": 4.0, "capital": 0.5,
    "admin1": -0.6, "admin2": -1.8,
    "admin3": -2.2, "alternate": -0.7, "shortened": -0.6, "preferred": 1.5, "level": -0.7,
    # Context.
    "inside": 6.0, "country_share": 2.0, "country_named": 1.0, "region_named": 1.6, "region_shared": 0.8, "near": 0.8,
    "hint": 1.0,
}  # fmt: skip
NEAR_KM = 161.0
"""A hundred miles, the customary distance in toponym resolution."""

_COMMA = re.compile(r"^\s*,\s*(?:in\s+)?(?:the\s+)?$|^\s*\(\s*$")
_INSIDE = re.compile(
    r"^(?:['’]s)?[^.;!?\n]{0,24}\b(?:in|of)\s+(?:the\s+|\w+ern\s+|\w+-?\w*\s+(?:region|province|state)\s+of\s+)?$"
)


class Link(NamedTuple):
    """The text says that one spot lies in another; 1.0 for "Homs, Syria", less for looser words."""

    inner: int
    outer: int
    weight: float


def kilometres(a: Entry, b: Entry) -> float:
    """Return the distance of two places over a spherical earth, in kilometres."""
    north_a, north_b = math.radians(a.latitude), math.radians(b.latitude)
    east = math.radians(b.longitude - a.longitude)
    h = math.sin((north_b - north_a) / 2) ** 2 + math.cos(north_a) * math.cos(north_b) * math.sin(east / 2) ** 2
    return 12742.0 * math.asin(min(1.0, math.sqrt(h)))


def is_inside(inner: Entry, outer: Entry) -> bool:
    """Return whether a place lies in a country or a first-level region by the gazetteer."""
    if outer.kind == "country":
        return inner.country == outer.country and inner.kind != "country"
    if outer.kind == "admin1":
        return inner.admin1_id == outer.geonames_id and inner.geonames_id != outer.geonames_id
    if outer.kind == "admin2":
        return inner.kind in {"city", "admin3"} and inner.admin1_id == outer.admin1_id and kilometres(inner, outer) < 80
    return False


def links(text: str, spots: Sequence[Spot]) -> list[Link]:
    """Return what the words between neighbouring spots say about one lying in the other."""
    found = []
    for i, (left, right) in enumerate(pairwise(spots)):
        between = text[left.end : right.start]
        if left.is_demonym or right.is_demonym or len(between) > 60:
            continue
        if _COMMA.match(between):
            found.append(Link(i, i + 1, 1.0))
        elif _INSIDE.match(between):
            found.append(Link(i, i + 1, 0.5))
        elif between in {"'s ", "’s "}:
            found.append(Link(i + 1, i, 0.5))
    return found


def base(entry: Entry, folded: str, kinds: tuple[str, ...] = ()) -> float:
    """Return how likely a place is meant by its name alone, on the scale of log10 of its population."""
    points = POINTS["area_within"] if entry.kind == "area" and entry.country else POINTS.get(entry.kind, 0.0)
    if entry.kind in {"city", "admin1", "admin2", "admin3"}:
        points += math.log10(entry.population + 10)
    if entry.kind in kinds:
        points += POINTS["level"] * kinds.index(entry.kind)
    if entry.capital:
        points += POINTS["capital"]
    if entry.kind == "admin1" and entry.country in {"USA", "CAN", "AUS"}:
        points -= POINTS["admin1"]
    points += POINTS.get(entry.name_rank, 0.0)
    if book().preferred.get(folded) == entry.geonames_id and entry.geonames_id is not None:
        points += POINTS["preferred"]
    return points


class _Sense(NamedTuple):
    """A name with the kinds allowed beside it; all its spots in a report are read alike."""

    folded: str
    kinds: tuple[str, ...]


def choose(text: str, spots: Sequence[Spot], hint: str | None = None) -> list[Entry | None]:
    """Return for each spot, in order, the place that is meant, or ``None`` where nothing is known by that name.

    ``hint`` is the country (ISO 3166-1 alpha-3) that the outlet writes for.
    """
    senses = [_Sense(fold(s.name), s.kinds) for s in spots]
    entries: dict[_Sense, tuple[Entry, ...]] = {}
    for sense, spot in zip(senses, spots, strict=True):
        entries.setdefault(sense, spot.entries)
    bases = {s: [base(e, s.folded, s.kinds) for e in found] for s, found in entries.items()}
    known = links(text, spots)
    picks = {s: max(zip(bases[s], found, strict=True), key=lambda p: p[0])[1] for s, found in entries.items() if found}
    for _ in range(ROUNDS):
        context = _Context.of(senses, picks, hint)
        bonus = _links_bonus(known, senses, entries, picks)
        picks = {
            s: max(
                ((b + context.points(s, e) + bonus.get((s, e.geonames_id or e.name), 0.0), -i, e)
                 for i, (b, e) in enumerate(zip(bases[s], found, strict=True))),
                key=lambda p: p[:2],
            )[2]
            for s, found in entries.items() if found
        }  # fmt: skip
    return [picks.get(s) for s in senses]


def _links_bonus(
    known: list[Link], senses: list[_Sense], entries: dict[_Sense, tuple[Entry, ...]], picks: dict[_Sense, Entry]
) -> dict[tuple[_Sense, object], float]:
    bonus: dict[tuple[_Sense, object], float] = {}
    usual = {s: max(found, key=lambda e: base(e, s.folded), default=None) for s, found in entries.items()}
    for link in known:
        inner, outer = senses[link.inner], senses[link.outer]
        for around in entries[outer]:
            # A settled outer place counts in full, its other senses a little, so that pairs can be found.
            share = 1.0 if picks.get(outer) == around else 0.5
            for entry in entries[inner]:
                if is_inside(entry, around):
                    points = POINTS["inside"] * link.weight * share * (_LIST if _is_list(usual[inner], around) else 1.0)
                    _raise(bonus, (inner, entry.geonames_id or entry.name), points)
                    _raise(bonus, (outer, around.geonames_id or around.name), points / 3)
    return bonus


_LIST = 0.2
"""What is left of a link between two names that are rather listed side by side: "Mexico, the United States and …"."""


def _is_list(usual: Entry | None, around: Entry) -> bool:
    """Return whether a name's usual sense stands beside the outer place, not in it: two countries, two states."""
    if usual is None or usual.kind not in {"country", "admin1"}:
        return False
    return around.kind == "country" if usual.kind == "country" else around.kind == "admin1"


def _raise(bonus: dict[tuple[_Sense, object], float], key: tuple[_Sense, object], points: float) -> None:
    bonus[key] = max(bonus.get(key, 0.0), points)


class _Context(NamedTuple):
    """What the report's present picks say about where it plays."""

    countries: dict[str, float]
    named: frozenset[str]
    regions: Counter[int]
    named_regions: frozenset[int]
    picks: dict[_Sense, Entry]
    hint: str | None

    @classmethod
    def of(cls, senses: list[_Sense], picks: dict[_Sense, Entry], hint: str | None) -> "_Context":
        countries: dict[str, float] = {}
        regions: Counter[int] = Counter()
        for sense, times in Counter(senses).items():
            entry = picks.get(sense)
            if entry and entry.country:
                countries[entry.country] = countries.get(entry.country, 0.0) + math.sqrt(times)
            if entry and entry.admin1_id:
                regions[entry.admin1_id] += 1
        named = frozenset(e.country for e in picks.values() if e.kind == "country" and e.country)
        named_regions = frozenset(e.geonames_id for e in picks.values() if e.kind == "admin1" and e.geonames_id)
        return cls(countries, named, regions, named_regions, picks, hint)

    def points(self, sense: _Sense, entry: Entry) -> float:
        """Return the points of a place for a name from all the other names of the report."""
        own = self.picks.get(sense)
        total = sum(self.countries.values()) - (1 if own and own.country else 0)
        points = 0.0
        if entry.country and total > 0:
            mine = self.countries.get(entry.country, 0.0) - (1 if own and own.country == entry.country else 0)
            points += POINTS["country_share"] * max(0.0, mine) / total
            if entry.kind != "country" and entry.country in self.named:
                points += POINTS["country_named"]
        if entry.admin1_id is not None and entry.kind != "admin1":
            if entry.admin1_id in self.named_regions and not (own and own.geonames_id == entry.admin1_id):
                points += POINTS["region_named"]
            others = self.regions[entry.admin1_id] - (1 if own and own.admin1_id == entry.admin1_id else 0)
            points += POINTS["region_shared"] * min(1.0, others / 2)
        if self._has_neighbour(sense, entry):
            points += POINTS["near"]
        return points + (POINTS["hint"] if self.hint and entry.country == self.hint else 0.0)

    def _has_neighbour(self, sense: _Sense, entry: Entry) -> bool:
        return entry.kind == "city" and any(
            other != sense and e.kind == "city" and e.country == entry.country and kilometres(e, entry) < NEAR_KM
            for other, e in self.picks.items()
        )
