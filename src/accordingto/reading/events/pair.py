"""Code the event between two given parties, by the same lexicon and matcher as the free reading."""

from typing import NamedTuple

from spacy.tokens import Doc, Token

from accordingto.reading import factuality, roles
from accordingto.reading.events import coding, lexicon
from accordingto.reading.events.arguments import Parties, parties_of
from accordingto.reading.events.candidates import Candidate, find_candidates
from accordingto.reading.events.coding import Code
from accordingto.records import EventType

_SHORT = 12
_NAMING = 3.0
"""What a trigger loses that only says which party is meant: "the coalition **fighting** the rebels"."""


class Answer(NamedTuple):
    """A coded candidate with how well it joins the two parties."""

    score: float
    code: Code


def code_pair(
    doc: Doc, source_span: tuple[int, int] | None, target_span: tuple[int, int] | None
) -> tuple[EventType | None, int | None]:
    """Return the PLOVER type and quad class of what the source does to the target, or two ``None`` where unsure.

    Spans are code-point offsets of the two mentions in ``doc``, ``None`` for a party that it does not name. An act
    that is offered, threatened, demanded or refused is coded as the offer, threat, demand or refusal, as PLOVER has it.
    """
    source, target = _tokens(doc, source_span), _tokens(doc, target_span)
    answers = [a for c in find_candidates(doc) if (a := _answer(c, source, target))]
    if not answers:
        return None, None
    best = max(answers, key=lambda a: a.score)
    return best.code.type, coding.quad_of(best.code.type)


def _tokens(doc: Doc, span: tuple[int, int] | None) -> frozenset[int]:
    found = doc.char_span(span[0], span[1], alignment_mode="expand") if span else None
    return frozenset(t.i for t in found) if found is not None else frozenset()


def _touches(heads: tuple[Token, ...], span: frozenset[int]) -> bool:
    return any(t.i in span or any(s.i in span for s in _phrase(t)) for t in heads)


def _phrase(token: Token) -> list[Token]:
    return [token, *(c for c in token.subtree if abs(c.i - token.i) <= 6)]


def _answer(candidate: Candidate, source: frozenset[int], target: frozenset[int]) -> Answer | None:
    parties = parties_of(candidate)
    standing = candidate.noun if candidate.match is None and candidate.noun is not None else candidate.verb
    judged = factuality.judge(standing or candidate.tokens[0])
    coded = _announced(candidate.class_name, _code(candidate, parties, judged), judged)
    score = 0.0
    score += 4 * _touches(parties.actors, source) + 3 * _touches(parties.recipients, target)
    score += 1.5 * _touches(parties.actors, target) + 1.0 * _touches(parties.recipients, source)
    score += _near(candidate, source, target)
    score -= _NAMING * all(t.i in source or t.i in target for t in candidate.tokens)
    if candidate.match is not None:
        score += 1.0 + 0.1 * candidate.match.pattern.weight
        score -= 2.0 * (candidate.match.pattern.strict and not (parties.actors and parties.recipients))
    elif candidate.weak:
        score -= 0.5
    if candidate.match is not None and candidate.match.clause is not None:
        score += 1.0
    if not judged.own and judged.status not in {"occurred", "ongoing"}:
        score -= 2.0
    return Answer(score, coded)


def _code(candidate: Candidate, parties: Parties, judged: factuality.Judgement) -> Code:
    crowd = any(roles.is_protester(t) for t in parties.actors)
    return coding.code(candidate, judged, will=True, actors=_sides(parties), crowd=crowd)


def _sides(parties: Parties) -> int:
    return len(parties.actors) + len(parties.recipients)


def _announced(name: str, coded: Code, judged: factuality.Judgement) -> Code:
    """Follow the CAMEO roots, and turn acts that are only threatened into threats."""
    root = lexicon.root_type(coded.cameo) if coded.cameo and not coded.turned else None
    if (coded.cameo == "035" and coded.turned) or name == "announce_withdrawal":
        root = "AGREE"
    if (root and coded.type not in {"CONCEDE", "RETREAT"}) or root == "AGREE":
        coded = coded._replace(type=root)
    hostile = coded.type in {"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "PROTEST"}
    if hostile and judged.own and judged.status in {"planned", "hypothetical"}:
        return coded._replace(type="THREATEN")
    return coded


def _near(candidate: Candidate, source: frozenset[int], target: frozenset[int]) -> float:
    """Return up to 1.5 for a trigger between the parties, less the farther it stands from them."""
    if not source or not target:
        return 0.0
    at = candidate.tokens[0].i
    low, high = sorted((min(source), max(target)))
    between = low <= at <= high
    gap = min(abs(at - i) for i in source | target)
    return float(0.5 * between + max(0.0, 1.0 - gap / _SHORT))
