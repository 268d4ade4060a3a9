"""Verbs that take a position: one small reader for each way in which their arguments are realised."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

from spacy.tokens import Token

from accordingto.reading.positions.draft import Draft
from accordingto.reading.positions.frame_parts import is_directive, is_somebody, object_of, under_negation
from accordingto.reading.positions.frames_answering import contest, deny, dispute, refuse, shun
from accordingto.reading.positions.lexicon import VerbGroup, lexicon, verb_groups
from accordingto.reading.positions.roles import (
    can_hold,
    doer,
    gerund,
    infinitive,
    may_speak,
    passive_subject,
    pobj,
)
from accordingto.reading.positions.rulebook import rulebook
from accordingto.reading.positions.severity import is_hostile, presses, struck, threatens
from accordingto.reading.syntax import agent, children, is_passive

_PRESSING = frozenset({"press", "pressure", "urge", "push", "order", "beg", "lobby", "implore", "prod"})
"""Verbs whose "to VP" is what they want, wherever the parser hangs it; behind "told NP" it may be why."""
_WISHING = frozenset({"ask", "urge", "beg", "plead", "petition", "order", "command", "instruct"})
"""Verbs whose "that" clause in the subjunctive is what they want."""
_TABLED = frozenset(
    {"amendment", "bill", "motion", "resolution", "measure", "proposal", "plan", "legislation", "theory"}
)
"""What is offered to a vote: "an amendment offered to cut the aid" promises nothing."""
_MILD = frozenset({"agree", "assure", "reassure", "guarantee"})
"""Verbs of promising that do not threaten: "agreed to destroy its mines"."""
_AWAY = frozenset({"out", "off", "back", "home", "away", "ashore", "inside", "indoors"})
Frame = Callable[[Token, VerbGroup], Draft | None]


def read_verb(verb: Token) -> Iterator[Draft]:
    """Yield the position that a verb takes, if its group's frame finds the arguments that it needs."""
    for group in verb_groups().get(verb.lemma_, ()):
        draft = FRAMES[group.frame](verb, group)
        if draft is not None:
            yield draft
            return


