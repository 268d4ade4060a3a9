"""The day of a report as a number, so that days are told apart by subtracting."""

from datetime import date

from accordingto.records import Report

WINDOW_DAYS = 4
"""News of one happening is told again within days; a week later it is usually another one of its kind."""


def day_of(report: Report) -> int | None:
    """Return the day of publication as a number (proleptic ordinal); ``None`` where no day is known."""
    day = (report.published or "")[:10]
    return date.fromisoformat(day).toordinal() if len(day) == 10 else None


def near(a: int | None, b: int | None, days: int = WINDOW_DAYS) -> bool:
    """Return whether two days are so close that reports of them are compared; undated reports stand apart."""
    return a == b if a is None or b is None else abs(a - b) <= days
