"""Plain acts that are told in few words: a passive without its doer, a thing as victim, a deed named again."""

from functools import cache

from msgspec import Struct
from spacy.tokens import Token

from accordingto import codebook
from accordingto.reading import roles, subjects, syntax
from accordingto.reading.events import lexicon
from accordingto.reading.events.arguments import Parties
from accordingto.reading.events.candidates import Candidate
from accordingto.reading.events.coding import Code
from accordingto.reading.events.everyday import patients, senses

PLAIN = 0.5
"""The confidence of an act that only its plainness speaks for."""
_DONE = frozenset({"occurred", "ongoing"})
_PAST = frozenset({"VBD", "VBN"})
_PRESENT = frozenset({"VBZ", "VBP"})
_STOPS = frozenset({".", "?", "!"})
_SPEAKERS = frozenset({"i", "we", "you", "it", "this", "that", "which"})
_POINTING = frozenset({"the", "that", "this"})
_CONDITIONS = frozenset({"if", "unless", "whether", "would", "could", "may", "might", "can", "should", "must"})
_WHERE = ("in", "on", "at", "near", "into", "through", "inside", "outside", "under", "behind", "over", "across")
"""Prepositions before what a weapon that went off or came down has hit."""
_GOODS = ("weapons", "goods", "relief")


class PlainPage(Struct, frozen=True):
    """Which classes, verbs and nouns tell of plain acts, what things they befall, and what never does them."""

    deeds: tuple[str, ...]
    verbs: tuple[str, ...]
    retold: tuple[str, ...]
    things: tuple[str, ...]
    unlike: tuple[str, ...]


@cache
def _page() -> PlainPage:
    page: PlainPage = codebook.load("events_plain", PlainPage)
    return page


@cache
def _things() -> frozenset[str]:
    listed = {word.strip() for line in _page().things for word in line.split(",")}
    return frozenset(listed.union(*map(lexicon.object_class, _GOODS)))


def is_plain(candidate: Candidate, parties: Parties, coded: Code, *, placed: bool, timed: bool) -> bool:
    """Return whether an act is worth a record although its parties are unsaid.

    Literal acts of the page ``events_plain`` alone: "90 pistols were seized", "agents burned 14 rafts", "the raid of
    3 May". Figurative objects ("seized the moment") name neither people nor things and stay out.
    """
    if coded.status not in _DONE or coded.turned:
        return False
    verb = candidate.verb
    if candidate.match is None:
        return _is_retold(candidate, parties, anchored=placed or timed)
    if verb is None or not _tells_the_past(verb):
        return False
    if candidate.match.pattern.is_of_weapons:
        return placed or timed or any(roles.pobjs(verb, *_WHERE))
    if verb.lemma_ == "use" or (candidate.class_name not in _page().deeds and verb.lemma_ not in _page().verbs):
        return False
    return _has_doer(verb, parties) and _befalls_somebody(candidate, verb)


def _tells_the_past(verb: Token) -> bool:
    """A past tense, a perfect, a progressive, or the present of a headline; no condition above it."""
    helpers = syntax.children(verb, "aux", "auxpass", "mark")
    if any(t.lower_ in _CONDITIONS or t.tag_ in {"MD", "TO"} for t in helpers):
        return False
    if syntax.children(verb, "neg"):
        return False
    if verb.tag_ == "VBG":
        return any(t.lemma_ == "be" for t in helpers)
    habit = any(t.dep_ == "auxpass" and t.tag_ in _PRESENT for t in helpers)
    if verb.tag_ in _PAST and not habit:
        return True
    end = roles.sentence_end(verb)
    headline = not any(t.text in _STOPS for t in verb.doc[max(verb.i, end - 2) : end])
    return headline and (habit or verb.tag_ == "VBZ")


def _has_doer(verb: Token, parties: Parties) -> bool:
    """Somebody who can act does it, or a passive leaves the doer unsaid; no accident does it."""
    suffered = {t for noun in syntax.children(verb, "nsubjpass") for t in noun.subtree}
    causes = (t for t in verb.subtree if (t.dep_ in {"pobj", "compound"} or t.i < verb.i) and t not in suffered)
    if any(roles.lemma(t) in senses().accidents for t in causes):
        return False
    if parties.actors:
        return not any(t.lower_ in _SPEAKERS or roles.lemma(t) in _page().unlike for t in parties.actors)
    return roles.acts_passively(verb) and syntax.agent(verb) is None


def _befalls_somebody(candidate: Candidate, verb: Token) -> bool:
    """What the verb is done to is people, or a thing of which the act may literally be told."""
    found = patients(candidate)
    if candidate.match is not None and candidate.match.pattern.swapped:
        subject = subjects.subject_of(verb)
        found = [subject] if subject is not None else []
    heads = [roles.whole(t) for noun in found for t in roles.with_conjuncts(noun)]
    people = lexicon.classes()[candidate.class_name].person
    return any(_is_people(t) or (not people and _is_thing(t)) for t in heads)


def _is_people(noun: Token) -> bool:
    if noun.pos_ == "PRON":
        return noun.lower_ not in _SPEAKERS
    return (
        roles.is_party(noun) or roles.counts_people(noun) or (noun.pos_ == "NUM" and noun.ent_type_ in {"", "CARDINAL"})
    )


def _is_thing(noun: Token) -> bool:
    return roles.lemma(noun) in _things() or (roles.is_target(noun) and noun.pos_ != "PRON")


def _is_retold(candidate: Candidate, parties: Parties, *, anchored: bool) -> bool:
    """ "The raid of 3 May", "Tuesday's attack", "the ambush at the bridge": a deed of the page, pointed at."""
    noun = candidate.noun
    if noun is None or candidate.light - {"occur"}:
        return False
    before = [*noun.lefts, *candidate.tokens[0].lefts]
    named = any(t.dep_ == "compound" and t.pos_ == "PROPN" for t in before)
    if not (named or anchored or parties.actors or parties.recipients):
        return False
    name = roles.lemma(noun)
    phrase = " ".join(t.lemma_.lower() for t in candidate.tokens)
    if name not in _page().retold and phrase not in _page().retold:
        return False
    if noun.dep_ in {"compound", "amod", "nmod"} or any(t.lower_ in {"no", "any"} for t in noun.children):
        return False
    pointed = any((t.dep_ == "det" and t.lower_ in _POINTING) or _is_day(t) or t.dep_ == "nummod" for t in before)
    return pointed or "occur" in candidate.light


def _is_day(token: Token) -> bool:
    return token.ent_type_ in {"DATE", "TIME"} and token.dep_ in {"poss", "nmod", "compound"}
