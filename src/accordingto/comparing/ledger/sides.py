"""Who is one holder: a country with all who speak for it, a body, a person, or words that stay local to a report."""

import unicodedata

from accordingto.comparing.ledger.model import Side
from accordingto.comparing.ledger.page import country_words, page
from accordingto.records import Actor, Party

_DETERMINERS = frozenset({"a", "an", "the", "this", "that", "these", "those", "his", "her", "its", "their", "our"})


def fold(text: str) -> str:
    """Return words in small letters without accents, single spaces around each: what names are looked up by.

    >>> fold("The Élysée's aide")
    ' the elysee s aide '
    """
    plain = unicodedata.normalize("NFKD", text.replace("’", " ").replace("'", " ").casefold())
    kept = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return " " + " ".join(kept.split()) + " "


def side(party: Party, report: str) -> Side:
    """Return the side that a party is on; several mouths of one state are one side.

    Who stays unknown is a side by name, or, without a name, one that no other report knows.
    """
    actor = party.actor
    if actor is None:
        return _unknown(party.mention.text, report)
    country, sector = actor.country, actor.sector
    if country is None or country in page().worldwide:
        return Side(f"{country or ''}:{fold(actor.name).strip()}", actor.name, country, sector)
    if sector is None or sector in page().state:
        names = country_words().get(country, (country,))
        return Side(country, names[0], country, "GOV")
    return Side(f"{country}:{sector}:{_body(actor)}", actor.name, country, sector)


def _body(actor: Actor) -> str:
    return fold(actor.name).strip()


def _unknown(text: str, report: str) -> Side:
    words = [w for w in text.split() if w.lower() not in _DETERMINERS]
    name = " ".join(words) or text
    local = not any(w[:1].isupper() for w in words)
    return Side(f"{report if local else '?'}:{fold(name).strip()}", name)


def search_words(parties: list[Party], of: Side | None) -> str:
    """Return the folded words by which a side may be asked for: code, names, office, sector, the report's words."""
    if of is None:
        return ""
    told = [of.name, of.country or "", of.sector or "", *country_words().get(of.country or "", ())]
    for party in parties:
        told.append(party.mention.text)
        if party.actor:
            told += [party.actor.name, party.actor.office or "", party.actor.sector or ""]
    return " | ".join(dict.fromkeys(w for w in map(fold, told) if w.strip()))
