"""Tolls: "the death toll rose to 45", "the number of injured stands at 12", "the toll nears 3,000"."""

import re
from functools import cache

from msgspec import Struct

from accordingto.grounding.quantities.page import page

_REACH = 110
"""Characters before a number in which its toll may stand."""


class Toll(Struct, frozen=True):
    """The kind of harm that a toll counts, and what its verb does to the bounds ("exact", "over" or "under")."""

    kind: str
    bound: str


class _Grammar(Struct, frozen=True):
    before: re.Pattern[str]
    kinds: dict[str, str]
    bounds: dict[str, str]


def _either(words: dict[str, str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))


@cache
def _grammar() -> _Grammar:
    kinds = {toll: kind for kind, words in page().casualties.items() for toll in words.tolls}
    bounds = {verb: bound for bound, verbs in page().toll_verbs.items() for verb in verbs}
    verb = rf"[^;\n]{{0,70}}?\b(?P<verb>{_either(bounds)})\s(?:[\w ]{{0,12}}\s)?"
    before = rf"\b(?P<toll>{_either(kinds)})\b(?:{verb}|\s(?:still\s)?)$"
    return _Grammar(re.compile(before, re.IGNORECASE), kinds, bounds)


def toll_before(text: str, start: int) -> Toll | None:
    """Return the toll that gives the number at ``start``, or ``None``.

    >>> toll_before("The death toll nears 3,000", 21)
    Toll(kind='killed', bound='under')
    """
    grammar = _grammar()
    found = grammar.before.search(text, max(0, start - _REACH), start)
    if not found:
        return None
    return Toll(
        grammar.kinds[found["toll"].lower()], grammar.bounds[found["verb"].lower()] if found["verb"] else "exact"
    )


def bounded(low: int | None, high: int | None, bound: str) -> tuple[int | None, int | None]:
    """Return the bounds of an exact number as a toll's verb changes them; other bounds stay."""
    if low is None or low != high or bound == "exact":
        return low, high
    return (low + 1, None) if bound == "over" else (None, high)
