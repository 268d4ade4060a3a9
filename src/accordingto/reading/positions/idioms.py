"""Turns of phrase: what is weighed, what somebody is to do, phrasal sanctions, terms set by an imperative."""

from collections.abc import Iterator

from spacy.tokens import Token

from accordingto.reading.positions.draft import Draft
from accordingto.reading.positions.roles import can_hold, doer, infinitive, is_negated, passive_subject, pobj, subject
from accordingto.reading.positions.rulebook import rulebook
from accordingto.reading.positions.severity import is_sanction, struck
from accordingto.reading.positions.voices import Voices
from accordingto.reading.syntax import children, is_passive
from accordingto.records import PositionKind

_FINITE_BE = frozenset({"is", "are", "was", "were"})
_FUTURE = frozenset({"will", "would", "'ll", "’ll", "shall"})
_OWN = frozenset({"i", "we"})
_YOURS = frozenset({"yours", "free", "open"})
_ELSE = frozenset({"or", "otherwise", "else"})


def read_idiom(verb: Token, voices: Voices) -> Iterator[Draft]:
    """Yield the position that a turn of phrase around a verb takes, where no other reader found one."""
    for reader in (_is_to, _weighed, _unlent, _yours, _sanction, _told_leave, _wants_or, _stands_ready):
        draft = reader(verb, voices)
        if draft is not None:
            yield draft
            return


def _is_to(verb: Token, voices: Voices) -> Draft | None:
    """Read "the rebels were to hand over their guns", said by somebody else: a demand, or with "not" a ban."""
    act = next((c for c in children(verb, "xcomp") if any(x.lower_ == "to" for x in children(c, "aux"))), None)
    who, speaker = next(iter(children(verb, "nsubj")), None), voices.speaker(verb)
    if verb.lower_ not in _FINITE_BE or act is None or who is None or speaker is None:
        return None
    if children(verb, "attr", "acomp", "prep") or verb.dep_ in {"relcl", "advcl", "acl"} or not can_hold(who):
        return None
    if not voices.has_office(speaker) or voices.same_side(who, speaker) or voices.is_own(who, speaker):
        return None
    several = who.tag_ in {"NNS", "NNPS"} or who.ent_type_ in {"GPE", "ORG", "PERSON", "NORP"}
    if not several or act.lemma_ in rulebook().states or act.lemma_ in rulebook().scheduled:
        return None
    negated = is_negated(verb) or is_negated(act)
    return Draft("prohibition" if negated else "demand", verb, verb, speaker, who, act, negated=negated)


def _weighed(verb: Token, _voices: Voices) -> Draft | None:
    """Read "is weighing a tax holiday", "is toying with an amnesty": a promise that is only considered."""
    page, holder = rulebook(), doer(verb)
    if verb.lemma_ not in page.weighing or is_negated(verb) or holder is None or not can_hold(holder):
        return None
    if verb.tag_ not in {"VBG", "VBP", "VBZ"} or verb.dep_ in {"amod", "acl", "pcomp"}:
        return None
    thing = next(iter(children(verb, "dobj")), None) or pobj(verb, "with", "over", "about")
    if thing is None or thing.lemma_.lower() not in page.benefits:
        return None
    to = pobj(thing, "for", "to") or pobj(verb, "for", "to")
    return Draft("promise", verb, verb, holder, to if can_hold(to) else None, thing, "considered")


def _unlent(verb: Token, voices: Voices) -> Draft | None:
    """Read "We do not sell our wells": a habit of refusing, said by those who are asked."""
    who, speaker = next(iter(children(verb, "nsubj")), None), voices.speaker(verb)
    if who is None or who.lower_ != "we" or not is_negated(verb) or speaker is None or not can_hold(speaker):
        return None
    present = any(c.dep_ == "aux" and c.lower_ == "do" for c in verb.children)
    if not present or verb.dep_ in {"relcl", "advcl", "acl", "pcomp"} or verb.lemma_ not in rulebook().yielding_habits:
        return None
    return Draft("refusal", verb, verb, speaker, None, verb, explicit=False, negated=True)


