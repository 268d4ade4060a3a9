"""Dates as the office tables compare them: ISO strings, widened where only a year or a month is known."""

import re
from calendar import monthrange

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY_FIRST = re.compile(r"(\d{1,2}) ([A-Za-z]{3})[a-z]*\.?,? (\d{4})")
_MONTH_FIRST = re.compile(r"([A-Za-z]{3})[a-z]*\.? (\d{1,2}),? (\d{4})")
_ISO = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


def read(date: str | None) -> str | None:
    """Return a date as ``YYYY-MM-DD`` (the first day of a bare month or year), ``None`` where it is none.

    >>> read("12 April 2022"), read("2014-03"), read("today")
    ('2022-04-12', '2014-03-01', None)
    """
    if not date:
        return None
    if found := _ISO.match(date):
        return first_day(found[0])
    if found := _DAY_FIRST.match(date):
        day, month, year = found.groups()
    elif found := _MONTH_FIRST.match(date):
        month, day, year = found.groups()
    else:
        return None
    if month.lower() not in _MONTHS:
        return None
    return f"{year}-{_MONTHS.index(month.lower()) + 1:02d}-{int(day):02d}"


def first_day(date: str) -> str:
    """Return the first day that a ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD`` covers."""
    return date + "-01-01"[len(date) - 4 :] if len(date) < 10 else date


def last_day(date: str) -> str:
    """Return the last day that a ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD`` covers."""
    if len(date) == 4:
        return f"{date}-12-31"
    if len(date) == 7:
        return f"{date}-{monthrange(int(date[:4]), int(date[5:]))[1]:02d}"
    return date
