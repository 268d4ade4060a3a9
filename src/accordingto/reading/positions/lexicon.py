"""The codebook pages behind positions, decoded and indexed once."""

from functools import cache

from msgspec import Struct

from accordingto import codebook
from accordingto.records import PositionKind, PositionStatus

Words = frozenset[str]


class VerbGroup(Struct, frozen=True):
    """Verbs that take a position in one way; ``negated`` is the kind under negation, ``None`` for no position."""

    frame: str
    kind: PositionKind
    words: Words
    negated: PositionKind | None = None
    infinitive: bool = False
    objects_only: bool = False
    prepositions: Words = frozenset()
    object: Words = frozenset()
    avoid: Words = frozenset()
    particle: str | None = None
    own: bool = False


class NounGroup(Struct, frozen=True):
    """Nouns that name a position; some only with a light verb, some only with a clause of what is wanted."""

    kind: PositionKind
    words: Words
    needs_light: Words = frozenset()
    verbal: bool = False


class Arming(Struct, frozen=True):
    """Handing over weapons: hostile where the receiver is somebody's enemy."""

    verbs: Words
    nouns: Words


class Hostile(Struct, frozen=True):
    """Acts that hurt somebody."""

    verbs: Words
    nouns: Words
    strong: Words
    strong_nouns: Words
    targets: Words


class Holders(Struct, frozen=True):
    """Nouns and pronouns for people and bodies that can take a position."""

    nouns: Words


class Lexicon(Struct, frozen=True):
    """The page ``positions``."""

    verbs: tuple[VerbGroup, ...]
    rule_out: Words
    nouns: tuple[NounGroup, ...]
    collocations: dict[str, Words]
    light: dict[str, Words]
    phrasal: dict[PositionStatus, dict[str, Words]]
    standing: Words
    lapsed: Words
    states: dict[PositionStatus, Words]
    outcomes: dict[str, Words]
    documents: Words
    policies: Words
    imposed: Words
    penalties: Words
    decisions: Words
    own_bodies: Words
    considered: Words
    ready: Words
    unready: Words
    hostile: Hostile
    arming: Arming
    nonvolitional: Words
    soft: Words
    fulfilled: Words
    accusable: Words
    implicated: Words
    severed: Words
    idle: Words
    dire: Words
    grants: Words
    withheld: Words
    anybody: Words
    implied: Words
    offices: Words
    speech: Words
    holders: Holders
    vehicles: Words
    treaties: Words
    anyone: Words
    willed: Words
    mute: Words
    comment: Words


class Amounts(Struct, frozen=True):
    """Words before a bounded amount, those of them that set a floor, numbers in words and what multiplies them."""

    before: tuple[str, ...]
    floors: tuple[str, ...]
    numbers: tuple[str, ...]
    scales: tuple[str, ...]


class Conditions(Struct, frozen=True):
    """The page ``positions_conditions``: words that open a condition, and those of what follows upon one."""

    marks: Words
    temporal: Words
    phrases: tuple[str, ...]
    clausal: Words
    leave: Words
    awaited: Words
    prices: Words
    inversion: Words
    triggers: Words
    answered: Words
    hedges: Words
    joining: Words
    asking: Words
    otherwise: tuple[str, ...]
    penalised: Words
    suffered: Words


class Durations(Struct, frozen=True):
    """Prepositions of a duration, of an end, of a time within which, of hours; nouns of times, hours and stretches."""

    lasting: Words
    ending: Words
    nouns: Words
    only: Words
    ends: Words
    hourly: Words
    hours: Words
    spans: Words
    adverbs: Words
    expiring: Words
    between: str
    latest: str
    lengths: str
    deadlines: Words


class Scope(Struct, frozen=True):
    """The page ``positions_scope``."""

    time: Durations
    clock: str
    quantity: Amounts
    refraining: Words
    cared_for: Words


class Persons(Struct, frozen=True, forbid_unknown_fields=True):
    """The page ``persons``: nouns in the singular, parted by white space."""

    people: str
    groups: str


@cache
def person_words() -> Words:
    """Return the common nouns that stand for people or for bodies of people, in the singular."""
    page: Persons = codebook.load("persons", Persons)
    return frozenset(page.people.split()) | frozenset(page.groups.split())


@cache
def lexicon() -> Lexicon:
    """Return the page of position words."""
    page: Lexicon = codebook.load("positions", Lexicon)
    return page


@cache
def scope() -> Scope:
    """Return the page of times and amounts."""
    page: Scope = codebook.load("positions_scope", Scope)
    return page


@cache
def condition_words() -> Conditions:
    """Return the page of conditions."""
    page: Conditions = codebook.load("positions_conditions", Conditions)
    return page


@cache
def verb_groups() -> dict[str, tuple[VerbGroup, ...]]:
    """Return the verb groups of each lemma."""
    found: dict[str, tuple[VerbGroup, ...]] = {}
    for group in lexicon().verbs:
        for word in group.words:
            found[word] = (*found.get(word, ()), group)
    return found


@cache
def noun_groups() -> dict[str, NounGroup]:
    """Return the noun group of each lemma."""
    return {word: group for group in lexicon().nouns for word in group.words}


@cache
def light_roles() -> dict[str, tuple[str, ...]]:
    """Return the ways in which each light verb carries a position noun."""
    found: dict[str, tuple[str, ...]] = {}
    for role, words in lexicon().light.items():
        for word in words:
            found[word] = (*found.get(word, ()), role)
    return found
