"""Answers in other words than the usual verbs: what somebody turns down, denies, owns up to or leaves open."""

from collections.abc import Callable, Iterator

from spacy.tokens import Token

from accordingto.reading.positions.draft import Draft
from accordingto.reading.positions.frames_answering import asks_to_act
from accordingto.reading.positions.lexicon import lexicon
from accordingto.reading.positions.roles import can_hold, doer, gerund, infinitive, is_negated, may_speak, pobj, subject
from accordingto.reading.positions.rulebook import rulebook
from accordingto.reading.positions.severity import is_hostile, struck, threatens
from accordingto.reading.positions.voices import Voices
from accordingto.reading.syntax import children, is_passive

_FIRST = frozenset({"i", "we"})
_PAST = frozenset({"VBD", "VBN"})
_THAT = frozenset({"that", "this", "it"})
_NOTHING = frozenset({"nothing", "none"})
_STRONG = frozenset({"insist", "maintain", "swear", "protest", "fume", "contend"})
_SPEAKING = frozenset({"comment", "speak", "talk", "elaborate", "answer", "discuss"})
_NEAR = 3
"""Tokens within which the other part of a phrasal verb stands."""


Reader = Callable[[Token, Voices], Draft | None]


def read_answer(verb: Token, voices: Voices) -> Iterator[Draft]:
    """Yield the answer that a set phrase around a verb gives, whatever the verb says by itself."""
    yield from _first_of((_silent, _open, _false, _owned), verb, voices)


def read_stand(verb: Token, voices: Voices) -> Iterator[Draft]:
    """Yield what somebody denies or turns down by what they say of themselves, if the verb says nothing by itself."""
    yield from _first_of((_denied, _own_denial, _turned_down, _no_intention, _will_not), verb, voices)


def _first_of(readers: tuple[Reader, ...], verb: Token, voices: Voices) -> Iterator[Draft]:
    for reader in readers:
        draft = reader(verb, voices)
        if draft is not None:
            yield draft
            return


def _speaking(verb: Token) -> Token | None:
    """The subject of a verb of speech, if it can be somebody who answers."""
    who = doer(verb)
    return who if who is not None and may_speak(who) else None


def _silent(verb: Token, _voices: Voices) -> Draft | None:
    """Read "gave no answer", "kept silent", "declined to give details", "would not be drawn"."""
    page, who = rulebook(), subject(verb)
    if who is None or not can_hold(who):
        return None
    nothing = [o for o in children(verb, "dobj", "attr") if o.lemma_.lower() in page.unanswered]
    if verb.lemma_ in page.giving and any(any(c.lower_ == "no" for c in o.children) for o in nothing):
        return Draft("no_comment", verb, verb, who, None, verb, negated=True)
    if (
        verb.lemma_ in {"keep", "stay", "remain"}
        and not is_negated(verb)
        and any(
            c.lower_ in page.silence for c in verb.children if c.dep_ in {"acomp", "dobj", "oprd", "attr", "advmod"}
        )
    ):
        return Draft("no_comment", verb, verb, who, None, verb)
    act = infinitive(verb)
    if verb.lemma_ in {"decline", "refuse"} and act is not None and act.lemma_ in page.giving:
        told = [o for o in children(act, "dobj") if o.lemma_.lower() in {*page.unanswered, "question"}]
        return Draft("no_comment", verb, verb, who, None, act) if told else None
    if verb.lemma_ in {"speak", "talk"} and pobj(verb, "about", "on") is not None and is_negated(verb) and _will(verb):
        return Draft("no_comment", verb, verb, who, None, verb, negated=True)
    if verb.lemma_ in {"wish", "want", "care"} and is_negated(verb) and act is not None and act.lemma_ in _SPEAKING:
        return Draft("no_comment", verb, verb, who, None, act, negated=True)
    if verb.lemma_ == "draw" and is_passive(verb) and is_negated(verb):
        return Draft("no_comment", verb, verb, who, None, pobj(verb, "on") or verb, negated=True)
    return None


