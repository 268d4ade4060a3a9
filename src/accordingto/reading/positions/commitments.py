"""What speakers commit their own side to: will, would, might, reserve the right, be ready, consider, rule out."""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from accordingto.reading.positions.answers import relinquishes, unhesitating
from accordingto.reading.positions.draft import Draft
from accordingto.reading.positions.lexicon import lexicon
from accordingto.reading.positions.roles import can_hold, doer, gerund, infinitive, is_negated, may_speak, pobj, subject
from accordingto.reading.positions.rulebook import rulebook
from accordingto.reading.positions.severity import is_hostile, presses, struck, threatens
from accordingto.reading.positions.voices import Voices
from accordingto.reading.syntax import SUBJECTS, children, is_passive
from accordingto.records import PositionKind, PositionStatus

_SURE = frozenset({"will", "would", "shall", "'ll", "’ll", "wo", "'d", "’d"})
_OPEN = frozenset({"might", "may", "could", "can"})
_DUTY = frozenset({"must"})
_NEED = frozenset({"need", "have"})
_TELLING = frozenset({"say", "disclose", "specify", "confirm", "elaborate"})
_TREATED = frozenset({"treat", "regard", "consider", "view", "see"})
_WAR = frozenset({"war", "aggression", "provocation", "attack"})
_PHASES = frozenset({"continue", "try", "start", "begin", "keep"})
_FORCED = frozenset({"force", "compel", "oblige"})
_CONDITIONAL_PHRASES = frozenset({"long", "soon", "moment", "provided", "once", "until", "only", "if", "unless"})
_QUESTIONS = frozenset({"how", "why", "what", "whether", "where"})
_EMPTY = frozenset({"nothing", "nobody", "none"})
_IF = frozenset({"if", "unless", "should"})
_TERMS = frozenset({"if", "unless", "should", "were", "until", "provided", "condition"})


def read_commitment(verb: Token, voices: Voices) -> Iterator[Draft]:
    """Yield what a verb commits its speaker to, if anything."""
    for reader in (_going, _needed, _considered, _reserved, _ruled_out, _no_comment, _ready, _modal, _at_once):
        draft = reader(verb, voices)
        if draft is not None:
            yield draft
            return


def _considered(verb: Token, _voices: Voices) -> Draft | None:
    """Read "is considering VP-ing", where the act is hostile; milder plans are no position yet."""
    if verb.lemma_ not in lexicon().considered or is_negated(verb):
        return None
    act = next(iter(children(verb, "xcomp", "dobj", "ccomp")), None)
    holder = doer(verb)
    if act is None or holder is None or not can_hold(holder):
        return None
    if not is_hostile(act) or not (verb.tag_ in {"VBG", "VBP", "VBZ"} or verb.dep_ == "ccomp"):
        return None
    return Draft("threat", verb, verb, holder, struck(act), act, "considered")


def _going(verb: Token, voices: Voices) -> Draft | None:
    """Read "we are not going to VP", said of one's own side."""
    above = verb.head
    if verb.dep_ != "xcomp" or above.lemma_ != "go" or above.tag_ != "VBG":
        return None
    who, speaker = subject(above), voices.speaker(above)
    if _questioned(above):
        return None
    if who is None or who.lower_ not in {"we", "i"} or speaker is None or not can_hold(speaker):
        return None
    if is_negated(above):
        return Draft("refusal", verb, above, speaker, None, verb, negated=True)
    if verb.lemma_ in lexicon().nonvolitional and not is_hostile(verb):
        return None
    return _commitment(verb, "will", speaker, False)


