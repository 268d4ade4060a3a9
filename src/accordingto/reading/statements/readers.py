"""All readers of attributions over one page."""

from accordingto.reading.statements import (
    according,
    asked,
    carried,
    clausal,
    direct,
    hearsay,
    nested,
    nominal,
    phrasal,
    transcript,
)
from accordingto.reading.statements.cues import cues
from accordingto.reading.statements.found import Found
from accordingto.reading.statements.merge import merge
from accordingto.reading.statements.page import Page


def read(page: Page) -> list[Found]:
    """Return every attribution of a report, of every kind, nested ones included, in text order."""
    if not page.units:
        return []
    found = [*direct.read(page), *direct.unquoted_blocks(page), *transcript.read(page)]
    used = {f.anchor.i for f in found if f.anchor is not None}
    verbs, nouns, adjectives = cues().verbs, cues().nouns, cues().adjectives
    for token in page.tokens:
        if token.i in used:
            continue
        if page.quote_of[token.i] >= 0:
            quoted = nested.read(page, token) if token.tag_[:2] == "VB" else None
            if quoted:
                found.append(quoted)
            continue
        frames = verbs.get(token.lemma_)
        question = asked.read(page, token)
        if question:
            found.append(question)
            continue
        if frames and token.tag_[:2] == "VB":
            item = clausal.read(page, token, frames["clause"]) if "clause" in frames else None
            item = item or phrasal.read(page, token, frames)
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
    return merge([f for f in carried.read(page, found) if not _unread(page, f)])


def _unread(page: Page, found: Found) -> bool:
    return any(s.start < z.end and z.start < s.end for z in page.unread for s in found.content)
