"""Mentions as words: tokens that keep hyphens and possessives apart, and keys under which names are found."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_TOKEN = re.compile(
    r"(?P<dotted>(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b(?!\w))?)"
    r"|(?P<mark>['’]s\b|['’](?=\s|$)|[,;:()\-–—/&])"
    r"|(?P<word>[^\W_]+(?:['’](?!s\b)[^\W_]+)*)"
)
_UNEVEN = re.compile(r"[^A-Za-z0-9 .'-]|'s\b|'(?: |$)|\.[^ .]{2,}")
"""What a codebook phrase may hold that only ``split`` takes apart correctly."""
_POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
_HYPHENS = frozenset({"-", "–"})


class Word(NamedTuple):
    """A word of a mention: its characters, its key, and how it is tied to its neighbours."""

    text: str
    key: str
    start: int
    end: int
    after_hyphen: bool = False
    possessive: bool = False
    comma_before: bool = False

    @property
    def capital(self) -> bool:
        """Whether the word is written with a capital (or is a number)."""
        return not self.text[0].islower()


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """Return a word without case, accents, dots and apostrophes: the key it is looked up by.

    >>> fold("Élysée"), fold("U.S."), fold("N’Djamena")
    ('elysee', 'us', 'ndjamena')
    """
    if word.isascii():
        plain = word
    else:
        decomposed = unicodedata.normalize("NFKD", word.replace("ı", "i").replace("ø", "o").replace("ł", "l"))
        plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return plain.casefold().replace(".", "").replace("'", "").replace("’", "")


def split(text: str) -> list[Word]:
    """Return the words of a mention; hyphens, possessives and commas become flags of the words beside them."""
    words: list[Word] = []
    hyphen = comma = False
    for found in _TOKEN.finditer(text):
        mark = found["mark"]
        if mark is None:
            raw = found[0]
            joined = hyphen and bool(words) and words[-1].end == found.start() - 1
            words.append(Word(raw, fold(raw), found.start(), found.end(), joined, False, comma and bool(words)))
            hyphen = comma = False
        elif mark in _POSSESSIVES:
            if words:
                words[-1] = words[-1]._replace(possessive=True)
        elif mark in _HYPHENS:
            hyphen = True
        else:
            comma = True
    return words


def phrase_key(text: str) -> str:
    """Return the key of a codebook phrase: its words' keys with single spaces."""
    if text.isascii() and not _UNEVEN.search(text):
        return " ".join(text.casefold().replace("-", " ").replace(".", "").replace("'", "").split())
    return " ".join(word.key for word in split(text))


def acronym(text: str) -> str | None:
    """Return a name as an acronym key ("U.N." → "UN") where it is written as one, else ``None``."""
    bare = text.replace(".", "")
    capitals = sum(c.isupper() for c in bare)
    return bare if capitals >= 2 and len(bare) <= 8 and " " not in bare and capitals * 2 >= len(bare) else None
