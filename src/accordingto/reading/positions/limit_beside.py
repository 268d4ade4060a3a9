"""Limits told beside a position: what a ban leaves out, and the fragment that follows it ("Not the annexes.")."""

import re
from collections.abc import Iterator

from spacy.tokens import Token

from accordingto.reading.positions.draft import Draft
from accordingto.reading.positions.limit_pages import limit_page
from accordingto.reading.positions.limit_times import is_timely
from accordingto.reading.positions.limit_words import limit_of
from accordingto.reading.positions.roles import is_finite, is_negated
from accordingto.reading.positions.sentences import root_of
from accordingto.reading.positions.spans import clause_span
from accordingto.reading.syntax import children, is_passive, noun_phrase, text_of
from accordingto.records import Limit, LimitSense, PositionKind
from accordingto.text import Span, mention, trim

_RULES: frozenset[PositionKind] = frozenset({"permission", "prohibition"})
_BANS: frozenset[PositionKind] = frozenset({"prohibition", "refusal", "demand", "threat"})
_GIVEN: frozenset[PositionKind] = frozenset({"permission", "promise"})
_FRAGMENT = re.compile(
    r"(?:(?:But|And|Though|Yet) )?(Not|Never|Only|Solely|Except(?: for)?|Save for|but not|and not) ", re.I
)
_SHORT = 14
"""Tokens of a sentence fragment at most."""


def limits_beside(draft: Draft) -> Iterator[Limit]:
    """Yield what is exempted in the sentence of a position or the next, and the limits that a fragment adds.

    "Sails are banned. Ferries are exempt." leaves out the ferries; "You may fish. Not at night." the night.
    """
    root = root_of(draft.head)
    after = _next(root)
    if draft.kind in _RULES and after is not None:
        yield from _reasons(after)
    if draft.kind in _BANS | _GIVEN:
        tail = [t for t in root.subtree if t.i > draft.head.i]
        for token in [*tail, *(after.subtree if after is not None else ())]:
            yield from _exempted(token, draft)
    if after is not None:
        yield from _added(after, draft)


def _next(root: Token) -> Token | None:
    """The root of the sentence behind one, in the same paragraph."""
    last = root.right_edge
    if last.i + 1 >= len(root.doc) or "\n" in last.whitespace_ or last.nbor().is_space:
        return None
    return root_of(last.nbor())


def _exempted(token: Token, draft: Draft) -> Iterator[Limit]:
    page = limit_page().exempting
    word = token.lemma_.lower()
    party: Token | None = None
    if draft.kind in _BANS and token.pos_ == "VERB" and word in page.verbs and not is_passive(token):
        party = next(iter(children(token, "dobj")), None)
    elif (
        draft.kind in _BANS
        and word in page.leaving
        and any(c.lower_ in page.leaving[word] for c in children(token, "prt", "advmod", "prep"))
    ):
        party = _who(token)
    elif token.lower_ in page.negated and is_negated(_verb(token)):
        party = _who(_verb(token))
    elif draft.kind not in _BANS:
        return
    elif token.lower_ in page.adjectives:
        party = _who(_verb(token))
    elif word in page.negated_verbs and token.pos_ == "VERB" and is_negated(token):
        to = [c for prep in children(token, "prep") for c in children(prep, "pobj")]
        party = next(iter([*to, *children(token, "dobj")]), None)
    elif word in page.nouns and token.pos_ == "NOUN" and token.head.pos_ in {"VERB", "AUX"}:
        party = next(
            (c for prep in children(token, "prep") if prep.lower_ == "for" for c in children(prep, "pobj")), None
        )
        party = party or next(
            (c for prep in children(token.head, "prep") if prep.lower_ == "for" for c in children(prep, "pobj")), None
        )
    if party is None or party in {draft.bearer, draft.holder} or party.pos_ == "PRON":
        return
    yield Limit("time" if is_timely(party) else "target", "except", mention(text_of(party.doc), *noun_phrase(party)))


def _reasons(root: Token) -> Iterator[Limit]:
    """ "The measure is taken to protect the wells.": why a rule stands, told in the sentence behind it."""
    subject = _who(root)
    if subject is None or subject.lemma_.lower() not in limit_page().exempting.rules or not is_passive(root):
        return
    if root.lemma_ not in limit_page().exempting.made:
        return
    for act in children(root, "advcl", "xcomp"):
        if any(c.lower_ == "to" and c.dep_ == "aux" for c in act.children):
            yield Limit("purpose", "for", mention(text_of(root.doc), *clause_span(act)))


def _verb(token: Token) -> Token:
    return token if token.pos_ == "VERB" else token.head


def _who(verb: Token) -> Token | None:
    return next(iter(children(verb, "nsubj", "nsubjpass")), None)


def _added(root: Token, draft: Draft) -> Iterator[Limit]:
    """The limits of a sentence without a verb: "Not the annexes.", "Only at night."."""
    words = [t for t in root.subtree if not t.is_space]
    if (
        len(words) > _SHORT
        or is_finite(root)
        or any(t.dep_ in {"nsubj", "nsubjpass"} and is_finite(t.head) for t in words)
    ):
        return
    text = text_of(root.doc)
    first, last = words[0], words[-1]
    match = _FRAGMENT.match(text, first.idx, last.idx + len(last))
    if match is None:
        return
    sense: LimitSense = "only" if match[1].lower() in {"only", "solely"} else "except"
    if sense == "except" and draft.kind not in _GIVEN and not match[1].lower().startswith(("except", "save")):
        return
    span = trim(text, match.end(), last.idx + len(last), ' .!,;”"')
    if span.end > span.start:
        yield limit_of(root.doc, Span(*span), sense)