def _complement(verb: Token) -> tuple[Token | None, Token | None]:
    """Return (who, does what) of "V NP to VP" or "V that NP VP", whichever way the parser hung the noun."""
    act = infinitive(verb) or next(iter(children(verb, "ccomp")), None)
    if act is None:
        return object_of(verb), None
    inner = next((c for c in act.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    return inner or object_of(verb), act


def let(verb: Token, group: VerbGroup) -> Draft | None:
    """Read "allow NP to VP", "authorize NP", "be allowed to VP", "strikes authorized by NP"."""
    who, act = _complement(verb)
    if who is not None and who.head == verb and who.lemma_.lower() in _acts():
        act = None
    draft = Draft(group.kind, verb, verb, holder=doer(verb))
    behind = passive_subject(verb)
    if behind is not None and not (act is not None and act.i < verb.i):
        act = infinitive(verb)
        draft = replace(draft, bearer=behind if act and can_hold(behind) else None, action=act or behind)
    elif act is not None:
        draft = replace(draft, bearer=who if can_hold(who) else None, action=act)
    else:
        draft = replace(draft, bearer=pobj(verb, "for"), action=who)
        if can_hold(who):
            return None
    if draft.action is None or (group.infinitive and act is None):
        return None
    if group.object and draft.action.lemma_.lower() not in group.object:
        return None
    if who is not None and not can_hold(who) and act is not None and act.lemma_ in {"continue", "happen", "grow"}:
        return None
    if verb.tag_ == "VBG" and verb.dep_ in {"pcomp", "acl", "advcl"} and _inanimate_doer(verb):
        return None
    if group.negated and any(t is not None and t.lower_ in {"nobody", "none"} for t in (who, draft.action)):
        draft = replace(draft, kind=group.negated)
    known = draft.holder is not None or (can_hold(draft.bearer) and act is not None and behind is not None)
    return under_negation(verb, group, draft) if known else None


@cache
def _acts() -> frozenset[str]:
    """What is approved or authorized itself: "to VP" behind it says what for."""
    return frozenset(word for group in lexicon().verbs if group.frame == "let" for word in group.object)


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
    bound = can_hold(target) or act is not None or away is not None
    draft = Draft(
        group.kind, verb, verb, holder=doer(verb), bearer=target if bound else None, action=act or away or target
    )
    if draft.holder is None and not (bound and (act is not None or away is not None)):
        return None
    return under_negation(verb, group, draft)


def urge(verb: Token, group: VerbGroup) -> Draft | None:
    """Read "urge NP to VP", "press NP for NP", "be asked by NP to VP"."""
    who, act = _complement(verb)
    if act is not None and act.dep_ not in {"xcomp", "ccomp"} and not (can_hold(who) and verb.lemma_ in _PRESSING):
        act = None
    holder = agent(verb) if is_passive(verb) else doer(verb)
    if verb.lemma_ in _WISHING and not is_passive(verb) and may_speak(holder):
        bound, wish = _mandated(verb)
        if wish is not None:
            bearer = bound if can_hold(bound) and not is_passive(wish) else None
            return under_negation(verb, group, Draft(group.kind, verb, verb, holder, bearer, wish))
    if is_passive(verb):
        who = passive_subject(verb)
    elif verb.lemma_ in {"ask", "petition"} and object_of(verb) is None and act is not None and is_directive(act):
        bare = holder is not None and can_hold(holder) and act.dep_ == "xcomp"
        return under_negation(verb, group, Draft(group.kind, verb, verb, holder, None, act)) if bare else None
    if act is not None and not is_directive(act):
        who, act = object_of(verb) if not is_passive(verb) else who, None
    if act is not None and act.lemma_ == "do" and not children(act, "dobj", "advmod", "prep"):
        return None
    wanted = act if act is not None else pobj(verb, "for")
    if verb.lemma_ in {"warn", "caution"} and act is None and can_hold(who) and holder is not None:
        away = gerund(verb, "against") or pobj(verb, "against")
        return Draft(group.kind, verb, verb, holder, who, away) if away is not None else None
    sent = any(c.lower_ in _AWAY and c.dep_ in {"prep", "advmod", "prt"} for c in verb.children)
    if verb.lemma_ == "order" and act is None and sent and can_hold(who) and holder is not None:
        return under_negation(verb, group, Draft(group.kind, verb, verb, holder, who, verb))
    if verb.lemma_ in {"order", "command"} and act is not None and who is not None and holder is not None:
        return under_negation(verb, group, Draft(group.kind, verb, verb, holder, who if can_hold(who) else None, act))
    if verb.lemma_ == "urge" and act is None and who is not None and not can_hold(who) and holder is not None:
        return under_negation(verb, group, Draft(group.kind, verb, verb, holder, None, who))
    if holder is None or who is None or wanted is None or not can_hold(who) or verb.dep_ == "amod":
        return None
    return under_negation(verb, group, Draft(group.kind, verb, verb, holder, who, wanted))


def demand(verb: Token, group: VerbGroup) -> Draft | None:
    """Read "demand NP (from NP)", "demand that NP VP", "insist on NP"."""
    wanted: Token | None
    if group.prepositions:
        wanted = pobj(verb, *group.prepositions)
        wanted = wanted if wanted is not None and wanted.i > verb.i else None
        who = None
        if wanted is None:
            who, wanted = _mandated(verb)
    else:
        who, act = _complement(verb)
        wanted = act if act is not None else who
        who = who if act is not None and who != wanted else pobj(verb, "from", "of") or _source(wanted)
    if is_passive(verb):
        wanted = passive_subject(verb)
    holder = doer(verb)
    if holder is None or wanted is None or (group.object and wanted.lemma_.lower() not in group.object):
        return None
    return under_negation(verb, group, Draft(group.kind, verb, verb, holder, who if can_hold(who) else None, wanted))


def _mandated(verb: Token) -> tuple[Token | None, Token | None]:
    """Return (who, does what) of "insist that NP VP" with a bare subjunctive: a demand, not a claim."""
    for act in children(verb, "ccomp"):
        helpers = [c for c in act.children if c.dep_ == "aux"]
        bare = act.tag_ == "VB" and not helpers
        passive = any(c.dep_ == "auxpass" and c.lower_ == "be" for c in act.children)
        modal = any(c.tag_ in {"MD", "TO"} for c in helpers)
        if bare or (passive and not modal):
            return next(iter(children(act, "nsubj")), None), act
    return None, None


def _source(wanted: Token | None) -> Token | None:
    return pobj(wanted, "from") if wanted is not None else None


def call(verb: Token, group: VerbGroup) -> Draft | None:
    """Read "call for NP", "call on NP to VP", "appeal to NP for NP", "push for NP"."""
    if object_of(verb) is not None or any(c.lower_ == "back" for c in verb.children):
        return None
    who = pobj(verb, "on", "upon") if verb.lemma_ == "call" else pobj(verb, "to", "with")
    act = infinitive(verb)
    if act is None and who is not None:
        act = next((t for t in who.subtree if t.i > who.i and t.pos_ == "VERB" and is_directive(t)), None)
    wanted = act if act is not None and who is not None else pobj(verb, "for")
    if act is not None and who is None:
        inner = next((c for c in act.children if c.dep_ == "nsubj"), None)
        marked = any(c.lower_ == "for" and c.dep_ == "mark" for c in act.children)
        who, wanted = (inner, act) if marked else (None, wanted)
    if wanted is not None and who is None and can_hold(wanted):
        later = infinitive(wanted) or act
        who, wanted = (wanted, later) if later is not None else (None, wanted)
    holder = doer(verb)
    if holder is None or wanted is None or not may_speak(holder):
        return None
    return under_negation(verb, group, Draft(group.kind, verb, verb, holder, who if can_hold(who) else None, wanted))


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
    if holder is None or action is None or is_somebody(action) or (group.infinitive and act is None):
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


def _assured(verb: Token) -> Token | None:
    """What NP is assured of, also where the parser hangs it on NP."""
    who = object_of(verb) if verb.lemma_ in _MILD else None
    return pobj(verb, "of") or pobj(who, "of") if who is not None and can_hold(who) else None


FRAMES: dict[str, Frame] = {
    "let": let,
    "bar": bar,
    "urge": urge,
    "demand": demand,
    "call": call,
    "vow": vow,
    "refuse": refuse,
    "deny": deny,
    "contest": contest,
    "dispute": dispute,
    "shun": shun,
}