def _will(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ in {"will", "would", "wo"} for c in verb.children)


def _open(verb: Token, voices: Voices) -> Draft | None:
    """Read "excludes nothing", "rules nothing out", "has closed no door", "is not taking that off the table"."""
    things = children(verb, "dobj")
    if verb.lemma_ == "take" and is_negated(verb) and any(t.lower_ == "table" for t in verb.subtree):
        off = any(t.lower_ == "off" for t in verb.subtree)
        return _left_open(verb, voices, things[0]) if off and things else None
    ruling = verb.lemma_ == "exclude" or (
        verb.lemma_ == "rule" and any(c.lower_ in {"out", "in"} for c in verb.children)
    )
    closing = verb.lemma_ in {"close", "shut", "lock"}
    for thing in things:
        none = thing.lower_ in _NOTHING or any(c.lower_ == "no" for c in thing.children)
        if none and (ruling or (closing and thing.lemma_ in {"door", "option", "path", "way"})):
            return _left_open(verb, voices, thing)
    return None


def _left_open(verb: Token, voices: Voices, thing: Token) -> Draft | None:
    who = subject(verb)
    if who is not None and who.lower_ in _FIRST:
        who = voices.speaker(verb) or who
    return Draft("not_ruled_out", verb, verb, who, None, thing, negated=True) if can_hold(who) else None


def _past(verb: Token) -> bool:
    did = any(c.lemma_ in {"do", "have", "be"} and c.tag_ in {"VBD", "VBP", "VBZ"} for c in verb.children)
    return verb.tag_ == "VBD" or (did and (verb.tag_ in _PAST or any(c.lower_ == "did" for c in verb.children)))


def _none_did(verb: Token) -> bool:
    """Whether a clause says that something did not happen."""
    empty = any(
        c.dep_ in {"nsubj", "nsubjpass", "dobj"}
        and (c.lower_ in {*_NOTHING, "nobody"} or any(d.lower_ == "no" for d in c.children))
        for c in verb.children
    )
    return _past(verb) and (is_negated(verb) or empty)


def _denied(verb: Token, voices: Voices) -> Draft | None:
    """Read "insists its men never fired": somebody says that their own side did not do it."""
    if verb.lemma_ not in rulebook().insisting or is_negated(verb):
        return None
    who = _speaking(verb)
    for act in children(verb, "ccomp"):
        own = next(iter(children(act, "nsubj", "nsubjpass")), None)
        if who is None or own is None or not _none_did(act):
            continue
        if _open(act, voices) is not None or any(c.lower_ in {"when", "if"} for c in act.children):
            continue
        if _is_state(act) or act.lemma_ in lexicon().rule_out or act.lemma_ in rulebook().resolved:
            continue
        strong = verb.lemma_ in _STRONG and (is_passive(act) or own.pos_ == "PRON" or _possessed(own))
        if any(c.lower_ in {"should", "would", "could"} and c.dep_ == "aux" for c in act.children):
            continue
        if not (strong or is_accusable(act)):
            continue
        if strong or (voices.is_own(own, who) and (own.pos_ == "PRON" or _possessed(own))):
            return Draft("denial", verb, verb, who, None, act, negated=True)
    return None


def _possessed(noun: Token) -> bool:
    return any(c.dep_ == "poss" for c in noun.children)


def _own_denial(verb: Token, voices: Voices) -> Draft | None:
    """Read "We did not lay the mine", said about what others say was done."""
    who = next(iter(children(verb, "nsubj")), None)
    if who is None or who.lower_ not in _FIRST or not _none_did(verb) or verb.dep_ in {"relcl", "advcl", "acl"}:
        return None
    speaker = voices.speaker(verb) or (who if who.lower_ == "we" else None)
    if _is_state(verb) or speaker is None or not can_hold(speaker) or _is_told(verb):
        return None
    return Draft("denial", verb, verb, speaker, None, verb, negated=True)


