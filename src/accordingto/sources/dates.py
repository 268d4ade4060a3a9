"""Publication dates as people and programs write them → ISO 8601 with a precision; unclear ones are left alone."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from accordingto.records import TimePrecision

Dated = tuple[str, TimePrecision]

_LONGEST = 100
"""Characters beyond which nothing is a date: a weekday, a date, a time and a zone, written out, take some sixty."""

_YEAR = re.compile(r"\d{4}")
_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})")
_ISO_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_COMPACT = re.compile(r"\d{8}")
_ISO_TIME = re.compile(
    r"\d{4}-\d{2}-\d{2}[T ]\d{2}(?::?\d{2})?(?P<seconds>:?\d{2})?(?:[.,]\d+)?\s*(?:Z|[+-]\d{2}:?\d{2})?"
)
_SLASHED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_RFC822 = re.compile(r"(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}")

_NOISE = re.compile(
    r"^(?:published|updated|posted|last updated|date)\s*(?:on|at)?\s*:?\s*"
    r"|\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?\s*"
    r"|(?<=\d)(?:st|nd|rd|th)\b|\bof\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r",?\s*(?:at\s+)?\b\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?\s*(?:\(?[A-Z]{2,4}\)?)?\s*$"
    r"|,?\s*(?:at\s+)?\b\d{1,2}\s*[ap]\.?m\.?\s*(?:\(?[A-Z]{2,4}\)?)?\s*$",
    re.IGNORECASE,
)
_WORDED = ("%B %d %Y", "%b %d %Y", "%d %B %Y", "%d %b %Y", "%Y %B %d", "%d-%b-%Y", "%d-%B-%Y")
_WORDED_MONTH = ("%B %Y", "%b %Y")


def parse_date(written: str | None) -> Dated | None:
    """Return a written date as ISO 8601 and its precision, ``None`` where it is not certainly one date.

    ISO 8601, RFC 822 and worded English dates are read. All-number dates with the year last are read only where one
    number cannot be a month. Midnight without a zone counts as a day: tables write days so.

    >>> parse_date("June 7, 2024")
    ('2024-06-07', 'day')
    >>> parse_date("06/07/2024") is None
    True
    """
    if written is None or len(written) > _LONGEST:
        return None
    value = written.strip()
    try:
        return _numeric(value) or _timed(value) or _worded(value)
    except (ValueError, OverflowError):
        return None


def _day(year: int, month: int, day: int) -> Dated:
    return datetime(year, month, day, tzinfo=UTC).date().isoformat(), "day"


def _numeric(value: str) -> Dated | None:
    if _YEAR.fullmatch(value):
        return value, "year"
    if found := _MONTH.fullmatch(value):
        return _day(int(found[1]), int(found[2]), 1)[0][:7], "month"
    if found := _ISO_DAY.fullmatch(value):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if _COMPACT.fullmatch(value):
        return _day(int(value[:4]), int(value[4:6]), int(value[6:]))
    if found := _SLASHED.fullmatch(value):
        first, second, year = int(found[1]), int(found[2]), int(found[3])
        if first > 12 or first == second:
            return _day(year, second, first)
        return _day(year, first, second) if second > 12 else None
    return None


def _timed(value: str) -> Dated | None:
    if found := _ISO_TIME.fullmatch(value):
        moment = datetime.fromisoformat(value.replace(" ", "T", 1).replace(" ", ""))
        return _moment(moment, has_seconds=bool(found["seconds"]))
    if _RFC822.match(value):
        return _moment(parsedate_to_datetime(value), has_seconds=value.count(":") > 1)
    return None


def _moment(moment: datetime, *, has_seconds: bool) -> Dated:
    if moment.tzinfo is None and not (moment.hour or moment.minute or moment.second):
        return moment.date().isoformat(), "day"
    return moment.isoformat(timespec="seconds" if has_seconds else "minutes"), "second" if has_seconds else "minute"


def _worded(value: str) -> Dated | None:
    plain = _NOISE.sub(" ", _CLOCK.sub("", value))
    plain = " ".join(re.sub(r"\bSept\b", "Sep", plain.replace(",", " ").replace(".", " ")).split())
    for pattern in _WORDED:
        if moment := _try(plain, pattern):
            return moment.date().isoformat(), "day"
    for pattern in _WORDED_MONTH:
        if moment := _try(plain, pattern):
            return moment.date().isoformat()[:7], "month"
    return None


def _try(value: str, pattern: str) -> datetime | None:
    try:
        return datetime.strptime(value, pattern).replace(tzinfo=UTC)
    except ValueError:
        return None
