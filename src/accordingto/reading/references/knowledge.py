"""The codebook pages behind reference resolution, decoded once."""

from functools import cache
from typing import Literal

from msgspec import Struct

from accordingto import codebook

Gender = Literal["m", "f"]


class Titles(Struct, frozen=True):
    """Courtesy titles, offices and given names with the gender that they show."""

    courtesy: dict[Gender, frozenset[str]]
    titles: frozenset[str]
    heads: frozenset[str]
    rank: dict[str, frozenset[str]]
    family_first: frozenset[str]
    articles: frozenset[str]
    newcomers: frozenset[str]
    kin: frozenset[str]
    given_names: dict[Gender, frozenset[str]]


class Nouns(Struct, frozen=True):
    """Pronouns and common nouns by what they can stand for."""

    pronouns: dict[str, frozenset[str]]
    opposite_nouns: frozenset[str]
    possessive: frozenset[str]
    person_nouns: dict[str, frozenset[str]]
    people_nouns: frozenset[str]
    body_nouns: frozenset[str]
    generic_bodies: dict[str, frozenset[str]]
    body_verbs: frozenset[str]
    speech_verbs: frozenset[str]
    telling_verbs: frozenset[str]
    press: frozenset[str]
    allowing: frozenset[str]


@cache
def titles() -> Titles:
    """Return the page of titles and given names."""
    page: Titles = codebook.load("titles", Titles)
    return page


@cache
def nouns() -> Nouns:
    """Return the page of pronouns and nouns."""
    page: Nouns = codebook.load("references", Nouns)
    return page


@cache
def pronoun_kinds() -> dict[str, str]:
    """Return the kind of each pronoun: m, f, body, plural or first."""
    return {word: kind for kind, words in nouns().pronouns.items() for word in words}


def gender_of_name(given: str) -> Gender | None:
    """Return the gender that a given name shows; ``None`` where it shows none or both."""
    page = titles().given_names
    hits: list[Gender] = [gender for gender in page if given.lower() in page[gender]]
    return hits[0] if len(hits) == 1 else None


def gender_of_noun(noun: str) -> Gender | None:
    """Return the gender that a noun for a person shows."""
    page = nouns().person_nouns
    if noun in page["m"]:
        return "m"
    return "f" if noun in page["f"] else None


def is_person_noun(noun: str) -> bool:
    """Return whether a noun's lemma means one person."""
    return any(noun in words for words in nouns().person_nouns.values())
