"""Times of day and words for the present, on the day that the text has reached."""

import re

from accordingto.grounding.times import calendar
from accordingto.grounding.times.absolute import clock_value, opener, with_clock, with_part
from accordingto.grounding.times.anchoring import deictic_base, story_base, undated
from accordingto.grounding.times.expression import Context, Meaning, TimeExpression
from accordingto.grounding.times.page import words
from accordingto.grounding.times.weekdays import nearest
from accordingto.records import TimePrecision

Match = re.Match[str]


_NAMED_HALF = re.compile(r"[ap]\.?\s?m\b|\s[A-Za-z ]+$", re.IGNORECASE)
_BEFORE_TIME = re.compile(
    r"\b(?:at|by|around|about|from|to|until|till|before|after|since|near|and|between)\s*$", re.IGNORECASE
)


def time_of_day(match: Match, context: Context) -> Meaning | None:
    """ "at 9 p.m.": on the day last spoken of, else the report's."""
    value = clock_value(match["clock"])
    if value is None or re.search(r"(?:\d[–-]|[.:])$", context.before):
        return None
    dotted = not re.search(r"[ap]\.?m|:", match["clock"], re.IGNORECASE)
    if dotted:
        return None
    if not _NAMED_HALF.search(match.group()) and not _BEFORE_TIME.search(context.before):
        return None
    day = _today(context)
    if day is None:
        return _undated_time(value, context)
    return with_clock(day, match["clock"])


def _today(context: Context) -> Meaning | None:
    base = story_base(context) if context.last and context.last.unit in {"day", "part_of_day"} else context.anchor
    if context.narrative and (context.last is None or context.last.unit not in {"day", "part_of_day"}):
        return None
    return Meaning("DATE", base.isoformat(), calendar.day(base)) if base else None


def _undated_time(value: str, context: Context) -> Meaning:
    return Meaning("TIME", f"XXXX-XX-XXT{value}", reason=undated("", context).reason)


_BETWEEN = re.compile(r",?\s\(?(?:[A-Z]\w+\stime\s|local\stime,?\s|\([\d.: apmGMTUC]+\)\s)?(?:on\s)?")


def with_day_behind(found: list[TimeExpression], text: str) -> list[TimeExpression]:
    """ "at 9 p.m. on Wednesday": give a time of day the day that follows it, if the last two are such a pair."""
    if len(found) < 2 or found[-1].interval is None or found[-1].precision != "day":
        return found
    clock, day = found[-2:]
    is_clock = clock.kind == "TIME" and re.search(r"T\d\d(?::\d\d)?$", clock.value)
    if not is_clock or not _BETWEEN.fullmatch(text, clock.end, day.start):
        return found
    moment = f"{found[-1].interval[0]}T{clock.value.split('T')[-1]}"
    full = moment if moment.count(":") else f"{moment}:00"
    precision: TimePrecision = "hour" if clock.precision == "hour" else "minute"
    dated = TimeExpression(clock.start, clock.end, "TIME", moment, (full, full), precision, None)
    return [*found[:-2], dated, day]


def part_word(match: Match, context: Context) -> Meaning | None:
    """ "at dawn", "by midnight"."""
    if not re.search(r"\b(?:at|by|before|after|until|since|around|about|from|till)\s*$", context.before):
        return None
    day = _today(context)
    if day is None:
        return undated("XXXX-XX-XX", context)
    if match["w"].lower() in {"noon", "midday"}:
        return with_clock(day, "12:00")
    return with_part(day, match["w"])


def early_hours(match: Match, context: Context) -> Meaning | None:
    """ "the early hours of Friday"."""
    base = deictic_base(context)
    if match["wd"] and base:
        found = nearest(base, words().weekdays[match["wd"]], context.tense)
        return with_part(Meaning("DATE", "", calendar.day(found), moves_focus=True), "morning")
    day = _today(context)
    return with_part(day, "morning") if day else undated("XXXX-XX-XXTMO", context)


def reference(match: Match, context: Context) -> Meaning | None:
    """ "now" is the report's day; "recently" and "former" have no day."""
    word = " ".join(match.group().lower().split())
    kind = next(k for k, listed in words().references.items() if word in listed)
    value = f"{kind.upper()}_REF"
    if word in words().adjectives:
        return _adjective(word, value, context)
    if kind != "present":
        return Meaning("DATE", value, reason="vague")
    stretch = calendar.day(context.anchor) if context.anchor else None
    return Meaning("DATE", value, stretch, reason=None if stretch else "no report date")


def _adjective(word: str, value: str, context: Context) -> Meaning | None:
    """ "former" and "recent" are TIMEX3 expressions but say nothing about when something happened."""
    if word in {"formerly", "previously", "soon", "the future", "this time"} and not opener(context):
        return None
    return Meaning("SET", value) if value else None
