"""Likeness of short texts by the rare word stems that they share."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from msgspec import Struct

from accordingto import codebook

Stems = frozenset[str]

REMEMBERED = 4096
"""Texts whose stems are kept: each is compared with many others."""

WORDS = 1 << 16
"""Words whose stems are kept."""

_WORD = re.compile(r"[^\W\d_]{3,}|\d[\d,.]*\d|\d+")
_ENDINGS = re.compile(
    r"(?:ically|ations?|ements?|ities|ingly|edly|ness|ical|ions?|ing|ish|ies|ied|ern|ers?|ed|es|ly|al|ic|s|e|y)$"
)
_REPORTING = frozenset({"say", "said", "tell", "told", "would", "could", "also", "statement"})
_STORY_WORD = re.compile(r"[a-z][a-z’'-]{2,}|\d+")
_COMMON = frozenset({"the", "and", "for", "that", "with", "was", "said", "has", "have", "his", "her", "from", "are"})


class Page(Struct, frozen=True, forbid_unknown_fields=True):
    """``comparing.yaml`` as it lies there; the page's own comments say what each list means."""

    bare_party_words: frozenset[str]
    place_words: frozenset[str]
    closed_compounds: tuple[str, ...]


class StopWords(Struct, frozen=True, forbid_unknown_fields=True):
    """``stop_words.yaml`` as it lies there."""

    words: str


@lru_cache(maxsize=WORDS)
def stem(word: str) -> str:
    """Return a word without its commonest endings; at least four letters stay.

    A light suffix stripper (after Porter 1980, far simpler): it only has to bring together forms of one word.
    """
    while len(word) > 4:
        shorter = _ENDINGS.sub("", word, count=1)
        if len(shorter) < 4 or shorter == word:
            break
        word = shorter
    return word


@cache
def _compounds() -> re.Pattern[str]:
    pairs = (pair.split() for pair in codebook.load("comparing", Page).closed_compounds)
    return re.compile("|".join(rf"\b({first})[ -](?={second})" for first, second in pairs), re.IGNORECASE)


@cache
def stop_words() -> frozenset[str]:
    """English function words (``stop_words.yaml``)."""
    return frozenset(codebook.load("stop_words", StopWords).words.split())


@lru_cache(maxsize=REMEMBERED)
def stems(text: str) -> Stems:
    """Return the stems of the content words and numbers of a text; "air strike" is read as "airstrike"."""
    closed = _compounds().sub(lambda found: found[0][:-1], text)
    words = (w.lower() for w in _WORD.findall(closed))
    return frozenset(stem(w) for w in words if w not in stop_words() and w not in _REPORTING)


def content_words(text: str) -> list[str]:
    """Return the words of three and more letters and the numbers of a text, lower-case."""
    return [word for word in _STORY_WORD.findall(text.lower()) if word not in _COMMON]


class Counted(Struct, frozen=True):
    """In how many of some texts each stem stands, and how many texts there are."""

    frequency: Mapping[str, int]
    texts: int


def counted(texts: Iterable[Stems]) -> Counted:
    """Return in how many of the texts each stem stands."""
    listed = list(texts)
    return Counted(Counter(one for found in listed for one in found), len(listed))


class Weights:
    """How telling each stem is among the texts of two reports (inverse document frequency, Spärck Jones 1972)."""

    def __init__(self, *counts: Counted) -> None:
        self._frequencies = [one.frequency for one in counts]
        self._texts = sum(one.texts for one in counts)

    def of(self, one: str) -> float:
        """Return the weight of a stem, larger for rarer ones."""
        frequency = sum(found.get(one, 0) for found in self._frequencies)
        return math.log((self._texts + 2) / (frequency + 1)) + 0.1

    def likeness(self, a: Stems, b: Stems) -> float:
        """Return 0 to 1: the weight of what two texts share over that of the shorter one (overlap coefficient)."""
        if not a or not b:
            return 0.0
        shared = sum(map(self.of, sorted(a & b)))
        return shared / min(sum(map(self.of, sorted(a))), sum(map(self.of, sorted(b))))
