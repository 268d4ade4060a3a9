"""Copies: reports that are wholly another outlet's text, so that they do not count as a second source.

Whether one of two reports is the other's copy depends on these two alone. Of whom a report is the copy follows from
all such pairs: of the earliest, at the head of the chain.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from heapq import nsmallest
from typing import Protocol
from zlib import crc32

from accordingto.comparing.days import day_of
from accordingto.comparing.reuse import SHINGLE, compare_texts
from accordingto.comparing.wordmarks import words_of
from accordingto.records import Report

SKETCH = 64
"""Smallest shingle hashes kept of a report (bottom-k sketch, Broder 1997); enough to meet every whole copy."""

SHARED = 8
"""Hashes two sketches share before the texts themselves are compared: about an eighth of the shingles."""

DAYS = 30
"""Days between a report and its copy: what is printed again after a month is not told again. An undated report may be
the copy of any other."""

Age = tuple[str, bool, str, str]
"""What tells which of two like reports is the original: day, whether it credits a wire, outlet, id."""


def find(reports: Iterable[Report]) -> dict[str, str]:
    """Return copy → original, by report ids: the original is the earlier one, the credited wire first on one day."""
    listed = {report.id: report for report in sorted(reports, key=age)}
    partners: dict[str, set[str]] = defaultdict(set)
    holders: dict[int, list[str]] = defaultdict(list)
    for report in listed.values():
        marks = sketch(report)
        met = Counter(other for mark in marks for other in holders[mark])
        likely = [listed[r] for r, shared in met.items() if shared >= SHARED and may_copy(report, listed[r])]
        first = first_of(report, likely)
        if first is not None:
            partners[report.id].add(first.id)
            partners[first.id].add(report.id)
        for mark in marks:
            holders[mark].append(report.id)
    return originals({r: age(listed[r]) for r in partners}, partners)


def first_of(report: Report, likely: Iterable[Report]) -> Report | None:
    """Return the earliest of some reports whose copy a report is, ``None`` where it is no copy of an earlier one.

    No other is needed, as the original is at the head of the chain that begins with it; so a text that is printed a
    thousand times is compared a thousand times, and not each printing with each.
    """
    own = age(report)
    earlier = sorted((one for one in likely if age(one) < own), key=age)
    return next((one for one in earlier if is_copy(report, one)), None)


def sketch(report: Report) -> list[int]:
    """Return the marks by which copies of a report are looked for: hashes of runs of its outlet's own words."""
    own = [word.form if word.mark == "own" else "" for word in words_of(report.text)]
    runs = (own[i : i + SHINGLE] for i in range(len(own) - SHINGLE + 1))
    return nsmallest(SKETCH, {crc32(" ".join(run).encode()) for run in runs if all(run)})


def may_copy(a: Report, b: Report) -> bool:
    """Return whether two reports are near enough in time for one to be the other's copy."""
    days = day_of(a), day_of(b)
    return days[0] is None or days[1] is None or abs(days[0] - days[1]) <= DAYS


def is_copy(a: Report, b: Report) -> bool:
    """Return whether one of two reports is wholly the other's text."""
    return compare_texts(a.text, b.text).label == "wholly"


class Imprint(Protocol):
    """What tells a report's age: a report, or these facts of it alone."""

    @property
    def id(self) -> str: ...
    @property
    def published(self) -> str | None: ...
    @property
    def outlet(self) -> str | None: ...
    @property
    def wire_credits(self) -> tuple[str, ...]: ...


def age(report: Imprint) -> Age:
    """Return what puts a report before or after its copies."""
    credited = bool(set(report.wire_credits) - {report.outlet})
    return report.published or "9999", credited, report.outlet or "", report.id


def originals(ages: Mapping[str, Age], partners: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Return copy → original for reports that are pairwise copies: ``partners`` of each, and the ``ages`` of all."""
    found: dict[str, str] = {}
    for copy in sorted(ages, key=lambda r: ages[r]):
        first = min((p for p in partners[copy] if ages[p] < ages[copy]), key=lambda p: ages[p], default=None)
        if first is not None:
            found[copy] = found.get(first, first)
    return found
