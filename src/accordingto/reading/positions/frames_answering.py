"""Verbs that answer what is asked or laid to somebody: refusing, denying, admitting, disputing, shunning."""

from spacy.tokens import Token

from accordingto.reading.positions.draft import Draft
from accordingto.reading.positions.frame_parts import is_directive, is_somebody, object_of, under_negation
from accordingto.reading.positions.lexicon import VerbGroup, lexicon
from accordingto.reading.positions.roles import (
    can_hold,
    doer,
    gerund,
    infinitive,
    is_negated,
    may_speak,
    passive_subject,
    pobj,
)
from accordingto.reading.positions.rulebook import rulebook
from accordingto.reading.references.knowledge import nouns
from accordingto.reading.syntax import children, conjuncts, is_passive

_VIEWS = frozenset(
    {"notion", "idea", "premise", "view", "argument", "theory", "reality", "criticism", "analysis", "comparison"}
    | {"characterization", "characterisation", "label", "ideology", "belief", "concept", "logic", "narrative"}
)
"""What is rejected as untrue, if at all, not turned down."""
_ONE = frozenset({"he", "she", "it"})
_LITTLE = frozenset({"much", "more", "anything", "little", "what", "who", "where", "which"})
"""What is not said where somebody keeps silent: "refused to say much"."""
_ASKED = frozenset(
    {
        "request",
        "petition",
        "appeal",
        "application",
        "bid",
        "motion",
        "permission",
        "extension",
        "demand",
        "visa",
        "bail",
    }
)
"""What is turned down where it is "denied"."""
_OUTSIDERS = frozenset({"observer", "analyst", "expert", "critic", "historian", "scholar", "most", "many", "some"})
"""Who judges others' matters: what they acknowledge is an opinion."""


_MEETING = frozenset({"speak", "talk"})


def _not_press(hearer: Token | None) -> bool:
    """Whether somebody is refused talks, not an answer: "refused to speak to the rebels"."""
    return hearer is not None and can_hold(hearer) and hearer.lower_ not in nouns().press and hearer.ent_type_ != "ORG"


def refuse(verb: Token, group: VerbGroup) -> Draft | None:
    """Read "refuse to VP", "reject NP", "decline to comment" (that is no_comment)."""
    act, thing = infinitive(verb), object_of(verb)
    if is_passive(verb):
        thing = passive_subject(verb)
    holder = doer(verb)
    bare = verb.lemma_ == "refuse" and not is_passive(verb) and verb.dep_ in {"ROOT", "conj", "ccomp"}
    action = act if act is not None else thing if thing is not None else verb if bare else None
    if holder is None or action is None or not may_speak(holder):
        return None
    told = act is not None and {o.lemma_ for o in children(act, "dobj")} & {"detail", "comment", "information"}
    spoken = act is not None and act.lemma_ == "say" and any(o.lower_ not in _LITTLE for o in children(act, "dobj"))
    if act is not None and is_passive(act) and act.lemma_ in {"identify", "name", "quote"}:
        return None
    met = act is not None and act.lemma_ in _MEETING and _not_press(pobj(act, "to", "with"))
    if act is not None and (act.lemma_ in lexicon().comment or told) and not (spoken or met):
        return under_negation(verb, group, Draft("no_comment", verb, verb, holder, None, act))
    if act is not None and act.lemma_ in lexicon().rule_out:
        return None
    if act is None and action.lemma_.lower() in rulebook().claims:
        return None
    if act is None and (verb.lemma_ in {"decline", "spurn"} or (is_somebody(action) and action.lower_ != "both")):
        return None
    if act is None and action.lemma_.lower() in _VIEWS:
        claimed = any(c.dep_ in {"acl", "ccomp", "relcl"} and not asks_to_act(action) for c in action.children)
        return under_negation(verb, group, Draft("denial", verb, verb, holder, None, action)) if claimed else None
    owners = children(action, "poss") if act is None else []
    bearer = owners[0] if owners else pobj(action, "by", "from") if act is None else None
    return under_negation(
        verb, group, Draft(group.kind, verb, verb, holder, bearer if can_hold(bearer) else None, action)
    )


def _of_own(act: Token | None) -> bool:
    """Whether a clause tells of the side of whoever owns up to it: "confirmed that **its** boats had crossed"."""
    subjects = [c for c in act.children if c.dep_ in {"nsubj", "nsubjpass"}] if act is not None else []
    owned = [
        c for c in subjects if any(x.dep_ == "poss" and x.lower_ in {"its", "their", "his", "her"} for x in c.children)
    ]
    by = next(iter(children(act, "agent")), None) if act is not None else None
    theirs = by is not None and any(t.dep_ == "poss" for t in by.subtree)
    return (
        bool(owned)
        or theirs
        or any(
            c.lower_ in {"it", "he", "she", "they"} and act is not None and act.tag_ in {"VBD", "VBN"} for c in subjects
        )
    )


