"""The day of a report as a number, so that days are told apart by subtracting."""

from datetime import date

from accordingto.records import Report


def day_of(report: Report) -> int | None:
    """Return the day of publication as a number (proleptic ordinal); ``None`` where no day is known."""
    day = (report.published or "")[:10]
    return date.fromisoformat(day).toordinal() if len(day) == 10 else None
