"""The frame of verbs that commit: vow, promise, offer, threaten."""

from spacy.tokens import Token

from accordingto.reading.positions.draft import Draft
from accordingto.reading.positions.frame_parts import is_directive, is_somebody, object_of, under_negation
from accordingto.reading.positions.lexicon import VerbGroup, lexicon
from accordingto.reading.positions.roles import can_hold, doer, infinitive, pobj
from accordingto.reading.positions.rulebook import rulebook
from accordingto.reading.positions.severity import is_hostile, presses, struck, threatens
from accordingto.reading.syntax import children

_TABLED = frozenset(
    {"amendment", "bill", "motion", "resolution", "measure", "proposal", "plan", "legislation", "theory"}
)
"""What is offered to a vote: "an amendment offered to cut the aid" promises nothing."""
_MILD = frozenset({"agree", "assure", "reassure", "guarantee"})
"""Verbs of promising that do not threaten: "agreed to destroy its mines"."""


def vow(verb: Token, group: VerbGroup) -> Draft | None:
    """Read "vow to VP", "promise NP NP", "threaten NP with NP", "pledge that …"."""
    act = infinitive(verb)
    if verb.dep_ in {"acl", "relcl"} and group.avoid and verb.head.lemma_.lower() in _TABLED:
        return None
    if act is None and not group.object:
        act = next((c for c in children(verb, "ccomp") if any(x.tag_ == "MD" for x in c.children)), None)
    if group.infinitive and act is not None and not is_directive(act):
        act = None
    told = act is not None and not is_directive(act)
    if group.kind == "promise" and act is not None and object_of(verb) and not can_hold(object_of(verb)) and not told:
        act = None
    thing = pobj(verb, "with") if group.kind == "threat" else _assured(verb) or object_of(verb)
    if group.kind == "threat" and thing is None and object_of(verb) is not None and is_hostile(object_of(verb)):
        thing = object_of(verb)
    action = act if act is not None else thing
    holder = doer(verb)
    if (
        holder is None
        or action is None
        or (is_somebody(action) and not _sent(action))
        or (group.infinitive and act is None)
    ):
        return None
    if group.object and act is None and action.lemma_.lower() not in group.object:
        return None
    if act is None and action.lemma_.lower() in group.avoid:
        return None
    dire = action.pos_ == "NOUN" and action.lemma_.lower() in lexicon().dire
    hurts = dire or threatens(action) or presses(action) or (action.lemma_ in rulebook().leverage and presses(verb))
    harmful = group.kind == "promise" and verb.lemma_ not in _MILD and hurts
    kind = "threat" if harmful else group.kind
    to = pobj(verb, "to") or next(iter(children(verb, "dative")), None)
    if object_of(verb) is not None and (act is not None or _assured(verb) is not None):
        to = object_of(verb)
    if to is None and act is None and thing is not None:
        to = pobj(thing, "to", "for")
    if group.kind == "threat" and act is None and object_of(verb) != thing:
        to = object_of(verb)
    bearer = struck(action) if kind == "threat" and not can_hold(to) else to
    return under_negation(verb, group, Draft(kind, verb, verb, holder, bearer if can_hold(bearer) else None, action))


def _sent(noun: Token) -> bool:
    """Whether people are what is promised: "a doctor", "two surgeons", "one"."""
    return (
        noun.pos_ != "PROPN" and any(c.lower_ in {"a", "an", "more"} or c.dep_ == "nummod" for c in noun.children)
    ) or noun.lower_ in {"one", "some", "none"}


def _assured(verb: Token) -> Token | None:
    """What NP is assured of, also where the parser hangs it on NP."""
    who = object_of(verb) if verb.lemma_ in _MILD else None
    return pobj(verb, "of") or pobj(who, "of") if who is not None and can_hold(who) else None
