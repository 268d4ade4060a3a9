"""How rare words are in English at large: weights that stay the same whatever a case holds."""

import math
from collections.abc import Mapping
from functools import cache

from accordingto import codebook

RAREST = 0.001
"""Share of texts that is taken for a word that is not on the page, such as most names."""


@cache
def background() -> Mapping[str, float]:
    """Return the share of texts that hold each common word (codebook page ``word_rarity``)."""
    page = codebook.load("word_rarity", dict[str, str])
    return {word: math.exp(-float(rarity)) for rarity, words in page.items() for word in words.split()}
