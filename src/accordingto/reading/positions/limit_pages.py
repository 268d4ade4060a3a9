"""The codebook page behind the limits of positions, decoded and indexed once."""

from functools import cache

from msgspec import Struct

from accordingto import codebook

Words = frozenset[str]


class Places(Struct, frozen=True):
    """Prepositions, nouns and adverbs of where, and verbs of keeping somebody out "from" somewhere."""

    prepositions: Words
    barring: Words
    moving: Words
    bound: Words
    nouns: Words
    adverbs: Words


class Ranges(Struct, frozen=True):
    """Units and nouns of distance, comparatives, and marks that one may not pass."""

    units: Words
    prepositions: Words
    nouns: Words
    comparatives: Words
    marks: Words


class Means(Struct, frozen=True):
    """Things used, what carries somebody, how and under whose eyes something is done."""

    prepositions: Words
    verbs: Words
    nouns: Words
    carriers: Words
    manners: Words
    guard: Words
    not_with: Words


class Measures(Struct, frozen=True):
    """What is measured: draught, weight, speed."""

    measures: Words


class Targets(Struct, frozen=True):
    """Whom and what an act hits, and the acts that hit."""

    prepositions: Words
    nouns: Words
    hitting: Words
    shooting: Words


class Purposes(Struct, frozen=True):
    """What something may be done for, and the verbs and nouns whose "for" or "to" opens the act itself."""

    prepositions: Words
    nouns: Words
    suffixes: tuple[str, ...]
    aims: Words
    inside: Words
    spending: Words
    leave: Words
    bare: Words


class Exempting(Struct, frozen=True):
    """What is said of those whom a ban leaves out."""

    adjectives: Words
    negated: Words
    made: Words
    negated_verbs: Words
    nouns: Words
    verbs: Words
    leaving: dict[str, Words]
    rules: Words


class LimitWords(Struct, frozen=True):
    """The page ``positions_limits``."""

    place: Places
    range: Ranges
    means: Means
    quantities: Measures
    target: Targets
    purpose: Purposes
    excepting: tuple[str, ...]
    least: Words
    narrowing: tuple[str, ...]
    exempting: Exempting


@cache
def limit_page() -> LimitWords:
    """Return the page of limits."""
    page: LimitWords = codebook.load("positions_limits", LimitWords)
    return page
