"""Lengths of time and repeated times: no points in time, but windows like "the past three weeks" are."""

import math
import re
from datetime import timedelta

from accordingto.grounding.quantities import parse_number
from accordingto.grounding.times import calendar
from accordingto.grounding.times.anchoring import deictic_base
from accordingto.grounding.times.expression import Context, Meaning, Stretch
from accordingto.grounding.times.page import words

Match = re.Match[str]
_CLOCK_UNITS = frozenset("SMH")
_DAYS = {"D": 1, "W": 7, "WE": 7, "M": 30, "Q": 91, "Y": 365, "DE": 3652, "CE": 36524}


def unit_code(word: str) -> tuple[str, bool]:
    """Return the code of a unit's name and whether it is one of hours, minutes and seconds."""
    units, lowered = words().units, word.lower()
    name = (
        lowered
        if lowered in units
        else lowered.removesuffix("s").removesuffix("ie") + ("y" if lowered.endswith("ies") else "")
    )
    return units[name], name in {"second", "minute", "hour"}


def amount(count: str) -> float | None:
    """Return how many a count word says, ``None`` for "several" and the like."""
    lowered = count.lower().strip()
    if lowered in {"a", "an", "one"}:
        return 1
    if lowered.startswith("half"):
        return 0.5
    if lowered.startswith("one and a half"):
        return 1.5
    if re.match(r"(?:a )?(?:few|several|many|some|number|couple|dozen|hundred)", lowered):
        return 2 if "couple" in lowered else None
    low, high = parse_number(lowered)
    return high if low is None else low


def length_value(count: float | None, code: str, clock: bool) -> str:
    """Return a TIMEX3 duration: "P3W", "PT2H", "PXD"."""
    number = "X" if count is None else f"{count:g}"
    if code == "2W":
        return f"P{2 * (count or 1):g}W"
    if code == "Q":
        return f"P{3 * (count or 1):g}M"
    return f"P{'T' if clock else ''}{number}{'W' if code == 'WE' else code}"


def duration(match: Match, context: Context) -> Meaning | None:
    """ "for three weeks", "more than two years"."""
    code, clock = unit_code(match["u"])
    count_word = match["n"].lower()
    if code in {"S", "Q"} and not match["u"].lower().endswith("s"):
        return None
    if count_word in {"a", "an"} and not _article_is_one(context, match["u"].lower()):
        return None
    return Meaning("DURATION", length_value(amount(count_word), code, clock))


def _article_is_one(context: Context, unit: str) -> bool:
    """Return whether "a day" is a length: behind a preposition, or a rate ("30 a day")."""
    if unit == "night":
        return False
    return bool(
        re.search(
            r"\b(?:\d[\d,]*|once|twice|[a-z]{3,}s|for|in|within|after|over|under|of|about|than|nearly|almost|just|took|lasted|around|\d|half)\s*$",
            context.before,
            re.IGNORECASE,
        )
    )


def bare_duration(match: Match, context: Context) -> Meaning | None:
    """ "for months", "years of war"; a bare plural elsewhere is no expression."""
    if not re.search(
        r"\b(?:for|within|in|over|after|took|lasted|lasting|many|of|recent)\s*$", context.before
    ) and not re.match(r"\s(?:of|after|before)\b", context.after):
        return None
    code, clock = unit_code(match["u"])
    return Meaning("DURATION", length_value(None, code, clock))


def compound(match: Match, _: Context) -> Meaning | None:
    """ "a 24-year war", "a three-day visit"."""
    code, clock = unit_code(match["u"])
    return Meaning("DURATION", length_value(amount(match["n"]), code, clock))


def age(match: Match, _: Context) -> Meaning | None:
    """ "19 years old": a length, told apart so that no other rule takes it."""
    code, clock = unit_code(match["u"])
    return Meaning("DURATION", length_value(amount(match["n"]), code, clock))


def repeated(match: Match, _: Context) -> Meaning | None:
    """ "every day", "daily", "per month"."""
    if match["w"]:
        return Meaning("SET", words().sets[match["w"].lower()])
    unit = match["u"].lower()
    if unit in words().parts:
        return Meaning("SET", f"XXXX-XX-XXT{words().parts[unit]}")
    code, clock = unit_code(unit)
    if match.group().lower().startswith("per"):
        return Meaning("SET", length_value(1, code, clock))
    values = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Y": "XXXX"}
    return Meaning("SET", length_value(1, code, clock) if clock else values.get(code, f"P1{code}"))


def window(match: Match, context: Context) -> Meaning | None:
    """ "the past three weeks", "the next two years": a length that begins or ends at the present."""
    code, clock = unit_code(match["u"].removeprefix("24 "))
    plural = match["u"].lower().endswith("s")
    if not plural and not match["n"]:
        return _single(match, context, code)
    count = amount(match["n"]) if match["n"] else None
    value = length_value(count, code, clock)
    word = match["rel"].lower()
    base = deictic_base(context)
    if word in {"first", "final", "following", "preceding"} or base is None or count is None or clock:
        return Meaning("DURATION", value)
    span = timedelta(days=math.ceil(count * _DAYS.get(code, 1)))
    try:
        ends = (base - span, base) if word in {"last", "past", "previous"} else (base, base + span)
    except OverflowError:
        return Meaning("DURATION", value)
    unit = {"D": "day", "W": "week", "M": "month", "Y": "year"}.get(code, "decade")
    return Meaning("DURATION", value, Stretch(*ends, unit))  # type: ignore[arg-type]


def _single(match: Match, context: Context, code: str) -> Meaning | None:
    """ "the past week" is a length up to now, "the last month of the war" another thing."""
    word = match["rel"].lower()
    if word in {"first", "final", "last"} or (code in {"S", "M"} and match["u"].lower() == "minute"):
        return None
    base = deictic_base(context)
    value = length_value(1, code, match["u"].lower() == "hour")
    if base is None or word in {"following", "preceding"} or code == "H":
        return Meaning("DURATION", value)
    step = -1 if word in {"past", "previous"} else 1
    found = calendar.shift(base, step, code)
    if found is None:
        return None
    return Meaning("DATE", calendar.value_of(found), found)