def _needed(verb: Token, voices: Voices) -> Draft | None:
    """Read "both sides need to VP" and "NP has to VP", said by somebody else than NP."""
    above = verb.head
    if verb.dep_ != "xcomp" or above.lemma_ not in _NEED or above.tag_ not in {"VBP", "VBZ", "VBD"}:
        return None
    who, speaker = subject(above), voices.speaker(above)
    if who is None or speaker is None or is_negated(above) or above.dep_ in {"relcl", "acl", "advcl"}:
        return None
    told = above.dep_ == "ccomp" and above.head.tag_ == "VBD" and is_passive(verb)
    past = above.lemma_ == "have" and above.tag_ == "VBD" and not told
    if (
        past
        or not voices.has_office(speaker)
        or verb.lemma_ in {"be", "have"}
        or any(c.lower_ == "yet" for c in above.children)
    ):
        return None
    if not any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children) or not (can_hold(who) or told):
        return None
    draft = _duty(verb, who, speaker, voices)
    return replace(draft, cue=above, head=above) if draft is not None else None


def _reserved(verb: Token, voices: Voices) -> Draft | None:
    """Read "reserve the right to VP": an implicit threat."""
    if verb.lemma_ != "reserve":
        return None
    for noun in children(verb, "dobj"):
        if noun.lemma_ == "right":
            act = infinitive(noun) or infinitive(verb) or gerund(noun, "of")
            holder = _self_or_side(doer(verb), verb, voices)
            act = act or (noun if noun.tag_ == "NNS" else None)
            if act is not None and holder is not None:
                return Draft("threat", verb, verb, holder, struck(act), act, "reserved", explicit=False)
    return None


def _ruled_out(verb: Token, voices: Voices) -> Draft | None:
    """Read "rule out NP", and "not rule out", "refuse to rule out", "without ruling out" as not ruled out."""
    if verb.lemma_ not in lexicon().rule_out:
        return None
    if verb.lemma_ == "rule" and not any(c.lower_ == "out" for c in verb.children):
        return None
    things = [c for c in children(verb, "dobj", "xcomp", "ccomp", "pcomp", "advcl") if c.i > verb.i]
    if is_passive(verb):
        things += [t for t in [subject(verb)] if t is not None]
    open_ = is_negated(verb) or verb.head.lemma_ in {"refuse", "decline"} or verb.head.lower_ == "without"
    if verb.lemma_ == "exclude" and not open_:
        return None
    governing = verb.head if verb.head.lemma_ in {"refuse", "decline"} else verb
    holder = _self_or_side(doer(governing), verb, voices)
    if not things or holder is None or not can_hold(holder):
        return None
    return Draft("not_ruled_out" if open_ else "refusal", verb, governing, holder, None, things[0], negated=open_)


def _no_comment(verb: Token, _voices: Voices) -> Draft | None:
    """Read "did not respond to a request for comment", "would not comment", "had no comment"."""
    holder = subject(verb)
    if holder is None or not may_speak(holder):
        return None
    words = {t.lemma_.lower() for t in verb.subtree}
    asked = pobj(verb, "to")
    if asked is not None and any(c.dep_ in {"acl", "relcl", "ccomp"} for c in asked.children):
        return None
    if (
        verb.lemma_ in {"respond", "reply", "return", "answer"}
        and is_negated(verb)
        and words & {"comment", "request", "call", "message", "question", "query", "inquiry", "email"}
    ):
        return Draft("no_comment", verb, verb, holder, None, pobj(verb, "to") or verb, negated=True)
    waits = any(c.lemma_ == "have" and c.dep_ == "aux" for c in verb.children)
    silence = any(c.lower_ in {"would", "will"} for c in verb.children) and verb.lemma_ in _TELLING
    if (verb.lemma_ in {"comment", "elaborate"} or silence) and is_negated(verb) and not waits:
        return Draft("no_comment", verb, verb, holder, None, verb, negated=True)
    silent = [o for o in children(verb, "dobj") if o.lemma_ == "comment" and any(c.lower_ == "no" for c in o.children)]
    if verb.lemma_ in {"have", "make", "offer"} and silent:
        return Draft("no_comment", verb, verb, holder, None, silent[0], negated=True)
    return None


