"""How sure the reader is of an event: parties, strength of the pattern, standing of the act."""

from collections.abc import Sequence

from spacy.tokens import Token

from accordingto.reading import roles, syntax
from accordingto.reading.events import lexicon
from accordingto.reading.events.arguments import Parties
from accordingto.reading.events.candidates import Candidate
from accordingto.reading.events.coding import Code
from accordingto.reading.factuality import UNREAL

_TWO_SIDED = frozenset(
    {"REJECT", "AGREE", "CONCEDE", "REQUEST", "CONSULT", "SUPPORT", "ACCUSE", "AID", "COOPERATE", "SANCTION", "COERCE"}
)
KEEP = 0.45
"""Below this an event is not given at all."""


def confidence_of(candidate: Candidate, parties: Parties, coded: Code, *, placed: bool, timed: bool) -> float:
    """Return a value from 0 to 1; 0.7 and more is meant to be right nine times in ten."""
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
    if any(t.lower_ in {"i", "me", "you", "my"} for t in (*parties.actors, *parties.recipients)):
        score -= 0.15
    if all(t.pos_ == "PRON" for t in parties.actors) and parties.actors:
        score -= 0.05
    if score > KEEP:
        score = max(KEEP, score - _doubts(candidate, parties, coded, timed=timed))
    return round(max(0.0, min(1.0, score)), 2)


_LINE = 25
"""Words of a line that are looked at."""
_DOUBT = 0.2
"""What one reason for doubt takes away: two parties with a plain pattern (0.8) then fall below 0.7."""
_UNREAL_AUXILIARIES = frozenset({"would", "could", "may", "might", "can", "should", "if", "unless", "whether"})
_TENSELESS = frozenset({"VB", "VBP", "VBZ", "VBG"})
_SPOKEN = frozenset({"ACCUSE", "REQUEST", "SUPPORT", "REJECT"})


_OF_FORCES = frozenset({"retreat", "advance", "mobilise", "mobilise_police", "alert", "occupy", "invade"})
"""Event classes of forces and states: people who leave a town do not withdraw."""


def _doubts(candidate: Candidate, parties: Parties, coded: Code, *, timed: bool) -> float:
    """Return what is to be taken off for readings that are often wrong."""
    reasons = (
        _is_general(candidate, coded) and not timed,
        _in_unreal_sentence(candidate, coded),
        coded.type == "CONSULT" and not any(_is_public(t) for t in parties.actors),
        candidate.class_name == "visit" and not any(_is_public(t) for t in parties.actors),
        _among_persons(parties),
        candidate.class_name in _OF_FORCES and all(roles.is_civil(t) for t in parties.actors),
        coded.type == "COOPERATE" and all(roles.is_civil(t) for t in parties.actors),
        _inherits(candidate, coded),
        _is_alleged(candidate),
        candidate.class_name in {"defy", "break_ceasefire", "give_back"},
        candidate.noun is not None and candidate.noun.lemma_ == "crime",
        coded.type == "MOBILIZE" and all(t.ent_type_ == "PERSON" and not roles.is_official(t) for t in parties.actors),
        candidate.class_name == "obstruct" and any(_keeps_order(t) for t in parties.actors),
        candidate.class_name in {"threaten", "ultimatum"} and _only_warns(candidate, parties),
        candidate.class_name == "agree" and _is_attitude(candidate),
        coded.type in {"AID", "AGREE"} and any(_is_own(t) for t in parties.recipients),
        bool(candidate.light & {"stop", "end"}) and not candidate.light & {"act", "undergo", "continue"},
        candidate.verb is not None and candidate.verb.tag_ == "VBG" and candidate.verb.dep_ == "ROOT",
        coded.type in {"AID", "SUPPORT"} and _is_of_things(parties.recipients),
        candidate.class_name == "abduct" and _is_of_things(_patients(candidate)),
        candidate.noun is not None and candidate.noun.lemma_ == "intervention" and len(candidate.tokens) == 1,
        candidate.class_name == "accuse" and _is_charge(candidate) and all(roles.is_civil(t) for t in parties.actors),
        _is_title_case(candidate),
    )
    return float(_DOUBT * sum(map(bool, reasons)))


def _is_of_things(recipients: Sequence[Token]) -> bool:
    """Nobody is helped, seized or praised, only a thing: "fund a system", "the vote was taken hostage"."""
    return bool(recipients) and not any(roles.is_party(roles.whole(t)) for t in recipients)


def _patients(candidate: Candidate) -> list[Token]:
    found = roles.direct_object(candidate.verb) if candidate.verb is not None else None
    return [found] if found is not None else []


def _is_charge(candidate: Candidate) -> bool:
    """ "Charged the fence" may be a run, unless a court or an offence is named."""
    verb = candidate.verb
    return verb is not None and verb.lemma_ == "charge" and not any(c.lower_ == "with" for c in verb.children)


