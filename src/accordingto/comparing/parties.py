"""When two parties may be one: by country where it is known, else by the telling words of their names."""

from collections.abc import Sequence
from functools import cache

from accordingto import codebook
from accordingto.comparing.wording import Page, Stems, stem, stems
from accordingto.records import Party


@cache
def _bare() -> Stems:
    return frozenset(stem(word) for word in codebook.load("comparing", Page).bare_party_words)


def names(parties: Sequence[Party]) -> frozenset[str]:
    """Return what the parties are known by: their countries where resolved, else their names in small letters."""
    return frozenset(p.actor.country or p.actor.name.casefold() for p in parties if p.actor)


def by_name(a: Sequence[Party], b: Sequence[Party]) -> frozenset[str]:
    """Return the names that two sides have in common, else the telling words of parties without a country."""
    return (_own_names(a) & _own_names(b)) or (_words(a) & _words(b))


def _own_names(parties: Sequence[Party]) -> frozenset[str]:
    return frozenset(p.actor.name for p in parties if p.actor)


def keys(parties: Sequence[Party]) -> frozenset[str]:
    """Return all that parties can have in common with others."""
    return names(parties) | _words(parties)


def shared(a: Sequence[Party], b: Sequence[Party]) -> frozenset[str]:
    """Return what two sides have in common: a country, else a telling word of parties that no country is known of."""
    return (names(a) & names(b)) or (_words(a) & _words(b, every=True)) or (_words(a, every=True) & _words(b))


def clash(a: Sequence[Party], b: Sequence[Party]) -> bool:
    """Return whether two sides are surely different: each has a country or name, and none is the other's.

    A mere place ("two towns") is nobody's name.
    """
    one, two = _but_places(a), _but_places(b)
    return bool(keys(one) and keys(two)) and not shared(a, b)


def _but_places(parties: Sequence[Party]) -> list[Party]:
    places = codebook.load("comparing", Page).place_words
    return [p for p in parties if p.mention.text.lower().rpartition(" ")[2] not in places]


def _words(parties: Sequence[Party], every: bool = False) -> Stems:
    """The stems of parties without a country, or of every party, but for those that many have in their names."""
    found: Stems = frozenset()
    for party in parties:
        if every or not (party.actor and party.actor.country):
            found |= stems(f"{party.actor.name if party.actor else ''} {party.mention.text}")
    return found - _bare()
