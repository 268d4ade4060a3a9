"""How one claim bears on another about the same topic: whether it lends it strength or takes some away."""

import re
from typing import Literal

Relation = Literal["strengthens", "weakens"]

STRENGTHENING_OVERLAP = 0.0
"""Least share of common content words for a claim to lend another strength."""

WEAKENING_OVERLAP = 0.25
"""Least share of common content words for a contrasting claim to weaken another."""

_WORD = re.compile(r"[a-z][a-z’'-]{3,}|\d+")
_CONTRAST = re.compile(r"\b(?:but|however|despite|although|though|denied|denies|false|falsely|no evidence)\b")


def content_words(claim: str) -> frozenset[str]:
    """Return the words of four and more letters, and the numbers, of a claim."""
    return frozenset(_WORD.findall(claim.lower()))


def word_overlap(first: str, second: str) -> float:
    """Return the shared content words over those of the shorter claim, 0 where either has none."""
    a, b = content_words(first), content_words(second)
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def bears_on(first: str, second: str, relation: Relation) -> bool:
    """Return whether the second claim strengthens, or weakens, the first, by their common words and contrast words.

    >>> bears_on("The dam burst at dawn.", "But the dam did not burst, engineers said.", "weakens")
    True
    """
    overlap = word_overlap(first, second)
    if relation == "strengthens":
        return overlap >= STRENGTHENING_OVERLAP
    return overlap >= WEAKENING_OVERLAP and bool(_CONTRAST.search(second.lower()))
