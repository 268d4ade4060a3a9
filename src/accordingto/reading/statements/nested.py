"""Somebody quoted inside a quotation: "They told my mother that …", said within what another says."""

from spacy.tokens import Token

from accordingto.reading.statements import speakers
from accordingto.reading.statements.cues import cues
from accordingto.reading.statements.found import Found
from accordingto.reading.statements.page import Page, Quoted
from accordingto.reading.statements.spans import char_span
from accordingto.text import Span

_SELF = frozenset({"i", "we", "you", "it", "that", "this", "who", "which", "what", "there"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_SPOKEN = frozenset({"speech", "writing"})
_STOPS = frozenset(".?!;")
_FAR = 40


def read(page: Page, verb: Token) -> Found | None:
    """Return what a quoted speaker says that somebody else said, ``None`` for what the speaker says of herself."""
    kind = cues().verbs.get(verb.lemma_, {}).get("clause")
    subject = speakers.own_subject(verb)
    if kind not in _SPOKEN or verb.tag_ not in _FINITE or subject is None or subject.lower_ in _SELF:
        return None
    quote = page.quoted[page.quote_of[verb.i]]
    if not quote.first < subject.i < quote.last:
        return None
    content = _inner_quotation(page, verb) or _clause(page, verb, quote)
    if content is None:
        return None
    low, high = speakers.core(subject)
    source = char_span(page, max(low, quote.first + 1), min(high, verb.i - 1) if subject.i < verb.i else high)
    return Found("nested", kind, "clause", char_span(page, verb.i, verb.i), verb, source, source, (content,))


def _clause(page: Page, verb: Token, quote: Quoted) -> Span | None:
    clause = next((c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i), None)
    if clause is None:
        return None
    first, last = max(clause.left_edge.i, verb.i + 1), clause.i
    while last + 1 < quote.last and page.tokens[last + 1].text not in _STOPS:
        last += 1
    return char_span(page, first, last)


def _inner_quotation(page: Page, verb: Token) -> Span | None:
    """The quotation within the quotation that begins within a few words of the cue."""
    near = page.tokens[min(verb.i + 6, len(page.tokens) - 1)].idx
    for q in page.inner:
        if verb.idx < q.start <= near:
            return Span(q.start, q.end)
    return None