def _false(verb: Token, voices: Voices) -> Draft | None:
    """Read "the reports are false, the ministry said" and "called the claim a lie"."""
    page = rulebook()
    if verb.lemma_ == "be":
        said = {t.lower_ for c in children(verb, "acomp", "attr") for t in [c]}
        what = next(iter(children(verb, "nsubj")), None)
        speaker = voices.speaker(verb)
        claimed = what is not None and (what.lemma_.lower() in page.claims or what.lower_ in {"that", "this", "it"})
        if said & page.untrue and claimed and speaker is not None and can_hold(speaker) and not is_negated(verb):
            return Draft("denial", verb, verb, speaker, None, what)
        return None
    if verb.lemma_ in {"call", "dismiss", "brand", "describe"} | page.dismissing:
        meant = (o for o in children(verb, "dobj", "nsubj") if o.lemma_.lower() in page.claims or o.lower_ in _THAT)
        what = next((o for o in meant if o.i > verb.i or o.lower_ not in _THAT), None)
        branded = any(t.lower_ in page.untrue for t in verb.subtree) or verb.lemma_ in page.dismissing
        who = _speaking(verb)
        if what is not None and branded and who is not None and what != who and not is_negated(verb):
            return Draft("refusal" if asks_to_act(what) else "denial", verb, verb, who, None, what)
    return None


def _owned(verb: Token, _voices: Voices) -> Draft | None:
    """Read "owned up to VP-ing", "came clean that …", "let slip that …"."""
    words = rulebook().owning.get(verb.lemma_)
    if words is None:
        return None
    who = _speaking(verb)
    beside = {c.lower_ for c in verb.subtree if 0 < c.i - verb.i < _NEAR}
    if who is None or is_negated(verb) or not beside & words:
        return None
    near = [verb, *children(verb, "ccomp", "xcomp", "acomp", "prt")]
    for head in near:
        act = gerund(head, "to", "about") or pobj(head, "to", "about")
        act = act or next(iter(children(head, "ccomp")), None)
        if act is not None and act.i > verb.i + 1:
            return Draft("admission", verb, verb, who, None, act)
    return None


def _turned_down(verb: Token, _voices: Voices) -> Draft | None:
    """Read "turned down the offer", "said no to the plan", "dismissed the call", "does not recognise the line"."""
    page, who = rulebook(), _speaking(verb)
    if who is None or not can_hold(who):
        return None
    thing = next(iter(children(verb, "dobj")), None)
    particles = page.declining.get(verb.lemma_, frozenset())
    down = thing is not None and any(c.lower_ in particles for c in verb.children)
    dismissed = thing is not None and verb.lemma_ in page.dismissing and thing.lemma_.lower() in page.plans
    unrecognised = thing is not None and verb.lemma_ in page.recognising and is_negated(verb) and not _past(verb)
    if thing is not None and (unrecognised or ((down or dismissed) and not is_negated(verb))):
        return Draft("refusal", verb, verb, who, _asker(thing), thing, negated=unrecognised)
    if verb.lemma_ == "say" and verb.i + 1 < len(verb.doc) and verb.nbor().lower_ == "no":
        plan = pobj(verb, "to")
        return Draft("refusal", verb, verb, who, None, plan) if plan is not None else None
    return None


def _asker(thing: Token) -> Token | None:
    """Whose offer or demand is turned down."""
    owners = [*children(thing, "poss"), *(t for t in [pobj(thing, "by", "from")] if t is not None)]
    return next((t for t in owners if can_hold(t)), None)


