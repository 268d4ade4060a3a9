"""Where a position stands: considered, conditional, met, relaxed, reversed …, from the words of the whole report."""

from dataclasses import replace

from spacy.tokens import Doc, Token

from accordingto.reading.positions.draft import Draft
from accordingto.reading.positions.lexicon import lexicon, verb_groups
from accordingto.reading.positions.voices import Voices
from accordingto.records import PositionKind, PositionStatus

_PRESSING: frozenset[PositionKind] = frozenset({"demand", "request"})
_GRANTED = frozenset({"permission"})
_CHANGES = frozenset(
    {
        "change",
        "lift",
        "ease",
        "relax",
        "loosen",
        "reverse",
        "relaxation",
        "lifting",
        "easing",
        "end",
        "remove",
        "reconsider",
        "drop",
    }
)
_MAYBE = frozenset({"might", "may", "could"})


def own_status(draft: Draft, has_condition: bool) -> PositionStatus:
    """Return the status that a position's own clause gives it."""
    if draft.status != "in_force":
        return draft.status
    verb = draft.head if draft.head.pos_ == "VERB" else draft.cue
    taken = draft.kind in {"permission", "prohibition"} and draft.cue != draft.action
    if taken and any(c.lower_ in _MAYBE for c in verb.children):
        return "considered"
    if verb.head.lemma_ in lexicon().considered and verb.dep_ in {"xcomp", "ccomp", "pcomp"}:
        return "considered"
    if has_condition and draft.kind not in {"denial", "admission", "no_comment", "not_ruled_out"}:
        return "conditional"
    return "in_force"


def settle(drafts: list[Draft], voices: Voices) -> list[Draft]:
    """Return the drafts with what became of them by the rest of the report: demands met, rules relaxed or reversed."""
    outcome = _outcome(voices.doc)
    settled = [_met(d, drafts, voices) for d in drafts]
    pressed = [d for d in settled if d.kind in _PRESSING and d.status == "met"]
    return [_undone(d, pressed, outcome) for d in settled]


def _met(draft: Draft, drafts: list[Draft], voices: Voices) -> Draft:
    """A demand for permission or change is met where the report tells of that permission."""
    if draft.kind not in _PRESSING or draft.status != "in_force" or draft.action is None or draft.holder is None:
        return draft
    lemma = draft.action.lemma_.lower()
    for_leave = lemma in _CHANGES or any(g.kind == "permission" for g in verb_groups().get(lemma, ()))
    if not for_leave:
        return draft
    for other in drafts:
        granted = other.kind in _GRANTED and other.status == "in_force" and other.bearer is not None
        if granted and other.bearer is not None and voices.same_side(other.bearer, draft.holder):
            return replace(draft, status="met")
    return draft


def _undone(draft: Draft, pressed: list[Draft], outcome: PositionStatus | None) -> Draft:
    """A rule that a met demand spoke about was reversed or relaxed; a rule said to stay unchanged stands."""
    if draft.kind != "prohibition" or not draft.standing or draft.status != "in_force" or _unchanged(draft.cue):
        return draft
    for demand in pressed:
        assert demand.action is not None  # noqa: S101 (met demands have an action)
        about = {t.i for t in demand.action.subtree}
        near = abs(demand.action.i - draft.cue.i) < 60
        if draft.cue.i in about or (near and demand.action.lemma_.lower() in _CHANGES):
            softened = demand.action.lemma_.lower() in lexicon().outcomes["relaxed"]
            return replace(draft, status="relaxed" if softened else outcome or "relaxed")
    return draft


def _unchanged(token: Token) -> bool:
    """ "does not change the policy that restricts …": the rule goes on."""
    return any(a.pos_ == "VERB" and any(c.dep_ == "neg" for c in a.children) for a in token.ancestors)


def _outcome(doc: Doc) -> PositionStatus | None:
    for token in doc:
        if token.lemma_.lower() in lexicon().outcomes["reversed"]:
            return "reversed"
    return None