def _ready(verb: Token, voices: Voices) -> Draft | None:
    """Read "is ready to VP" and "is unwilling to VP"."""
    if (
        verb.lemma_ not in {"be", "remain", "stand", "stay"}
        or _questioned(verb)
        or any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)
    ):
        return None
    for adjective in children(verb, "acomp"):
        lemma = adjective.lemma_.lower()
        act = infinitive(adjective) or infinitive(verb)
        holder = subject(verb)
        if act is None or holder is None or not can_hold(holder):
            continue
        if any(c.tag_ == "MD" and c.lower_ != "will" for c in verb.children):
            continue
        against = lemma in lexicon().unready or (lemma in lexicon().ready and is_negated(verb))
        if against:
            return Draft("refusal", adjective, verb, _self_or_side(holder, verb, voices), None, act, negated=True)
        if lemma in lexicon().ready and (is_hostile(act) or act.lemma_ not in lexicon().nonvolitional):
            kind: PositionKind = "threat" if threatens(act) else "promise"
            return Draft(
                kind,
                adjective,
                verb,
                _self_or_side(holder, verb, voices),
                struck(act) if kind == "threat" else None,
                act,
            )
    return None


def _self_or_side(holder: Token | None, verb: Token, voices: Voices) -> Token | None:
    """Put the speaker for "we" and "I"."""
    if holder is not None and holder.lower_ in {"i", "we"}:
        return voices.speaker(verb) or holder
    return holder


def _modal(verb: Token, voices: Voices) -> Draft | None:
    """Read will, would, might, must in what somebody says of their own side, or to another."""
    modal = next((c for c in verb.children if c.tag_ == "MD" and c.dep_ == "aux"), None)
    if modal is None and verb.dep_ == "conj" and verb.tag_ == "VB":
        return None
    if (
        modal is None
        or verb.dep_ in {"relcl", "acl"}
        or any(c.dep_ == "mark" and c.lower_ in _IF for c in verb.children)
    ):
        return None
    speaker = voices.speaker(verb)
    who = next(iter(children(verb, *SUBJECTS)), None) or subject(verb)
    if _asked(verb, modal) or any(c.lemma_ == "have" and c.dep_ == "aux" for c in verb.children):
        return None
    word = modal.lower_
    narrated = speaker is None and word in _SURE and who is not None and _sets_terms(verb, who)
    if who is None or (speaker is None and who.lower_ not in {"we", "i"} and not narrated):
        return None
    if word in _DUTY and speaker is not None:
        return _duty(verb, who, speaker, voices)
    conditional = any(c.dep_ == "advcl" and {c.lower_, *(m.lower_ for m in c.children)} & _IF for c in verb.children)
    if is_passive(verb):
        return _passive(verb, word, speaker, conditional, voices)
    if not narrated and not voices.is_own(who, speaker) and not (_body(who) and presses(verb)):
        return None
    act = _core(verb)
    empty = act.lemma_ in lexicon().nonvolitional and not _holds_to_account(act)
    if empty and not is_hostile(verb) and not _soft(verb, conditional):
        return None
    holder = speaker if speaker is not None and (who.lower_ in {"i", "we"} or voices.is_open(who)) else who
    if not can_hold(holder) and holder.lower_ != "it" and holder.lemma_.lower() not in lexicon().documents:
        return None
    return _commitment(verb, word, holder, conditional)


def _body(who: Token) -> bool:
    """Whether a clause is about a body that whoever speaks of its terms mostly speaks for: a union, a firm, crews."""
    return (
        can_hold(who)
        and who.ent_type_ not in {"GPE", "NORP", "PERSON"}
        and who.lower_ not in {"you", "they", "he", "she"}
    )


def _at_once(verb: Token, voices: Voices) -> Draft | None:
    """Read "if you cross, we close the gate" and "otherwise we walk out": a threat in the present tense."""
    who = next(iter(children(verb, "nsubj")), None)
    if who is None or who.lower_ not in {"i", "we"} or verb.tag_ not in {"VBP", "VB"} or is_negated(verb):
        return None
    speaker = voices.speaker(verb)
    if speaker is None or not can_hold(speaker) or not presses(verb):
        return None
    return Draft("threat", verb, verb, speaker, struck(verb), verb, "conditional")


