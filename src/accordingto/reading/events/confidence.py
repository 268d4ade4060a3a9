"""How sure the reader is of an event: parties, strength of the pattern, standing of the act."""

from accordingto.reading import syntax
from accordingto.reading.events import lexicon
from accordingto.reading.events.arguments import Parties
from accordingto.reading.events.candidates import Candidate
from accordingto.reading.events.coding import Code

_EMBEDDED = frozenset(
    {
        "hypothetical",
        "considered",
        "planned",
        "demanded",
        "permitted",
        "prohibited",
        "promised",
        "threatened",
        "denied",
        "cancelled",
    }
)
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
    if coded.status in _EMBEDDED:
        score -= 0.15
    if not parties.recipients and coded.type in _TWO_SIDED:
        score -= 0.1
    if any(t.lower_ in {"i", "me", "you", "my"} for t in (*parties.actors, *parties.recipients)):
        score -= 0.15
    if all(t.pos_ == "PRON" for t in parties.actors) and parties.actors:
        score -= 0.05
    return round(max(0.0, min(1.0, score)), 2)


def _both(candidate: Candidate, parties: Parties) -> bool:
    """Two parties, or a passive with its agent."""
    if parties.actors and parties.recipients:
        return True
    if len(parties.actors) > 1 and lexicon.classes()[candidate.class_name].mutual:
        return True
    return bool(parties.actors and candidate.verb is not None and syntax.agent(candidate.verb) is not None)
