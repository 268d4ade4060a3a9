"""Reasons to doubt a reading: everyday senses of verbs, habits and hypotheses, parties that cannot do such a thing."""

from collections.abc import Sequence
from itertools import pairwise

from spacy.tokens import Token

from accordingto.reading import roles, syntax
from accordingto.reading.events.arguments import Parties
from accordingto.reading.events.candidates import Candidate
from accordingto.reading.events.coding import Code
from accordingto.reading.events.everyday import everyday, patients, senses

_LINE = 25
"""Words of a line that are looked at."""
_STEP = 0.3
"""What one reason for doubt takes away: two parties with any pattern (0.95) then fall below 0.7."""
_UNREAL_AUXILIARIES = frozenset({"would", "could", "may", "might", "can", "should", "if", "unless", "whether"})
_TENSELESS = frozenset({"VB", "VBP", "VBZ", "VBG"})
_SPOKEN = frozenset({"ACCUSE", "REQUEST", "SUPPORT", "REJECT"})


_PLANNED = frozenset({"involve", "entail", "envisage", "plot", "imagine"})
"""Verbs of plans: "the plot involved seizing the port" has seized nothing."""
_OF_FORCES = frozenset({"retreat", "advance", "mobilise", "mobilise_police", "alert", "occupy", "invade"})
"""Event classes of forces and states: people who leave a town do not withdraw."""


def doubts(candidate: Candidate, parties: Parties, coded: Code, *, timed: bool) -> float:
    """Return what is to be taken off the confidence for readings that are often wrong."""
    reasons = (
        *_of_sense(candidate, parties, coded),
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
        candidate.class_name == "abduct" and _is_of_things(patients(candidate)),
        candidate.noun is not None and candidate.noun.lemma_ == "intervention" and not _is_armed(candidate.noun),
        candidate.class_name in {"accuse", "charge"}
        and _is_charge(candidate)
        and all(roles.is_civil(t) for t in parties.actors),
        _is_title_case(candidate),
        *everyday(candidate, parties, coded),
    )
    return float(_STEP * sum(map(bool, reasons)))


def _is_of_things(recipients: Sequence[Token]) -> bool:
    """Nobody is helped, seized or praised, only a thing: "fund a system", "the vote was taken hostage"."""
    return bool(recipients) and not any(roles.is_party(roles.whole(t)) for t in recipients)


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
    """A warning of danger is no threat: without an addressee, or without a clause about the speaker or hearer."""
    head = candidate.verb or candidate.tokens[0]
    if not any(t.lemma_ in {"warn", "warning"} for t in candidate.tokens) and head.lemma_ != "vow":
        return False
    said = syntax.children(head, "ccomp") if head.pos_ == "VERB" else []
    other = not any(c.dep_ == "nsubj" and c.pos_ == "PRON" for clause in said for c in clause.children)
    return other or not parties.recipients or all(roles.is_civil(t) for t in parties.recipients)


def _is_alleged(candidate: Candidate) -> bool:
    """ "Is suspected of having met" leaves the meeting open."""
    verb = candidate.verb
    if verb is None or verb.dep_ not in {"pcomp", "xcomp"}:
        return False
    above = verb.head.head if verb.dep_ == "pcomp" else verb.head
    return above.lemma_ in {"suspect", "accuse", "believe", "allege", "think", "charge", "rumour", "rumor", *_PLANNED}


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


def _of_sense(candidate: Candidate, parties: Parties, coded: Code) -> tuple[bool, ...]:
    """Return doubts about the sense of a verb that daily life has too: "help", "let", "leave", "march somebody off"."""
    verb, name = candidate.verb, candidate.class_name
    public = any(_is_public(t) for t in parties.actors)
    aimed = any(roles.is_official(roles.whole(t)) for t in parties.recipients)
    literal = candidate.match is not None and candidate.match.pattern.weight >= 3
    moved = syntax.children(verb, "dobj") if verb is not None else []
    return (
        name in senses().between_bodies and not (public and aimed),
        name in senses().of_bodies and not public,
        coded.turned and verb is not None and roles.acts_passively(verb),
        _is_furniture(candidate),
        any(t.lemma_ in senses().attitudes for t in candidate.tokens),
        verb is not None and verb.lemma_ in senses().verbs and not literal,
        verb is not None and verb.lemma_ in senses().intransitive and any(roles.is_party(t) for t in moved),
        verb is not None
        and verb.lemma_ in senses().vague
        and coded.type in {"RETREAT", "ACCUSE", "PROTEST"}
        and not _by_crowd(parties),
        coded.turned and coded.type == "THREATEN" and not public and len(parties.actors) == 1,
        name == "agree" and verb is not None and verb.lemma_ in {"assure", "reassure"} and not _says_will(verb),
        name == "permit"
        and candidate.match is not None
        and candidate.match.clause is None
        and not _permits_use(candidate),
    )


def _is_armed(noun: Token) -> bool:
    return any(t.lower_ in {"military", "armed", "forces"} or roles.is_force(t) for t in noun.lefts)


def _is_furniture(candidate: Candidate) -> bool:
    """Words of the page run into the sentence: "Hide Caption", "Replay More Videos"."""
    first = candidate.tokens[0]
    start, end = roles.sentence_start(first), roles.sentence_end(first)
    words = [t.text for t in first.doc[max(start, first.i - _LINE) : min(end, first.i + _LINE)]]
    pairs = {f"{a} {b}" for a, b in pairwise(words)}
    return bool(pairs & set(senses().furniture))


def _by_crowd(parties: Parties) -> bool:
    return any(roles.is_civil(t) for t in parties.actors)


def _says_will(verb: Token) -> bool:
    """ "Assured them that it would help" promises, "assured them that all was well" does not."""
    return any(
        c.lower_ in {"will", "would", "'ll"} for clause in syntax.children(verb, "ccomp") for c in clause.children
    )


def _permits_use(candidate: Candidate) -> bool:
    """Whether the permission is for a state or for weapons: "approved the use of missiles"."""
    bound = candidate.noun
    return bound is not None and any(
        t.ent_type_ in {"GPE", "NORP"} or roles.lemma(t) in roles.weapon_words() for t in bound.subtree
    )