def _sets_terms(verb: Token, who: Token) -> bool:
    """Whether a reporter tells on which terms somebody will act: "Peru will reopen the mine only if …"."""
    marks = {m.lower_ for c in verb.children if c.dep_ in {"advcl", "prep"} for m in [c, *c.children]}
    return can_hold(who) and bool(marks & _TERMS) and not is_passive(verb)


def _core(verb: Token) -> Token:
    """The act itself in "will continue to VP"."""
    return (infinitive(verb) if verb.lemma_ in _PHASES else None) or verb


def _holds_to_account(act: Token) -> bool:
    """ "will hold NP accountable", "will make NP pay" commit, though the verb alone says little."""
    return act.lemma_ in {"hold", "keep"} and any(t.lower_ in {"accountable", "responsible"} for t in act.subtree)


def _asked(verb: Token, modal: Token) -> bool:
    """Whether a clause only asks: "how he would rule", "why would I respond"."""
    if any(c.lower_ in _QUESTIONS and c.i < verb.i and c.dep_ != "mark" for c in verb.children):
        return True
    return _questioned(verb) or any(c.dep_ in SUBJECTS and c.i > modal.i for c in verb.children)


def _questioned(verb: Token) -> bool:
    """Whether a question word stands before the subject of a clause: "exactly what we will do"."""
    start = next((c.i for c in verb.children if c.dep_ in SUBJECTS), verb.i)
    return any(t.lower_ in _QUESTIONS for t in verb.doc[verb.left_edge.i : start])


def _soft(verb: Token, conditional: bool) -> bool:
    """Whether a mild verb commits: refused ("will not meet NP") or on a condition ("will stay as long as …")."""
    if verb.lemma_ not in lexicon().soft:
        return False
    return is_negated(verb) or conditional or any(t.lower_ in _CONDITIONAL_PHRASES for t in verb.subtree)


def _passive(verb: Token, word: str, speaker: Token | None, conditional: bool, voices: Voices) -> Draft | None:
    """Read passives that commit the speaker: "be forced to VP", "NP would be released", "NP could be targeted"."""
    if word not in _SURE | _OPEN or speaker is None or is_negated(verb):
        return None
    patient = next(iter(children(verb, "nsubjpass")), None)
    if patient is not None and (patient.lower_ in _EMPTY or any(c.lower_ == "no" for c in patient.children)):
        return None
    act = infinitive(verb) if verb.lemma_ in _FORCED else None
    if act is not None and patient is not None and voices.is_own(patient, speaker):
        return Draft("threat", verb, verb, patient, struck(act), act, "conditional") if is_hostile(act) else None
    as_war = pobj(verb, "as")
    if as_war is not None and verb.lemma_ in _TREATED and any(t.lemma_.lower() in _WAR for t in as_war.subtree):
        return Draft("threat", verb, verb, speaker, None, verb, "conditional") if can_hold(speaker) else None
    severed = word in _SURE and verb.lemma_ in lexicon().severed and can_hold(speaker) and not children(verb, "agent")
    if severed and patient is not None and not can_hold(patient) and voices.has_office(speaker):
        return Draft("threat", verb, verb, speaker, pobj(patient, "with", "to"), verb)
    fulfilled = word in _SURE and verb.lemma_ in lexicon().fulfilled and can_hold(speaker)
    if fulfilled and patient is not None and patient.lower_ != "you" and not children(verb, "agent"):
        whose = next((c for c in children(patient, "poss") if can_hold(c) and c.pos_ == "PROPN"), speaker)
        return Draft("promise", verb, verb, whose, patient if can_hold(patient) else None, verb)
    return _passive_threat(verb, speaker, conditional)


