"""Arithmetic on days, weeks, months, seasons, years, decades and centuries; TIMEX3 values of stretches."""

from calendar import monthrange
from datetime import date, timedelta

from accordingto.grounding.times.expression import Stretch

_SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""First months of the meteorological seasons of the northern hemisphere."""


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def day(of: date) -> Stretch:
    """Return one day."""
    return Stretch(of, of, "day")


def week(of: date) -> Stretch:
    """Return the ISO week, Monday to Sunday, that a day lies in."""
    first = of - timedelta(days=of.weekday())
    return Stretch(first, first + timedelta(days=6), "week")


def weekend(of: date) -> Stretch:
    """Return the Saturday and Sunday of the ISO week that a day lies in."""
    first = of - timedelta(days=of.weekday() - 5)
    return Stretch(first, first + timedelta(days=1), "week")


def month(year: int, number: int) -> Stretch:
    """Return a month; numbers beyond 1 to 12 run into other years."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    return Stretch(date(year, number, 1), month_end(year, number), "month")


def season(year: int, code: str) -> Stretch:
    """Return three months by a TIMEX3 season code; winter runs into the next year."""
    first = _SEASON_MONTHS[code]
    return Stretch(date(year, first, 1), month(year, first + 2).last, "season")


def quarter(year: int, number: int) -> Stretch:
    """Return a quarter of a year, 1 to 4."""
    return Stretch(date(year, 3 * number - 2, 1), month_end(year, 3 * number), "season")


def years(first: int, last: int | None = None) -> Stretch:
    """Return one year, or the years from ``first`` to ``last``."""
    return Stretch(date(first, 1, 1), date(last or first, 12, 31), "year")


def decade(first: int) -> Stretch:
    """Return ten years that start with ``first``."""
    return Stretch(date(first, 1, 1), date(first + 9, 12, 31), "decade")


def century(number: int) -> Stretch:
    """Return the ``number``-th century: the 20th is 1901 to 2000."""
    return Stretch(date(100 * number - 99, 1, 1), date(100 * number, 12, 31), "century")


def same_day(year: int, of: date) -> date:
    """Return a day in another year; 29 February becomes the 28th."""
    return of.replace(year=year, day=min(of.day, month_end(year, of.month).day))


def shift(of: date, amount: int, unit: str) -> Stretch | None:
    """Return the unit that lies ``amount`` units from a day, or ``None`` outside the years 1 to 9999."""
    try:
        if unit == "D":
            return day(of + timedelta(days=amount))
        if unit in {"W", "WE"}:
            return (week if unit == "W" else weekend)(of + timedelta(weeks=amount))
        if unit == "M":
            return month(of.year, of.month + amount)
        if unit == "Q":
            months = (of.year * 12 + of.month - 1) // 3 + amount
            return quarter(months // 4, months % 4 + 1)
        if unit == "Y":
            return years(of.year + amount)
        if unit == "DE":
            return decade((of.year // 10 + amount) * 10)
        return century((of.year - 1) // 100 + 1 + amount)
    except (ValueError, OverflowError):
        return None


def third(stretch: Stretch, fraction: str | None) -> Stretch:
    """Return the first, middle or last third of a stretch ("early", "mid", "late"), at least a day long."""
    if fraction is None or stretch.unit == "day":
        return stretch
    length = (stretch.last - stretch.first).days + 1
    cut = max(1, length // 3)
    first, last = stretch.first, stretch.last
    if fraction == "early":
        last = first + timedelta(days=cut - 1)
    elif fraction == "mid":
        first, last = first + timedelta(days=cut), last - timedelta(days=cut)
    else:
        first = last - timedelta(days=cut - 1)
    return Stretch(first, max(first, last), stretch.unit)


def value_of(stretch: Stretch) -> str:
    """Return the TIMEX3 value of a whole unit: "2024-06-07", "2024-W23", "2024-06", "2024", "202", "20"."""
    first = stretch.first
    if stretch.unit == "season":
        codes = {month: code for code, month in _SEASON_MONTHS.items()}
        return f"{first.year:04d}-" + codes.get(first.month, f"Q{(first.month + 2) // 3}")
    if stretch.unit in {"day", "part_of_day"}:
        return first.isoformat()
    if stretch.unit == "week":
        iso = first.isocalendar()
        return f"{iso.year:04d}-W{iso.week:02d}" + ("-WE" if (stretch.last - first).days == 1 else "")
    if stretch.unit == "month":
        return first.isoformat()[:7]
    if stretch.unit == "year":
        return f"{first.year:04d}"
    return f"{first.year:04d}"[: 3 if stretch.unit == "decade" else 2]
