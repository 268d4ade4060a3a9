"""The words that name an event: a verb with its particle and its light object, or an event noun."""

from spacy.tokens import Token

from accordingto.reading import roles
from accordingto.reading.events.arguments import Parties
from accordingto.reading.events.candidates import Candidate
from accordingto.text import Span

_GAP = 4
"""Words between a verb and its light object, at most: "gave Peru the green light"."""


def trigger_of(candidate: Candidate, parties: Parties) -> Span:
    """Return the span of an event's trigger; what is acted upon and far-off prepositions stay outside.

    "Struck more than sixty targets at" is only "struck", "carried out several strikes" is whole.
    """
    head = candidate.verb if candidate.verb in candidate.tokens else candidate.noun
    if head is None or head not in candidate.tokens:
        head = candidate.tokens[0]
    outside = {t.i for t in (*parties.actors, *parties.recipients)}
    first = last = head
    for token in candidate.tokens:
        if token.i < head.i and not token.is_stop and token.i not in outside and head.i - token.i <= _GAP + 1:
            first = min(first, token, key=lambda t: t.i)
        elif token.i > last.i and _belongs(token, last, outside):
            last = token
    return Span(first.idx, last.idx + len(last))


def _belongs(token: Token, last: Token, outside: set[int]) -> bool:
    if token.i in outside or roles.whole(token).i in outside:
        return False
    if token.pos_ in {"ADP", "PART", "SCONJ", "ADV"}:
        return bool(token.i - last.i == 1 or (token.dep_ == "prt" and token.i - last.i <= _GAP))
    if token.ent_type_ in {"GPE", "NORP", "PERSON", "LOC"} and token.pos_ == "PROPN":
        return False
    return bool(token.i - last.i <= _GAP + 1)
