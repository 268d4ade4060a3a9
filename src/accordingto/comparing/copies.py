"""Copies: reports that are wholly another outlet's text, so that they do not count as a second source."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from heapq import nsmallest
from itertools import combinations
from zlib import crc32

from accordingto.comparing.reuse import SHINGLE, compare_texts
from accordingto.comparing.wordmarks import words_of
from accordingto.records import Report

SKETCH = 64
"""Smallest shingle hashes kept of a report (bottom-k sketch, Broder 1997); enough to meet every whole copy."""

SHARED = 8
"""Hashes two sketches share before the texts themselves are compared: about an eighth of the shingles."""

COMMON = 50
"""A hash that more reports hold is a set phrase or a feed's footer and proposes no pairs."""


def find(reports: Iterable[Report]) -> dict[str, str]:
    """Return copy → original, by report ids: the original is the earlier one, the credited wire first on one day."""
    listed = sorted(reports, key=_age)
    copy_of: dict[str, str] = {}
    for first, second in _candidates(listed):
        if second.id not in copy_of and compare_texts(first.text, second.text).label == "wholly":
            copy_of[second.id] = copy_of.get(first.id, first.id)
    return copy_of


def _age(report: Report) -> tuple[str, bool, str, str]:
    credited = bool(set(report.wire_credits) - {report.outlet})
    return report.published or "9999", credited, report.outlet or "", report.id


def _sketch(report: Report) -> list[int]:
    own = [word.form if word.mark == "own" else "" for word in words_of(report.text)]
    runs = (own[i : i + SHINGLE] for i in range(len(own) - SHINGLE + 1))
    return nsmallest(SKETCH, {crc32(" ".join(run).encode()) for run in runs if all(run)})


def _candidates(reports: Sequence[Report]) -> list[tuple[Report, Report]]:
    """Return pairs of reports whose sketches meet often enough, the earlier report first."""
    holders: dict[int, list[int]] = defaultdict(list)
    for number, report in enumerate(reports):
        for one in _sketch(report):
            holders[one].append(number)
    meetings: dict[tuple[int, int], int] = defaultdict(int)
    for numbers in holders.values():
        if 2 <= len(numbers) <= COMMON:
            for pair in combinations(numbers, 2):
                meetings[pair] += 1
    return [(reports[a], reports[b]) for (a, b), count in sorted(meetings.items()) if count >= SHARED]
