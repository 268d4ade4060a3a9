"""The codebook pages on times, as types, and their words as parts of regular expressions."""

import datetime
import re
from collections.abc import Iterable

from msgspec import Struct

from accordingto import codebook


class TimeWords(Struct, frozen=True):
    """The words of time expressions."""

    months: dict[str, int]
    month_homographs: list[str]
    weekdays: dict[str, int]
    seasons: dict[str, str]
    season_homographs: list[str]
    units: dict[str, str]
    parts: dict[str, str]
    fractions: dict[str, list[str]]
    ordinals: dict[str, int]
    decades: dict[str, int]
    references: dict[str, list[str]]
    adjectives: list[str]
    sets: dict[str, str]
    openers: list[str]
    schedule_verbs: list[str]
    deadline_words: list[str]
    future_cues: list[str]


class NamedEvent(Struct, frozen=True):
    """A happening that reports use as a date; ``end`` defaults to ``start``."""

    names: list[str]
    start: datetime.date
    end: datetime.date | None = None
    short: list[str] = []
    about: list[str] = []


class YearlyDay(Struct, frozen=True):
    """A day that falls on the same date every year."""

    names: list[str]
    month: int
    day: int


class NamedTimes(Struct, frozen=True):
    """Happenings and feast days."""

    events: list[NamedEvent]
    days: list[YearlyDay]
    movable: list[str]


def words() -> TimeWords:
    """Return the codebook page ``times``."""
    found: TimeWords = codebook.load("times", TimeWords)
    return found


def named() -> NamedTimes:
    """Return the codebook page ``named_times``."""
    found: NamedTimes = codebook.load("named_times", NamedTimes)
    return found


def either(listed: Iterable[str]) -> str:
    """Return an alternation of literal words, the longest first, that takes any white space and apostrophe."""
    longest = sorted(set(listed), key=lambda w: (-len(w), w))
    return "|".join(re.escape(w).replace(r"\ ", r"\s").replace("'", "['’]") for w in longest)