def _yours(verb: Token, voices: Voices) -> Draft | None:
    """Read "Sign the paper and the bridge is yours": an order in form, a condition in fact, then a promise."""
    above, speaker = verb.head, voices.speaker(verb)
    if verb.dep_ != "conj" or verb.lemma_ != "be" or above.tag_ != "VB" or speaker is None or not can_hold(speaker):
        return None
    bare = not children(above, "nsubj", "nsubjpass", "aux") and any(c.lower_ == "and" for c in above.children)
    if not bare or is_negated(verb) or not any(c.lower_ in _YOURS for c in children(verb, "attr", "acomp")):
        return None
    return Draft("promise", verb, verb, speaker, None, verb, "conditional")


def _sanction(verb: Token, voices: Voices) -> Draft | None:
    """Read "we'll turn off the gas" behind a condition: a phrasal act that hurts whoever sets it off."""
    modal = any(c.lower_ in _FUTURE and c.dep_ == "aux" for c in verb.children)
    who, speaker = next(iter(children(verb, "nsubj")), None), voices.speaker(verb)
    if not modal or who is None or is_negated(verb) or is_passive(verb) or not is_sanction(verb):
        return None
    conditional = any(
        c.dep_ == "advcl" and any(m.lower_ in {"if", "unless", "should", "until", "were"} for m in c.children)
        for c in verb.children
    )
    holder = speaker if who.lower_ in _OWN else who
    told = speaker is not None and voices.is_own(who, speaker)
    if not conditional or holder is None or not can_hold(speaker if voices.is_open(who) else holder) or not told:
        return None
    return Draft("threat", verb, verb, speaker if voices.is_open(who) else holder, struck(verb), verb, "conditional")


def _told_leave(verb: Token, voices: Voices) -> Draft | None:
    """Read "passengers were told they could go home": leave given to whoever is told."""
    told = passive_subject(verb) if is_passive(verb) else next(iter(children(verb, "dobj")), None)
    who = told
    if verb.lemma_ not in {"tell", "inform", "notify"} or who is None or not can_hold(who):
        return None
    for act in children(verb, "ccomp"):
        able = any(c.dep_ == "aux" and c.lower_ in {"could", "may", "can", "might"} for c in act.children)
        pronoun = any(c.lower_ in {"they", "he", "she"} for c in children(act, "nsubj"))
        if able and pronoun and act.lemma_ in rulebook().licensed:
            negated, speaker = is_negated(act), voices.speaker(verb) if is_passive(verb) else doer(verb)
            holder = speaker if can_hold(speaker) else None
            kind: PositionKind = "prohibition" if negated else "permission"
            return Draft(kind, verb, verb, holder, who, act, negated=negated)
    return None


def _wants_or(verb: Token, _voices: Voices) -> Draft | None:
    """Read "wants the ships out, or else it will sink them": a want with its sanction binds."""
    if verb.lemma_ != "want" or is_negated(verb) or verb.tag_ not in {"VBZ", "VBP", "VBD"}:
        return None
    who, thing = subject(verb), infinitive(verb) or next(iter(children(verb, "ccomp", "dobj")), None)
    pressed = any(
        t.lower_ == "or" and t.i > verb.i and t.i + 1 < len(t.doc) and t.nbor().lower_ in _ELSE for t in verb.subtree
    )
    if not pressed or who is None or thing is None or not can_hold(who):
        return None
    return Draft("demand", verb, verb, who, None, thing)


def _stands_ready(verb: Token, voices: Voices) -> Draft | None:
    """Read "stands ready to sell", "remains ready to meet": an offer, also with mild verbs."""
    who = subject(verb)
    if verb.lemma_ not in {"stand", "remain", "stay"} or who is None or is_negated(verb):
        return None
    if any(c.tag_ == "MD" for c in verb.children):
        return None
    for adjective in children(verb, "acomp"):
        act = infinitive(adjective) or infinitive(verb)
        ready = adjective.lemma_.lower() in {"ready", "prepared", "willing"}
        holder = voices.speaker(verb) if voices.is_open(who) or who.lower_ in _OWN else who
        if act is not None and ready and can_hold(holder) and act.lemma_ not in rulebook().states - {"help", "support"}:
            return Draft("promise", adjective, verb, holder, None, act)
    return None
