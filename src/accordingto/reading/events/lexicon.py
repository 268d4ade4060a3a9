"""The event lexicon: verb patterns and event nouns, read from the codebook and indexed by lemma."""

from collections import defaultdict
from functools import cache
from typing import NamedTuple

from msgspec import Struct

from accordingto import codebook
from accordingto.records import EventType


class EventClass(Struct, frozen=True):
    """What a verb or noun of the lexicon stands for."""

    type: EventType
    mode: str | None = None
    cameo: str | None = None
    contexts: tuple[str, ...] = ()
    mutual: bool = False
    person: bool = False


class Mode(Struct, frozen=True):
    """A PLOVER mode with its conflict-cooperation score."""

    score: float | None
    definition: str


class TypeFacts(Struct, frozen=True):
    """A PLOVER type with its quad class, 1 to 4, and its score."""

    quad: int
    score: float
    definition: str
    modes: dict[str, Mode]


class CameoCode(Struct, frozen=True):
    """A CAMEO code with its Goldstein score, -10 to 10."""

    label: str
    goldstein: float | None


class NounPage(Struct, frozen=True):
    """Nouns that name events, by class, and how they take their parties."""

    classes: dict[str, tuple[str, ...]]
    of: tuple[str, ...]
    mutual: tuple[str, ...]
    weak: tuple[str, ...]
    insisting: tuple[str, ...]


class Part(NamedTuple):
    """One thing that a pattern asks for: a word, an object class, a lemma, a clause, any object or none."""

    kind: str
    value: str
    after: str | None


class Pattern(NamedTuple):
    """A verb with what must stand beside it; ``strict`` asks for two parties, ``swapped`` turns them round."""

    lemma: str
    parts: tuple[Part, ...]
    class_name: str
    strict: bool
    swapped: bool
    weight: int

    @property
    def is_of_weapons(self) -> bool:
        """Whether the pattern tells what a weapon did, and leaves its user unsaid: "a bomb went off"."""
        return any(part.kind == "subject" for part in self.parts)


_MISREAD = {"stage": "stag", "fine": "fin"}
"""Verbs whose forms the lemmatiser takes for another's: "staged"."""
_SIGILS = {"@": "class", "=": "lemma", "%": "clause", "^": "subject"}
_OTHER = "other"
"""A clause with a subject of its own says more than that there is a clause."""
_WEIGHTS = {"word": 2, "class": 3, "lemma": 4, "clause": 3, "any": 1, "none": 1, "infinitive": 4, "subject": 3}


def parse_pattern(text: str, class_name: str) -> Pattern:
    """Return a pattern written as in ``events_verbs.yaml``.

    >>> parse_pattern("call for @ceasefire", "request").parts
    (Part(kind='class', value='ceasefire', after='for'),)
    """
    words = text.split()
    strict, swapped = words[0] == "!", words[0] == "<"
    if strict or swapped:
        words = words[1:]
    lemma, parts, pending = words[0], [], None
    for word in words[1:]:
        if word[0] == "^" and pending:
            parts.append(Part("word", pending, None))
            pending = None
        if word[0] in _SIGILS:
            parts.append(Part(_SIGILS[word[0]], word[1:], pending))
            pending = None
        elif word in {"*", "~"}:
            parts.append(Part("any" if word == "*" else "none", "", None))
        elif pending == "to":
            parts.append(Part("infinitive", word, None))
            pending = None
        else:
            if pending:
                parts.append(Part("word", pending, None))
            pending = word
    if pending:
        parts.append(Part("word", pending, None))
    weight = sum(_WEIGHTS[part.kind] + 2 * bool(part.after) + (part.value == _OTHER) for part in parts)
    return Pattern(lemma, tuple(parts), class_name, strict, swapped, weight)


@cache
def classes() -> dict[str, EventClass]:
    """Return the event classes by name."""
    page: dict[str, EventClass] = codebook.load("events_classes", dict[str, EventClass])
    return page


@cache
def types() -> dict[str, TypeFacts]:
    """Return the facts of every PLOVER type."""
    page: dict[str, TypeFacts] = codebook.load("events_types", dict[str, TypeFacts])
    return page


@cache
def cameo_codes() -> dict[str, CameoCode]:
    """Return the CAMEO codes with their Goldstein scores."""
    page: dict[str, CameoCode] = codebook.load("events_cameo", dict[str, CameoCode])
    return page


@cache
def root_types() -> dict[str, EventType]:
    """Return the PLOVER type of every CAMEO root or code that has its own."""
    page: dict[str, EventType] = codebook.load("events_roots", dict[str, EventType])
    return page


def root_type(cameo: str) -> EventType | None:
    """Return the type of the longest known beginning of a CAMEO code."""
    known = root_types()
    return next((known[cameo[:size]] for size in (4, 3, 2) if cameo[:size] in known), None)


@cache
def verb_patterns() -> dict[str, tuple[Pattern, ...]]:
    """Return the verb patterns by lemma, the most demanding first."""
    by_lemma: dict[str, list[Pattern]] = defaultdict(list)
    for class_name, texts in codebook.load("events_verbs", dict[str, tuple[str, ...]]).items():
        for text in texts:
            pattern = parse_pattern(text, class_name)
            by_lemma[pattern.lemma].append(pattern)
    for verb, misread in _MISREAD.items():
        by_lemma[misread] = by_lemma[verb]
    return {lemma: tuple(sorted(found, key=lambda p: -p.weight)) for lemma, found in by_lemma.items()}


@cache
def nouns() -> dict[str, str]:
    """Return the class name of every event noun or compound, by its lemmas."""
    page = _noun_page()
    return {noun: name for name, listed in page.classes.items() for noun in listed}


@cache
def noun_set(kind: str) -> frozenset[str]:
    """Return the event nouns that take an "of" victim, are ``mutual``, are ``weak`` without two anchors, or insist."""
    return frozenset(getattr(_noun_page(), kind))


@cache
def _noun_page() -> NounPage:
    page: NounPage = codebook.load("events_nouns", NounPage)
    return page


@cache
def object_class(name: str) -> frozenset[str]:
    """Return the lemmas of an object class; empty for the class ``party``, which is asked of the parse."""
    return frozenset(codebook.load("events_objects", dict[str, tuple[str, ...]]).get(name, ()))


class EquipmentPage(Struct, frozen=True):
    """The weapons that have names of their own, by kind."""

    systems: dict[str, tuple[str, ...]]


@cache
def system_names() -> frozenset[str]:
    """Return the names of weapons, as reports write them: "HIMARS"."""
    lines = (line for listed in codebook.load("equipment", EquipmentPage).systems.values() for line in listed)
    fields = (
        field for line in lines for at, part in enumerate(line.split("|")) if at != 1 for field in part.split(",")
    )
    return frozenset(field.strip().lstrip("!") for field in fields)


@cache
def light_verbs() -> dict[str, frozenset[str]]:
    """Return the roles of every light verb by its lemma, particle included."""
    roles: dict[str, set[str]] = defaultdict(set)
    for role, listed in codebook.load("events_light", dict[str, tuple[str, ...]]).items():
        for verb in listed:
            for form in (verb, _MISREAD.get(verb, verb)):
                roles[form].add(role)
    return {verb: frozenset(found) for verb, found in roles.items()}
