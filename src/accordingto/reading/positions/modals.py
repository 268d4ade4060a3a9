"""Modals of rule and will where the plainer readings found nothing: classes, narrators, clefts, announced penalties."""

from collections.abc import Iterator

from spacy.tokens import Token

from accordingto.reading.positions.answers import unhesitating
from accordingto.reading.positions.draft import Draft
from accordingto.reading.positions.lexicon import lexicon
from accordingto.reading.positions.limits import limits_of
from accordingto.reading.positions.roles import can_be_bound, can_hold, is_negated, pobj
from accordingto.reading.positions.rulebook import rulebook
from accordingto.reading.positions.rulers import ruler
from accordingto.reading.positions.severity import is_hostile, is_sanction, presses, struck, threatens
from accordingto.reading.positions.voices import Voices
from accordingto.reading.syntax import children, is_passive
from accordingto.records import PositionKind

_WILL = frozenset({"will", "would", "wo", "shall", "sha", "'ll", "’ll", "'d", "’d"})
_LEAVE = frozenset({"may", "can", "could", "might"})
_DUTY = frozenset({"must", "shall"})
_OWN = frozenset({"i", "we"})
_EMPTY = frozenset({"it", "this", "that", "there", "what", "which", "who"})
_CLOSED = frozenset({"any", "all", "only", "every", "no", "each", "other", "both"})
_NOBODY = frozenset({"no", "nobody", "none", "neither"})
_IF = frozenset({"if", "unless", "should", "until", "provided", "once"})
_DEPENDENT = frozenset({"relcl", "acl", "advcl", "pcomp"})
_CHANCE = frozenset({"well", "soon", "eventually", "still", "never", "yet", "also", "even", "already", "ultimately"})
_BE = frozenset({"is", "are", "was", "were", "'re", "’re", "'s", "’s"})
_ENOUGH = 2


def read_modal(verb: Token, voices: Voices) -> Iterator[Draft]:
    """Yield what a modal clause rules or announces: "nets may be cast till noon", "no boat is to sail"."""
    if verb.lemma_ != "be" and verb.tag_ not in {"VBZ", "VBP"} and not any(c.tag_ == "MD" for c in verb.children):
        return
    for reader in (_cleft, _own, _narrated, _set_off, _nobody, _to_be, _leave, _duty, _penalty):
        draft = reader(verb, voices)
        if draft is not None:
            yield draft
            return


def _modal(verb: Token, words: frozenset[str]) -> Token | None:
    return next((c for c in verb.children if c.dep_ == "aux" and c.tag_ == "MD" and c.lower_ in words), None)


def _who(verb: Token) -> Token | None:
    return next(iter(children(verb, "nsubj", "nsubjpass")), None)


def _asks(verb: Token, who: Token) -> bool:
    """Whether a clause asks: "who may enter", "how they may leave"."""
    early = {c.lower_ for c in verb.children if c.i < verb.i and c.dep_ in {"advmod", "dobj", "mark", "attr"}}
    return bool(early & {"how", "why", "what", "whether", "where", "if", "when"}) or who.i > verb.i


def _limited(draft: Draft) -> bool:
    return any(limit.sense != "for" for limit in limits_of(draft))


def _conditional(verb: Token) -> bool:
    return any(c.dep_ == "advcl" and {c.left_edge.lower_, *(m.lower_ for m in c.children)} & _IF for c in verb.children)


def _cleft(verb: Token, voices: Voices) -> Draft | None:
    """Read "what we will not do is sell"."""
    doing = next((c for c in children(verb, "csubj", "ccomp") if c.lemma_ == "do" and c.i < verb.i), None)
    if verb.lemma_ != "be" or doing is None or not any(c.lower_ == "what" for c in doing.children):
        return None
    who, act = _who(doing), next(iter(children(verb, "attr", "xcomp", "ccomp")), None)
    speaker = voices.speaker(verb)
    if who is None or act is None or act == doing or act.pos_ != "VERB" or _modal(doing, _WILL) is None:
        return None
    holder = speaker if who.lower_ in _OWN or voices.is_open(who) else who
    if not can_hold(holder):
        return None
    negated = is_negated(doing)
    kind: PositionKind = "refusal" if negated else "threat" if threatens(act) else "promise"
    return Draft(kind, verb, verb, holder, struck(act), act, negated=negated)