def _no_intention(verb: Token, _voices: Voices) -> Draft | None:
    """Read "has no intention of VP-ing", "is not in a position to VP"."""
    who = subject(verb)
    if who is None or not may_speak(who):
        return None
    if verb.lemma_ == "have":
        for noun in children(verb, "dobj"):
            if noun.lemma_ in rulebook().intent and any(c.lower_ == "no" for c in noun.children):
                act = gerund(noun, "of") or infinitive(noun)
                return Draft("refusal", noun, verb, who, None, act, negated=True) if act is not None else None
    unable = next((a for a in children(verb, "acomp") if a.lower_ in {"unable", "unwilling"}), None)
    if verb.lemma_ in {"be", "feel"} and unable is not None and not is_negated(verb):
        act = infinitive(unable) or infinitive(verb)
        yields = act is not None and act.lemma_ in rulebook().yielding | rulebook().conceding
        return Draft("refusal", verb, verb, who, None, act, negated=True) if yields else None
    if verb.lemma_ == "be" and is_negated(verb):
        place = pobj(verb, "in")
        act = (infinitive(place) if place is not None and place.lemma_ == "position" else None) or (
            infinitive(verb) if place is not None and place.lemma_ == "position" else None
        )
        return Draft("refusal", verb, verb, who, None, act, negated=True) if act is not None else None
    return None


def _will_not(verb: Token, voices: Voices) -> Draft | None:
    """Read "Chile will not sign", told by the reporter: a refusal; "the army will not bomb the camp" is a promise."""
    modal = next((c for c in verb.children if c.dep_ == "aux" and c.lower_ in {"will", "wo", "would"}), None)
    who = next(iter(children(verb, "nsubj")), None)
    if modal is None or who is None or not is_negated(verb) or verb.dep_ in {"relcl", "acl", "advcl", "pcomp"}:
        return None
    speaker = voices.speaker(verb)
    if not can_hold(who) or who.lower_ in {"i", "we", "you", "those", "anyone", "who"} or is_passive(verb):
        return None
    if speaker is not None and not voices.is_own(who, speaker):
        return None
    if any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children) or _is_state(verb):
        return None
    if verb.dep_ == "ccomp" and verb.head.lemma_ in rulebook().opining:
        return None
    both = speaker is None and any(c.lower_ == "neither" for c in who.children) and who.lemma_ in {"side", "party"}
    if threatens(verb) or both:  # "neither side will …": what both undertake
        return Draft("promise", verb, verb, who, struck(verb), verb, negated=both)
    if verb.lemma_ in rulebook().unhesitating:
        return unhesitating(verb, who)
    if relinquishes(verb):
        return Draft("promise", verb, verb, who, None, verb)
    if verb.lemma_ in rulebook().withholding and not children(verb, "ccomp"):
        return Draft("no_comment", verb, verb, who, None, verb, negated=True)
    return Draft("refusal", verb, verb, who, struck(verb), verb, negated=True)


def unhesitating(verb: Token, who: Token) -> Draft | None:
    """Read "will not hesitate to VP": a threat where the act hurts, else a promise."""
    act = infinitive(verb)
    if act is None:
        return None
    against = any(p.lower_ == "against" for t in (act, *children(act, "dobj")) for p in children(t, "prep"))
    harmful = against or is_hostile(act)
    return Draft("threat" if harmful else "promise", verb, verb, who, struck(act) if harmful else None, act)


def relinquishes(verb: Token) -> bool:
    """Whether somebody gives up what others want them to: "will not seek another term", "would not run again"."""
    things = children(verb, "dobj")
    return verb.lemma_ in rulebook().aspiring and (
        (verb.lemma_ in {"run", "stand"} and not things) or any(o.lemma_.lower() in rulebook().posts for o in things)
    )


def is_accusable(act: Token) -> bool:
    """Whether an act is one that people are accused of: not having done it is denied, not only told."""
    if act.lemma_ == "do":
        return any(o.lower_ in {"it", "this", "that", "so", "nothing"} for o in children(act, "dobj"))
    return is_hostile(act) or act.lemma_ in lexicon().accusable or is_passive(act)


def _is_told(verb: Token) -> bool:
    """Whether a negated past only tells how things went: "we have not spoken to them", "I did not hear of it"."""
    return verb.lemma_ in lexicon().speech | rulebook().resolved and verb.lemma_ not in lexicon().accusable


def _is_state(verb: Token) -> bool:
    """Whether a verb says how things are, not what somebody decides."""
    return verb.lemma_ in rulebook().states
