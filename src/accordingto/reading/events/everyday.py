"""Everyday senses of verbs: trials of weapons, trade, what one does to one's own, deeds done to things, attitudes."""

from functools import cache

from msgspec import Struct
from spacy.tokens import Token

from accordingto import codebook
from accordingto.reading import roles, syntax
from accordingto.reading.events import lexicon
from accordingto.reading.events.arguments import Parties
from accordingto.reading.events.candidates import Candidate
from accordingto.reading.events.coding import Code

_OF_BLASTS = frozenset({"bomb", "shell", "shoot_down", "destroy"})
_OF_PEOPLE = frozenset({"kill", "release", "injure", "arrest"})
"""Classes whose act is done to people: a bill is not killed, nor a report released, in the sense of the class."""
_OWNERS = frozenset({"its", "his", "her", "their"})
_ANY = frozenset({"a", "an", "any", "anyone"})
_SPEAKERS = frozenset({"we", "i", "you", "us"})


class SensePage(Struct, frozen=True):
    """Which event classes and verbs have everyday senses, and what harms people without anybody's doing."""

    between_bodies: tuple[str, ...]
    of_bodies: tuple[str, ...]
    verbs: tuple[str, ...]
    vague: tuple[str, ...]
    intransitive: tuple[str, ...]
    accidents: tuple[str, ...]
    furniture: tuple[str, ...]
    attitudes: tuple[str, ...]
    trials: tuple[str, ...]
    trades: tuple[str, ...]
    opponents: tuple[str, ...]
    aimless: tuple[str, ...]


@cache
def senses() -> SensePage:
    """Return the page ``events_senses``."""
    page: SensePage = codebook.load("events_senses", SensePage)
    return page


def everyday(candidate: Candidate, parties: Parties, coded: Code) -> tuple[bool, ...]:
    """Return one truth value for each everyday sense, by the page ``events_senses``."""
    name = candidate.class_name
    return (
        name in _OF_BLASTS and _is_trial(candidate),
        coded.type in {"AID", "COOPERATE", "SUPPORT"} and any(_trades(t) for t in parties.actors),
        coded.type == "ASSAULT" and bool(parties.recipients) and all(_is_their_own(t) for t in parties.recipients),
        name in _OF_PEOPLE and _befalls_a_thing(candidate),
        coded.type == "ASSAULT" and _is_anybody(candidate, parties),
        _is_posture(candidate),
        _is_aimless(candidate, parties),
        coded.type == "REQUEST" and not coded.turned and _is_wish(candidate, parties),
        name == "recognise" and all(t.pos_ == "PRON" for t in parties.recipients),
        name == "occupy" and candidate.verb is not None and candidate.verb.lemma_ == "fall",
    )


def patients(candidate: Candidate) -> list[Token]:
    """Return what the verb is done to: its object, its passive subject, or the noun that a participle tells of."""
    verb = candidate.verb
    if verb is None:
        return []
    found = roles.direct_object(verb)
    if found is not None:
        return [found]
    if verb.dep_ == "acl" and verb.tag_ == "VBN" and verb.head.pos_ in {"NOUN", "PROPN"}:
        return [verb.head]
    return syntax.children(verb, "nsubjpass")


def _befalls_a_thing(candidate: Candidate) -> bool:
    """ "Killed the overhaul", "a study released last week": no person is among those acted upon."""
    found = [t for t in patients(candidate) if t.pos_ in {"NOUN", "PROPN"} and not t.ent_type_]
    people = any(roles.is_party(roles.whole(t)) or any(c.pos_ == "NUM" for c in t.children) for t in found)
    return bool(found) and not people and not any(roles.lemma(t) in lexicon.object_class("captive") for t in found)


def _is_trial(candidate: Candidate) -> bool:
    """A bomb or missile that is tried out attacks nobody."""
    first = candidate.tokens[0]
    sentence = first.doc[roles.sentence_start(first) : roles.sentence_end(first)]
    return any(t.lemma_.lower() in senses().trials for t in sentence)


def _trades(actor: Token) -> bool:
    return roles.lemma(actor) in senses().trades


def _is_their_own(recipient: Token) -> bool:
    """ "Its test site", "its leaders" is the actor's or a third one's; "its neighbour" is another."""
    owned = any(c.dep_ == "poss" and c.lower_ in _OWNERS for c in recipient.children)
    return owned and roles.lemma(recipient) not in senses().opponents


def _is_anybody(candidate: Candidate, parties: Parties) -> bool:
    """ "A man who killed a woman" is a case in general: unnamed people in a relative clause."""
    verb = candidate.verb
    if verb is None or verb.dep_ != "relcl" or not parties.actors:
        return False
    who = (*parties.actors, *parties.recipients)
    return all(roles.is_civil(t) and any(c.lower_ in _ANY for c in t.children) for t in who)


def _is_posture(candidate: Candidate) -> bool:
    """ "Had been standing behind her" tells of a place."""
    verb = candidate.verb
    if verb is None or verb.lemma_ not in {"stand", "sit"}:
        return False
    return verb.tag_ == "VBG" and bool(syntax.children(verb, "aux"))


def _is_aimless(candidate: Candidate, parties: Parties) -> bool:
    """Bare verbs that need a body on the other side: "escorted them", "interrogated him"."""
    verb, match = candidate.verb, candidate.match
    if verb is None or match is None or verb.lemma_ not in senses().aimless or match.pattern.weight >= 3:
        return False
    return not any(t.ent_type_ in {"GPE", "NORP"} or roles.is_force(t) for t in parties.recipients)


def _is_wish(candidate: Candidate, parties: Parties) -> bool:
    """ "We want them to succeed" and "pushed to buy time" ask nobody for anything."""
    verb = candidate.verb
    if verb is None or verb.lemma_ not in {"want", "push"}:
        return False
    if verb.lemma_ == "want":
        return any(t.lower_ in _SPEAKERS for t in parties.actors)
    return bool(syntax.children(verb, "xcomp")) and roles.direct_object(verb) is None
