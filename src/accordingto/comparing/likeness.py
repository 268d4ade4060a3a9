"""How alike the words of two lists of texts are: matrices, all pairs at once."""

import math
import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from accordingto import codebook
from accordingto.codebook.vectors import word_vectors
from accordingto.comparing.rarity import RAREST, background
from accordingto.comparing.wording import stem, stop_words

Matrix = NDArray[np.float64]

NEAR = 0.4
"""Cosine under which two words have nothing to do with each other (most pairs of words lie between .1 and .35)."""

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


@cache
def _rarity(word: str) -> float:
    return -math.log(background().get(word, RAREST))


def soft(a: Sequence[Wording], b: Sequence[Wording], common: dict[str, float]) -> tuple[Matrix, Matrix]:
    """Return for all pairs how much of each one's words the other holds or nearly holds, from 0 to 1, both ways.

    A word counts by its rarity in English less what ``common`` says of its stem in the reports; its part is the nearest
    cosine of its vector to a word of the other (greedy alignment, as in BERTScore, Zhang et al. 2020).
    """
    one, two = [_Row(x, common) for x in a], [_Row(x, common) for x in b]
    there, back = np.zeros((len(a), len(b))), np.zeros((len(a), len(b)))
    if not (sum(len(r.wording.words) for r in one) and sum(len(r.wording.words) for r in two)):
        return there, back
    near = _nearness(
        [w for r in one for w in r.wording.words],
        [w for r in two for w in r.wording.words],
        [s for r in one for s in r.wording.stems],
        [s for r in two for s in r.wording.stems],
    )
    starts = np.cumsum([0, *(len(r.wording.words) for r in two)])
    row = 0
    for i, x in enumerate(one):
        size = len(x.wording.words)
        block = near[row : row + size]
        row += size
        if not size:
            continue
        for j, y in enumerate(two):
            part = block[:, starts[j] : starts[j + 1]]
            if part.size:
                there[i, j] = float(part.max(axis=1) @ x.weights) / x.total
                back[i, j] = float(part.max(axis=0) @ y.weights) / y.total
    return there, back


class _Row:
    def __init__(self, told: Wording, common: dict[str, float]) -> None:
        self.wording = told
        self.weights = np.array([_rarity(w) * common.get(s, 1.0) for w, s in zip(told.words, told.stems, strict=True)])
        self.total = float(self.weights.sum()) or 1.0


def _nearness(a: Sequence[str], b: Sequence[str], a_stems: Sequence[str], b_stems: Sequence[str]) -> Matrix:
    """Return how near each two words are: 1 for one stem, else their cosine as far as it lies above ``NEAR``."""
    vectors = word_vectors()
    one = np.array([vectors.mean([w]) for w in a], dtype=np.float64)
    two = np.array([vectors.mean([w]) for w in b], dtype=np.float64)
    near = np.clip((one @ two.T - NEAR) / (1 - NEAR), 0, 1)
    codes = {s: n for n, s in enumerate(dict.fromkeys((*a_stems, *b_stems)))}
    first, second = np.array([codes[s] for s in a_stems]), np.array([codes[s] for s in b_stems])
    near[first[:, None] == second[None, :]] = 1.0
    return near