def contest(verb: Token, group: VerbGroup) -> Draft | None:
    """Read "disputed that its boats had crossed"."""
    act = next((c for c in children(verb, "ccomp") if any(m.lower_ == "that" for m in c.children)), None)
    holder = doer(verb)
    if act is None or holder is None or not may_speak(holder) or is_passive(verb):
        return None
    return under_negation(verb, group, Draft(group.kind, verb, verb, holder, None, act))


def deny(verb: Token, group: VerbGroup) -> Draft | None:
    """Read "deny that …", "deny VP-ing", "deny NP", "admit that …"."""
    act = next(iter(children(verb, "ccomp", "xcomp")), None) or gerund(verb, "to")
    if act is not None and is_directive(act):
        return None
    thing = object_of(verb)
    holder = doer(verb)
    action = act if act is not None else thing
    withheld = thing is not None and any(t.lemma_.lower() in lexicon().withheld for t in conjuncts(thing))
    if verb.dep_ == "csubj" or withheld:
        return None
    if group.kind == "denial" and thing is not None and thing.lemma_.lower() in lexicon().grants:
        return _withheld(verb, thing, holder)
    if is_passive(verb) or holder is None or action is None or not may_speak(holder):
        return None
    if group.kind == "denial" and thing is not None and thing.lemma_.lower() in _ASKED:
        return _turned_away(verb, thing, holder)
    if act is None and (children(verb, "dative") or can_hold(action) or can_hold(pobj(verb, "to"))):
        return None
    if group.own and not _owns_up(holder, act):
        return None
    if group.kind == "admission" and act is None and verb.lemma_ != "admit":
        return None
    if verb.lemma_ in {"confirm", "regret"} and not _of_own(act):
        return None
    return under_negation(verb, group, Draft(group.kind, verb, verb, holder, None, action))


def _turned_away(verb: Token, thing: Token, holder: Token) -> Draft | None:
    """Read "denied her request", "denied a motion by the crew": it is turned down, not contradicted."""
    askers = [*children(thing, "poss"), *(t for t in [pobj(thing, "by", "from")] if t is not None)]
    bearer = next((t for t in askers if can_hold(t)), None)
    return None if is_negated(verb) else Draft("refusal", verb, verb, holder, bearer, infinitive(thing) or thing)


def _owns_up(holder: Token, act: Token | None) -> bool:
    """Whether what is acknowledged is laid to whoever does so, not how they see a matter or what is to come."""
    words = {holder.lemma_.lower(), *(c.lower_ for c in holder.children if c.dep_ in {"amod", "det"})}
    if words & _OUTSIDERS or act is None:
        return False
    own = _of_own(act) or any(c.lower_ in {"i", "we"} for c in children(act, "nsubj", "nsubjpass"))
    modal = any(c.tag_ == "MD" and c.lower_ in {"will", "would", "may", "might", "could", "can"} for c in act.children)
    return own or not modal


def dispute(verb: Token, group: VerbGroup) -> Draft | None:
    """Read "dispute NP's version", "reject the allegation", "dismiss the reports": denials of what others say."""
    thing, holder = passive_subject(verb) if is_passive(verb) else object_of(verb), doer(verb)
    if thing is None or holder is None or not may_speak(holder) or thing.lemma_.lower() not in group.object:
        return None
    if asks_to_act(thing):
        return under_negation(verb, group, Draft("refusal", verb, verb, holder, None, infinitive(thing) or thing))
    return under_negation(verb, group, Draft(group.kind, verb, verb, holder, None, thing))


def asks_to_act(claim: Token) -> bool:
    """Whether a "suggestion" is one of what to do: "suggestions that he **step** down", "a claim to VP"."""
    told = [c for c in children(claim, "acl", "ccomp", "relcl") if c.tag_ in {"VB", "VBP"}]
    bare = [c for c in told if c.tag_ == "VB" or any(s.tag_ in {"NN", "NNP"} or s.lower_ in _ONE for s in c.children)]
    return infinitive(claim) is not None or any(not any(x.tag_ == "MD" for x in c.children) for c in bare)


def shun(verb: Token, group: VerbGroup) -> Draft | None:
    """Read "resist calls to VP", "brush off demands", "ignore the ultimatum": refusals of what is asked."""
    holder = doer(verb)
    thing = object_of(verb) or pobj(verb, "off", "aside")
    if thing is None or holder is None or not can_hold(holder) or thing.lemma_.lower() not in group.object:
        return None
    return under_negation(verb, group, Draft(group.kind, verb, verb, holder, None, infinitive(thing) or thing))


def _withheld(verb: Token, thing: Token, holder: Token | None) -> Draft | None:
    """Read "denied entry to NP" and "denied NP access to NP": leave that is not given."""
    receiver = next(iter(children(verb, "dative")), None)
    bearer = receiver if can_hold(receiver) else pobj(verb, "to") or pobj(thing, "to")
    if holder is None or not can_hold(holder):
        return None
    return Draft("prohibition", verb, verb, holder, bearer if can_hold(bearer) else None, thing)
