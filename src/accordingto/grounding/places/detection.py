"""Which words of a parsed text name a place: the entity recogniser, corrected by the gazetteer."""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from spacy.tokens import Doc, Span, Token

from accordingto.grounding.gazetteer import Entry
from accordingto.grounding.places.book import book, candidates, cues, demonym

LONGEST = 6
"""Tokens of the longest name that is looked up."""
LARGE = 100_000
"""A town of so many people is believed to be meant even where the recogniser saw nothing."""
_OWNERS = frozenset({"'s", "’s", "'", "’"})
_OFFICES = frozenset({"Department", "District", "Districts", "Township"})
_INSIDE = frozenset({"in", "at", "near", "outside", "around"})
"""Prepositions after which a name is a place and hardly a person's."""
PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})


class Found(NamedTuple):
    """Tokens ``first`` to ``last`` (not included) that name a place, or, as an adjective, belong to one."""

    first: int
    last: int
    is_demonym: bool = False
    is_embedded: bool = False


class _Reading(NamedTuple):
    """A parsed text with what is asked of it again and again; spaCy joins ``doc.text`` anew each time."""

    doc: Doc
    text: str
    entities: dict[int, Span]
    people: frozenset[str]

    @classmethod
    def of(cls, doc: Doc) -> "_Reading":
        """Return the reading of a parsed text; ``people`` are the last words of its persons' full names."""
        entities = {i: ent for ent in doc.ents for i in range(ent.start, ent.end)}
        full = [e for e in doc.ents if e.label_ == "PERSON" and e.end - e.start > 1]
        people = {t.text for e in full for t in e[1:] if t.text[:1].isupper()}
        return cls(doc, doc.text, entities, frozenset(people))


@cache
def _words() -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    page = cues()
    return frozenset(page.linkers), frozenset(page.suffixes), frozenset(page.locative), frozenset(page.directions)


def find(doc: Doc) -> list[Found]:
    """Return where a text names places or uses their adjectives, in text order, without overlaps.

    "Darfur region" is one name; "northern" in "northern Gaza" is none of it.
    """
    reading = _Reading.of(doc)
    text = reading.text
    found: list[Found] = []
    refused: list[Found] = []
    at = 0
    while at < len(doc):
        hit = _at(reading, at) if doc[at].text[:1].isupper() else None
        if isinstance(hit, Found):
            found.append(hit)
        elif hit is not None:
            refused.append(Found(at, hit))
        at = at + 1 if hit is None else hit.last if isinstance(hit, Found) else hit
    sure = Counter(_name(doc, text, f.first, f.last) for f in found if not f.is_demonym and not f.is_embedded)
    doubted = Counter(_name(doc, text, f.first, f.last) for f in refused)
    again = [
        f
        for f in refused
        if sure[name := _name(doc, text, f.first, f.last)]
        and (sure[name] > doubted[name] or is_strong(name, candidates(name)))
        and _stands_alone(reading, f)
    ]
    return sorted([*found, *again])


def _name(doc: Doc, text: str, first: int, last: int) -> str:
    return text[doc[first].idx : doc[last - 1].idx + len(doc[last - 1])]


def _stands_alone(reading: _Reading, found: Found) -> bool:
    """Return whether a refused name is all that its entity holds, so that its other uses in the text decide."""
    doc, ent = reading.doc, reading.entities.get(found.first)
    return not _runs_on(doc, found.first, found.last) and (
        ent is None or ent.end - ent.start == found.last - found.first
    )


def _at(reading: _Reading, at: int) -> Found | int | None:
    """Return the name that begins at a token, or the token to go on from, or ``None`` for the next."""
    doc, text = reading.doc, reading.text
    for last in _ends(doc, at):
        name = _name(doc, text, at, last)
        people = demonym(name)
        entries = candidates(name)
        if (people is None and not entries) or _has_idle_article(name, entries):
            continue
        if people and people not in entries:
            return Found(at, last, is_demonym=True)
        verdict = _accepts(reading, at, last, name)
        if verdict:
            end = _with_suffix(doc, last)
            return Found(at, end, is_embedded=verdict == "embedded")
        return last
    return _unknown(reading, at)


def _ends(doc: Doc, at: int) -> Iterator[int]:
    """Yield where a name that begins at a token may end, the longest first."""
    linkers = _words()[0]
    ends = []
    for i in range(at, min(at + LONGEST, len(doc))):
        token = doc[i]
        if i > at and token.is_sent_start:
            break
        if token.text[:1].isupper():
            ends.append(i + 1)
        elif token.lower_ not in linkers:
            break
    return reversed(ends)


def _has_idle_article(name: str, entries: tuple[Entry, ...]) -> bool:
    """Return whether "The" only stands before a name ("The Netherlands"), against "The Hague"."""
    return name[:4].lower() == "the " and not any(e.name.startswith("The ") for e in entries)


