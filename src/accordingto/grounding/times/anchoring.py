"""What an expression without a date of its own hangs on: the report's day, or the story's present.

A report counts from its own date. A history counts from the year that it has reached (Strötgen and Gertz 2013,
"Multilingual and cross-domain temporal tagging": the narrative domain): a month takes the year last spoken of.
"""

import re
from datetime import date

from accordingto.grounding.times.expression import Context, Meaning, Stretch
from accordingto.grounding.times.page import either, words

_TURN_OF_YEAR = 9
_MONTH = rf"(?:{either(words().months)})\b\.?"
_SHARED_YEAR = re.compile(
    rf"\s?(?:[-–—/,]|and|to|or|until|till|through)\s?(?:(?:early|late|mid)[ -])?"
    rf"(?:\d{{1,2}}\s)?(?:{_MONTH}\s)?(?:\d{{1,2}})?(?:\s{_MONTH})?,?\s(?P<y>(?:1[4-9]|20)\d\d)(?!\d)"
)
_SAME_SENTENCE_YEAR = re.compile(r"\b(?:in|In|of|since|,)\s(?P<y>(?:1[4-9]|20)\d\d)\b[^.;:\n]*$")


def nearest_year(month: int, day: int | None, context: Context) -> int | None:
    """Return the year of a month (and day) that stands without one, or ``None`` where nothing says it."""
    shared = _SHARED_YEAR.match(context.after)
    if shared:
        return int(shared["y"])
    if context.narrative:
        return _story_year(month, context.focus) if context.focus else None
    if context.anchor is None:
        return None
    spoken = _SAME_SENTENCE_YEAR.search(context.before)
    if spoken:
        return int(spoken["y"])
    return _by_tense(month, day, context.anchor, context.tense)


def _story_year(month: int, focus: Stretch) -> int:
    """A story at the end of a year that speaks of January or February has passed into the next."""
    turned = focus.unit in {"day", "month", "part_of_day"} and focus.first.month - month >= _TURN_OF_YEAR
    return focus.first.year + 1 if turned else focus.first.year


def _by_tense(month: int, day: int | None, anchor: date, tense: str) -> int:
    passed = (month, day or 1) <= (anchor.month, anchor.day)
    if tense == "future":
        over = (month, day or 31) < (anchor.month, anchor.day)
        return anchor.year + 1 if over else anchor.year
    if passed:
        return anchor.year
    soon = month - anchor.month <= 1 and tense == "present"
    return anchor.year if soon else anchor.year - 1


def referred_year(reference: str, context: Context) -> int | None:
    """Return the year of "last year", "that year", "the following year"."""
    lowered = reference.lower().split()
    from_story = context.narrative or "that" in lowered or "the" in lowered
    base = context.last.first if from_story and context.last else context.anchor
    if base is None:
        return None
    if {"last", "previous"} & set(lowered):
        return base.year - 1
    if {"next", "following"} & set(lowered):
        return base.year + 1
    return base.year


def undated(value: str, context: Context) -> Meaning:
    """Return a meaning that stays open, with the reason."""
    return Meaning("DATE", value, reason="no report date" if context.anchor is None else "no year in the text")


def story_base(context: Context) -> date | None:
    """Return the day that "two days later" counts from: the story's present, else the report's day."""
    return context.last.last if context.last else context.anchor


def deictic_base(context: Context) -> date | None:
    """Return the day that "last week" counts from: the report's, without one the story's present."""
    if context.anchor is None and context.focus:
        return context.focus.first
    return context.anchor
