"""How alike the words of two reports' records are: matrices, all pairs at once."""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from accordingto import codebook
from accordingto.codebook.vectors import word_vectors
from accordingto.comparing.bags import Codes, Matrix, codes, equal
from accordingto.comparing.rarity import RAREST, background
from accordingto.comparing.wording import WORDS, stem, stop_words

NEAR = 0.4
"""Cosine under which two words have nothing to do with each other (most pairs of words lie between .1 and .35)."""

FLOOR = 0.15
"""Part of its weight that a word keeps which every record holds."""

_WORD = re.compile(r"\d[\d,.:]*\d|\d+|[^\W\d_][\w’'-]*")


class Wording(Struct, frozen=True):
    """A text as it is compared: content words in order with stems and weights, numbers, names, runs of all words."""

    words: tuple[str, ...]
    stems: tuple[str, ...]
    numbers: frozenset[str]
    names: frozenset[str]
    runs: frozenset[tuple[str, str]]
    negated: bool


class _Numbers(Struct, frozen=True):
    units: dict[str, int]
    tens: dict[str, int]


class _Quantities(Struct, frozen=True):
    numbers: _Numbers


@cache
def _figures() -> dict[str, str]:
    found = codebook.load("quantities", _Quantities).numbers
    small = {word: str(n) for word, n in (*found.units.items(), *found.tens.items())}
    ones = [(w, n) for w, n in found.units.items() if 0 < n < 10]
    return small | {f"{t}-{w}": str(m + n) for t, m in found.tens.items() for w, n in ones}


NEGATIONS = frozenset({"not", "no", "never", "nobody", "nothing", "none", "without", "neither", "nor", "cannot"})


def wording(text: str) -> Wording:
    """Return a text as it is compared; "eleven" and "11" are one number, "one" is none."""
    every = _WORD.findall(text)
    lower = [w.lower().removesuffix("’s").removesuffix("'s") for w in every]
    figures = {w: _figures()[w] for w in lower if w in _figures() and w not in {"one", "zero"}}
    numbers = frozenset(figures.get(w, w.replace(",", "")) for w in lower if w in figures or w[0].isdigit())
    content = [w for w in lower if len(w) > 2 and w not in stop_words() and w not in figures and not w[0].isdigit()]
    names = frozenset(low for w, low in zip(every[1:], lower[1:], strict=True) if w[0].isupper() and len(w) > 2)
    return Wording(
        words=tuple(content),
        stems=tuple(stem(w) for w in content),
        numbers=numbers,
        names=names - stop_words(),
        runs=frozenset(pairwise(lower)),
        negated=any(w in NEGATIONS or w.endswith("n't") or w.endswith("n’t") for w in lower),
    )


@lru_cache(maxsize=WORDS)
def _rarity(word: str) -> float:
    return -math.log(background().get(word, RAREST))


class Heap(Struct, frozen=True):
    """The words of some texts by number: how often each text (a row) has each, and which texts hold a word.

    ``holders`` lists the texts word by word, ``starts`` where those of each word begin, with the end of all behind.
    """

    counts: Matrix
    holders: NDArray[np.int64]
    starts: NDArray[np.int64]


class Lexicon(Struct, frozen=True):
    """The words of some records, each once: stems, in how many records these are, rarity, and vectors where known."""

    stems: Codes
    held: NDArray[np.int64]
    rarity: Matrix
    known: NDArray[np.int64]
    vectors: NDArray[np.float32]
    own: Heap
    around: Heap
    records: int


def lexicon(own: Sequence[Wording], around: Sequence[Wording]) -> Lexicon:
    """Return the words of records: their own and those of the sentences around them."""
    stem_of = {w: s for x in (*own, *around) for w, s in zip(x.words, x.stems, strict=True)}
    number = {word: n for n, word in enumerate(stem_of)}
    holders = Counter(s for x, y in zip(own, around, strict=True) for s in {*x.stems, *y.stems})
    known, vectors = word_vectors().known(list(number))
    return Lexicon(
        stems=codes(list(stem_of.values())),
        held=np.array([holders[s] for s in stem_of.values()], dtype=np.int64),
        rarity=np.array([_rarity(word) for word in stem_of], dtype=np.float64),
        known=known,
        vectors=vectors,
        own=_heap(own, number),
        around=_heap(around, number),
        records=len(own),
    )