def _with_suffix(doc: Doc, last: int) -> int:
    """Return the end behind "region" or "County"; "Department" and the like in capitals begin another name."""
    if last >= len(doc) or doc[last].is_sent_start or doc[last].lower_ not in _words()[1]:
        return last
    return last if doc[last].text in _OFFICES else last + 1


def is_strong(name: str, entries: tuple[Entry, ...]) -> bool:
    """Return whether a name is that of a country, a region, a sea or a large town."""
    if name in book().not_places or (len(name) < 4 and not name.isupper()):
        return False
    return any(
        e.kind in {"country", "continent", "water", "admin1"}
        or (e.kind == "area" and e.name_rank == "main")
        or e.capital
        or (e.kind == "city" and e.population >= LARGE and e.name_rank == "main")
        for e in entries
    )


def _accepts(reading: _Reading, first: int, last: int, name: str) -> str | None:
    """Return "name" or "embedded" (inside a longer name) where the words name a place, else ``None``."""
    doc, ent = reading.doc, reading.entities.get(first)
    if name in book().not_places or _is_lone_abbreviation(doc, first, name):
        return None
    if name in reading.people and not _is_directly_inside(doc, first):
        return None
    if last - first == 1 and doc[first].is_stop and not name.isupper():
        return None
    entries = candidates(name)
    strong, placed = is_strong(name, entries), _is_placed(doc, first)
    label = ent.label_ if ent else ""
    whole = ent is not None and _fills(doc, ent, first, last)
    if label in PLACE_LABELS:
        if whole or strong:
            return "name" if whole or label != "FAC" else "embedded"
        return "name" if ent and doc[last].text.lower() in cues().levels else None
    if label in {"PERSON", "ORG", "NORP", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"}:
        if whole and strong and (placed or label != "PERSON" or last - first > 1):
            return "name"
        return "embedded" if strong and label != "PERSON" else None
    if label or _runs_on(doc, first, last) or doc[first].pos_ != "PROPN":
        return None
    if strong:
        return "name"
    return "name" if placed and len(name) > 3 and not doc[first].is_sent_start else None


def _is_lone_abbreviation(doc: Doc, first: int, name: str) -> bool:
    """Return whether a state's abbreviation stands without the town before it ("Mass", "IN", "Miss.")."""
    if name not in book().abbreviations:
        return False
    return not (first > 1 and doc[first - 1].text == ",") and not (len(name) > 3 and name.count(".") > 1)


def _fills(doc: Doc, ent: Span, first: int, last: int) -> bool:
    """Return whether a name is all of its entity but for articles, directions, an owner's "'s" or a level word."""
    rest = ent.end <= last or (ent.end == last + 1 and (doc[last].text in _OWNERS or doc[last].lower_ in cues().levels))
    return rest and _only_extras(doc, ent.start, first)


def _only_extras(doc: Doc, start: int, first: int) -> bool:
    return all(doc[i].lower_ in _words()[3] or doc[i].lower_ in {"the", "-", "city", "of"} for i in range(start, first))


def _is_placed(doc: Doc, first: int) -> bool:
    """Return whether a preposition of place stands before a name, perhaps behind "the" and a direction."""
    i = first - 1
    while i >= 0 and (doc[i].lower_ in _words()[3] or doc[i].lower_ in {"the", "city", "town", "village"}):
        i -= 1
    return i >= 0 and doc[i].lower_ in _words()[2]


def _is_directly_inside(doc: Doc, first: int) -> bool:
    return first > 0 and doc[first - 1].lower_ in _INSIDE


def _runs_on(doc: Doc, first: int, last: int) -> bool:
    """Return whether capitals beside a name make it part of a longer one ("Paris Hilton")."""
    before: Token | None = doc[first - 1] if first and not doc[first].is_sent_start else None
    after: Token | None = doc[last] if last < len(doc) and not doc[last].is_sent_start else None
    if after is not None and after.pos_ == "PROPN" and after.text[:1].isupper() and doc[last - 1].whitespace_:
        return True
    beside = before is not None and before.pos_ == "PROPN" and before.text[:1].isupper() and bool(before.whitespace_)
    return beside and before is not None and before.lower_ not in _words()[3]


def _unknown(reading: _Reading, at: int) -> Found | None:
    """Return a name that the recogniser calls a place and nothing is known about; it is kept unresolved."""
    doc, ent = reading.doc, reading.entities.get(at)
    if ent is None or ent.label_ not in {"GPE", "LOC"} or ent.start != at:
        return None
    words = ent.text
    if not _is_directly_inside(doc, at) or words in reading.people or "." in words:
        return None
    if words in book().not_places or words.isupper() or len(words) < 4 or any(c.isdigit() for c in words):
        return None
    end = ent.end - 1 if doc[ent.end - 1].text in {"'s", "’s"} else ent.end
    return Found(ent.start, end) if end > ent.start else None
