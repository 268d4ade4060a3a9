"""Adverbs that pass something on without a source: "reportedly", "allegedly"."""

from spacy.tokens import Token

from accordingto.reading.statements.found import Found
from accordingto.reading.statements.page import Page
from accordingto.reading.statements.spans import char_span, strip_left, strip_right

_ADVERBS = frozenset({"reportedly", "allegedly", "purportedly", "supposedly", "reputedly"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_STOPS = frozenset({",", ";", ":", "—", "–"})


def read(page: Page, adverb: Token) -> Found | None:
    """Return what such an adverb passes on, the clause around it; nobody is said to speak, so it is no speech."""
    head = adverb.head
    if adverb.lower_ not in _ADVERBS or head.pos_ not in {"VERB", "AUX"} or not page.narrated(head.i):
        return None
    unit = page.unit(adverb.i)
    subject = next((c for c in head.children if c.dep_ in _SUBJECTS), None)
    first = subject.left_edge.i if subject is not None else min(adverb.i + 1, head.i)
    first = strip_left(page, max(first, unit.first), head.i)
    last = max(head.i, adverb.i)
    end = min(head.right_edge.i, unit.last)
    while last < end and not (page.narrated(last + 1) and page.tokens[last + 1].text in _STOPS):
        last += 1
    last = strip_right(page, first, last)
    parts = [(first, adverb.i - 1), (adverb.i + 1, last)]
    content = tuple(char_span(page, a, b) for a, b in parts if b >= a)
    if not content:
        return None
    return Found("hearsay", "perception", "according", char_span(page, adverb.i, adverb.i), adverb, None, None, content)
