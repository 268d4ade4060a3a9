"""Where a story stands: whether a text is a history, and which of its dates move its present."""

import re
from datetime import date

from accordingto.grounding.times.expression import Stretch

_ABSOLUTE_YEAR = re.compile(r"\b(?:1[4-9]\d\d|20\d\d)\b")
_DEICTIC = re.compile(
    r"\b(?:yesterday|today|tomorrow|tonight|overnight|(?:last|this|next) (?:week|month|year)|\w+ ago"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
_NARRATIVE_YEARS = 6
"""How many years far from its own a text must name to be read as a history."""

_DEICTIC_WEIGHT = 2
"""How many years a word that counts from the day of writing ("yesterday", "Friday") outweighs."""

_LEAP = 2
"""Years that a story may advance with a date in mid-sentence; a longer leap is an aside."""

_OPENING = 30
"""Characters from a sentence's beginning within which a date sets the scene."""

_EDGE = re.compile(r"(?:[.!?:;]['\"”’)]*\s|\n|^)[^.!?:;\n]*$")


def is_narrative(text: str, anchor: date | None) -> bool:
    """Return whether a text is a history: many years far from its own, few words that count from its day."""
    found = [int(y) for y in _ABSOLUTE_YEAR.findall(text)]
    far = sum(1 for y in found if anchor is None or abs(y - anchor.year) > 1)
    near = len(found) - far + _DEICTIC_WEIGHT * len(_DEICTIC.findall(text))
    return far >= _NARRATIVE_YEARS and far > near


def moved(focus: Stretch | None, found: Stretch, before: str) -> Stretch:
    """Return the story's present after a date: asides ("as he had in 1931") in mid-sentence do not move it."""
    if focus is None or _sets_scene(before):
        return found
    years = found.first.year - focus.first.year
    return found if 0 <= years <= _LEAP else focus


def _sets_scene(before: str) -> bool:
    edge = _EDGE.search(before)
    return edge is not None and edge.end() - edge.start() <= _OPENING
