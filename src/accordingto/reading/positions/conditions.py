"""The trigger of a conditional position and what follows from it."""

from typing import NamedTuple

from spacy.tokens import Token

from accordingto.reading.positions.draft import Draft
from accordingto.reading.positions.lexicon import scope
from accordingto.reading.positions.sentences import root_of
from accordingto.reading.positions.spans import clause_span, tidy
from accordingto.reading.syntax import children, span_of
from accordingto.text import Span

_SHORTEST = 15
"""Characters: "if necessary" and "if possible" set no condition."""


_CLAUSES = frozenset({"advcl", "prep", "ccomp", "mark"})
_BELOW = frozenset({"advcl", "ccomp", "xcomp"})
_LEAVE = frozenset(
    {"consent", "permission", "approval", "leave", "permit", "authorisation", "authorization", "licence"}
)
_HEDGES = frozenset({"necessary", "possible", "needed", "required", "any", "so", "not"})


class Conditional(NamedTuple):
    """The span of the condition and of what follows."""

    condition: Span
    consequence: Span


def conditional(draft: Draft) -> Conditional | None:
    """Return the condition on a position and its consequence, or ``None`` where it stands without one."""
    for head in _heads(draft):
        for child in head.children:
            if (
                child.dep_ in _CLAUSES or child.lower_ in {"long", "minute", "moment", "day"}
            ) and child.pos_ != "PUNCT":
                found = _opens(child, head, draft.kind == "refusal" and draft.negated)
                if found is not None:
                    return _split(draft, found, head)
    return None


def alternative(draft: Draft) -> Span | None:
    """Return what happens otherwise: behind "or else", "failing which", "on pain of", or "or face …"."""
    if draft.kind not in {"demand", "prohibition", "request"}:
        return None
    last = root_of(draft.head).right_edge.i
    for token in draft.head.doc[draft.head.i : last]:
        words = " ".join(t.lower_ for t in token.doc[token.i : token.i + 3])
        opener = next((o for o in scope().conditions.otherwise if words.startswith(o)), None)
        start = token.i + len(opener.split()) if opener else token.i + 1
        follows = token.lower_ == "or" and token.nbor().lemma_ in scope().conditions.penalised
        if (opener or follows) and start <= last:
            return tidy(draft.head, span_of([t for t in token.doc[start : last + 1] if not t.is_space]))
    return None


def _heads(draft: Draft) -> list[Token]:
    """The position's own clause, what it is about, and the verb of saying above a fronted condition."""
    heads = [draft.head]
    if draft.action is not None and draft.action != draft.head:
        heads.append(draft.action)
    if draft.head.dep_ == "ccomp":
        heads.append(draft.head.head)
    last = draft.action if draft.action is not None and draft.action.i > draft.head.i else draft.head
    return heads + [t for t in last.subtree if t.i > last.i and t.dep_ in _BELOW and t not in heads]


def _opens(clause: Token, head: Token, refused: bool) -> Span | None:
    found = _opening(clause, head, refused)
    words = [t.lower_ for t in clause.subtree if not t.is_space][:2]
    hedge = len(words) < 2 or words[1] in _HEDGES
    full = any(c.dep_ in {"nsubj", "nsubjpass"} for c in clause.children)
    return found if found is not None and (full or found.end - found.start > _SHORTEST) and not hedge else None


def _opening(clause: Token, head: Token, refused: bool) -> Span | None:
    """The span of a clause that a conditional word opens, or of "in exchange for NP"."""
    page = scope().conditions
    tokens = [t for t in clause.subtree if not t.is_space]
    first = tokens[0]
    if clause.dep_ in {"advcl", "ccomp"}:
        only = any(c.lower_ == "only" and c.i < clause.left_edge.i for c in head.children)
        words = page.marks | {"when", "after"} if only else page.marks
        marks = [c for c in clause.children if c.lower_ in words and c.i < clause.i and not _at_once(c)]
        swapped = first.lower_ in page.inversion and first.pos_ in {"AUX", "VERB"} and not marks
        inverted = swapped and (clause.i < head.i or _inverted(clause, first))
        early = next((t for t in tokens[:3] if t.lower_ in page.marks and not _at_once(t)), None)
        if marks or inverted or (early is not None and clause.dep_ == "advcl"):
            return _cut(span_of(tokens), clause, head)
        return _phrase(tokens)
    if clause.lower_ == "long":
        return _phrase(tokens)
    if clause.lemma_ in {"minute", "moment", "instant", "day"} and any(
        c.dep_ in {"relcl", "acl"} for c in clause.children
    ):
        return span_of(tokens) if clause.dep_ in {"npadvmod", "dobj"} else None
    if clause.dep_ == "prep":
        if clause.lower_ in {"unless", "until", "without"} and children(clause, "pcomp", "pobj"):
            consent = clause.lower_ == "without" and any(t.lower_ in _LEAVE for t in tokens)
            timely = not consent and any(
                t.ent_type_ in {"DATE", "TIME"} or t.lower_ in scope().time.nouns for t in tokens
            )
            return None if timely or (clause.lower_ == "without" and not (refused or consent)) else span_of(tokens)
        return _phrase(tokens)
    return None


def _at_once(token: Token) -> bool:
    return bool(token.lower_ == "once" and token.i > 0 and token.nbor(-1).lower_ in {"at", "all"})


def _inverted(clause: Token, first: Token) -> bool:
    """Whether an auxiliary stands before its subject: "should the hostages come to harm"."""
    return any(c.dep_ in {"nsubj", "nsubjpass"} and c.i > first.i for c in clause.children)


def _phrase(tokens: list[Token]) -> Span | None:
    words = " ".join(t.lower_ for t in tokens[:5])
    if any(words.startswith(phrase) for phrase in scope().conditions.phrases):
        return span_of(tokens)
    return None


def _cut(span: Span, clause: Token, head: Token) -> Span:
    """Give back to a main clause without a subject of its own what the parser drew into the condition before it."""
    if clause.i > head.i or any(c.dep_ in {"nsubj", "nsubjpass"} for c in head.children):
        return span
    comma = clause.doc.text.rfind(",", span.start, span.end)
    verb_end = clause.idx + len(clause)
    return Span(span.start, comma) if comma > verb_end else span


def _split(draft: Draft, condition: Span, head: Token) -> Conditional:
    main = clause_span(draft.head)
    if draft.kind not in {"permission", "prohibition"} and draft.head != head and draft.action == head:
        main = clause_span(head)
    if condition.start <= main.start or condition.end < draft.head.idx:
        rest = Span(max(condition.end, main.start), max(main.end, draft.head.idx + len(draft.head)))
    else:
        rest = Span(main.start, max(main.start + 1, min(main.end, condition.start)))
    return Conditional(tidy(head, condition), tidy(draft.head, rest))