def _own(verb: Token, voices: Voices) -> Draft | None:
    """Read "it won't pay", "we shan't budge", "it will go on supplying clinics", told by or of whoever will."""
    modal, who = _modal(verb, _WILL), _who(verb)
    if modal is None or who is None or is_passive(verb) or verb.dep_ in _DEPENDENT or _asks(verb, who):
        return None
    if any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children):
        return None
    speaker = voices.speaker(verb)
    if speaker is None or not can_hold(speaker) or not voices.is_own(who, speaker):
        return None
    holder = speaker if who.lower_ in _OWN or voices.is_open(who) else who
    firm = verb.lemma_ not in rulebook().states and verb.lemma_ not in lexicon().comment
    if is_negated(verb) and verb.lemma_ in rulebook().unhesitating:
        return unhesitating(verb, holder)
    if is_negated(verb):
        return Draft("refusal", verb, verb, holder, struck(verb), verb, negated=True) if firm else None
    if _of_none(verb):
        spared = verb.lemma_ in rulebook().sparing or is_hostile(verb)
        return (
            Draft("promise" if spared else "refusal", verb, verb, holder, None, verb, negated=not spared)
            if firm
            else None
        )
    if is_sanction(verb) and (_conditional(verb) or presses(verb)):
        return Draft("threat", verb, verb, holder, struck(verb), verb)
    glad = any(c.lower_ in {"gladly", "happily", "willingly", "always"} for c in verb.children)
    going_on = verb.lemma_ in {"continue", "keep", "go"} and any(
        c.dep_ in {"xcomp", "pcomp"} or (c.lower_ == "on" and children(c, "pcomp")) for c in verb.children
    )
    return Draft("promise", verb, verb, holder, None, verb) if firm and (glad or going_on) else None


def _of_none(verb: Token) -> bool:
    """Whether the object denies a clause: "will attend **no** talks", "will kidnap **nobody**"."""
    return any(
        c.lower_ in {"nobody", "nothing", "none"} or any(d.lower_ == "no" for d in c.children)
        for c in children(verb, "dobj")
    )


def _narrated(verb: Token, voices: Voices) -> Draft | None:
    """Read "it will open its sheds to inspectors, one from each base", told by the reporter of a party.

    A mere announcement is no promise: there has to be a limit, a condition or somebody who gets something.
    """
    modal, who = _modal(verb, _WILL - {"would", "'d", "’d"}), _who(verb)
    if (
        modal is None
        or who is None
        or is_passive(verb)
        or verb.dep_ not in {"ROOT", "conj", "ccomp"}
        or _asks(verb, who)
    ):
        return None
    if voices.speaker(verb) is not None or not (can_hold(who) or who.lower_ in {"it", "they"}) or who.lower_ in _OWN:
        return None
    if verb.dep_ == "ccomp" and verb.head.lemma_ in rulebook().opining:
        return None
    if _of_none(verb) and not is_negated(verb):
        spared = verb.lemma_ in rulebook().sparing or is_hostile(verb)
        return Draft("promise" if spared else "refusal", verb, verb, who, None, verb, negated=not spared)
    if is_negated(verb) or verb.lemma_ in rulebook().states | rulebook().scheduled:
        return None
    if any(c.dep_ == "aux" and c.lemma_ in {"have", "be"} for c in verb.children):
        return None
    receiver = next(
        (t for t in [*children(verb, "dative"), pobj(verb, "to", "for", "with")] if t is not None and can_hold(t)), None
    )
    draft = Draft("promise", verb, verb, who, receiver, verb)
    mild = verb.lemma_ in lexicon().nonvolitional and verb.lemma_ not in lexicon().soft
    if mild or (who.lower_ in {"it", "they"} and voices.behind(who).start == who.idx):
        return None
    if threatens(verb, _conditional(verb)) or (is_sanction(verb) and _conditional(verb)):
        return Draft("threat", verb, verb, who, struck(verb), verb)
    bounded = _limited(draft) or _conditional(verb)
    given = receiver is not None and verb.lemma_ in rulebook().giving_away
    return draft if bounded or given else None


def _set_off(verb: Token, voices: Voices) -> Draft | None:
    """Read "if she sends the police, the cables come down": the present tense of what one's own side does then."""
    if verb.tag_ not in {"VBZ", "VBP"} or verb.dep_ in _DEPENDENT or is_negated(verb) or not _conditional(verb):
        return None
    who, speaker = _who(verb), voices.speaker(verb)
    if who is None or speaker is None or not can_hold(speaker) or who.lower_ in _OWN | _EMPTY:
        return None
    owned = any(
        c.dep_ in {"poss", "det"} and c.lower_ in {"our", "my", "its", "their", "the", "no"} for c in who.children
    )
    if not owned or who.ent_type_ or verb.lemma_ not in rulebook().set_off:
        return None
    kind: PositionKind = "prohibition" if any(c.lower_ == "no" for c in who.children) else "threat"
    return Draft(kind, verb, verb, speaker, None, verb, "conditional")


