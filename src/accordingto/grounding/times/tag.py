"""The times of a report as records, with the reasons for those that stay open."""

from collections import defaultdict

from spacy.tokens import Doc

from accordingto.grounding.times.expression import TimeExpression
from accordingto.grounding.times.finding import find
from accordingto.grounding.times.tense import from_parse
from accordingto.records import Problem, Report, When, make_problem
from accordingto.text import mention

_SHOWN = 5
"""How many unresolved expressions a problem row names; the rest are counted."""


def tag(doc: Doc, report: Report) -> tuple[tuple[When, ...], tuple[Problem, ...]]:
    """Return a report's points and stretches in time, in text order, and a problem for each reason to leave some open.

    Lengths ("for three weeks") and repeated times ("daily") say not when, so they are found but not returned. The
    report's ``published`` day anchors relative expressions; without it they stay open with the reason.
    """
    found = find(report.text, anchor=report.published, tense=from_parse(doc))
    shut = [(zone.start, zone.end) for zone in report.zones if zone.kind == "boilerplate"]
    points = [e for e in found if (e.interval or e.reason) and not any(a <= e.start < b for a, b in shut)]
    return tuple(_when(report, e) for e in points), _problems(report, points)


def _when(report: Report, found: TimeExpression) -> When:
    start, end = found.interval or (None, None)
    return When(mention(report.text, found.start, found.end), start, end, found.precision)


def _problems(report: Report, points: list[TimeExpression]) -> tuple[Problem, ...]:
    open_by_reason: dict[str, list[str]] = defaultdict(list)
    for found in points:
        if found.reason:
            open_by_reason[found.reason].append(report.text[found.start : found.end])
    return tuple(make_problem(report.path, "times", reason, _detail(which)) for reason, which in open_by_reason.items())


def _detail(which: list[str]) -> str:
    more = f" and {len(which) - _SHOWN} more" if len(which) > _SHOWN else ""
    return f"{len(which)} unresolved: " + "; ".join(" ".join(w.split()) for w in which[:_SHOWN]) + more
