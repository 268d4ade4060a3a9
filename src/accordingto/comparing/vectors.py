"""Texts as vectors: words weighed by how often they stand in a text and in how few of the texts at hand."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence

Vector = dict[str, float]


def tfidf(texts: Sequence[Sequence[str]]) -> list[Vector]:
    """Return a vector of length one for each text: log term frequency times smoothed inverse document frequency."""
    seen = Counter(word for words in texts for word in set(words))
    rarity = {word: math.log((1 + len(texts)) / (1 + n)) + 1 for word, n in seen.items()}
    return [_unit({w: (1 + math.log(n)) * rarity[w] for w, n in Counter(words).items()}) for words in texts]


def _unit(vector: Vector) -> Vector:
    length = math.sqrt(sum(value * value for value in vector.values()))
    return {word: value / length for word, value in vector.items()} if length else {}


def cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """Return the cosine of two vectors of length one."""
    small, large = (a, b) if len(a) <= len(b) else (b, a)
    return sum(value * large.get(word, 0.0) for word, value in small.items())
