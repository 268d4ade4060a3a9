"""Cues that are nouns or adjectives: "his claim that …", "criticism of …", "she was confident that …"."""

from spacy.tokens import Token

from accordingto.reading.statements import speakers
from accordingto.reading.statements.cues import Frame, Kind
from accordingto.reading.statements.found import Found
from accordingto.reading.statements.page import Page
from accordingto.reading.statements.spans import char_span, narrator_returns, whole_quotation
from accordingto.reading.syntax import subject
from accordingto.text import Span

_LIGHT = frozenset(
    [
        "make",
        "issue",
        "raise",
        "express",
        "repeat",
        "have",
        "give",
        "voice",
        "reiterate",
        "offer",
        "hold",
        "share",
        "face",
        "announce",
        "draw",
        "deliver",
        "send",
        "release",
        "put",
        "take",
        "withdraw",
        "drop",
        "receive",
    ]
)
_RECEIVING = frozenset({"face", "draw", "receive"})


def noun(page: Page, token: Token, frames: dict[Frame, Kind]) -> Found | None:
    """Return what a noun attributes through its clause, infinitive or preposition."""
    for child in token.children:
        if child.i < token.i:
            continue
        frame, first = _noun_frame(token, child)
        if frame in frames:
            last = _end(page, first, child.right_edge.i, token)
            return _found(page, token, frames[frame], frame, [char_span(page, first, last)], _owner(page, token))
    return _predicate(page, token, frames)


def _predicate(page: Page, token: Token, frames: dict[Frame, Kind]) -> Found | None:
    """A noun whose content is said of it: "her argument **is that** …"."""
    be = token.head
    if "clause" not in frames or token.dep_ != "nsubj" or be.lemma_ != "be":
        return None
    clause = next((c for c in be.children if c.dep_ == "ccomp" and c.i > be.i), None)
    mark = None if clause is None else next((c for c in clause.children if c.lower_ == "that"), None)
    if clause is None or mark is None or mark.i < be.i:
        return None
    last = _end(page, mark.i, max(clause.right_edge.i, mark.i), token)
    return _found(page, token, frames["clause"], "clause", [char_span(page, mark.i, last)], _owner(page, token))


def _noun_frame(token: Token, child: Token) -> tuple[Frame, int]:
    if child.dep_ in {"acl", "ccomp", "relcl"}:
        mark = next((c for c in child.children if c.lower_ == "that" and c.dep_ == "mark"), None)
        if mark is not None:
            return "clause", mark.i
        to = next((c for c in child.children if c.lower_ == "to" and c.dep_ == "aux"), None)
        if to is not None and to.i == token.i + 1:
            return "to", to.i
    if child.dep_ == "prep" and any(c.dep_ in {"pobj", "pcomp"} for c in child.children):
        return ("to-noun" if child.lower_ == "to" else child.lower_), child.i + 1
    return "", token.i


def _end(page: Page, first: int, last: int, token: Token) -> int:
    limit = page.unit(token.i).last
    stop = narrator_returns(page, first, min(last, limit), token)
    return whole_quotation(page, max(first, stop), limit, first)


def _owner(page: Page, token: Token) -> speakers.Speaker | None:
    """Whose claim it is: "X's claim", "a claim by X", "X made the claim"."""
    for child in token.children:
        if child.dep_ == "poss":
            return speakers.phrase(page, child, token)
        if child.dep_ == "prep" and child.lower_ in {"by", "from", "among"}:
            for inner in child.children:
                if inner.dep_ == "pobj":
                    return speakers.phrase(page, inner, token)
    head = token.head
    if token.dep_ == "dobj" and head.lemma_ in _LIGHT - _RECEIVING:
        found = subject(head)
        if found is not None and page.narrated(found.i):
            return speakers.phrase(page, found, head)
    return None


def adjective(page: Page, token: Token, frames: dict[Frame, Kind]) -> Found | None:
    """Return what an adjective of mind attributes to its subject."""
    be = token.head
    if token.dep_ not in {"acomp", "amod", "oprd"} or be.pos_ not in {"AUX", "VERB"}:
        return None
    for child in [*token.children, *be.children]:
        if child.i <= token.i:
            continue
        frame, first = ("clause", child.left_edge.i) if child.dep_ == "ccomp" else _noun_frame(token, child)
        if frame in frames:
            noun_head = subject(be)
            if noun_head is None or noun_head.lower_ in {"it", "that", "this"}:
                return None
            last = _end(page, first, child.right_edge.i, token)
            speaker = speakers.phrase(page, noun_head, be)
            return _found(page, token, frames[frame], frame, [char_span(page, first, last)], speaker)
    return None


def _found(
    page: Page, token: Token, kind: Kind, frame: Frame, content: list[Span], speaker: speakers.Speaker | None
) -> Found:
    source, short = speakers.spans(page, speaker) if speaker else (None, None)
    return Found("nominal", kind, frame, char_span(page, token.i, token.i), token, source, short, tuple(content))
