"""The tense of an expression's clause, from words alone or from the parse: it decides which Friday is meant."""

import re
from collections.abc import Callable
from functools import cache

from spacy.tokens import Doc, Token

from accordingto.grounding.times.expression import Tense
from accordingto.grounding.times.page import either, words

TenseAt = Callable[[int, int], Tense]
"""(start, end) of an expression → the tense of its clause."""

_SAID = frozenset({"said", "told", "announced", "reported", "confirmed"})
"""Verbs of saying right before a day: "said Thursday the ship will leave" has the saying on Thursday."""

_SENTENCE_EDGE = re.compile(r"[.!?;]['\"”’)]?\s+(?=[A-Z“\"'])|\n")
_WINDOW = 240


@cache
def _cues() -> re.Pattern[str]:
    past = r"said|told|was|were|had|did|came|took|went|began|met|left|announced|\w{2,}ed"
    return re.compile(rf"\b(?:(?P<future>{either(words().future_cues)})|(?P<past>{past}))\b", re.IGNORECASE)


def from_words(text: str) -> TenseAt:
    """Return a tense finder that reads the nearest verb form before an expression, else the first after it."""

    def tense(start: int, end: int) -> Tense:
        left = text[max(0, start - _WINDOW) : start]
        edges = [m.end() for m in _SENTENCE_EDGE.finditer(left)]
        before = list(_cues().finditer(left[edges[-1] if edges else 0 :]))
        if before:
            return "future" if before[-1]["future"] else "past"
        right = text[end : end + _WINDOW]
        edge = _SENTENCE_EDGE.search(right)
        after = _cues().search(right[: edge.start() if edge else len(right)])
        if after is None:
            return "present"
        return "future" if after["future"] else "past"

    return tense


def from_parse(doc: Doc) -> TenseAt:
    """Return a tense finder that climbs from an expression to the verb it modifies."""

    def tense(start: int, end: int) -> Tense:
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is not None and span.start and any(t.lower_ in _SAID for t in doc[max(0, span.start - 2) : span.start]):
            return "past"
        if span is None or not len(span):
            return "present"
        verb = _governor(span.root)
        found = _of_verb(verb)
        if found == "present" and verb is not None and verb.tag_ in {"VBZ", "VBP"}:
            deadline = span.start > 0 and doc[span.start - 1].lower_ in words().deadline_words
            return "future" if deadline or verb.lemma_.lower() in words().schedule_verbs else found
        return found

    return tense


def _governor(token: Token) -> Token | None:
    for ancestor in token.ancestors:
        if ancestor.pos_ in {"VERB", "AUX"}:
            return ancestor
    return None


def _of_verb(verb: Token | None) -> Tense:
    if verb is None:
        return "present"
    helpers = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    if any(h.lower_ in {"will", "shall", "'ll", "’ll", "wo"} for h in helpers):
        return "future"
    if any(h.tag_ in {"VBD"} or h.lower_ in {"has", "have", "'ve"} for h in helpers) or verb.tag_ == "VBD":
        return "past"
    if verb.lemma_.lower() in {"expect", "schedule", "slate", "plan", "due", "set"}:
        return "future"
    if any(h.lower_ == "to" for h in helpers):
        above = _governor(verb)
        return (
            "future"
            if above is None or above.lemma_.lower() not in {"begin", "start", "continue", "manage"}
            else _of_verb(above)
        )
    if verb.tag_ in {"VBN", "VBG"}:
        return _of_verb(_governor(verb)) if _governor(verb) is not None else "past"
    return "present"
