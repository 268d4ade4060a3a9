"""Choosing the antecedent of a pronoun among the noun phrases read so far."""

from typing import NamedTuple

from spacy.tokens import Token

from accordingto.reading.references.entities import Entity
from accordingto.reading.references.knowledge import nouns
from accordingto.reading.references.told import Telling, telling
from accordingto.reading.syntax import SUBJECTS, subject

WINDOW = 3
"""Sentences back in which a pronoun is looked up; beyond that news repeats the name."""
SPEAKING_WINDOW = 6
"""As ``WINDOW``, for the subject of a verb of speech: who spoke last goes on speaking over long quotations."""
MARGIN = 0.3
"""How far ahead the best actor must be of the next; below it the pronoun stays open."""
FLOOR = -0.2
"""What an actor must reach at least: a noun in passing, two sentences back, is no antecedent."""
_NAMED = 0.8
"""How much lower the floor lies for who has a name."""
_UNSURE = 0.3
"""More is asked of "it" and "they", which as often mean things or no one named."""
_REACH = 120
_REPORTS = 1.0
"""What the subject of the verb that reports a clause gains: "**Chile** said it would close the border"."""
_AS_SUBJECT = 1.1
"""What a main subject has before an object, so that who is told can weigh as much as who tells."""


class Candidate(NamedTuple):
    """A noun phrase that a later pronoun may mean."""

    entity: Entity
    token: Token
    quoted: int
    sentence: int
    side: bool


class Here(NamedTuple):
    """A pronoun, its kind, the quotation that it stands in (0 outside) and its sentence."""

    token: Token
    kind: str
    quoted: int
    sentence: int


def choose(here: Here, seen: list[Candidate], barred: list[Entity]) -> Entity | None:
    """Return the actor that a pronoun means, or ``None`` where none fits or two fit about equally."""
    speaking = _speaks(here.token) and not here.quoted
    current = next((c.entity for c in reversed(seen[-_REACH:]) if _speaks(c.token) and not c.quoted), None)
    said, local = telling(here.token), _local_subject(here.token)
    best: dict[int, tuple[float, Candidate]] = {}
    for candidate in reversed(seen[-_REACH:]):
        entity, back = candidate.entity, here.sentence - candidate.sentence
        if back > SPEAKING_WINDOW:
            break
        if back > WINDOW and not (speaking and entity is current):
            continue
        if any(entity is b for b in barred) or not _agrees(here.kind, entity) or _bound(here.token, candidate.token):
            continue
        score = _score(here, candidate) + _told(said, candidate.token) + 0.5 * (candidate.token == local)
        score += 0.8 * (speaking and entity is current) - 0.8 * (bool(here.quoted) and entity is current)
        if id(entity) not in best or score > best[id(entity)][0]:
            best[id(entity)] = (score, candidate)
    ranked = sorted(best.values(), key=lambda pair: -pair[0])
    margin = MARGIN + _UNSURE * (here.kind in {"body", "plural"} and here.token.lower_ not in nouns().possessive)
    if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < margin):
        return None
    score, winner = ranked[0]
    floor = FLOOR - _NAMED * winner.entity.named
    return winner.entity if score >= floor and _sure(here, winner, said.teller if said else None) else None


def _sure(here: Here, winner: Candidate, reporter: Token | None) -> bool:
    """Whether "it" acts and "they" are no strangers to a quotation.

    "It" acts in what "the council said **it** would", or goes on from the subject of a body's act. "They" in a
    quotation that names no one there are whoever the speaker has in mind.
    """
    if here.kind == "plural":
        counted = here.token.dep_ == "pobj" and here.token.head.lower_ == "of"
        near = winner.sentence == here.sentence or here.token.lower_ in nouns().possessive or _leads(winner.token)
        return near and not counted and (bool(winner.quoted) or not here.quoted)
    if here.kind != "body" or here.token.lower_ in nouns().possessive or here.token.lower_ == "itself":
        return True
    if here.token.dep_ not in SUBJECTS:
        return False
    acting = here.token.head.lemma_ in nouns().body_verbs and here.sentence - winner.sentence <= 1
    return winner.token == reporter or (acting and winner.token.dep_ in SUBJECTS)


def _leads(token: Token) -> bool:
    """Whether a noun, or the first it is joined to, is the subject of no mere side clause."""
    while token.dep_ == "conj":
        token = token.head
    return token.dep_ in SUBJECTS and token.head.dep_ not in {"relcl", "acl", "advcl"}


