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
_OF_CONTESTS = frozenset({"RETREAT", "CONCEDE", "SUPPORT"})
"""Types whose verbs are also said of elections and matches."""


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
    contests: tuple[str, ...]
    askers: tuple[str, ...]


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
        coded.type == "ASSAULT" and any(_is_accident(t) for t in parties.actors),
        coded.type in _OF_CONTESTS and _is_contest(candidate, parties),
        name == "martial_law" and _after_disaster(candidate),
        name == "disapprove" and _is_interrogated(candidate, parties),
        _denies_guilt(candidate),
        name == "reject" and _is_stance(candidate, parties),
        coded.type == "AGREE" and any(t.lemma_ in {"consider", "weigh", "mull"} for t in candidate.tokens),
        coded.type == "AGREE" and any(roles.is_protester(t) for t in parties.actors),
        name == "expel" and any(roles.is_force(t) for t in parties.actors),
        coded.type == "PROTEST" and _is_complaint(candidate, parties),
        any(_is_scene(t) for t in parties.actors),
        not parties.actors and _lacks_its_doer(candidate),
        coded.type == "PROTEST" and any(t.ent_type_ == "PERSON" and roles.is_official(t) for t in parties.actors),
        name in {"trade", "cooperate"} and all(t.ent_type_ == "ORG" for t in (*parties.actors, *parties.recipients)),
        name == "defend_verbally" and any(_is_their_own(t) for t in (*parties.recipients, *patients(candidate))),
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
    """ "Voters want him to run" and "pushed to buy time" ask nobody; one government may want it of another."""
    verb = candidate.verb
    if verb is None or verb.lemma_ not in {"want", "push"}:
        return False
    if verb.lemma_ == "want":
        sides = (parties.actors, parties.recipients)
        return not all(side and all(map(roles.is_official, side)) for side in sides)
    return bool(syntax.children(verb, "xcomp")) and roles.direct_object(verb) is None


def _is_stance(candidate: Candidate, parties: Parties) -> bool:
    """ "People who oppose him" and "opposes the group" tell where somebody stands; "opposed the motion" is an act."""
    verb = candidate.verb
    if verb is None or verb.lemma_ != "oppose":
        return False
    return verb.tag_ in {"VBZ", "VBP", "VBG"} or any(roles.is_party(roles.whole(t)) for t in parties.recipients)


def _is_complaint(candidate: Candidate, parties: Parties) -> bool:
    """A state that protests complains; it is people who march."""
    verb = candidate.verb
    states = bool(parties.actors) and all(roles.is_country(t) or roles.is_capital(t) for t in parties.actors)
    return verb is not None and verb.lemma_ == "protest" and candidate.noun is None and states


def _is_scene(actor: Token) -> bool:
    """ "Wounded in **Chad's** uprising" says where."""
    return actor.dep_ == "poss" and actor.head.dep_ == "pobj" and actor.head.head.lower_ in {"in", "during"}


def _lacks_its_doer(candidate: Candidate) -> bool:
    """Active verbs and passives with "by" have a doer in the sentence: one that is not found was missed."""
    verb = candidate.verb
    if verb is None or candidate.match is None:
        return False
    if syntax.agent(verb) is not None:
        return True
    passive = verb.tag_ == "VBN" and (bool(syntax.children(verb, "auxpass")) or verb.dep_ in {"acl", "relcl"})
    return not passive


def _is_accident(actor: Token) -> bool:
    """A storm, a fire, a bus: "**Hurricane** Irma hit the island"."""
    return any(roles.lemma(t) in senses().accidents for t in (actor, *syntax.children(actor, "compound")))


def _is_contest(candidate: Candidate, parties: Parties) -> bool:
    """ "Ended her campaign", "held a referendum", "withdrew from the race" belong to elections and matches."""
    verb = candidate.verb
    objects = (
        [*syntax.children(verb, "dobj"), *roles.pobjs(verb, "from", "for", "of", "in")] if verb is not None else []
    )
    named = (*objects, *parties.recipients, *candidate.tokens)
    return any(roles.lemma(t) in senses().contests for t in named)


def _after_disaster(candidate: Candidate) -> bool:
    """A state of emergency for a flood or an epidemic is aimed at nobody."""
    first = candidate.tokens[0]
    words = first.doc[roles.sentence_start(first) : roles.sentence_end(first)]
    return any(roles.lemma(t) in senses().accidents for t in words)


def _is_interrogated(candidate: Candidate, parties: Parties) -> bool:
    """Police who question a driver ask, and do not criticise."""
    verb = candidate.verb
    if verb is None or verb.lemma_ != "question" or not parties.actors:
        return False
    return all(roles.lemma(t) in senses().askers or t.pos_ == "PRON" for t in parties.actors)


def _denies_guilt(candidate: Candidate) -> bool:
    """ "Pleaded **not** guilty" concedes nothing."""
    verb = candidate.verb
    if verb is None or verb.lemma_ != "plead":
        return False
    return any(t.lower_ == "not" for t in verb.doc[verb.i + 1 : verb.i + 3])
