"""Parties that stand outside an event's own clause: who is on a visit, who did what is condemned."""

from collections.abc import Sequence

from spacy.tokens import Token

from accordingto.reading import roles, subjects
from accordingto.reading.events import lexicon
from accordingto.reading.events.candidates import Candidate
from accordingto.reading.events.selection import Coded

_OCCASIONS = frozenset({"during", "for", "after", "at", "on", "before", "following", "in", "from", "amid"})
_WILL = frozenset({"will", "would", "shall", "'ll"})
_ANNOUNCING = frozenset({"say", "announce", "declare", "state", "vow", "pledge", "promise"})
_BACK = 150
"""Tokens from a condemnation back to what is condemned, at most: some six sentences."""
_POINTING = frozenset({"the", "this", "that", "these", "those"})


def doers_outside(candidate: Candidate, recipients: Sequence[Token]) -> list[Token]:
    """Return the doers that only a clause above the event names: guests, and those who announce a passive."""
    if candidate.match is not None:
        return _who_announces(candidate.match.verb)
    talk = lexicon.classes()[candidate.class_name].type == "CONSULT"
    if candidate.noun is None or not talk or not (recipients or candidate.class_name == "visit"):
        return []
    press = lexicon.object_class("press")
    if any(t.lemma_.lower() in press for head in recipients for t in head.subtree):
        return []  # a talk with reporters is no act of the crisis
    taken = {t.i for t in recipients}
    return [t for t in _who_is_there(candidate.noun) if t.i not in taken]


def _who_announces(verb: Token) -> list[Token]:
    """Return the body that says what will be done: "**Peru** said its envoy would be recalled"."""
    if not roles.acts_passively(verb) or not any(c.tag_ == "MD" and c.lower_ in _WILL for c in verb.children):
        return []
    while verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        verb = verb.head
    if verb.dep_ != "ccomp" or verb.head.lemma_ not in _ANNOUNCING:
        return []
    speaker = subjects.doer(verb.head)
    return [speaker] if speaker is not None and speaker.pos_ != "PRON" and roles.is_official(speaker) else []


def _who_is_there(noun: Token) -> list[Token]:
    """Return who takes part in a meeting or visit that is the setting of another clause.

    "**Pence** spoke during a visit to Oslo", "**They** are in Lima for talks with the rebels".
    """
    prep = noun.head
    if noun.dep_ != "pobj" or prep.lower_ not in _OCCASIONS:
        return []
    verb = prep.head
    if verb.ent_type_ == "GPE" and verb.dep_ == "pobj":  # "are in Lima for talks"
        verb = verb.head
    if verb.dep_ == "prep":
        verb = verb.head
    if verb.pos_ not in {"VERB", "AUX"}:
        return []
    subject = subjects.doer(verb)
    found = roles.with_conjuncts(subject) if subject is not None else []
    return found if found and all(roles.is_official(t) or t.pos_ == "PRON" for t in found) else []


def condemned(coded: Coded, before: Sequence[Coded]) -> tuple[Token, ...]:
    """Return who did the attack that somebody condemns without saying whose it was: the doer of the last one told."""
    noun = coded.candidate.noun or _object(coded)
    if coded.code.type != "ACCUSE" or coded.parties.recipients or noun is None:
        return ()
    pointed = any(c.dep_ == "det" and c.lower_ in _POINTING for c in noun.children)
    if not pointed or roles.lemma(noun) not in lexicon.object_class("deeds"):
        return ()
    own = {roles.lemma(t) for t in coded.parties.actors}
    for earlier in reversed(before):
        doers = tuple(t for t in earlier.parties.actors if t.pos_ != "PRON")
        near = 0 < coded.candidate.tokens[0].i - earlier.candidate.tokens[0].i < _BACK
        if earlier.code.type == "ASSAULT" and earlier.code.status == "occurred" and near and doers:
            return () if own & {roles.lemma(t) for t in doers} else doers
    return ()


def _object(coded: Coded) -> Token | None:
    return roles.direct_object(coded.candidate.verb) if coded.candidate.verb is not None else None