def _nobody(verb: Token, voices: Voices) -> Draft | None:
    """Read "nobody may film", "not a rope will be untied", "no boat is let in"."""
    who = _who(verb)
    if who is None or verb.dep_ in _DEPENDENT or _asks(verb, who):
        return None
    words = {who.lower_, *(c.lower_ for c in who.lefts)}
    none = bool(words & _NOBODY) or ("not" in words and bool(words & {"a", "one", "single"}))
    if not none or who.lower_ == "nothing":
        return None
    modal = next((c.lower_ for c in verb.children if c.dep_ == "aux" and c.tag_ == "MD"), None)
    speaker, holder = voices.speaker(verb), ruler(verb, who, voices)
    bearer = who if can_be_bound(who) else None
    act = verb.lemma_ not in rulebook().states and verb.lemma_ not in lexicon().nonvolitional
    moving = verb.lemma_ in rulebook().moving | rulebook().licensed
    if not (act or moving):
        return None
    if (modal in {"may", "shall", "must"} and (holder is not None or moving)) or (modal == "can" and moving):
        return Draft("prohibition", verb, verb, holder, bearer, verb, negated=True, way="rule")
    if modal in _WILL and speaker is not None and can_hold(speaker):
        given = is_passive(verb) and not moving
        return Draft("refusal" if given else "prohibition", verb, verb, speaker, bearer, verb, negated=True)
    present = modal is None and verb.tag_ == "VBZ" and moving and _conditional(verb)
    if present and speaker is not None and can_hold(speaker):
        return Draft("prohibition", verb, verb, speaker, bearer, verb, negated=True)
    return None


def _to_be(verb: Token, voices: Voices) -> Draft | None:
    """Read "no boat is to carry freight", "the guns are to stay covered", told by nobody in particular."""
    act = next((c for c in children(verb, "xcomp") if any(x.lower_ == "to" for x in children(c, "aux"))), None)
    who = next(iter(children(verb, "nsubj")), None)
    if (
        verb.lower_ not in {"is", "are", "was", "were", "'re", "’re", "'s", "’s"}
        or act is None
        or who is None
        or verb.dep_ in _DEPENDENT
    ):
        return None
    behind = [c for c in children(verb, "attr", "acomp", "prep") if c.i > verb.i]
    if behind or who.lower_ in _EMPTY | _OWN or _asks(verb, who):
        return None
    if act.lemma_ in rulebook().giving_away and children(act, "dobj", "ccomp", "dative") and not is_negated(act):
        held = who.ent_type_ in {"GPE", "ORG"}
        return Draft("promise", verb, verb, who, _given_to(act), act) if held and not is_passive(act) else None
    if act.lemma_ in rulebook().scheduled or act.lemma_ in {"be", "have", "blame"}:
        return None
    if who.lemma_.lower() in rulebook().aims:
        return None
    holder = ruler(verb, who, voices)
    none = is_negated(verb) or is_negated(act) or bool({who.lower_, *(c.lower_ for c in who.lefts)} & _NOBODY)
    generic = (who.tag_ == "NNS" and who.ent_type_ == "") or who.lower_ == "they"
    timed = any(x.kind == "time" and x.sense == "only" for x in limits_of(Draft("demand", verb, verb, None, who, act)))
    timed = timed or any(x.kind == "time" for x in limits_of(Draft("demand", verb, verb, None, who, verb)))
    if timed and who.ent_type_ in {"GPE", "ORG"} and not is_passive(act) and not none:
        return Draft("demand", verb, verb, holder, who, act, way="rule")
    bearer = who if can_be_bound(who) else None
    if none and (generic or act.lemma_ in rulebook().licensed | rulebook().moving or holder is not None):
        return Draft("prohibition", verb, verb, holder, bearer, act, negated=True, way="rule")
    limited = _limited(Draft("demand", verb, verb, holder, bearer, act))
    if is_passive(act) and holder is None:
        return None
    if generic and (limited or holder is not None) and (act.lemma_ not in rulebook().states or act.lemma_ == "stay"):
        return Draft("demand", verb, verb, holder, bearer, act, way="rule")
    return None


def _given_to(act: Token) -> Token | None:
    things = [*children(act, "dative"), pobj(act, "to", "for"), *(s for c in children(act, "ccomp") for s in c.lefts)]
    return next((t for t in things if t is not None and can_hold(t)), None)


def _generic(who: Token) -> bool:
    """Whether a subject stands for a class: "nets", "any skipper", "boats under ten metres"."""
    dets = {c.lower_ for c in who.children if c.dep_ in {"det", "predet", "amod", "advmod"}}
    bare = who.tag_ == "NNS" and not any(c.dep_ in {"det", "poss", "nummod"} for c in who.children)
    return (bare and who.ent_type_ == "") or bool(dets & _CLOSED) or who.lower_ in {"anyone", "everyone", "you"}