def _speaks(token: Token) -> bool:
    """Whether a noun is the subject of a verb of speech, or of one joined to it."""
    if token.dep_ not in SUBJECTS:
        return False
    words, verb = nouns().speech_verbs, token.head
    return verb.lemma_ in words or any(c.dep_ == "conj" and c.lemma_ in words for c in verb.children)


def _told(telling: Telling | None, token: Token) -> float:
    """What a noun gains where it tells, or is told, the clause that a pronoun stands in."""
    if telling is None:
        return 0.0
    if token == telling.teller:
        return 0.0 if telling.leaning == "hearer" else _REPORTS
    if token == telling.hearer and telling.leaning != "teller":
        return _REPORTS + _AS_SUBJECT
    return 0.0


def _local_subject(token: Token) -> Token | None:
    """The subject whose clause a pronoun stands in or, as its subject, depends on.

    "**Hill** met his deputy", "Vega, who lost his seat", "**Vega** spoke as he left".
    """
    clause = next((a for a in token.ancestors if a.pos_ in {"VERB", "AUX"}), None)
    if clause is None:
        return None
    if token.dep_ in SUBJECTS:
        clause = clause.head if clause.dep_ == "advcl" else None
    return subject(clause) if clause is not None else None


def _agrees(kind: str, entity: Entity) -> bool:
    if kind in {"m", "f"}:
        return entity.kind == "person" and entity.gender in {kind, None}
    if kind == "body":
        return (entity.kind == "body" and "plural" not in entity.roles) or (
            entity.kind == "thing" and "plural" not in entity.roles
        )
    return entity.kind == "people" or "plural" in entity.roles


def _score(here: Here, candidate: Candidate) -> float:
    """Recency first, then grammatical role, name, topic and being on the same side of the quotation marks."""
    token, sentence, quoted = here.token, here.sentence, here.quoted
    head = candidate.token
    while head.dep_ == "conj" and head.head.dep_ in SUBJECTS | {"conj"}:
        head = head.head
    acts = head.dep_ in SUBJECTS
    score = -0.8 * (sentence - candidate.sentence)
    score += 0.8 * acts + 0.3 * (acts and head.head.dep_ == "ROOT")
    score += 0.3 * candidate.entity.named + min(0.1 * candidate.entity.seen, 0.4)
    score -= 0.6 * (head.dep_ in {"pobj", "poss", "appos"})
    score -= 1.2 * (candidate.quoted != quoted and bool(candidate.quoted)) + 1.5 * candidate.side
    score -= 0.5 * (bool(quoted) and not candidate.quoted)
    score += 0.3 * (candidate.entity.gender is not None) - 0.5 * candidate.entity.is_bare_word()
    score -= 0.4 * (candidate.entity.kind == "person" and not candidate.entity.named and not any(head.lefts))
    if token.lower_ in nouns().possessive and candidate.sentence == sentence:
        score += 0.5 * (head.head in token.ancestors)
    if candidate.entity.kind == "thing":
        score -= 0.35 if token.dep_ in SUBJECTS and token.head.lemma_ in nouns().body_verbs else 0.1
    return score


def _bound(token: Token, other: Token) -> bool:
    """Binding: "him" is not the subject of its own verb, a possessive not the noun that it modifies."""
    if token.lower_ in nouns().possessive:
        return other == token.head or other in token.head.conjuncts
    if token.lower_.endswith(("self", "selves")):
        return False
    return (
        token.dep_ not in SUBJECTS
        and other.dep_ in SUBJECTS
        and token.head in {other.head, *other.head.subtree}
        and (token.head == other.head or (token.head.head == other.head and token.head.dep_ == "prep"))
    )


def expletive(token: Token) -> bool:
    """Return whether "it" stands for nothing: weather, clefts, "it is clear that", "it was reported"."""
    if token.lower_ == "its":
        return bool(token.dep_ != "poss")  # "its a habit"
    if token.lower_ != "it":
        return False
    verb = token.head
    if token.dep_ == "expl" or verb.lemma_ in {"rain", "snow", "seem", "appear", "happen", "emerge", "turn", "matter"}:
        return True
    clausal = any(c.dep_ in {"ccomp", "csubj", "csubjpass", "xcomp", "advcl"} and c.i > verb.i for c in verb.children)
    if verb.lemma_ == "be" or verb.lower_ in {"'s", "’s", "is", "was"}:
        return True
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    return passive and clausal
