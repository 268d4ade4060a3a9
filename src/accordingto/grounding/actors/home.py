"""Where a report plays: the one country that its dateline, places and nations speak of most."""

from collections import Counter
from collections.abc import Sequence

from accordingto.grounding.actors.units import Units
from accordingto.grounding.actors.words import split
from accordingto.records import Place, Report

_LEAST = 2
"""Weight below which a country that a report speaks of is not where it plays."""
_LEAD = 1.6
"""How many times more weight the first country must have than the second."""
_DATELINE = 3
_HEADLINE = 1


def home_country(report: Report, places: Sequence[Place], units: Units) -> str | None:
    """Return the country (ISO alpha-3) where a report plays, ``None`` where two compete or too little tells.

    Every country, people, capital and resolved place counts once, more in a headline and most in the dateline. A body
    named without its country ("the ministry", "police") is mostly of this one.
    """
    weights: Counter[str] = Counter()
    taken: list[tuple[int, int]] = []
    words = split(report.text)
    at = 0
    while at < len(words):
        found = units.match(words, at) if words[at].capital else None
        if found is not None and found[0].country and found[0].is_place:
            span = words[at].start, words[at + found[1] - 1].end
            taken.append(span)
            weights[found[0].country] += _weight(report, *span)
        at += found[1] if found else 1
    for place in places:
        where = place.mention
        if place.country and not any(s < where.end and where.start < e for s, e in taken):
            weights[place.country] += _weight(report, where.start, where.end)
    ranked = weights.most_common(2)
    if not ranked or ranked[0][1] < _LEAST:
        return None
    return ranked[0][0] if len(ranked) == 1 or ranked[0][1] >= _LEAD * ranked[1][1] else None


def _weight(report: Report, start: int, end: int) -> int:
    kinds = {z.kind for z in report.zones if z.start < end and start < z.end}
    return 1 + (_DATELINE if "dateline" in kinds else _HEADLINE if "headline" in kinds else 0)
