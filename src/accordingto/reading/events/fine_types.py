"""Fine conflict types in the manner of ACLED's sub-events, for a short text."""

from collections.abc import Sequence
from functools import cache

from msgspec import Struct
from spacy.tokens import Doc

from accordingto import codebook
from accordingto.records import Event


class FineType(Struct, frozen=True):
    """Words and coded events that speak for a fine type; ``weight`` breaks ties between general and special types.

    ``victims`` are sectors whose harm makes an assault this type: so ACLED tells attacks on civilians from battles.
    """

    words: dict[str, float]
    codes: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    victims: tuple[str, ...] = ()


def acled_type(doc: Doc, events: Sequence[Event] = ()) -> str | None:
    """Return the fine conflict type of a short text, ``None`` where nothing speaks for any.

    Words of the codebook page ``events_fine`` vote with their weights; coded events add a vote for their type and mode.
    Definitions follow ACLED's sub-event types.
    """
    text = f" {' '.join(t.lemma_.lower() for t in doc if not t.is_punct and not t.is_space)} "
    low = f" {' '.join(t.lower_ for t in doc if not t.is_punct and not t.is_space)} "
    scores = {name: _score(fine, text, low, events) for name, fine in _page().items()}
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] > 0 else None


@cache
def _page() -> dict[str, FineType]:
    page: dict[str, FineType] = codebook.load("events_fine", dict[str, FineType])
    return page


def _score(fine: FineType, text: str, low: str, events: Sequence[Event]) -> float:
    score = sum(weight for word, weight in fine.words.items() if f" {word} " in text or f" {word} " in low)
    for event in events:
        if event.confidence < 0.5:
            continue
        score += 0.6 * (event.type in fine.types) + 0.8 * (event.mode is not None and event.mode in fine.modes)
        score += 0.3 * (
            event.type == "ASSAULT" and any(p.actor and p.actor.sector in fine.victims for p in event.recipients)
        )
    return score
