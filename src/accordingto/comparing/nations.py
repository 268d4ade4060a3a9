"""Countries and offices by the words that name them, as comparing asks for them."""

import re
from functools import cache

from msgspec import Struct

from accordingto import codebook


class _Titles(Struct, frozen=True):
    titles: tuple[str, ...]


@cache
def offices() -> frozenset[str]:
    """Return the words of offices and titles, in small letters."""
    return frozenset(codebook.load("titles", _Titles).titles)


@cache
def nations() -> dict[str, str]:
    """Return the countries by the single words that name them, their seats of government and their people."""
    found: dict[str, str] = {}
    for code, line in codebook.load("countries", dict[str, str]).items():
        for name in re.split(r"[|,]", line):
            words = name.strip().lower().lstrip("~ ")
            if words and " " not in words:
                found[words] = code
                found[words + "s"] = code
    return found