def _heap(texts: Sequence[Wording], number: Mapping[str, int]) -> Heap:
    counts = np.zeros((len(texts), len(number)))
    for row, text in enumerate(texts):
        for word in text.words:
            counts[row, number[word]] += 1
    words, holders = np.nonzero(counts.T)
    return Heap(counts, holders, np.searchsorted(words, np.arange(len(number) + 1)))


def soft(a: Lexicon, b: Lexicon) -> tuple[Matrix, Matrix, Matrix]:
    """Return for all pairs of records how much of each one's words the other holds or nearly holds, from 0 to 1.

    Both ways for their own words, and the higher way for the sentences around them. A word counts by its rarity in
    English less what many of the records hold its stem; its part is the nearest cosine of its vector to a word of the
    other (greedy alignment, as in BERTScore, Zhang et al. 2020).
    """
    one_stem = equal(a.stems, b.stems)
    near = _nearness(a, b, one_stem)
    first = a.rarity * _commonness(a, b, one_stem)
    second = b.rarity * _commonness(b, a, one_stem.T)
    back = near.turned()
    there = _covered(a.own, first, near, b.own)
    around = np.maximum(_covered(a.around, first, near, b.around), _covered(b.around, second, back, a.around).T)
    return there, _covered(b.own, second, back, a.own).T, around


class _Near(NamedTuple):
    """Words of two reports that are near each other, by number: most words have nothing to do with most others."""

    one: NDArray[np.int64]
    other: NDArray[np.int64]
    nearness: Matrix

    def turned(self) -> "_Near":
        return _Near(self.other, self.one, self.nearness)


def _nearness(a: Lexicon, b: Lexicon, one_stem: NDArray[np.bool_]) -> _Near:
    """Return which words are near each other: 1 for one stem, else their cosine as far as it lies above ``NEAR``."""
    cosines = a.vectors @ b.vectors.T
    rows, columns = np.nonzero(cosines > NEAR)
    same = np.nonzero(one_stem)
    nearness = np.minimum(1.0, (cosines[rows, columns].astype(np.float64) - NEAR) / (1 - NEAR))
    one, other = np.concatenate([a.known[rows], same[0]]), np.concatenate([b.known[columns], same[1]])
    return _Near(one, other, np.concatenate([nearness, np.ones(len(same[0]))]))


def _commonness(of: Lexicon, other: Lexicon, one_stem: NDArray[np.bool_]) -> Matrix:
    """Return the part of its weight that each word keeps: less the more of the records hold its stem."""
    if not other.records:
        return np.ones(len(of.stems))
    told = of.records + other.records
    there = np.where(one_stem.any(axis=1), other.held[one_stem.argmax(axis=1)], 0) if len(other.held) else 0
    kept = np.log((told + 2) / (of.held + there + 1)) / (math.log((told + 2) / 2) or 1.0)
    return np.clip(kept, FLOOR, 1.0)


def _covered(of: Heap, weights: Matrix, near: _Near, by: Heap) -> Matrix:
    """Return how much of each text's words each other text covers."""
    told = of.counts * weights
    total = told.sum(axis=1, keepdims=True)
    counts = by.starts[near.other + 1] - by.starts[near.other]
    first = np.repeat(by.starts[near.other] - np.cumsum(counts) + counts, counts)
    holders = by.holders[first + np.arange(len(first))]
    covered = np.zeros((of.counts.shape[1], len(by.counts)))
    np.maximum.at(covered, (np.repeat(near.one, counts), holders), np.repeat(near.nearness, counts))
    found: Matrix = told @ covered / np.where(total == 0, 1.0, total)
    return found
