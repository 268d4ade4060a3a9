"""Which words of a sentence belong to a position, so that an adjunct among them may be a limit of it."""

from collections.abc import Iterator

from spacy.tokens import Token

from accordingto.reading.positions.draft import Draft
from accordingto.reading.positions.lexicon import scope
from accordingto.reading.positions.roles import is_finite, is_negated
from accordingto.reading.positions.sentences import root_of
from accordingto.records import PositionKind

_RULES: frozenset[PositionKind] = frozenset({"permission", "prohibition"})
_ASKING: frozenset[PositionKind] = frozenset({"promise", "demand", "request"})
_DEEPEST = 3
"""Verbs between a cue and its act that are looked at."""
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})
_GOVERNED = frozenset({"dobj", "nsubjpass", "nsubj"})
_APART = frozenset({"relcl", "parataxis", "ccomp", "advcl"})


def heads_of(draft: Draft) -> list[Token]:
    """Return the words that carry a position: its act, the word that gives its kind, its clause's verb.

    A position that a noun names goes with the verb of that noun: "prolonged its **ban** by a year".
    """
    own = [h for h in (draft.action, draft.cue, draft.head) if h is not None]
    verbs = [h.head for h in own if h.pos_ == "NOUN" and h.dep_ in _GOVERNED and h.head.pos_ == "VERB"]
    return list(dict.fromkeys([*own, *(v for v in verbs if not any(c.dep_ == "ccomp" for c in v.children))]))


def within(draft: Draft) -> Iterator[Token]:
    """Yield the words below and around a position's heads, in text order, without those of clauses of their own."""
    heads = set(heads_of(draft))
    root = root_of(draft.head)
    for token in draft.head.doc[root.left_edge.i : root.right_edge.i + 1]:
        if not token.is_space and _belongs(token, heads):
            yield token


def belongs(draft: Draft, token: Token) -> bool:
    """Return whether a word of the same sentence belongs to a position and to no clause beside it."""
    return _belongs(token, set(heads_of(draft)))


def _belongs(token: Token, heads: set[Token]) -> bool:
    node = token
    while node not in heads:
        if node.dep_ == "ROOT" or node.head == node:
            return False
        if _is_apart(node) and node != token:
            return False
        if node.dep_ in _SUBJECTS and node.head in heads and token.i < node.head.i and _is_bare(node):
            return False
        node = node.head
    return True


def _is_bare(subject: Token) -> bool:
    """Whether a subject names a doer, whose own phrases say who it is, not what is left or forbidden."""
    return subject.pos_ in {"PROPN", "PRON"} or subject.ent_type_ in {"PERSON", "ORG", "GPE", "NORP"}


def _is_apart(node: Token) -> bool:
    """Whether a clause has a doer of its own: a relative, an adverbial or a coordinated one."""
    if node.dep_ in _APART:
        return any(c.dep_ in _SUBJECTS for c in node.children) or (node.dep_ == "relcl")
    if node.dep_ == "conj" and node.pos_ in {"VERB", "AUX"}:
        return any(c.dep_ in _SUBJECTS for c in node.children) or is_finite(node)
    return False


def is_narrow(draft: Draft) -> bool:
    """Return whether every adjunct narrows a position: those of rules do, and of what somebody is not to do.

    "May fish in the bay" is a leave for the bay; "promised to send a ship to the bay" says only what was promised.
    """
    if draft.kind in _RULES:
        return True
    if draft.kind not in _ASKING or draft.action is None:
        return False
    return _is_denied(draft.action) or any(
        h.pos_ == "VERB" and h.lemma_.lower() in scope().refraining for h in (draft.action, *_above(draft))
    )


def _above(draft: Draft) -> list[Token]:
    """The verbs between the position's cue and its act: "asked them to **refrain** from …"."""
    found: list[Token] = []
    node = draft.action
    while node is not None and node.dep_ != "ROOT" and node != draft.cue and len(found) < _DEEPEST:
        node = node.head
        if node != draft.cue:
            found.append(node)
    return found


def _is_denied(act: Token) -> bool:
    """ "not to land", "no force will be used": an act that is not to be done."""
    if act.pos_ not in {"VERB", "AUX"}:
        return False
    parties = [c for c in act.children if c.dep_ in {"nsubj", "nsubjpass", "dobj"}]
    nobody = any(g.lower_ == "no" for p in parties for g in p.children) or any(
        p.lower_ in {"nobody", "nothing", "none"} for p in parties
    )
    return nobody or is_negated(act)
