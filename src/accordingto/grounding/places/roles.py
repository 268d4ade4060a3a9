"""Whether a place name says where something is, or stands for a government ("Moscow denied")."""

from functools import cache
from typing import NamedTuple

from spacy.tokens import Doc, Token

from accordingto.grounding.gazetteer import Entry
from accordingto.grounding.places.book import cues
from accordingto.grounding.places.ranking import is_inside

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "poss"})
_STEPS = 4
"""Coordinations climbed from "Kyiv" in "in Lviv, Odesa and Kyiv"."""


class _Words(NamedTuple):
    verbs: frozenset[str]
    parties: frozenset[str]
    place_of: frozenset[str]
    receivers: frozenset[str]
    place_verbs: frozenset[str]
    locative: frozenset[str]


@cache
def _words() -> _Words:
    page = cues()
    return _Words(
        frozenset(page.metonym_verbs),
        frozenset(page.actor_prepositions),
        frozenset(page.place_of),
        frozenset(page.receivers),
        frozenset(page.place_verbs),
        frozenset(page.locative),
    )


def is_location(doc: Doc, first: int, last: int, entry: Entry | None, before: Entry | None = None) -> bool:
    """Return whether tokens ``first`` to ``last`` say where, in a sentence in which they are known to name ``entry``.

    ``before`` is the place that the text names directly before, with only a comma between ("Homs, Syria").
    A country or its capital that says, demands, sends or is spoken with is its government, hence no location.
    Metonymy after Markert and Nissim, "SemEval-2007 Task 08" (place-for-people against literal).
    """
    root = doc[first:last].root
    top = _top(root)
    if entry is None or not (entry.kind in {"country", "continent"} or entry.capital or entry.name == "European Union"):
        return not (top.dep_ == "nsubj" and top.head.lemma_ in {"say", "tell", "announce", "deny", "warn"})
    if _is_spoken_for(doc, last):
        return False
    if before is not None and is_inside(before, entry) and root.dep_ not in _SUBJECTS:
        return True
    if last - first > 1 and doc[last - 1].text[:1].islower():
        return True
    return _governmental(top, entry)


def _is_spoken_for(doc: Doc, last: int) -> bool:
    """Return whether a verb follows directly, whose subject the name then is: "resulted in Oslo granting"."""
    return last < len(doc) and doc[last].tag_ in {"VBG", "VBZ", "VBD", "MD"} and not doc[last].is_sent_start


def _top(token: Token) -> Token:
    for _ in range(_STEPS):
        if token.dep_ not in {"conj", "appos"} or token.head == token:
            break
        token = token.head
    return token


def _governmental(top: Token, entry: Entry) -> bool:
    words, head = _words(), top.head
    if top.dep_ in {"nsubj", "nsubjpass", "csubj"}:
        return False
    if top.dep_ in {"poss", "compound", "amod", "nmod"}:
        local = head.lemma_.lower() in words.place_of or head.lower_ in words.place_of
        return local or (entry.kind == "city" and top.dep_ == "compound" and head.ent_type_ not in {"ORG", "PERSON"})
    if top.dep_ == "pobj":
        return _under_preposition(head, entry)
    if top.dep_ in {"dobj", "obj"}:
        return head.lemma_.lower() in words.place_verbs
    return top.dep_ in {"npadvmod", "ROOT", "dep", "attr"} and entry.kind == "city"


def _under_preposition(preposition: Token, entry: Entry) -> bool:
    words, governor = _words(), preposition.head
    word = preposition.lower_
    if preposition.dep_ == "agent" or word in words.parties:
        return False
    if word == "of":
        near = {governor.lower_, governor.lemma_.lower()}
        return bool(near & words.place_of) or entry.kind == "city"
    if word in {"to", "from", "on"} and {governor.lower_, governor.lemma_.lower()} & words.receivers:
        return False
    if word == "to" and governor.dep_ in {"dobj", "pobj"} and governor.lemma_.lower() in words.receivers:
        return False
    return word in words.locative
