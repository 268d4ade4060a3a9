"""Verbs that answer what is asked or laid to somebody: refusing, denying, admitting, disputing, shunning."""

from spacy.tokens import Token

from accordingto.reading.positions.draft import Draft
from accordingto.reading.positions.frame_parts import is_directive, is_somebody, object_of, under_negation
from accordingto.reading.positions.lexicon import VerbGroup, lexicon
from accordingto.reading.positions.roles import can_hold, doer, gerund, infinitive, may_speak, passive_subject, pobj
from accordingto.reading.positions.rulebook import rulebook
from accordingto.reading.syntax import children, is_passive


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
    spoken = act is not None and act.lemma_ == "say" and bool(children(act, "dobj"))
    if act is not None and is_passive(act) and act.lemma_ in {"identify", "name", "quote"}:
        return None
    if act is not None and (act.lemma_ in lexicon().comment or told) and not spoken:
        return under_negation(verb, group, Draft("no_comment", verb, verb, holder, None, act))
    if act is not None and act.lemma_ in lexicon().rule_out:
        return None
    if act is None and action.lemma_.lower() in rulebook().claims:
        return None
    if act is None and (verb.lemma_ in {"decline", "spurn"} or (is_somebody(action) and action.lower_ != "both")):
        return None
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
    if verb.dep_ == "csubj" or (thing is not None and thing.lemma_.lower() in lexicon().withheld):
        return None
    if group.kind == "denial" and thing is not None and thing.lemma_.lower() in lexicon().grants:
        return _withheld(verb, thing, holder)
    if is_passive(verb) or holder is None or action is None or not may_speak(holder):
        return None
    if act is None and (children(verb, "dative") or can_hold(action)):
        return None
    if group.kind == "admission" and act is None and verb.lemma_ != "admit":
        return None
    if verb.lemma_ in {"confirm", "regret"} and not _of_own(act):
        return None
    return under_negation(verb, group, Draft(group.kind, verb, verb, holder, None, action))


def dispute(verb: Token, group: VerbGroup) -> Draft | None:
    """Read "dispute NP's version", "reject the allegation", "dismiss the reports": denials of what others say."""
    thing, holder = passive_subject(verb) if is_passive(verb) else object_of(verb), doer(verb)
    if thing is None or holder is None or not may_speak(holder) or thing.lemma_.lower() not in group.object:
        return None
    return under_negation(verb, group, Draft(group.kind, verb, verb, holder, None, thing))


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
