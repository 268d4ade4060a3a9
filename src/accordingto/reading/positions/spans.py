"""From tokens to words of the report: the clause that states a position, its action, its parties."""

import re

from spacy.tokens import Token

from accordingto.reading.positions.sentences import root_of, same_sentence
from accordingto.reading.syntax import noun_phrase, span_of
from accordingto.text import Span, trim

_EDGES = ' \t\n,;:—–-“”"()'
_ABBREVIATION = re.compile(r"(?:\b[A-Z]\.)+$|\b(?:Inc|Co|Corp|Ltd|Jr|Sr|Mr|Gen|Sen)\.$")
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_PARTNER = 60
"""Characters within which the other mark of a pair is looked for."""
_KEPT_MARKS = frozenset({"if", "unless", "until", "once", "provided"})


def _stays(child: Token, head: Token) -> bool:
    """Whether a branch belongs to the clause that states the position."""
    if child.dep_ in {"parataxis", "cc", "punct", "mark", "intj"} and child.lower_ not in {"“", "”", '"'}:
        return False
    if child.dep_ == "conj" and child.tag_ in _FINITE and not (head.tag_ in _FINITE and child.i - head.i < 4):
        return False
    if child.dep_ == "conj" and child.pos_ in {"VERB", "AUX"}:
        return child.i > head.i and not any(c.dep_ in {"nsubj", "nsubjpass", "mark"} for c in child.children)
    if child.dep_ in {"advcl", "ccomp"} and child.i < head.i:
        return any(c.lower_ in _KEPT_MARKS for c in child.children)
    if child.dep_ == "advcl":
        marks = [c for c in child.children if c.dep_ in {"mark", "advmod"} and c.i < child.i]
        return not marks or any(c.lower_ in _KEPT_MARKS for c in marks)
    return not (child.dep_ in {"npadvmod", "appos"} and child.i > head.i and child.nbor(-1).lower_ == ",")


def clause_tokens(head: Token) -> list[Token]:
    """Return the tokens of the clause or phrase under a head, without detached clauses and other main clauses."""
    found = [head]
    for child in head.children:
        if _stays(child, head):
            found.extend(child.subtree)
    return sorted((t for t in found if not t.is_space), key=lambda t: t.i)


def clause_span(head: Token) -> Span:
    """Return the span of a clause, without white space and marks at its edges."""
    return tidy(head, span_of(clause_tokens(head)))


def tidy(head: Token, span: Span) -> Span:
    """Return a span without punctuation at its edges, never empty."""
    first = root_of(head).left_edge
    sentence = head.doc[first.i : root_of(head).right_edge.i + 1].text
    start, end = span.start - first.idx, span.end - first.idx
    if start < 0 or end > len(sentence):
        return span
    trimmed = trim(sentence, start, end, _EDGES)
    if sentence[trimmed.start : trimmed.end].endswith(".") and not _ABBREVIATION.search(
        sentence, trimmed.start, trimmed.end
    ):
        trimmed = trim(sentence, trimmed.start, trimmed.end, _EDGES + ".")
    if trimmed.start >= trimmed.end:
        return Span(head.idx, head.idx + len(head))
    return Span(trimmed.start + first.idx, trimmed.end + first.idx)


def balanced(text: str, span: Span) -> Span:
    """Widen a span to the partner of its quotation mark that stands close outside, or trim the lone mark."""
    start, end = span
    inside = text[start:end]
    if inside.rfind("“") > inside.rfind("”"):
        close = text.find("”", end, end + _PARTNER)
        end = close + 1 if close >= 0 and "\n" not in text[end:close] else end
    if "”" in inside and ("“" not in inside or inside.find("”") < inside.find("“")):
        opening = text.rfind("“", max(0, start - _PARTNER), start)
        start = opening if opening >= 0 and "\n" not in text[opening:start] else start
    if inside.count('"') % 2:
        if text[end : end + 1] == '"':
            end += 1
        elif start > 0 and text[start - 1] == '"':
            start -= 1
    inside = text[start:end]
    lone = inside.count("“") != inside.count("”") or inside.count('"') % 2 == 1
    return trim(text, start, end, ' “”"') if lone and inside.strip(' “”"') else Span(start, end)


def action_span(action: Token, *, negation: bool = False) -> Span:
    """Return the words of an action: a verb with what follows it, or a noun phrase with its clauses.

    ``negation`` keeps the "not" before a verb: what a request "not to comment" asks for is not to comment.
    """
    if action.pos_ in {"VERB", "AUX"}:
        passive = any(c.dep_ == "nsubjpass" for c in action.children)
        first = min((c.i for c in action.children if c.dep_ == "neg"), default=action.i) if negation else action.i
        tokens = [t for t in clause_tokens(action) if passive or t.i >= first]
        return tidy(action, span_of(tokens))
    tokens = [t for t in action.subtree if same_sentence(t, action)]
    return tidy(action, span_of(tokens))


def party_span(token: Token) -> Span:
    """Return the words for a party: the noun phrase with coordinated names, or a pronoun."""
    if token.pos_ in {"PRON", "DET"} or token.dep_ == "poss":
        return span_of([*(c for c in token.lefts if c.dep_ not in {"punct"}), token])
    extra = {c.i for c in token.lefts if c.dep_ in {"cc", "preconj", "advmod", "punct", "meta"}}
    first = min((t.i for t in token.subtree if t.head.i not in extra and t.i not in extra), default=token.i)
    span = noun_phrase(token)
    if any(i < first for i in extra):
        span = Span(max(span.start, token.doc[first].idx), span.end)
    partners = [t for t in token.conjuncts if t.i > token.i and t.pos_ == "PROPN" and t.i - token.i < 6]
    if partners and token.pos_ == "PROPN":
        last = noun_phrase(partners[-1])
        span = Span(span.start, max(span.end, last.end))
    return tidy(token, Span(span.start, _unbroken(token, span.end)))


def _unbroken(token: Token, end: int) -> int:
    """Where the name goes on behind a hyphen: "al-Khatib" is one name in three tokens."""
    last = token
    while last.i + 1 < len(last.doc) and not last.whitespace_ and (last.nbor().text == "-" or last.text == "-"):
        last = last.nbor()
    return max(end, last.idx + len(last)) if last.text != "-" else end
