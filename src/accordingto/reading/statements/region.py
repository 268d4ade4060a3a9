"""The narrator's words around a cue, in which its addressee, venue, occasion, time and place are looked for."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from spacy.tokens import Token

from accordingto.reading.statements.found import Found
from accordingto.reading.statements.page import Page
from accordingto.reading.statements.source_types import words
from accordingto.reading.statements.speakers import own_subject
from accordingto.text import Span

_STOP_PREPOSITIONS = frozenset(
    {"during", "since", "at", "on", "after", "before", "in", "while", "following", "amid", "until", "including"}
)
_CLAUSES = frozenset({"relcl", "advcl", "appos", "acl"})
_NON_FINITE = frozenset({"VBG", "VBN", "VB"})
_ASIDES = frozenset({"appos", "relcl", "acl"})
_FAR = 14
_NEAR = 14


class Region(NamedTuple):
    """The tokens around a cue that belong to nobody's content; ``allowed`` holds their indices."""

    page: Page
    found: Found
    anchor: Token
    tokens: list[Token]
    allowed: frozenset[int]


def region_of(page: Page, found: Found, anchor: Token, others: Sequence[Found]) -> Region:
    """Return the words of the cue's sentence that are free for its fields.

    Left out are the content, the speaker's name with what is told of the speaker, what ``others`` say in the same
    sentence, and clauses behind a semicolon. Of a content that is an infinitive ("urged **them on Monday** to wait")
    the words before "to" are in. Inside a quotation only that quotation counts.
    """
    first, last = _bounds(page, anchor)
    prelude = _infinitive_mark(page, found, anchor)
    out = _merged([*found.content, *_other_contents(found, anchor, others)])
    own = {t.i for t in _speaker_tokens(page, found)}
    tokens = []
    for i in range(first, last + 1):
        token = page.tokens[i]
        at = bisect_right(out, token.idx, key=_start) - 1
        inside = at >= 0 and token.idx < out[at].end
        if page.quote_of[i] == page.quote_of[anchor.i] and i not in own and (not inside or anchor.i < i < prelude):
            tokens.append(token)
    return Region(page, found, anchor, tokens, frozenset(t.i for t in tokens))


def _start(span: Span) -> int:
    return span.start


def _merged(spans: Iterable[Span]) -> list[Span]:
    """Return spans in order, those that overlap as one: of a hundred nested contents each word is looked at once."""
    merged: list[Span] = []
    for span in sorted(spans, key=_start):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _bounds(page: Page, anchor: Token) -> tuple[int, int]:
    """The tokens of the cue's sentence, or of its stretch between semicolons."""
    if page.narrated(anchor.i):
        first, last = page.unit(anchor.i).first, page.unit(anchor.i).last
    else:
        first, last = anchor.sent.start, anchor.sent.end - 1
    for i in range(first, last + 1):
        if page.tokens[i].text == ";" and page.quote_of[i] == page.quote_of[anchor.i]:
            if i < anchor.i:
                first = i + 1
            else:
                return first, i - 1
    return first, last


def _other_contents(found: Found, anchor: Token, others: Sequence[Found]) -> Iterator[Span]:
    """What others say beside this cue; who contains it, or takes its words, is no other."""
    for other in others:
        if other is found or any(s.start <= anchor.idx < s.end for s in other.content):
            continue
        yield from other.content


def _speaker_tokens(page: Page, found: Found) -> Iterator[Token]:
    """The speaker's name and what is told of the speaker: appositions, and clauses that are no way of speaking."""
    if found.speaker is None or found.anchor is None:
        return
    core = tokens_of(page, found.speaker)
    yield from core
    inside = {t.i for t in core}
    for token in core:
        for child in token.children:
            if child.i in inside or child.dep_ not in _ASIDES or child.lemma_ in words().talks | words().issued:
                continue
            if found.anchor.i not in {t.i for t in child.subtree}:
                yield from child.subtree


