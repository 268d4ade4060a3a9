"""Find the time expressions of a text and say what each means, from the first to the last."""

import re
from collections.abc import Callable, Iterator
from datetime import date

from accordingto.grounding.times import absolute, clock, durations, named, partial, relative, weekdays
from accordingto.grounding.times.clock import with_day_behind
from accordingto.grounding.times.expression import Context, Meaning, Stretch, TimeExpression
from accordingto.grounding.times.patterns import patterns
from accordingto.grounding.times.story import is_narrative, moved
from accordingto.grounding.times.tense import TenseAt, from_words
from accordingto.records import TimePrecision

_WINDOW = 60
"""Characters of context that a rule may look at on either side."""

Rule = Callable[[re.Match[str], Context], Meaning | None]

_RULES: dict[str, Rule] = {
    "iso": absolute.iso,
    "numeric": absolute.numeric,
    "anniversary": named.anniversary,
    "named": named.happening,
    "day": absolute.calendar_day,
    "month_of_year": absolute.month_of_year,
    "month_of_ref": absolute.month_of_reference,
    "month_rel": absolute.relative_month,
    "month": absolute.bare_month,
    "unit_of": partial.unit_of,
    "season": absolute.season,
    "quarter": absolute.quarter,
    "halfyear": absolute.half_year,
    "bc": absolute.before_christ,
    "century": absolute.century,
    "decade": absolute.decade,
    "year": absolute.year,
    "shortyear": absolute.short_year,
    "weekday": weekdays.weekday,
    "today": relative.today,
    "thispart": relative.this_part,
    "earlyhours": clock.early_hours,
    "offset": relative.offset,
    "bareoffset": relative.bare_offset,
    "nextday": relative.next_day,
    "dayrel": relative.day_before,
    "later_in": relative.later_in,
    "lastunit": relative.last_unit,
    "window": durations.window,
    "age": durations.age,
    "per": durations.repeated,
    "compound": durations.compound,
    "duration": durations.duration,
    "bareduration": durations.bare_duration,
    "clock": clock.time_of_day,
    "partword": clock.part_word,
    "ref": clock.reference,
    "yearly": named.yearly,
}


_FROM_THE_REPORT = frozenset({"today", "weekday", "lastunit", "thispart"})
"""Kinds that count from the day of writing: in a history they are asides."""


def parse_anchor(published: str | None) -> date | None:
    """Return the day of an ISO 8601 date or time, ``None`` where it is missing or coarser than a day."""
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def find(text: str, *, anchor: str | None, tense: TenseAt | None = None) -> list[TimeExpression]:
    """Return the time expressions of a text in order.

    ``anchor`` is the ISO date that the text was written on; without one only absolute dates, and what hangs on them,
    are resolved. ``tense`` tells the tense of the clause around a span; by default it is read off nearby words. Types
    and values follow TimeML 1.2.1 (TIMEX3). The story's present moves with each date it passes.

    >>> [e.value for e in find("It began on 3 May 2021 and ended two days later.", anchor=None)]
    ['2021-05-03', '2021-05-05']
    """
    day = parse_anchor(anchor)
    narrative = day is None or is_narrative(text, day)
    tense_at = tense or from_words(text)
    focus: Stretch | None = None
    last: Stretch | None = None
    found: list[TimeExpression] = []
    for match, parts in _candidates(text):
        context = _context(text, match, day, focus, last, narrative, tense_at)
        meaning = _RULES[str(match.lastgroup)](parts, context)
        if meaning is None:
            continue
        found.append(_expression(match, meaning))
        aside = narrative and day is not None and match.lastgroup in _FROM_THE_REPORT
        if meaning.moves_focus and meaning.stretch and not aside:
            last = meaning.stretch
            focus = moved(focus, last, context.before) if narrative else last
            found = with_day_behind(found, text)
    return found


def _candidates(text: str) -> Iterator[tuple[re.Match[str], re.Match[str]]]:
    """Yield what looks like a time: the match of the scanner and that of its kind, with named parts."""
    grammar = patterns()
    for match in grammar.scanner.finditer(text):
        parts = grammar.kinds[str(match.lastgroup)].fullmatch(text, match.start(), match.end())
        if parts is not None:
            yield match, parts


def _context(
    text: str,
    match: re.Match[str],
    anchor: date | None,
    focus: Stretch | None,
    last: Stretch | None,
    narrative: bool,
    tense_at: TenseAt,
) -> Context:
    return Context(
        anchor,
        focus,
        last,
        narrative,
        tense_at(match.start(), match.end()) if anchor else "past",
        text[max(0, match.start() - _WINDOW) : match.start()],
        text[match.end() : match.end() + _WINDOW],
        text,
    )


def _expression(match: re.Match[str], meaning: Meaning) -> TimeExpression:
    interval, precision = _interval(meaning)
    return TimeExpression(match.start(), match.end(), meaning.kind, meaning.value, interval, precision, meaning.reason)


def _interval(meaning: Meaning) -> tuple[tuple[str, str] | None, TimePrecision | None]:
    """Return both ends in ISO 8601 and the precision; a century counts as the coarsest precision there is."""
    stretch = meaning.stretch
    if stretch is None:
        return None, None
    if meaning.clock:
        moment = f"{stretch.first}T{meaning.clock}" + ("" if ":" in meaning.clock else ":00")
        return (moment, moment), "minute" if ":" in meaning.clock else "hour"
    unit: TimePrecision = "decade" if stretch.unit == "century" else stretch.unit
    return (stretch.first.isoformat(), stretch.last.isoformat()), unit
