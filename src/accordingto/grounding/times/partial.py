"""The first or last days, weeks or months of a month or a year."""

import math
import re
from datetime import timedelta

from accordingto.grounding.times import calendar
from accordingto.grounding.times.absolute import month_number
from accordingto.grounding.times.anchoring import nearest_year
from accordingto.grounding.times.durations import amount, length_value, unit_code
from accordingto.grounding.times.expression import Context, Meaning, Stretch

_DAYS = {"D": 1.0, "W": 7.0, "WE": 7.0, "M": 30.44}


def unit_of(match: re.Match[str], context: Context) -> Meaning | None:
    """ "the last week of August", "the first ten months of 1915": a length, with the days that it covers."""
    code, clock = unit_code(match["u"])
    plural = match["u"].lower().endswith("s")
    count = amount(match["n"]) if match["n"] else (None if plural else 1)
    value = length_value(count, code, clock)
    whole = _whole(match, context)
    if whole is None:
        return Meaning("DURATION", value)
    length = math.ceil((count or 3) * _DAYS[code]) - 1
    at_start = match["which"].lower() in {"first", "opening"}
    first = whole.first if at_start else max(whole.first, whole.last - timedelta(days=length))
    last = min(whole.last, whole.first + timedelta(days=length)) if at_start else whole.last
    unit = calendar.shift(first, 0, code)
    return Meaning("DURATION", value, Stretch(first, last, unit.unit if unit else whole.unit), moves_focus=True)


def _whole(match: re.Match[str], context: Context) -> Stretch | None:
    if match["y2"]:
        return calendar.years(int(match["y2"]))
    number = month_number(match["m"])
    year = int(match["y"]) if match["y"] else nearest_year(number, None, context)
    return None if year is None else calendar.month(year, number)
