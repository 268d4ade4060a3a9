"""Weekdays, by the tense of their clause: the nearest one up to the report's day, or from it on."""

import re
from datetime import date, timedelta

from accordingto.grounding.times import calendar
from accordingto.grounding.times.absolute import with_part
from accordingto.grounding.times.anchoring import deictic_base, story_base, undated
from accordingto.grounding.times.expression import Context, Meaning, Tense
from accordingto.grounding.times.page import words

Match = re.Match[str]


def nearest(anchor: date, weekday: int, tense: Tense) -> date:
    """Return the weekday at most six days before ``anchor`` (or after it, in the future), that day included."""
    if tense == "future":
        return anchor + timedelta(days=(weekday - anchor.weekday()) % 7)
    return anchor - timedelta(days=(anchor.weekday() - weekday) % 7)


def weekday(match: Match, context: Context) -> Meaning | None:
    """ "on Friday", "last Monday", "next Tuesday", "Friday morning", "the following Sunday"."""
    number = words().weekdays[match["wd"]]
    relation = (match["rel"] or "").lower()
    from_story = relation.startswith("the ")
    base = story_base(context) if from_story else deictic_base(context)
    if match["wd"].endswith(".") and re.match(r"\s?[A-Z]", context.after) and not match["rel"]:
        return None
    if base is None:
        return undated(f"XXXX-WXX-{number + 1}", context)
    found = _found(base, number, relation, context.tense)
    part = match["part"] or match["part2"]
    meaning = Meaning("DATE", found.isoformat(), calendar.day(found), moves_focus=True)
    return with_part(meaning, part) if part else meaning


def _found(base: date, number: int, relation: str, tense: Tense) -> date:
    word = relation.rsplit(maxsplit=1)[-1] if relation else ""
    if word in {"last", "past", "previous"}:
        return nearest(base - timedelta(days=1), number, "past")
    if word == "following":
        return nearest(base + timedelta(days=1), number, "future")
    if word == "next":
        monday = base + timedelta(days=7 - base.weekday())
        return monday + timedelta(days=number)
    if word == "this":
        return base + timedelta(days=number - base.weekday())
    if word == "coming":
        return nearest(base, number, "future")
    return nearest(base, number, tense)
