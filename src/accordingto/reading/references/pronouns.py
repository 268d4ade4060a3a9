"""Choosing the antecedent of a pronoun among the noun phrases read so far."""

from typing import NamedTuple

from spacy.tokens import Token

from accordingto.reading.references.entities import Entity
from accordingto.reading.references.knowledge import nouns
from accordingto.reading.syntax import SUBJECTS

WINDOW = 3
"""Sentences back in which a pronoun is looked up; beyond that news repeats the name."""
MARGIN = 0.3
"""How far ahead the best actor must be of the next; below it the pronoun stays open."""
_LOOSE = 0.6
"""More is asked of "it" as an object, which as often means a thing."""
_REACH = 60


class Candidate(NamedTuple):
    """A noun phrase that a later pronoun may mean."""

    entity: Entity
    token: Token
    quoted: int
    sentence: int
    side: bool


def choose(
    token: Token, kind: str, seen: list[Candidate], quoted: int, sentence: int, barred: Entity | None
) -> Entity | None:
    """Return the actor that a pronoun means, or ``None`` where none fits or two fit about equally."""
    best: dict[int, tuple[float, Entity]] = {}
    for candidate in reversed(seen[-_REACH:]):
        if sentence - candidate.sentence > WINDOW:
            break
        entity = candidate.entity
        if entity is barred or not _agrees(kind, entity) or _bound(token, candidate.token):
            continue
        score = _score(token, candidate, quoted, sentence)
        if id(entity) not in best or score > best[id(entity)][0]:
            best[id(entity)] = (score, entity)
    ranked = sorted(best.values(), key=lambda pair: -pair[0])
    loose = kind == "body" and token.dep_ not in SUBJECTS and token.lower_ not in nouns().possessive
    margin = MARGIN + _LOOSE * loose
    if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < margin):
        return None
    return ranked[0][1]


def _agrees(kind: str, entity: Entity) -> bool:
    if kind in {"m", "f"}:
        return entity.kind == "person" and entity.gender in {kind, None}
    if kind == "body":
        return entity.kind == "body" or (entity.kind == "thing" and "plural" not in entity.roles)
    return entity.kind == "people" or "plural" in entity.roles


def _score(token: Token, candidate: Candidate, quoted: int, sentence: int) -> float:
    """Recency first, then grammatical role, name, topic and being on the same side of the quotation marks."""
    head = candidate.token
    while head.dep_ == "conj" and head.head.dep_ in SUBJECTS | {"conj"}:
        head = head.head
    subject = head.dep_ in SUBJECTS
    score = -0.8 * (sentence - candidate.sentence)
    score += 0.8 * subject + 0.3 * (subject and head.head.dep_ == "ROOT")
    score += 0.3 * candidate.entity.named + min(0.1 * candidate.entity.seen, 0.4)
    score -= 0.6 * (head.dep_ in {"pobj", "poss", "appos"})
    score -= 0.9 * (candidate.quoted != quoted and bool(candidate.quoted)) + 1.5 * candidate.side
    score += 0.3 * (candidate.entity.gender is not None)
    if token.lower_ in nouns().possessive and candidate.sentence == sentence:
        clause = next((a for a in token.ancestors if a.pos_ in {"VERB", "AUX"}), None)
        score += 0.5 * (head.head in token.ancestors) + 0.5 * (subject and head.head == clause)
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
