"""How reports, people, records and values are called where people read them."""

import re
from collections.abc import Sequence
from pathlib import PurePath

from accordingto.records import Actor, Count, Difference, Event, Mention, Party, Position, Report, Statement, When

_NO_TITLE = frozenset({"none", "null", "nan", "untitled", ""})
"""What other programs write where an article has no title."""

_BOUNDS = re.compile(r"(\d+|None)-(\d+|None)")

_TIME = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::[\d.]+)?(Z|[+-]\d\d:?\d\d)?")

_TITLE_LENGTH = 90


def one_line(text: str) -> str:
    """Return a text without line ends and repeated blanks."""
    return " ".join(text.split())


def outlet_of(report: Report) -> str:
    """Return by which name a report's publisher goes."""
    return report.outlet or PurePath(report.path or "unknown outlet").name


def source_of(report: Report | None) -> str:
    """Return outlet and day of a report as it is cited.

    >>> source_of(None)
    'unknown report'
    """
    if report is None:
        return "unknown report"
    return f"{outlet_of(report)}, {(report.published or 'undated')[:10]}"


def time_of(published: str) -> str:
    """Return a day, or a time of day without seconds and how far its clock is from UTC.

    >>> time_of("2031-03-04T17:05:00Z")
    '2031-03-04 17:05 UTC'
    """
    found = _TIME.fullmatch(published)
    if found is None:
        return published
    zone = "UTC" if found[3] in {"Z", "+00:00", "+0000"} else found[3]
    return " ".join(part for part in (found[1], found[2], zone) if part)


def title_of(report: Report) -> str:
    """Return a report's title, else its headline, else its first words."""
    if report.title and report.title.strip().casefold() not in _NO_TITLE:
        return one_line(report.title)
    headline = next((report.text[z.start : z.end] for z in report.zones if z.kind == "headline"), "")
    words = one_line(headline or report.text[: 2 * _TITLE_LENGTH])
    return words if len(words) <= _TITLE_LENGTH else words[:_TITLE_LENGTH].rsplit(" ", 1)[0] + " …"


def name_of(actor: Actor | None, mention: Mention | None) -> str:
    """Return how a party is shown: name and code where known, else the report's words."""
    if actor is None:
        return f"“{one_line(mention.text)}”" if mention else "somebody not named"
    codes = " ".join(c for c in (actor.country, actor.sector) if c)
    return f"{actor.name} ({codes})" if codes and codes != actor.name else actor.name


def party_name(party: Party | None) -> str:
    """Return how a party that may be missing is shown."""
    return name_of(party.actor, party.mention) if party else "somebody not named"


def parties_name(parties: Sequence[Party]) -> str:
    """Return how several parties are shown, ``?`` for none."""
    return ", ".join(dict.fromkeys(map(party_name, parties))) or "?"


def span_of(when: When | None) -> str | None:
    """Return a time as its days, ``None`` where it was not resolved.

    >>> span_of(When(Mention("in May", 0, 6), "2024-05-01", "2024-05-31", "month"))
    'May 2024'
    """
    if when is None or when.start is None:
        return None
    return days(when.start, when.end or when.start, when.precision)


MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def days(start: str, end: str, precision: str | None = None) -> str:
    """Return a span of ISO days as precisely as it is known: a day, a month, a year, or from a day to a day.

    >>> days("2024-05-01", "2024-05-31", "month"), days("2024-06-05", "2024-06-07"), days("2024-06-05", "2024-06-05")
    ('May 2024', '2024-06-05 to 2024-06-07', '2024-06-05')
    """
    first, last = start[:10], end[:10]
    if first == last:
        return first
    if precision == "month" and first[:7] == last[:7]:
        return f"{MONTHS[int(first[5:7]) - 1]} {first[:4]}"
    if precision == "year" and first[:4] == last[:4]:
        return first[:4]
    return f"{first} to {last}"


def value(words: str | None) -> str:
    """Return a value of a difference for reading: bounds as words, ``not given`` for nothing.

    >>> value("5-5"), value("5-None"), value("3-7"), value(None)
    ('5', 'at least 5', '3 to 7', 'not given')
    """
    if not words:
        return "not given"
    bounds = _BOUNDS.fullmatch(words)
    return one_line(words) if bounds is None else _range(*bounds.groups())


def _range(low: str, high: str) -> str:
    if low == high:
        return low
    if high == "None":
        return f"at least {low}"
    return f"at most {high}" if low == "None" else f"{low} to {high}"


def victims(event: Event) -> list[str]:
    """Return the victims of an event as words: ``killed 5``, ``injured at least 20``."""
    if event.magnitude is None:
        return []
    counts = ((kind, getattr(event.magnitude, kind)) for kind in event.magnitude.__struct_fields__)
    return [f"{kind} {value(f'{c.low}-{c.high}')}" for kind, c in counts if isinstance(c, Count)]


def headline(record: Statement | Event | Position) -> str:
    """Return a record in a few words: who does what to whom, or who says it."""
    match record:
        case Statement():
            cue = one_line(record.cue.mention.text) if record.cue else "says"
            to = f" [to {one_line(record.addressee.mention.text)}]" if record.addressee else ""
            return f"{party_name(record.speaker)} {cue}{to}"
        case Event():
            mode = f" {record.mode}" if record.mode else ""
            status = "" if record.status == "occurred" else f" [{record.status}]"
            who = f"{parties_name(record.actors)} → {parties_name(record.recipients)}"
            return f"{record.type.capitalize()}{mode}: {who}{status}"
        case Position():
            to = f" → {party_name(record.bearer)}" if record.bearer else ""
            status = "" if record.status == "in_force" else f" [{record.status.replace('_', ' ')}]"
            return f"{record.position.replace('_', ' ').capitalize()}: {party_name(record.holder)}{to}{status}"


def words_of(record: Statement | Event | Position) -> str:
    """Return the words by which a record is told: what is said, the clause of an event, the act of a position."""
    match record:
        case Statement():
            return " … ".join(one_line(m.text) for m in record.content)
        case Event():
            return one_line(record.evidence.exact)
        case Position():
            return one_line(record.action.mention.text)


def kind_name(record: Statement | Event | Position) -> str:
    """Return the kind of a record."""
    return str(record.__struct_config__.tag)


_CAUSES = {
    "update": "the later report tells what has come of it",
    "scope": "one tells a part, the other the whole",
    "rounding": "one number is rounded or a bound",
    "different_source": "they have it from different sources",
    "contradiction": "neither time nor source explains it",
    "only_one": "only one gives it",
    "wording": "other words for the same",
}


_TOLD_ALONE = frozenset({"only_one", "wording"})
"""Causes whose explanation says their name again."""


def why(difference: Difference) -> str:
    """Return why reports differ, in words; empty where no cause is known.

    >>> why(Difference("killed", "numeric", (), "update"))
    'update: the later report gives a newer figure'
    """
    if difference.cause is None:
        return ""
    if difference.cause == "update" and difference.type == "numeric":
        return "update: the later report gives a newer figure"
    if difference.cause in _TOLD_ALONE:
        return _CAUSES[difference.cause]
    return f"{difference.cause.replace('_', ' ')}: {_CAUSES[difference.cause]}"
