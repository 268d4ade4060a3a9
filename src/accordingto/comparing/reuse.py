"""Text reuse between two reports: how much of one's wording, quotations aside, stands in the other."""

import re
from typing import Literal

from msgspec import Struct

Label = Literal["wholly", "partly", "non-derived"]

SHINGLE = 5
"""Words in a shingle: long enough that names and set phrases are seldom shared by chance."""

WHOLLY = 0.7
PARTLY = 0.15
"""Shares of the shorter report's shingles that make it wholly or partly derived (Clough et al. 2002, METER)."""

_WORD = re.compile(r"\w+(?:[’'-]\w+)*")
_QUOTATION = re.compile(r"“[^”\n]*”?|\"[^\"\n]*\"?|«[^»\n]*»?")


class Reuse(Struct, frozen=True):
    """How one report depends on another: the class, and the share of the shorter one's shingles that both hold."""

    label: Label
    containment: float


def shingles(text: str) -> frozenset[tuple[str, ...]]:
    """Return the runs of five words of a text, lower-case, none across or inside a quotation."""
    found: set[tuple[str, ...]] = set()
    for stretch in _QUOTATION.split(text):
        words = [word.lower() for word in _WORD.findall(stretch)]
        found.update(tuple(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1))
    return frozenset(found)


def compare_texts(first: str, second: str) -> Reuse:
    """Return whether one of two reports is wholly or partly derived from the other, or neither.

    Words inside quotation marks do not count: two outlets that quote the same speaker have not copied each other.

    >>> compare_texts("Rain fell on the hills all night long.", "Rain fell on the hills all night long.").label
    'wholly'
    """
    a, b = shingles(first), shingles(second)
    shorter = min(len(a), len(b))
    share = len(a & b) / shorter if shorter else 0.0
    label: Label = "wholly" if share >= WHOLLY else "partly" if share >= PARTLY else "non-derived"
    return Reuse(label, round(share, 4))
