"""Where a noun phrase that is what somebody speaks of ends: before the place, time and occasion of speaking."""

from spacy.tokens import Token

from accordingto.reading.statements.cues import cues
from accordingto.reading.statements.page import Page
from accordingto.reading.statements.source_types import words

_PREPOSITIONS = frozenset(
    {"in", "on", "at", "during", "through", "via", "after", "before", "following", "by", "within"}
)
_PLACES = frozenset(
    {"in", "on", "at", "during", "after", "before", "through", "via", "following", "without", "despite"}
)
_RELATIVES = frozenset({"which", "who", "whose", "whom", "where"})
_PAUSES = frozenset({",", "—", "–", "--", "-"})
_SHOWING = frozenset({"show", "see", "watch", "find", "want", "expect"})
_FAR = 8


def before_circumstance(page: Page, verb: Token, obj: Token, last: int) -> int:
    """Return the last token of an object's phrase: "criticised the plan **in an interview with the daily El Sol**".

    A phrase names a circumstance where its noun is an occasion, a medium or a time; after a pronoun or a bare name
    every phrase of place or time does. Loose relative clauses and participles of cues are the narrator's.
    """
    short = _short(verb, obj)
    for i in range(obj.i + 1, last + 1):
        token = page.tokens[i]
        if not page.narrated(i):
            continue
        if token.text in _PAUSES and i < last and _narrates(page, i + 1):
            return i - 1
        beside = short and token.lower_ in _PLACES and i <= obj.i + 2
        if token.tag_ in {"IN", "VBG", "RP"} and (beside or _circumstance(page, i, last)):
            return i - 1
        if token.ent_type_ in {"DATE", "TIME"} and token.ent_iob_ == "B" and token.dep_ == "npadvmod":
            return i - 1
    return last


def _short(verb: Token, obj: Token) -> bool:
    """Whether an object is a pronoun or a bare name, of which no phrase says more."""
    if verb.lemma_ in _SHOWING:
        return False
    named = obj.pos_ == "PROPN" and obj.ent_type_ == "PERSON"
    return obj.tag_ == "PRP" or bool(named and obj.left_edge.i <= verb.i + 3)


def _narrates(page: Page, i: int) -> bool:
    token = page.tokens[i]
    if token.lower_ in _RELATIVES and page.narrated(i):
        return True
    return token.tag_ == "VBG" and page.narrated(i) and "clause" in cues().verbs.get(token.lemma_, {})


def _circumstance(page: Page, preposition: int, last: int) -> bool:
    """Whether the noun behind a preposition is an occasion or a medium, or a date."""
    if page.tokens[preposition].lower_ not in _PREPOSITIONS:
        return False
    for i in range(preposition + 1, min(preposition + _FAR, last + 1)):
        token = page.tokens[i]
        if token.ent_type_ in {"DATE", "TIME"} and i <= preposition + 2:
            return page.tokens[preposition].lower_ in {"in", "on", "at", "during"}
        if token.pos_ in {"NOUN", "PROPN"} and not (i < last and page.tokens[i + 1].pos_ in {"NOUN", "PROPN"}):
            lemma = token.lemma_.lower()
            return (lemma in words().occasions or lemma in words().media) and page.tokens[preposition].lower_ != "by"
        if token.pos_ not in {"DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON", "PART", "ADV"}:
            return False
    return False