def _commitment(verb: Token, word: str, holder: Token, conditional: bool) -> Draft | None:
    if verb.lemma_ in {"let", "allow", "permit", "admit"} and _none_of(verb):
        return Draft("prohibition", verb, verb, holder, None, verb, negated=True)
    hostile = threatens(verb, conditional) or (presses(verb) and not is_negated(verb))
    status: PositionStatus = "conditional" if conditional else "considered" if word in _OPEN else "in_force"
    if is_negated(verb) and word in _SURE and verb.lemma_ in rulebook().unhesitating:
        return unhesitating(verb, holder)
    if is_negated(verb) and word in _SURE and relinquishes(verb):
        return Draft("promise", verb, verb, holder, None, verb, status)
    if is_negated(verb):
        to = struck(verb) or next((t for t in [pobj(verb, "to", "with")] if can_hold(t)), None)
        return Draft("refusal", verb, verb, holder, to, verb, status, negated=True) if word in _SURE else None
    if hostile:
        said = verb.lemma_ not in lexicon().implied
        return Draft("threat", verb, verb, holder, struck(verb), verb, status, explicit=said)
    return Draft("promise", verb, verb, holder, _receiver(_core(verb)), verb, status) if word in _SURE else None


def _none_of(verb: Token) -> bool:
    """Whether the object, or the subject of the clause under a verb, is nobody: "let **no truck** pass"."""
    inner = [s for c in children(verb, "ccomp", "xcomp") for s in children(c, "nsubj", "nsubjpass")]
    return any(o.lower_ in _EMPTY or "no" in {c.lower_ for c in o.children} for o in [*children(verb, "dobj"), *inner])


def _receiver(verb: Token) -> Token | None:
    """Who gets what is promised: "will give Peru rice", "will send troops to Mali", "will protect the pilgrims"."""
    things = [*children(verb, "dative"), *(t for t in [pobj(verb, "to", "for", "with")] if t is not None)]
    others = (t for t in [*things, *children(verb, "dobj")] if not t.lower_.endswith(("self", "selves")))
    return next((t for t in others if can_hold(t)), None)


def _duty(verb: Token, who: Token, speaker: Token, voices: Voices) -> Draft | None:
    """Read "X must VP", said by somebody else than X."""
    thing = not can_hold(who) and (is_passive(verb) or verb.lemma_ in {"stop", "end", "cease", "go", "leave"})
    if not (can_hold(who) or thing) or who.lower_ in {"we", "i", "it", "this", "that"} or not can_hold(speaker):
        return None
    if not thing and voices.same_side(who, speaker):
        return None
    if verb.lemma_ == "be" and not is_passive(verb):
        return None
    bound = None if is_passive(verb) or thing else who
    act = infinitive(verb) if verb.lemma_ in {"prepare", "expect"} else None
    if act is not None and any(o.lemma_.lower() in lexicon().penalties for o in children(act, "dobj")):
        return Draft("threat", verb, verb, speaker, bound, act)
    if is_passive(verb) and is_negated(verb) and voices.same_side(who, speaker):
        return Draft("prohibition", verb, verb, speaker, None, verb)
    return Draft("demand", verb, verb, speaker, bound, verb, negated=is_negated(verb))


def _passive_threat(verb: Token, speaker: Token | None, conditional: bool) -> Draft | None:
    """Read "X could be targeted", said as a warning that sets a condition."""
    patient = next(iter(children(verb, "nsubjpass")), None)
    if patient is not None and patient.lower_ in {"i", "we"}:
        return None
    general = patient is not None and patient.lower_ in lexicon().anybody and bool(children(patient, "relcl"))
    if not (conditional or general) or speaker is None or verb.lemma_ not in lexicon().hostile.verbs:
        return None
    if general:
        return Draft("threat", verb, verb, speaker, patient, verb)
    patient = patient if can_hold(patient) else None
    return Draft("threat", verb, verb, speaker, struck(verb) or patient, verb, "conditional")
