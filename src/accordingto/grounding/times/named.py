"""Happenings and feast days that reports use as dates, from the codebook."""

import re
from datetime import date
from functools import cache

from accordingto.grounding.times import calendar
from accordingto.grounding.times.anchoring import nearest_year, undated
from accordingto.grounding.times.expression import Context, Meaning, Stretch
from accordingto.grounding.times.page import NamedEvent, YearlyDay, named, words

Match = re.Match[str]


def _key(name: str) -> str:
    return " ".join(name.replace("’", "'").split()).lower()


@cache
def _by_name() -> dict[str, NamedEvent]:
    return {_key(name): event for event in named().events for name in event.names}


@cache
def _by_short() -> dict[str, tuple[NamedEvent, ...]]:
    phrases = {_key(phrase) for event in named().events for phrase in event.short}
    return {p: tuple(e for e in named().events if p in map(_key, e.short)) for p in phrases}


@cache
def _days() -> dict[str, YearlyDay]:
    return {_key(name): day for day in named().days for name in day.names}


def _event(name: str, context: Context) -> NamedEvent | None:
    """Return the event of a name, or of a short phrase where the report speaks of one candidate above all."""
    sure = _by_name().get(_key(name))
    if sure:
        return sure
    past = [e for e in _by_short().get(_key(name), ()) if context.anchor is None or e.start <= context.anchor]
    counts = sorted(
        ((sum(len(re.findall(rf"\b{re.escape(w)}\b", context.text)) for w in e.about), e.start, e) for e in past),
        key=lambda c: c[:2],
        reverse=True,
    )
    if not counts or counts[0][0] == 0:
        return None
    if len(counts) > 1 and counts[1][0] * 2 > counts[0][0]:
        return None
    return counts[0][2]


def happening(match: Match, context: Context) -> Meaning | None:
    """ "D-Day"; "since the invasion" runs up to the report's day. A short phrase without "since" is no date."""
    name, since = match["event"], bool(match["since"])
    if _key(name) not in _by_name() and not (
        since or re.search(r"\b(?:before|after|when|until|by|from)\s*$", context.before)
    ):
        return None
    event = _event(name, context)
    if event is None:
        return Meaning("DATE", "null", reason="ambiguous") if since else None
    last = event.end or event.start
    if since and context.anchor and event.start <= context.anchor:
        last = context.anchor
    return Meaning("DATE", event.start.isoformat(), Stretch(event.start, last, "day"))


def anniversary(match: Match, context: Context) -> Meaning | None:
    """ "the 80th anniversary of D-Day": the day of the event, that many years on."""
    event = _event(match["event"], context)
    if event is None:
        return Meaning("DATE", "null", reason="ambiguous")
    digits = re.match(r"\d+", match["n"] or "")
    count = int(digits[0]) if digits else words().ordinals.get((match["n"] or "").lower())
    if count is None and context.anchor is None:
        return undated(f"XXXX-{event.start:%m-%d}", context)
    year = event.start.year + count if count is not None else context.anchor.year if context.anchor else 1
    found = calendar.day(calendar.same_day(year, event.start))
    return Meaning("DATE", calendar.value_of(found), found)


def yearly(match: Match, context: Context) -> Meaning | None:
    """ "Christmas", "New Year's Eve 2022"; a movable feast is an expression without a date."""
    known = _days().get(_key(match["n"]))
    if known is None:
        return Meaning("DATE", f"{match['y']}-XX" if match["y"] else "null", reason="movable feast")
    year = int(match["y"]) if match["y"] else nearest_year(known.month, known.day, context)
    if year is None:
        return undated(f"XXXX-{known.month:02d}-{known.day:02d}", context)
    found = calendar.day(date(year, known.month, known.day))
    return Meaning("DATE", calendar.value_of(found), found)
