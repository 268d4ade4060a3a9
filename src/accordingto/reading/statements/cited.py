"""Whom a reporting source has it from: "…, the Herald reported, **citing two officers**", "the Herald, which cited"."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from accordingto.reading.references.knowledge import is_person_noun, nouns
from accordingto.reading.statements import speakers
from accordingto.reading.statements.found import Found
from accordingto.reading.statements.page import Page
from accordingto.reading.statements.source_types import words
from accordingto.reading.statements.spans import char_span

_TELLING = frozenset({"clause", "quote", "according"})
_KINDS = frozenset({"speech", "writing", "evidence"})
_NAMES = frozenset({"PERSON", "ORG", "NORP", "GPE"})
_NEAR = 3


def read(page: Page, found: Sequence[Found]) -> Iterator[Found]:
    """Yield for each source that says whom it cites an attribution of the same content to those."""
    for token in page.tokens:
        if token.lemma_ != "cite" or not page.narrated(token.i) or token.tag_ not in {"VBG", "VBD", "VBZ"}:
            continue
        noun = next((c for c in token.children if c.dep_ == "dobj"), None)
        outer = _outer(page, token, found) if noun is not None and _can_be_cited(noun) else None
        if noun is not None and outer is not None:
            source, short = speakers.spans(page, speakers.phrase(page, noun, token))
            cue = char_span(page, token.i, token.i)
            yield Found("cited", "speech", outer.frame, cue, token, source, short, outer.content)


def _outer(page: Page, token: Token, found: Sequence[Found]) -> Found | None:
    """Return the attribution whose source it is that cites: the nearest one of the sentence that it belongs to."""
    same = [f for f in found if f.anchor is not None and f.frame in _TELLING and f.kind in _KINDS]
    near = [f for f in same if f.anchor is not None and page.unit_of[f.anchor.i] == page.unit_of[token.i]]
    near = [f for f in near if not any(s.start <= token.idx < s.end for s in f.content)]
    mine = [f for f in near if _cites(f, token)]
    return min(mine, key=lambda f: abs(f.anchor.i - token.i) if f.anchor is not None else 0, default=None)


def _cites(found: Found, token: Token) -> bool:
    """Whether "citing" hangs on a cue, on its source, or follows it behind a comma; "cited" only behind a "which"."""
    source = found.source
    of_source = source is not None and source.start <= token.head.idx < source.end
    if token.tag_ != "VBG":
        return bool(token.dep_ == "relcl" and of_source)
    anchor = found.anchor
    behind = anchor is not None and 0 < token.i - anchor.i <= _NEAR and token.nbor(-1).text == ","
    return bool(of_source or behind or token.head == anchor)


def _can_be_cited(noun: Token) -> bool:
    """Whether a noun is somebody or something that tells, not a reason: "citing officers", not "citing costs"."""
    lemma = noun.lemma_.lower()
    if noun.pos_ == "PROPN" or noun.ent_type_ in _NAMES or is_person_noun(lemma) or noun.lower_ in nouns().people_nouns:
        return True
    told = words()
    return lemma in nouns().body_nouns | told.documents | told.unnamed | told.outlets | told.collective