def _is_title_case(candidate: Candidate) -> bool:
    """A line of Capitalised Words, which the parser takes for names."""
    doc, first = candidate.tokens[0].doc, roles.sentence_start(candidate.tokens[0])
    words = [t for t in doc[first : min(roles.sentence_end(candidate.tokens[0]), first + _LINE)] if t.is_alpha]
    long = [t for t in words if len(t) > 3]
    return len(long) > 2 and all(t.text[0].isupper() for t in long)


def _keeps_order(actor: Token) -> bool:
    """Police who block a road do not protest."""
    return roles.is_force(actor) or roles.lemma(actor) in {"police", "officer", "authority", "government"}


def _only_warns(candidate: Candidate, parties: Parties) -> bool:
    """A warning of danger is no threat: without an addressee, or with a clause about somebody else."""
    head = candidate.verb or candidate.tokens[0]
    if not any(t.lemma_ in {"warn", "warning"} for t in candidate.tokens) and head.lemma_ != "vow":
        return False
    clause = candidate.match.clause if candidate.match is not None else None
    other = clause is not None and any(c.dep_ == "nsubj" and c.pos_ != "PRON" for c in clause.children)
    return other or not parties.recipients


def _is_alleged(candidate: Candidate) -> bool:
    """ "Is suspected of having met" leaves the meeting open."""
    verb = candidate.verb
    if verb is None or verb.dep_ not in {"pcomp", "xcomp"}:
        return False
    above = verb.head.head if verb.dep_ == "pcomp" else verb.head
    return above.lemma_ in {"suspect", "accuse", "believe", "allege", "think", "charge", "rumour", "rumor"}


def _inherits(candidate: Candidate, coded: Code) -> bool:
    """A participle takes its subject from afar; for words and help that is a guess: "…, rejecting the idea"."""
    verb = candidate.verb
    if verb is None or verb.tag_ != "VBG" or coded.type == "ASSAULT" or coded.turned:
        return False
    return verb.dep_ in {"advcl", "conj", "pcomp"} and not syntax.children(verb, "aux", "nsubj")


def _is_general(candidate: Candidate, coded: Code) -> bool:
    """The simple present in running text tells of habits; in headlines, and of words, it tells of what was done."""
    verb = candidate.verb
    if verb is None or coded.turned or coded.type in _SPOKEN:
        return False
    passive = [c for c in syntax.children(verb, "auxpass") if c.tag_ in {"VBZ", "VBP"}]
    if verb.tag_ not in {"VBZ", "VBP"} and not passive:
        return False
    if coded.status == "ongoing" or syntax.children(verb, "aux"):
        return False
    end = roles.sentence_end(verb)
    return any(t.text in {".", "?", "!"} for t in verb.doc[max(verb.i, end - 3) : end])


def _in_unreal_sentence(candidate: Candidate, coded: Code) -> bool:
    """A clause without a past tense below "would", "could" or "if" shares their doubt."""
    head = candidate.verb or candidate.tokens[0]
    if coded.turned or coded.status != "occurred" or (candidate.verb is not None and head.tag_ not in _TENSELESS):
        return False
    return any(
        child.lower_ in _UNREAL_AUXILIARIES
        for above in head.ancestors
        if above.pos_ in {"VERB", "AUX"}
        for child in above.children
        if child.dep_ in {"aux", "mark"}
    )


def _is_public(party: Token) -> bool:
    """A body, a state or an official; "some Palestinians" are none."""
    plural = party.ent_type_ == "NORP" and party.tag_ in {"NNS", "NNPS"}
    return roles.is_official(party) and not plural


def _among_persons(parties: Parties) -> bool:
    """Two persons without office meet, fight or praise each other in private."""
    people = (*parties.actors, *parties.recipients)
    return bool(parties.recipients) and all(t.ent_type_ == "PERSON" and not roles.is_official(t) for t in people)


def _is_attitude(candidate: Candidate) -> bool:
    """ "Is ready to …" with nothing that the lexicon knows tells a mood."""
    return candidate.verb is not None and candidate.verb.lemma_ == "be"


def _is_own(recipient: Token) -> bool:
    """ "Our nation", "its people": nobody else is helped."""
    owners = {c.lower_ for c in recipient.children if c.dep_ == "poss" and c.pos_ == "PRON"}
    return bool(owners & {"our", "my"}) or (bool(owners) and roles.is_civil(recipient))


def _both(candidate: Candidate, parties: Parties) -> bool:
    """Two parties, or a passive with its agent."""
    if parties.actors and parties.recipients:
        return True
    if len(parties.actors) > 1 and lexicon.classes()[candidate.class_name].mutual:
        return True
    return bool(parties.actors and candidate.verb is not None and syntax.agent(candidate.verb) is not None)