def _leave(verb: Token, voices: Voices) -> Draft | None:
    """Read "nets may be cast till noon", "priests may enter, one at a time": several signs must say it is leave."""
    modal, who = _modal(verb, _LEAVE), _who(verb)
    if modal is None or who is None or who.lower_ in _EMPTY | _OWN or verb.dep_ in _DEPENDENT or _asks(verb, who):
        return None
    if any(c.lower_ in _CHANCE or (c.dep_ == "aux" and c.lemma_ == "have") for c in verb.children):
        return None
    if is_negated(verb) or verb.lemma_ in rulebook().states - {"have"} or is_hostile(verb):
        return None
    holder = ruler(verb, who, voices)
    told = holder is not None and voices.has_office(holder)
    bearer = who if can_be_bound(who) or (can_hold(who) and not is_passive(verb)) else None
    draft = Draft("permission", verb, verb, holder, bearer, verb, way="rule")
    handled = is_passive(verb) and verb.lemma_ in rulebook().licensed | rulebook().handled
    signs = [
        verb.lemma_ in rulebook().licensed or handled,
        _generic(who) or who.lower_ in {"they", "you"},
        _limited(draft) or (_conditional(verb) and told),
        told and modal.lower_ in {"may", "can"},
        modal.lower_ == "may" and (handled or verb.lemma_ in rulebook().licensed),
    ]
    needed = _ENOUGH if modal.lower_ == "may" else _ENOUGH + 1
    somebody = signs[1] or signs[2] or told or can_hold(who)
    return draft if sum(signs) >= needed and (signs[0] or signs[2]) and somebody else None


def _duty(verb: Token, voices: Voices) -> Draft | None:
    """Read "vessels shall keep clear", "canoes must stay inside the bar", also without a subject of its own."""
    kind: PositionKind
    modal = _modal(verb, _DUTY)
    if modal is None or verb.dep_ in _DEPENDENT or any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children):
        return None
    who = _who(verb) or _who(verb.head)
    if who is None or who.lower_ in (_EMPTY - {"it"}) | _OWN or _asks(verb, who) or verb.lemma_ == "be":
        return None
    holder = ruler(verb, who, voices)
    if modal.lower_ == "shall" and verb.lemma_ in {"have", "enjoy"} and can_be_bound(who):
        given = next((o for o in children(verb, "dobj") if o.lemma_.lower() in rulebook().rights), None)
        kind = "prohibition" if is_negated(verb) else "permission"
        return Draft(kind, verb, verb, holder, who, given, way="rule") if given is not None else None
    if who.lower_ == "it":
        ruled = is_negated(verb) and modal.lower_ in {"shall", "must"} and verb.lemma_ not in rulebook().states
        own = voices.speaker(verb) is not None
        return (
            Draft("prohibition", verb, verb, holder, who, verb, negated=True, way="rule") if ruled and not own else None
        )
    if not (_generic(who) or can_hold(who)) or (verb.lemma_ in rulebook().states and verb.lemma_ != "stay"):
        return None
    if holder is None and voices.speaker(verb) is not None:
        return None
    kind = "prohibition" if is_negated(verb) or verb.lemma_ in {"refrain", "abstain"} else "demand"
    bearer = who if can_be_bound(who) or (can_hold(who) and not is_passive(verb)) else None
    return Draft(kind, verb, verb, holder, bearer, verb, negated=is_negated(verb), way="rule")


def _penalty(verb: Token, voices: Voices) -> Draft | None:
    """Read "drivers who stop will be fined": harm announced to whoever does a thing."""
    modal, who = _modal(verb, _WILL), _who(verb)
    if modal is None or who is None or is_negated(verb) or verb.dep_ in _DEPENDENT or children(verb, "agent"):
        return None
    hurt = is_passive(verb) and (verb.lemma_ in rulebook().penalising or (is_sanction(verb) and _conditional(verb)))
    met = verb.lemma_ == "meet" and any(
        n is not None and n.lemma_.lower() in lexicon().penalties for n in [pobj(verb, "with")]
    )
    if not (hurt or met):
        return None
    given = any(c.dep_ in {"relcl", "acl"} for c in who.children) or _conditional(verb)
    speaker = voices.speaker(verb)
    if not (_generic(who) or who.lower_ in lexicon().anybody or met) or not (given or met):
        return None
    holder = ruler(verb, who, voices)
    if speaker is not None and holder is None:
        return None
    harm = pobj(verb, "with") if met and not is_passive(verb) else verb
    return Draft("threat", verb, verb, holder, who if can_hold(who) else None, harm or verb, "conditional", way="rule")
