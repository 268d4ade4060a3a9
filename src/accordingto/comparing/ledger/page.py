"""The codebook page ``ledger``, decoded and indexed once."""

import re
from functools import cache

from msgspec import Struct

from accordingto import codebook
from accordingto.records import PositionKind

_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")


class Act(Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of action: its words ("strik*" for all that begin so) and PLOVER types."""

    name: str
    types: frozenset[str]
    words: tuple[str, ...]
    equipment: bool = False
    using: bool = False
    head: bool = False


class Page(Struct, frozen=True, forbid_unknown_fields=True):
    """The page ``ledger``; its comments explain each field."""

    acts: tuple[Act, ...]
    using: tuple[str, ...]
    pointing: tuple[str, ...]
    state: frozenset[str]
    worldwide: frozenset[str]
    opposite: dict[PositionKind, frozenset[PositionKind]]
    spoken: frozenset[PositionKind]
    numbers: dict[str, int]
    days: dict[str, float]


@cache
def page() -> Page:
    """Return the page."""
    found: Page = codebook.load("ledger", Page)
    return found


@cache
def _patterns() -> tuple[tuple[Act, re.Pattern[str]], ...]:
    return tuple((act, _pattern(act.words)) for act in page().acts)


@cache
def _using() -> re.Pattern[str]:
    return _pattern(page().using)


@cache
def _pointing() -> re.Pattern[str]:
    return _pattern(page().pointing)


def points_elsewhere(words: str) -> bool:
    """Return whether an action only names a rule that is told elsewhere: "the policy", "these restrictions"."""
    return bool(_pointing().search(words))


def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    parts = (re.escape(w.removesuffix("*")) + (r"[\w’'-]*" if w.endswith("*") else "") for w in words)
    return re.compile(rf"\b(?:{'|'.join(parts)})\b", re.IGNORECASE)


def acts_in(words: str, types: frozenset[str]) -> tuple[str, ...]:
    """Return the kinds of action that some words belong to; where no word tells, by event types.

    The one whose word comes first leads, but the head of a compound leads it ("missile strikes"), and whoever uses
    weapons strikes.

    >>> acts_in("use their rockets", frozenset())
    ('strikes', 'weapons')
    """
    found = {act.name: m for act, pattern in _patterns() if (m := pattern.search(words))}
    if not found:
        return () if points_elsewhere(words) else tuple(act.name for act in page().acts if act.types & types)
    first = min(found, key=lambda name: found[name].start())
    behind = found[first].end()
    heads = [act.name for act in page().acts if act.head and act.name in found]
    leading = next((name for name in heads if words[behind : found[name].start()] in {" ", "-"}), first)
    armed = any(act.name == leading and act.equipment for act in page().acts)
    if armed and _using().search(words, 0, found[leading].start()):
        leading = next(act.name for act in page().acts if act.using)
    return tuple(dict.fromkeys((leading, *(act.name for act in page().acts if act.name in found))))


@cache
def country_words() -> dict[str, tuple[str, ...]]:
    """Return the names by which each country may be asked for: its own, its seats of government, its people."""
    found = {}
    for code, line in codebook.load("countries", dict[str, str]).items():
        parts = [word.partition("@")[0].strip(" ~") for part in line.split("|") for word in part.split(",")]
        found[code] = tuple(p for p in parts if p)
    return found


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text in small letters."""
    return tuple(w.lower() for w in _WORD.findall(text))
