"""All readers of attributions over one page."""

from dataclasses import replace

from spacy.tokens import Token

from accordingto.reading.statements import (
    according,
    acts,
    asked,
    carried,
    cited,
    clausal,
    clear,
    direct,
    hearsay,
    nested,
    nominal,
    phrasal,
    posts,
    speakers,
    transcript,
)
from accordingto.reading.statements.cues import Frame, Kind, cues
from accordingto.reading.statements.found import Found
from accordingto.reading.statements.merge import in_order, merge
from accordingto.reading.statements.page import Page
from accordingto.reading.syntax import SUBJECTS

_TITLED = frozenset({"write", "talk", "read", "say"})
"""Verbs whose bare objects are pieces and sayings in general: "wrote his own columns"."""
_PENNED = frozenset({"write", "draft", "pen"})
_THINGS = frozenset({"everything", "anything", "something", "nothing"})
_FAR = 25


def read(page: Page) -> list[Found]:
    """Return every attribution of a report, of every kind, nested ones included, in text order."""
    if not page.units:
        return []
    found = [*direct.read(page), *direct.unquoted_blocks(page), *transcript.read(page), *posts.read(page)]
    used = {f.anchor.i for f in found if f.anchor is not None}
    verbs, nouns, adjectives = cues().verbs, cues().nouns, cues().adjectives
    for token in page.tokens:
        if token.i in used:
            continue
        if page.quote_of[token.i] >= 0:
            quoted = nested.read(page, token) if token.tag_[:2] == "VB" and not _is_described(token) else None
            if quoted:
                found.append(quoted)
            continue
        frames = verbs.get(token.lemma_)
        question = asked.read(page, token)
        if question:
            found.append(question)
            continue
        if token.tag_[:2] == "VB" and token.lower_ != "according":
            item = _verb(page, token, frames or {})
            if item:
                found.append(item)
        elif token.pos_ == "NOUN" and token.lemma_ in nouns:
            item = nominal.noun(page, token, nouns[token.lemma_])
            if item:
                found.append(item)
        elif token.lemma_ in adjectives:
            item = nominal.adjective(page, token, adjectives[token.lemma_])
            if item:
                found.append(item)
        elif token.tag_ == "RB" and token.head.i != token.i:
            item = hearsay.read(page, token)
            if item:
                found.append(item)
        elif token.lower_ == "according":
            item = according.read(page, token)
            if item:
                found.append(item)
    kept = merge([f for f in carried.read(page, found) if not _unread(page, f)])
    return in_order([*kept, *cited.read(page, kept)])


def _verb(page: Page, token: Token, frames: dict[Frame, Kind]) -> Found | None:
    if _is_described(token):
        return None
    item = clausal.read(page, token, frames["clause"]) if "clause" in frames else None
    if item is not None and clausal.verbless(page, item) and item.kind == "speech" and token.lemma_ not in _TITLED:
        item = phrasal.read(page, token, frames) or acts.read(page, token) or item
    if item is None and frames:
        item = phrasal.read(page, token, frames)
    if item is not None and item.reader == "phrasal" and item.frame == "object" and item.kind != "act":
        return replace(item, kind="act") if acts.read(page, token) else item
    item = item or clear.read(page, token) or acts.read(page, token)
    return None if item is not None and _only_quotes(page, token) else item


def _is_described(verb: Token) -> bool:
    """Whether words are only spoken of: "a letter **written** by Roe", "everything **said** there was false"."""
    if verb.dep_ == "acl" and verb.lemma_ in _PENNED and any(c.dep_ == "agent" for c in verb.children):
        return True
    return any(c.dep_ in SUBJECTS and c.lower_ in _THINGS and c.i < verb.i for c in verb.children)


def _only_quotes(page: Page, token: Token) -> bool:
    """Whether a verb only says who passes on what stands before it: "…, the agency **quoted** Roe as saying"."""
    behind = [t for t in page.tokens[token.i + 1 : token.i + _FAR] if speakers.quoting_verb(t) == token]
    return bool(behind) and not any(c.dep_ in {"ccomp", "dobj"} and c.i > behind[0].i for c in behind[0].children)


def _unread(page: Page, found: Found) -> bool:
    return any(s.start < z.end and z.start < s.end for z in page.unread for s in found.content)
