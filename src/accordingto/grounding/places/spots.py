"""Where a text may name a place, before anything is decided about which place it is."""

import re
from typing import NamedTuple

from accordingto.grounding import gazetteer
from accordingto.grounding.gazetteer import Entry
from accordingto.grounding.places.book import book, candidates, cues, demonym

_LEVELS = "|".join(sorted(map(re.escape, cues().levels), key=len, reverse=True))
_LEVEL_BEFORE = re.compile(rf"\b({_LEVELS})\s+of\s+(?:the\s+)?$", re.IGNORECASE)
_LEVEL_AFTER = re.compile(rf"^(?:'s|’s)?\s+({_LEVELS})\b", re.IGNORECASE)
_LEVEL_WITHIN = re.compile(rf"^(.+?)\s+({_LEVELS})$", re.IGNORECASE)
_OF_WITHIN = re.compile(rf"^({_LEVELS})\s+of\s+(.+)$", re.IGNORECASE)
_DIRECTION = re.compile(rf"^(?:{'|'.join(sorted(cues().directions, key=len, reverse=True))})[\s-]+", re.IGNORECASE)
_OWNER = re.compile(r"['’]s?$")
_PEOPLE = re.compile(r"(?:ers?|ns?|ans?|ians?)$")
_LOOK = 24
"""Characters looked at on each side of a name for "region", "city of" and the like."""


class Spot(NamedTuple):
    """A name in the text: the words to look up, the kinds its neighbours allow, and what may be meant."""

    start: int
    end: int
    name: str
    kinds: tuple[str, ...]
    entries: tuple[Entry, ...]
    is_demonym: bool = False


def look_up(text: str, start: int, end: int) -> Spot:
    """Return the spot ``text[start:end]`` with the places that its words may mean; none where nothing is known."""
    words = " ".join(text[start:end].split())
    before, after = text[max(0, start - _LOOK) : start], text[end : end + _LOOK]
    people = demonym(words)
    if people and people not in candidates(words):
        return Spot(start, end, words, (), (people,), True)
    kinds = _kinds_beside(before, after)
    for name, inner in _readings(words):
        if words not in {name} and name.isupper() and len(name) < 3:
            continue
        known = candidates(name)
        found = _of_kinds(known, inner or kinds) or (known if not inner else ())
        if not inner and any(e.kind == "country" for e in known) and all(e.kind == "city" for e in found):
            kinds, found = (), known  # "the U.S. capital" is no town called so
        if found:
            return Spot(start, end, name, inner or kinds, found)
    return Spot(start, end, words, kinds, _region_of(words))


def _kinds_beside(before: str, after: str) -> tuple[str, ...]:
    found = _LEVEL_AFTER.match(after) or _LEVEL_BEFORE.search(before)
    return tuple(cues().levels[found[1].lower()]) if found else ()


def _readings(words: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return the ways to read some words as a name, the most literal first, with the kinds that they allow."""
    readings: list[tuple[str, tuple[str, ...]]] = [(words, ())]
    bare = _OWNER.sub("", words)
    within, of = _LEVEL_WITHIN.match(bare), _OF_WITHIN.match(bare)
    if within:
        readings.append((within[1], tuple(cues().levels[within[2].lower()])))
    if of:
        readings.append((of[2], tuple(cues().levels[of[1].lower()])))
    if bare != words:
        readings.append((bare, ()))
    turned = _DIRECTION.sub("", bare)
    if turned != bare:
        readings.append((turned, ()))
    return readings


def _of_kinds(entries: tuple[Entry, ...], kinds: tuple[str, ...]) -> tuple[Entry, ...]:
    return tuple(e for e in entries if e.kind in kinds) if kinds else entries


def _region_of(words: str) -> tuple[Entry, ...]:
    """Return the first-level regions around the towns of a name: "Kherson region" where no region is called so."""
    within = _LEVEL_WITHIN.match(words) or _OF_WITHIN.match(words)
    if not within:
        return ()
    level, town = (within[2], within[1]) if within.re is _LEVEL_WITHIN else (within[1], within[2])
    if "admin1" not in cues().levels[level.lower()]:
        return ()
    regions: dict[int, Entry] = {}
    for entry in candidates(town):
        if entry.kind == "city" and entry.admin1_id is not None and entry.population >= _SEAT:
            region = gazetteer.load().by_id(entry.admin1_id)
            if region:
                regions[entry.admin1_id] = region
    return tuple(regions.values())


_SEAT = 50_000
"""A town that gives a region its name has at least so many people."""


_WELL_KNOWN = 50_000
"""A town inside a longer name is only believed when it has so many people."""


def fallback(text: str, start: int, end: int) -> Spot | None:
    """Return what a longer name is called after: the place inside it ("University of X"), or behind its people."""
    words = text[start:end].split()
    for size in range(len(words) - 1, 0, -1):
        for first in range(len(words) - size, -1, -1):
            name = " ".join(words[first : first + size]).strip(",.;:")
            people = demonym(name)
            if people:
                return Spot(start, end, name, (), (people,), True)
            found = tuple(e for e in candidates(name) if e.kind != "city" or e.population >= _WELL_KNOWN)
            if name[:1].isupper() and len(name) > 3 and found and name not in book().not_places:
                return Spot(start, end, name, (), found)
    stem = _PEOPLE.sub("", text[start:end])
    for ending in ("", "o", "a", "as"):
        if len(stem) > 2 and stem != text[start:end] and candidates(stem + ending):
            return Spot(start, end, stem + ending, (), candidates(stem + ending), True)
    return None
