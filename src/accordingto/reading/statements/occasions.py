"""At what event something is said."""

from spacy.tokens import Token

from accordingto.reading.statements.hearers import told_event
from accordingto.reading.statements.region import Region, modifies, objects, phrase, tokens_of
from accordingto.reading.statements.source_types import words
from accordingto.text import Span

_PREPOSITIONS = frozenset({"at", "during", "in", "on", "after", "before", "following", "from", "ahead", "over"})
_LASTING = frozenset(
    {"service", "campaign", "exercise", "stop", "flight", "trial", "march", "session", "call", "exchange"}
)
_LINES = frozenset({"call"})
_BODIES = frozenset({"congress", "press", "assembly"})
_CLOSED = frozenset({"session", "exchange"})


def occasion(region: Region) -> Span | None:
    """Return the event at which something is said, in the words of the report; the most telling of several.

    "at a news conference in Lima", "told a rally", "on a visit to the front", "on the sidelines of the summit".
    """
    best: tuple[int, Span] | None = None
    event = told_event(region)
    if event is not None and event.i in region.allowed:
        best = (2, phrase(region, event, whole=True))
    for token in region.tokens:
        if token.dep_ != "prep" or token.lower_ not in _PREPOSITIONS or not modifies(token, region.anchor):
            continue
        for noun in objects(token):
            rank = _rank(token, noun)
            if noun.i in region.allowed and rank and (best is None or rank > best[0]):
                best = (rank, _with_purpose(region, phrase(region, noun, whole=True)))
    return best[1] if best else None


def _with_purpose(region: Region, span: Span) -> Span:
    """An occasion with the infinitive after it: "a visit **to mark the armistice**"."""
    page, allowed = region.page, region.allowed
    inside = tokens_of(page, span)
    if not inside or inside[-1].i + 2 not in allowed:
        return span
    to, verb = page.tokens[inside[-1].i + 1], page.tokens[inside[-1].i + 2]
    if to.lower_ != "to" or verb.tag_ != "VB":
        return span
    last = verb.i
    while last + 1 in allowed and verb.left_edge.i <= last + 1 <= verb.right_edge.i:
        last += 1
    return Span(span.start, page.tokens[last].idx + len(page.tokens[last]))


def _rank(preposition: Token, noun: Token) -> int:
    """A named event ranks above a common noun, "during" and "the sidelines" above other ways to put it; 0 is none."""
    if noun.lemma_.lower() not in words().occasions and noun.lower_ not in words().occasions:
        return 0
    lasting = _LASTING - _CLOSED if preposition.lower_ == "in" else _LASTING
    if noun.lower_ in _BODIES and not any(c.dep_ == "compound" for c in noun.children):
        return 0
    if (noun.ent_type_ == "DATE" and noun.pos_ == "PROPN") or (
        noun.lemma_ in lasting and preposition.lower_ not in {"at", "during"}
    ):
        return 0
    if noun.lemma_ in _LINES and any(c.lower_ in words().lines for c in noun.children):
        return 0
    rank: int = 2 + (preposition.lower_ == "during") + (noun.lower_ == "sidelines")
    rank += 2 * (noun.pos_ == "PROPN") - (noun.lower_ == "interview")
    return rank
