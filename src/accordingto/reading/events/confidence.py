"""How sure the reader is of an event: parties, strength of the pattern, standing of the act."""

from spacy.tokens import Token

from accordingto.reading import roles, syntax
from accordingto.reading.events import lexicon
from accordingto.reading.events.arguments import Parties
from accordingto.reading.events.candidates import Candidate
from accordingto.reading.events.coding import Code
from accordingto.reading.events.doubts import doubts
from accordingto.reading.events.everyday import senses
from accordingto.reading.events.plain import PLAIN, is_plain
from accordingto.reading.factuality import UNREAL

_TWO_SIDED = frozenset(
    {"REJECT", "AGREE", "CONCEDE", "REQUEST", "CONSULT", "SUPPORT", "ACCUSE", "AID", "COOPERATE", "SANCTION", "COERCE"}
)
KEEP = 0.45
"""Below this an event is not given at all."""


def confidence_of(candidate: Candidate, parties: Parties, coded: Code, *, placed: bool, timed: bool) -> float:
    """Return a value from 0 to 1; 0.7 and more is meant to be right nine times in ten.

    A plain act whose parties are unsaid ("90 pistols were seized") is given, but with little confidence.
    """
    sure = _by_parties(candidate, parties, coded, placed=placed, timed=timed)
    if sure < KEEP and is_plain(candidate, parties, coded, placed=placed, timed=timed):
        return PLAIN
    return sure


def _by_parties(candidate: Candidate, parties: Parties, coded: Code, *, placed: bool, timed: bool) -> float:
    score = 0.45
    score += 0.2 if parties.actors else -0.15
    score += 0.15 if parties.recipients else 0.0
    score += 0.05 * (placed + timed)
    if candidate.match is not None:
        score += 0.05 if candidate.match.pattern.weight >= 3 else 0.0
        if candidate.match.pattern.strict and not _both(candidate, parties):
            return 0.0
        bare = not candidate.match.pattern.parts and not syntax.children(candidate.match.verb, "xcomp", "ccomp")
        if bare and not (parties.recipients or placed or timed):
            score -= 0.2
    elif not candidate.light:
        score -= 0.1
        said = lexicon.types()[coded.type].quad == 3
        if candidate.weak and not (parties.actors and (parties.recipients or placed or said)):
            return 0.0
    if not parties.actors and not parties.recipients and not (placed and timed):
        return 0.0
    if coded.status in UNREAL:
        score -= 0.15
    if not parties.recipients and coded.type in _TWO_SIDED:
        score -= 0.1
    if any(t.lower_ in {"i", "me", "you", "my", "us", "god"} for t in (*parties.actors, *parties.recipients)):
        score -= 0.15
    if all(t.pos_ == "PRON" for t in parties.actors) and parties.actors:
        score -= 0.1
    score -= _SOFT * (_is_far(candidate, parties) + _is_of_things(parties, coded))
    score += _plain(candidate, parties, coded)
    if score > KEEP:
        score = max(KEEP, score - doubts(candidate, parties, coded, timed=timed))
    return round(max(0.0, min(1.0, score)), 2)


_SOFT = 0.1
"""What a weak sign of a wrong reading takes away."""
_FAR = 6
"""Words."""
_SPOKEN = frozenset({"ACCUSE", "REQUEST", "SUPPORT", "REJECT"})
_SUFFERED = frozenset(
    {"kill", "injure", "arrest", "convict", "abduct", "deport", "beat", "torture", "shoot", "assassinate"}
)
"""Classes whose victims reports name without saying who did it."""
_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN"})


def _is_far(candidate: Candidate, parties: Parties) -> bool:
    """The actor stands many words from what it did, where the parse often errs."""
    return bool(parties.actors) and min(abs(t.i - candidate.tokens[0].i) for t in parties.actors) > _FAR


def _is_of_things(parties: Parties, coded: Code) -> bool:
    """Words and deeds other than blows are aimed at people and bodies."""
    things = bool(parties.recipients) and not any(roles.is_party(roles.whole(t)) for t in parties.recipients)
    return things and coded.type not in {"ASSAULT", "COERCE", "CONSULT"}


def _plain(candidate: Candidate, parties: Parties, coded: Code) -> float:
    """Return what is added for an act that is certain although one party is unsaid.

    "Two men were arrested" tells of the arrest; "Peru condemned the raid" of the condemnation.
    """
    verb = candidate.verb
    if verb is None or candidate.match is None or coded.status != "occurred" or coded.turned:
        return 0.0
    if not parties.actors and candidate.class_name in _SUFFERED and _is_told_in_the_passive(verb, parties):
        return 0.25
    subject = any(c.dep_ == "nsubj" for c in verb.children) and verb.tag_ in _FINITE
    if parties.recipients or not parties.actors or not subject or parties.actors[0].pos_ == "PRON":
        return 0.0
    if coded.type in _SPOKEN and (syntax.children(verb, "dobj", "ccomp", "xcomp") or candidate.noun is not None):
        return 0.15
    if coded.type in {"COERCE", "ASSAULT"} and candidate.noun is not None and roles.is_target(candidate.noun):
        return 0.1
    return 0.0


def _is_told_in_the_passive(verb: Token, parties: Parties) -> bool:
    """People are said to have suffered it, and no accident did it."""
    people = any(roles.is_party(roles.whole(t)) for t in parties.recipients)
    passive = verb.tag_ == "VBN" and (bool(syntax.children(verb, "auxpass")) or verb.dep_ == "acl")
    causes = (t for t in verb.subtree if t.dep_ in {"pobj", "compound"})
    return people and passive and not any(t.lemma_.lower() in senses().accidents for t in causes)


def _both(candidate: Candidate, parties: Parties) -> bool:
    """Two parties, or a passive with its agent."""
    if parties.actors and parties.recipients:
        return True
    if len(parties.actors) > 1 and lexicon.classes()[candidate.class_name].mutual:
        return True
    return bool(parties.actors and candidate.verb is not None and syntax.agent(candidate.verb) is not None)
