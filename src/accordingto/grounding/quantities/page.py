"""The codebook page on numbers and victim counts, as types."""

from msgspec import Struct

from accordingto import codebook


class NumberWords(Struct, frozen=True):
    """Number words and what the phrase before a number does to its bounds."""

    units: dict[str, int]
    tens: dict[str, int]
    scales: dict[str, int]
    plurals: dict[str, int]
    collectives: dict[str, int]
    vague: list[str]
    bounds: dict[str, list[str]]


class CasualtyWords(Struct, frozen=True):
    """The words of one kind of victim count."""

    acts: list[str]
    active: list[str]
    middle: list[str]
    states: list[str]
    nouns: list[str]
    tolls: list[str]


class Quantities(Struct, frozen=True):
    """The whole page."""

    numbers: NumberWords
    casualties: dict[str, CasualtyWords]
    toll_verbs: dict[str, list[str]]
    carriers: list[str]
    held: list[str]
    people: list[str]
    not_people: list[str]


def page() -> Quantities:
    """Return the codebook page ``quantities``."""
    found: Quantities = codebook.load("quantities", Quantities)
    return found
