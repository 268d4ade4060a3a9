"""Harm announced to whoever does a thing: "whoever disobeys loses his licence", "cars left here may be towed"."""

from collections.abc import Iterator

from spacy.tokens import Token

from accordingto.reading.positions.draft import Draft
from accordingto.reading.positions.lexicon import lexicon
from accordingto.reading.positions.roles import can_be_bound, can_hold, infinitive, is_negated
from accordingto.reading.positions.rulebook import rulebook
from accordingto.reading.positions.rulers import ruler
from accordingto.reading.positions.severity import is_sanction
from accordingto.reading.positions.voices import Voices
from accordingto.reading.syntax import children, is_passive
from accordingto.records import PositionStatus

_MODALS = frozenset({"will", "shall", "may", "must", "can", "could", "might", "would", "'ll", "’ll"})
_OPEN = frozenset({"may", "can", "could", "might"})
_WHOEVER = frozenset({"whoever", "anyone", "anybody", "those", "everyone", "everybody", "any", "all"})
_EXPECTING = frozenset({"expect", "stand", "risk", "face", "prepare"})
_SHARP = frozenset({"fine", "jail", "prison", "charge", "arrest", "prosecution", "penalty", "expulsion", "court"})


def read_penalty(verb: Token, voices: Voices) -> Iterator[Draft]:
    """Yield the penalty that a clause announces to a class of people or things."""
    if verb.dep_ in {"relcl", "acl", "advcl", "pcomp"} or is_negated(verb):
        return
    who = next(iter(children(verb, "nsubj", "nsubjpass", "csubj")), None)
    harm = _harm(verb)
    if who is None or harm is None:
        return
    modal = next((c.lower_ for c in verb.children if c.dep_ == "aux" and c.tag_ == "MD"), None)
    present = verb.tag_ in {"VBZ", "VBP"} and (verb.lemma_ in _EXPECTING or who.dep_ == "csubj" or _whoever(who))
    if not present and modal not in _MODALS:
        return
    told = voices.speaker(verb)
    strict = is_passive(verb) and modal in {"could", "might"}
    if not _class(who, modal is not None and not strict) and not (strict and told is not None and _taken(verb, voices)):
        return
    holder = ruler(verb, who if can_hold(who) else None, voices)
    if told is not None and holder is None:
        return
    status: PositionStatus = "considered" if modal in _OPEN else "conditional" if who.dep_ == "csubj" else "in_force"
    bearer = who if can_be_bound(who) or who.pos_ in {"PRON", "DET"} else None
    yield Draft("threat", verb, verb, holder, bearer, harm, status, way="rule")


def _harm(verb: Token) -> Token | None:
    """What is done: a penal passive, a loss, or what is to be expected."""
    if is_passive(verb):
        taken = verb.lemma_ in rulebook().penalising | rulebook().taking or is_sanction(verb)
        return verb if taken and not children(verb, "agent") else None
    if verb.lemma_ in {"lose", "forfeit"}:
        return verb if any(_own(o) for o in children(verb, "dobj")) else None
    if verb.lemma_ in {"face", "risk"}:
        return next((o for o in children(verb, "dobj", "xcomp") if _sharp(o)), None)
    act = infinitive(verb) if verb.lemma_ in {"expect", "stand", "prepare"} else None
    return act if act is not None and _harm(act) is not None else None


def _own(thing: Token) -> bool:
    return any(c.dep_ == "poss" and c.lower_ in {"his", "her", "their", "its"} for c in thing.children)


def _sharp(thing: Token) -> bool:
    return thing.lemma_.lower() in _SHARP or any(t.lemma_.lower() in _SHARP for t in thing.subtree)


def _whoever(who: Token) -> bool:
    return who.lower_ in _WHOEVER or any(c.lower_ in _WHOEVER for c in who.lefts)


def _class(who: Token, ruled: bool) -> bool:
    """Whether a subject stands for a class: "whoever VP", "any ship that …", bare plurals with a clause."""
    if who.dep_ == "csubj":
        return any(c.lower_ in {"whoever", "whosoever"} for c in who.children)
    if who.pos_ == "PRON" and not _whoever(who):
        return False
    told = any(c.dep_ in {"relcl", "acl"} for c in who.children)
    bare = who.tag_ == "NNS" and not any(c.dep_ in {"det", "poss", "nummod"} for c in who.children)
    told = told or any(c.lower_ in {"with", "without"} for c in children(who, "prep"))
    return (_whoever(who) and (told or ruled)) or (bare and told and who.ent_type_ == "")


def _taken(verb: Token, voices: Voices) -> bool:
    """Whether somebody in office says that something given could be taken away: "the grant could be clawed back"."""
    speaker = voices.speaker(verb)
    away = verb.lemma_ in rulebook().taking or is_sanction(verb)
    return speaker is not None and away and (voices.has_office(speaker) or speaker.lemma_ in lexicon().offices)
