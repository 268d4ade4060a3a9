"""The trigger of a conditional position and what follows from it."""

from itertools import takewhile
from typing import NamedTuple

from spacy.tokens import Token

from accordingto.reading.positions.condition_clauses import opened_clauses
from accordingto.reading.positions.condition_phrases import opened_phrases
from accordingto.reading.positions.draft import Draft
from accordingto.reading.positions.lexicon import condition_words
from accordingto.reading.positions.sentences import root_of
from accordingto.reading.positions.spans import clause_span, tidy
from accordingto.reading.syntax import children, span_of
from accordingto.text import Span

_CLOSING = frozenset({'"', "”", "’’", "''"})
"""Marks at which quoted words end, and what follows from them."""
_PRESSING = frozenset({"demand", "prohibition", "request"})


class Conditional(NamedTuple):
    """The span of the condition and of what follows."""

    condition: Span
    consequence: Span


def conditional(draft: Draft) -> Conditional | None:
    """Return the condition on a position and its consequence, or ``None`` where it stands without one.

    Of several the one that a conjunction opens goes first, then the nearest: "if it rains, we stay until the ferry
    comes" gives "if it rains".
    """
    if draft.kind in {"denial", "admission"}:
        return None
    at = (draft.action or draft.head).idx
    found = [(rank, abs(span.start - at), span) for rank, span in (*opened_clauses(draft), *opened_phrases(draft))]
    return _split(draft, min(found)[2]) if found else None


def alternative(draft: Draft) -> Span | None:
    """Return what happens otherwise: behind "or else", "failing which", "on pain of", or "or face …".

    Behind an order it may be what happens then: "Sign and the harbour is yours".
    """
    if draft.kind not in _PRESSING:
        return None
    last = root_of(draft.head).right_edge.i
    page = condition_words()
    joining = {"or", "and"} if _is_order(draft.head) else {"or"}
    for token in draft.head.doc[draft.head.i : last]:
        words = " ".join(t.lower_ for t in token.doc[token.i : token.i + 3])
        opener = next((o for o in page.otherwise if words.startswith(o)), None)
        start = token.i + len(opener.split()) if opener else token.i + 1
        if opener and opener.split()[-1] in {"they", "it"}:
            start -= 1
        if start <= last and (opener or (token.lower_ in joining and _follows(token.nbor(), draft))):
            rest = takewhile(lambda t: t.text not in _CLOSING, token.doc[start : last + 1])
            return tidy(draft.head, span_of([t for t in rest if not t.is_space] or [token.doc[start]]))
    return None


def _is_order(verb: Token) -> bool:
    """Whether a sentence opens with a bare verb that nobody is said to do."""
    opening = next((t for t in verb.sent if not t.is_punct and not t.is_space), verb)
    return verb == opening and verb.tag_ in {"VB", "VBP"} and not children(verb, "nsubj", "nsubjpass", "aux")


def _follows(first: Token, draft: Draft) -> bool:
    """Whether behind "or" comes what happens to whom does not obey: "or face …", "or the gate stays shut"."""
    bare = first.tag_ in {"VB", "VBP"} and first.lemma_ in condition_words().suffered
    if bare or first.lemma_ in condition_words().penalised:
        return True
    clause = next((a for a in (first, *first.ancestors) if a.pos_ in {"VERB", "AUX"} and a.i > first.i), None)
    own = {draft.head, draft.action, draft.cue}
    return (
        clause is not None
        and clause not in own
        and any(c.dep_ in {"nsubj", "nsubjpass"} and c.i >= first.i and c.i - first.i < _NEAR for c in clause.children)
    )


_NEAR = 5
"""Tokens behind "or" within which the subject of what follows stands."""


def _split(draft: Draft, condition: Span) -> Conditional:
    main = clause_span(draft.head)
    if (
        draft.action is not None
        and draft.action.pos_ in {"VERB", "AUX"}
        and draft.kind not in {"permission", "prohibition"}
    ):
        act = clause_span(draft.action)
        main = act if condition.start <= act.start or condition.start >= act.end else main
    if condition.start <= main.start or condition.end < draft.head.idx:
        rest = Span(max(condition.end, main.start), max(main.end, draft.head.idx + len(draft.head)))
    else:
        rest = Span(main.start, max(main.start + 1, min(main.end, condition.start)))
    return Conditional(tidy(draft.head, condition), tidy(draft.head, rest))
