"""Frames of verbs that want something done: urge, order, demand, call for."""

from spacy.tokens import Token

from accordingto.reading.positions.draft import Draft
from accordingto.reading.positions.frame_parts import (
    complement,
    has_contracted,
    is_directive,
    mandated,
    object_of,
    replace_kind,
    source_of,
    under_negation,
)
from accordingto.reading.positions.lexicon import VerbGroup
from accordingto.reading.positions.roles import (
    can_be_bound,
    can_hold,
    doer,
    gerund,
    infinitive,
    is_negated,
    may_speak,
    passive_subject,
    pobj,
    subject,
)
from accordingto.reading.positions.rulebook import rulebook
from accordingto.reading.syntax import agent, children, is_passive

_PRESSING = frozenset({"press", "pressure", "urge", "push", "order", "beg", "lobby", "implore", "prod"})
"""Verbs whose "to VP" is what they want, wherever the parser hangs it; behind "told NP" it may be why."""
_WISHING = frozenset({"ask", "urge", "beg", "plead", "petition", "order", "command", "instruct"})
"""Verbs whose "that" clause in the subjunctive is what they want."""
_AWAY = frozenset({"out", "off", "back", "home", "away", "ashore", "inside", "indoors"})


def urge(verb: Token, group: VerbGroup) -> Draft | None:
    """Read "urge NP to VP", "press NP for NP", "be asked by NP to VP"."""
    who, act = complement(verb)
    if act is not None and act.dep_ not in {"xcomp", "ccomp"} and not (can_hold(who) and verb.lemma_ in _PRESSING):
        act = None
    has = has_contracted(verb)
    holder = subject(verb) if has else agent(verb) if is_passive(verb) else doer(verb)
    if verb.lemma_ in _WISHING and not is_passive(verb) and may_speak(holder):
        bound, wish = mandated(verb)
        if wish is not None:
            bearer = bound if can_hold(bound) and not is_passive(wish) else None
            return under_negation(verb, group, Draft(group.kind, verb, verb, holder, bearer, wish))
    if has:
        who = object_of(verb) or who
    elif is_passive(verb):
        who = passive_subject(verb)
    elif verb.lemma_ in {"ask", "petition"} and object_of(verb) is None and act is not None and is_directive(act):
        bare = holder is not None and can_hold(holder) and act.dep_ == "xcomp"
        return under_negation(verb, group, Draft(group.kind, verb, verb, holder, None, act)) if bare else None
    if act is not None and not is_directive(act):
        who, act = object_of(verb) if not is_passive(verb) else who, None
    if act is not None and act.lemma_ == "do" and not children(act, "dobj", "advmod", "prep"):
        return None
    wanted = act if act is not None else pobj(verb, "for")
    if act is not None and group.kind == "demand" and act.lemma_ in rulebook().admitting and not is_negated(act):
        group = replace_kind(group, "permission")
    if verb.lemma_ in {"warn", "caution"} and act is None and can_hold(who) and holder is not None:
        away = gerund(verb, "against") or pobj(verb, "against")
        return Draft(group.kind, verb, verb, holder, who, away) if away is not None else None
    sent = any(c.lower_ in _AWAY and c.dep_ in {"prep", "advmod", "prt"} for c in verb.children)
    if verb.lemma_ == "order" and act is None and sent and can_hold(who) and holder is not None:
        return under_negation(verb, group, Draft(group.kind, verb, verb, holder, who, verb))
    if verb.lemma_ in {"order", "command"} and act is not None and who is not None and holder is not None:
        return under_negation(
            verb, group, Draft(group.kind, verb, verb, holder, who if can_be_bound(who) else None, act)
        )
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
            who, wanted = mandated(verb)
    else:
        who, act = complement(verb)
        if act is not None and act.tag_ == "VBD":
            who, act = object_of(verb), None
        wanted = act if act is not None else who
        who = who if act is not None and who != wanted else pobj(verb, "from", "of") or source_of(wanted)
    if is_passive(verb):
        wanted = passive_subject(verb)
    holder = doer(verb)
    if holder is None or wanted is None or (group.object and wanted.lemma_.lower() not in group.object):
        return None
    return under_negation(
        verb, group, Draft(group.kind, verb, verb, holder, who if can_be_bound(who) else None, wanted)
    )


def call(verb: Token, group: VerbGroup) -> Draft | None:
    """Read "call for NP", "call on NP to VP", "appeal to NP for NP", "push for NP"."""
    if object_of(verb) is not None or any(c.lower_ == "back" for c in verb.children):
        return None
    who = pobj(verb, "on", "upon") if verb.lemma_ == "call" else pobj(verb, "to", "with")
    who = who if who is not None and who.i > verb.i else None
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
    return under_negation(
        verb, group, Draft(group.kind, verb, verb, holder, who if can_be_bound(who) else None, wanted)
    )
