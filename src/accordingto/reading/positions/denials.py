"""Denials without a verb of denying: a speaker's side did not do it, was not behind it, has no part in it."""

from collections.abc import Iterator

from spacy.tokens import Token

from accordingto.reading.positions.draft import Draft
from accordingto.reading.positions.lexicon import lexicon
from accordingto.reading.positions.roles import can_hold, is_negated
from accordingto.reading.positions.severity import is_hostile
from accordingto.reading.positions.voices import Voices
from accordingto.reading.references.knowledge import is_person_noun
from accordingto.reading.syntax import SUBJECTS, children, is_passive

_PAST = frozenset({"did", "have", "has", "had", "'ve", "’ve", "'d", "was", "were"})


def read_denial(verb: Token, voices: Voices) -> Iterator[Draft]:
    """Yield the denial in what somebody says of their own side: "it had not attacked NP", "we had no part in it"."""
    speaker = voices.speaker(verb)
    who = next(iter(children(verb, *SUBJECTS)), None)
    if speaker is None or who is None or not can_hold(speaker):
        return
    if verb.lemma_ == "be":
        denied = _not_us(verb, who, voices, speaker) or (_own(who, speaker, voices) and _not_behind(verb))
    else:
        denied = _own(who, speaker, voices) and (_not_done(verb) or _no_part(verb))
    if denied:
        yield Draft("denial", verb, verb, speaker, None, verb, negated=True)


def _own(who: Token, speaker: Token, voices: Voices) -> bool:
    """Whether a subject is the speaker or the speaker's country or troops, not another body of that country."""
    if who.pos_ == "PRON" or voices.behind(who) == voices.behind(speaker):
        person = speaker.ent_type_ == "PERSON" or (speaker.pos_ == "NOUN" and is_person_noun(speaker.lemma_.lower()))
        return voices.is_own(who, speaker) or who.lower_ == "they" or (who.lower_ == "it" and not person)
    ours = who.ent_type_ in {"GPE", "NORP"} or who.lemma_.lower() in {"troop", "force", "soldier", "army", "fighter"}
    return ours and voices.is_own(who, speaker)


def _not_done(verb: Token) -> bool:
    """Whether a past or finished act of the kind that people are accused of is negated."""
    helpers = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    never = verb.tag_ == "VBD" and any(c.lower_ == "never" for c in verb.children)
    if is_passive(verb) or not is_negated(verb) or not (helpers & _PAST or never):
        return False
    if any(c.tag_ == "MD" for c in verb.children):
        return False
    if verb.lemma_ == "do":
        return any(o.lower_ in {"it", "this", "that"} for o in children(verb, "dobj"))
    return is_hostile(verb) or verb.lemma_ in lexicon().accusable


def _not_us(verb: Token, who: Token, voices: Voices, speaker: Token) -> bool:
    """ "It was not us", "it wasn't Peru", said by who is meant."""
    if who.lower_ != "it" or not is_negated(verb) or verb.lower_ not in _PAST:
        return False
    return any(c.lower_ in {"us", "we", "me"} or _named(c, speaker, voices) for c in children(verb, "attr"))


def _named(token: Token, speaker: Token, voices: Voices) -> bool:
    return can_hold(token) and voices.same_side(token, speaker)


def _not_behind(verb: Token) -> bool:
    """ "was not responsible for NP", "is not behind NP", "is not a party to NP"."""
    words = {c.lower_ for c in children(verb, "acomp", "attr", "prep", "advmod")}
    return is_negated(verb) and bool(words & lexicon().implicated)


def _no_part(verb: Token) -> bool:
    """ "had no role in NP", "played no part", "had nothing to do with it"."""
    if verb.lemma_ not in {"have", "play", "take"}:
        return False
    for thing in children(verb, "dobj"):
        none = any(c.lower_ == "no" for c in thing.children) or is_negated(verb)
        if thing.lower_ == "nothing" and any(t.lower_ == "with" for t in thing.subtree):
            return True
        if none and thing.lemma_.lower() in lexicon().implicated:
            return True
    return False
