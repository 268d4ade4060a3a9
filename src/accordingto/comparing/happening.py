"""Whether two reports tell of one happening: by the words that they share, weighed by their rarity, and shared names.

How many common words two texts share grows with their length; rare names do not come along by chance. On BASIL the test
keeps 97.8 % of the pairs on one happening and .9 % of those on two (``python -m benchmarks.stories``).
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import chain
from sys import intern

from msgspec import Struct

from accordingto.comparing.rarity import RAREST, background
from accordingto.comparing.wording import content_words

LIKE = 0.19
"""Least cosine of two reports of one happening, words weighed by their rarity in English at large."""

NAMES = 4
"""Least number of rare names that both hold."""

RARE = 5.0
"""Rarity of a name (negative logarithm of the share of texts with it) that few reports hold by chance."""

_CAPITAL = re.compile(r"\b[^\W\d_a-zß-ÿ][\w-]{2,}")
_SMALL = re.compile(r"\b[a-zß-ÿ][\w-]+")


class Trace(Struct, frozen=True):
    """A report's words as a vector of length one, and its rare names."""

    words: Mapping[str, float]
    names: frozenset[str]


def trace(text: str) -> Trace:
    """Return what a report is told from others by; a name is a word that it always writes with a capital."""
    counts = Counter(content_words(text))
    weights = {word: (1 + math.log(n)) * rarity(word) for word, n in counts.items()}
    length = math.sqrt(sum(w * w for w in weights.values())) or 1.0
    return Trace({word: w / length for word, w in sorted(weights.items())}, rare_names(text))


def rare_names(text: str) -> frozenset[str]:
    """Return the words that a text always writes with a capital and few texts hold."""
    small = {word.lower() for word in _SMALL.findall(text)}
    capital = {word.lower() for word in _CAPITAL.findall(text)}
    return frozenset(word for word in capital - small if rarity(word) >= RARE)


def rarity(word: str) -> float:
    """Return the negative logarithm of the share of texts that hold a word (small letters)."""
    return -math.log(background().get(word, RAREST))


def one_happening(a: Trace, b: Trace) -> bool:
    """Return whether two reports tell of one happening.

    >>> flood = trace("Kasra lost its bridge over the Ondo near Velim and Tarsk when the river rose.")
    >>> one_happening(flood, trace("A bridge at Kasra fell into the Ondo; Velim and Tarsk are cut off by the river."))
    True
    """
    return share_names(a, b) and alike(a, b) >= LIKE


def share_names(a: Trace, b: Trace) -> bool:
    """Return whether two reports have so many rare names in common that they may tell of one happening."""
    return len(a.names & b.names) >= NAMES


def alike(a: Trace, b: Trace) -> float:
    """Return the cosine of two reports' words, from 0 to 1."""
    small, large = sorted((a.words, b.words), key=len)
    return sum(weight * large.get(word, 0.0) for word, weight in small.items())


class Namesakes:
    """Which reports share so many rare names that they may tell of one happening, found by an index of the names."""

    def __init__(self) -> None:
        self._names: dict[str, frozenset[str]] = {}
        self._holders: dict[str, list[str]] = {}

    def __contains__(self, report: str) -> bool:
        return report in self._names

    def add(self, report: str, names: Iterable[str]) -> None:
        """Note a report's rare names, once."""
        if report not in self._names:
            self._names[report] = frozenset(map(intern, names))
            for name in self._names[report]:
                self._holders.setdefault(name, []).append(report)

    def of(self, report: str) -> set[str]:
        """Return the reports that share ``NAMES`` rare names with one."""
        met = Counter(chain.from_iterable(self._holders[name] for name in self._names[report]))
        return {other for other, shared in met.items() if shared >= NAMES and other != report}
