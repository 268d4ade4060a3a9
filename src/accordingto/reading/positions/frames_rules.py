"""Frames of verbs that rule: allow, authorize, forbid, bar."""

from dataclasses import replace
from functools import cache

from spacy.tokens import Token

from accordingto.reading.positions.draft import Draft
from accordingto.reading.positions.frame_parts import complement, object_of, under_negation
from accordingto.reading.positions.lexicon import VerbGroup, lexicon
from accordingto.reading.positions.roles import can_be_bound, can_hold, doer, gerund, infinitive, passive_subject, pobj
from accordingto.reading.positions.rulebook import rulebook
from accordingto.reading.syntax import agent, children, is_passive

_COMING_ABOUT = frozenset({"gain", "grow", "flourish", "fester", "thrive", "escape", "become", "avoid", "rise", "fall"})
_TOLD = frozenset({"VBD", "VBZ"})
"""Tags of a verb that tells a fact: none of what is licensed."""


def let(verb: Token, group: VerbGroup) -> Draft | None:
    """Read "allow NP to VP", "authorize NP", "be allowed to VP", "strikes authorized by NP"."""
    who, act = complement(verb)
    if _is_hortative(verb, who):
        return None
    if act is not None and act.tag_ in _TOLD:
        who, act = object_of(verb), None
    if who is not None and who.head == verb and who.lemma_.lower() in _acts():
        act = None
    draft = Draft(group.kind, verb, verb, holder=doer(verb))
    behind = passive_subject(verb)
    if behind is not None and not (act is not None and act.i < verb.i):
        act = infinitive(verb)
        draft = replace(draft, bearer=behind if act and can_be_bound(behind) else None, action=act or behind)
    elif act is not None:
        bound = agent(act) if is_passive(act) else who
        draft = replace(draft, bearer=bound if can_be_bound(bound) else None, action=act)
    else:
        draft = replace(draft, bearer=pobj(verb, "for"), action=who)
        if can_hold(who):
            return None
    if draft.action is None or (group.infinitive and act is None) or draft.action.lemma_ == "know":
        return None
    if group.object and draft.action.lemma_.lower() not in group.object:
        return None
    if who is not None and not can_hold(who) and act is not None and act.lemma_ in {"continue", "happen", "grow"}:
        return None
    if verb.tag_ == "VBG" and verb.dep_ in {"pcomp", "acl", "advcl"} and (_inanimate_doer(verb) or _befalls(act)):
        return None
    if group.negated and any(t is not None and t.lower_ in {"nobody", "none"} for t in (who, draft.action)):
        draft = replace(draft, kind=group.negated)
    known = draft.holder is not None or (can_be_bound(draft.bearer) and act is not None and behind is not None)
    return under_negation(verb, group, draft) if known else None


@cache
def _acts() -> frozenset[str]:
    """What is approved or authorized itself: "to VP" behind it says what for."""
    return frozenset(word for group in lexicon().verbs if group.frame == "let" for word in group.object)


def _is_hortative(verb: Token, who: Token | None) -> bool:
    """Whether "let" proposes: "let us pray"."""
    us = who is not None and who.lower_ in {"us", "me"} and not children(verb, "nsubj")
    return verb.lemma_ == "let" and us


def _befalls(act: Token | None) -> bool:
    """Whether an act comes about rather than being licensed: "left early, allowing the rebels to gain ground"."""
    return act is not None and (act.lemma_ in rulebook().states or act.lemma_ in _COMING_ABOUT)


def _inanimate_doer(verb: Token) -> bool:
    """Whether a participle is said of a thing: "elections allowing the party to …"."""
    own = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    return own is not None and not can_hold(own)


def bar(verb: Token, group: VerbGroup) -> Draft | None:
    """Read "bar NP from VP-ing", "forbid NP to VP", "ban NP", "NP be banned from VP-ing"."""
    act = gerund(verb, "from") or infinitive(verb)
    away = pobj(verb, "from")
    behind = passive_subject(verb)
    target = behind if behind is not None else object_of(verb)
    doing = next((c for c in children(verb, "xcomp", "ccomp") if c.tag_ == "VBG"), None)
    if target is None and doing is not None and not group.object:
        by = next((t for t in (pobj(doing, "by", "for"), pobj(verb, "by", "for")) if can_hold(t)), None)
        draft = Draft(group.kind, verb, verb, doer(verb), by, doing)
        return under_negation(verb, group, draft) if draft.holder is not None else None
    if target is None:
        return None
    if group.object and target.lemma_.lower() not in group.object:
        return None
    bound = can_be_bound(target) or act is not None or away is not None
    draft = Draft(
        group.kind, verb, verb, holder=doer(verb), bearer=target if bound else None, action=act or away or target
    )
    if draft.holder is None and not (bound and (act is not None or away is not None)):
        return None
    return under_negation(verb, group, draft)
