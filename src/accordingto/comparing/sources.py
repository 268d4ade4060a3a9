"""On whose word a report tells something, and whether two reports have it from one.

One report says "Governor Ana Reyes", the next "the governor" or "Reyes": names by their parts, an office
beside a name, a body and its country are one source; two names without a common part are two.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache

from msgspec import Struct

from accordingto import codebook
from accordingto.comparing.nations import nations, offices
from accordingto.comparing.wording import Page, Stems, stem, stop_words
from accordingto.records import Event, Party, Position, Statement

Member = Statement | Event | Position

_WORD = re.compile(r"[^\W\d_][\w’'-]*\.?")
_PRONOUNS = frozenset(
    [
        "i",
        "he",
        "she",
        "it",
        "they",
        "we",
        "you",
        "who",
        "one",
        "this",
        "that",
        "these",
        "those",
        "him",
        "her",
        "them",
        "his",
        "its",
        "their",
    ]
)


class Source(Struct, frozen=True):
    """A speaker or holder as a report names it: name parts, other telling words (stems), country.

    ``known``: a named person, office or body, and not somebody unnamed.
    """

    words: str
    names: frozenset[str] = frozenset()
    nouns: Stems = frozenset()
    country: str | None = None
    known: bool = False

    @property
    def is_open(self) -> bool:
        """Whether nothing tells who it is: a pronoun, a relative."""
        return not (self.names or self.nouns or self.country)

    @property
    def is_pronoun(self) -> bool:
        """Whether the report's own words leave open who it is."""
        return self.words.lower() in _PRONOUNS

    @property
    def is_state(self) -> bool:
        """Whether a country alone is named, by its name or its capital."""
        return self.country is not None and not (self.names or self.nouns)


@cache
def _common() -> frozenset[str]:
    """Words that are written large and are no name: offices, what many parties are called."""
    page = codebook.load("comparing", Page)
    return frozenset({*offices(), *page.bare_party_words, "mr", "mrs", "ms", "top"})


def source(party: Party | None, unnamed: bool = False) -> Source | None:
    """Return a party as a source; ``None`` where none is given.

    Args: the party; whether the report leaves it ``unnamed``.
    """
    if party is None:
        return None
    told = party.mention.text
    if party.actor and party.actor.name != told:
        told = f"{told} {party.actor.name}"
    names, nouns, country = named(told)
    country = (party.actor.country if party.actor else None) or country
    known = bool(names) or (party.actor is not None and not unnamed and bool(nouns or country))
    return Source(party.mention.text.strip(), names, nouns, country, known)


def named(words: str) -> tuple[frozenset[str], Stems, str | None]:
    """Return the name parts of a party's words, its other telling stems, and the country that a word of them names.

    >>> sorted(named("Army spokesman Ivo Marsh")[0])
    ['ivo', 'marsh']
    """
    names, nouns, country = set(), set(), None
    for word in map(_plain, _WORD.findall(words)):
        low = word.lower()
        if len(low) == 1 or low in _PRONOUNS or low in stop_words():
            continue
        if low in nations():
            country = country or nations()[low]
        elif word[0].isupper() and low not in _common() and stem(low) not in _common():
            names.add(low)
        else:
            nouns.add(stem(low))
    return frozenset(names), frozenset(nouns), country


def _plain(word: str) -> str:
    return word.removesuffix(".").removesuffix("’s").removesuffix("'s").removesuffix("'").removesuffix("’")


def is_one(a: Source, b: Source) -> bool:
    """Return whether two sources can be taken for one: a shared part of a name, an office, a body and its country."""
    if a.country and b.country and a.country != b.country:
        return bool(a.names & b.names)
    if a.names & b.names:
        return True
    if a.is_state or b.is_state:
        return a.country == b.country
    if a.names and b.names:
        return len(a.nouns & b.nouns) > 1 or _short_for(a, b) or _short_for(b, a)
    return bool(a.nouns & b.nouns) or a.is_open or b.is_open


def _short_for(a: Source, b: Source) -> bool:
    """Return whether a name of one is the first letters of the other's: "OAS", "Organization of American States"."""
    letters = "".join(w[0] for w in _WORD.findall(b.words) if w[0].isupper()).lower()
    return any(2 < len(name) <= len(letters) and name in letters for name in a.names)


def are_two(a: Source, b: Source) -> bool:
    """Return whether two sources are surely two: both by name, without a common part and not of one country alone."""
    if a.is_open or b.is_open or is_one(a, b):
        return False
    if a.country and b.country and a.country != b.country:
        return True
    return bool(a.names and b.names)


def carried_by(member: Member, said: Mapping[str, Statement]) -> list[Statement]:
    """Return the statements in which a report tells a record: itself, if it is one."""
    match member:
        case Statement():
            return [member]
        case Event():
            return [said[i] for i in member.statements if i in said]
        case Position():
            return [said[i] for i in (member.said_by,) if i and i in said]


def sources_of(member: Member, said: Mapping[str, Statement]) -> list[Source]:
    """Return on whose word a report tells a record: its speakers; a position's holder."""
    if isinstance(member, Position) and member.holder:
        return _given([source(member.holder)])
    carriers = carried_by(member, said)
    return _given(source(s.speaker, unnamed=s.source_type == "unnamed") for s in carriers)


def _given(found: Iterable[Source | None]) -> list[Source]:
    return [one for one in found if one]