def _infinitive_mark(page: Page, found: Found, anchor: Token) -> int:
    """The index of the word that opens what is asked ("urged them **to** wait", "accused … **of** theft"), else 0."""
    if anchor.lemma_ == "accuse" and found.frame == "of":
        return next((c.i for c in anchor.children if c.dep_ == "prep" and c.lower_ == "of"), 0)
    clauses = [c for c in anchor.children if c.dep_ in {"xcomp", "ccomp"} and c.tag_ == "VB"]
    if found.frame != "to" and not any(c.lower_ == "to" for clause in clauses for c in clause.children):
        return 0
    ahead = range(anchor.i + 1, min(anchor.i + _FAR, page.unit(anchor.i).last))
    mark = next((i for i in ahead if page.tokens[i].tag_ == "TO"), 0)
    return mark - 1 if mark and page.tokens[mark - 1].dep_ == "neg" else mark


def tokens_of(page: Page, span: Span) -> list[Token]:
    """Return the tokens that a span touches."""
    inside = page.doc.char_span(span.start, span.end, alignment_mode="expand")
    return list(inside) if inside is not None else []


def objects(preposition: Token) -> Iterable[Token]:
    """Return what a preposition governs."""
    return (c for c in preposition.children if c.dep_ == "pobj")


def phrase(region: Region, noun: Token, *, whole: bool = False) -> Span:
    """Return a noun phrase inside the region; ``whole`` keeps what the noun's own prepositions and infinitives add."""
    page, allowed = region.page, region.allowed
    low = high = noun.i
    stack = [noun]
    while stack:
        token = stack.pop()
        low, high = min(low, token.i), max(high, token.i)
        for child in token.children:
            if child.i not in allowed or child.dep_ == "punct" or _is_time(child):
                continue
            if whole and child.dep_ in _CLAUSES and not (child.dep_ == "acl" and child.tag_ == "VB"):
                continue
            if not whole and (child.dep_ in _CLAUSES or child.lower_ in _STOP_PREPOSITIONS):
                continue
            stack.append(child)
    while low < noun.i and low not in allowed:
        low += 1
    return Span(page.tokens[low].idx, page.tokens[high].idx + len(page.tokens[high]))


def _is_time(child: Token) -> bool:
    """Whether a word is a time that only follows a noun: "an interview **on Monday**", "… **four days later**"."""
    if child.dep_ == "prep" and child.lower_ == "on":
        return any(o.ent_type_ in {"DATE", "TIME"} for o in objects(child))
    behind: bool = child.i > child.head.i
    return behind and (child.dep_ == "npadvmod" or (child.dep_ == "advmod" and child.ent_type_ == "DATE"))


def modifies(token: Token, anchor: Token) -> bool:
    """Return whether a phrase belongs to the cue: below it in the parse, or near it with no other verb between.

    Of a participle or a verb without a subject of its own it may hang on the verb before: "**on Monday** she left and
    said …". A cue in a side clause ("after he criticised …") shares nothing with the main one.
    """
    above = token
    while above.head != above and above.pos_ not in {"VERB", "AUX"}:
        above = above.head
    if above == anchor or (above.pos_ == "AUX" and above.head == anchor):
        return True
    if above == anchor.head and anchor.dep_ in {"conj", "advcl", "xcomp", "acl", "pcomp", "ccomp", "parataxis", "dobj"}:
        return own_subject(anchor) is None or anchor.dep_ in {"ccomp", "parataxis"}
    if above.head == anchor and above.dep_ == "advcl" and above.lemma_ in words().talks:
        return True
    if above.dep_ == "acl" and above.lemma_ in words().issued and above.i < anchor.i:
        return True
    low, high = sorted((token.i, anchor.i))
    between = token.doc[low + 1 : high]
    return len(between) <= _NEAR and not any(t.pos_ == "VERB" or t.text in {";", ".", "\n"} for t in between)
