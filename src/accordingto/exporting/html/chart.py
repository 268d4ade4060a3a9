"""The timeline drawn: a lane for each outlet, a bar as long as the time is uncertain, counts where many coincide."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from msgspec import Struct

from accordingto.views import Moment, Whole
from accordingto.views.naming import MONTHS, days, outlet_of, source_of

GAP = 21
"""Days without a report after which a new panel begins, so that months of silence take no room."""

MARGIN = 5
"""Days before the first and after the last report of a panel."""

LANES = 12
"""Outlets with a lane of their own; the rest share one."""

WIDTH, LABEL, ROW, AXIS = 960, 150, 14, 26
"""Sizes in the drawing's own units."""

_TICKS = 9


class Bar(Struct, frozen=True):
    """Moments of one kind and one span in one lane."""

    x: float
    y: float
    width: float
    kind: str
    shared: bool
    count: int
    title: str


class Mark(Struct, frozen=True):
    """The day on which a report came out."""

    x: float
    y: float
    title: str
    report: str


class Lane(Struct, frozen=True):
    """An outlet's part of a panel."""

    name: str
    y: float
    height: float
    bars: tuple[Bar, ...]
    marks: tuple[Mark, ...]


class Panel(Struct, frozen=True):
    """One stretch of days with its lanes; ``outside`` counts the moments with a time before and behind it."""

    title: str
    height: float
    lanes: tuple[Lane, ...]
    ticks: tuple[tuple[float, str], ...]
    outside: tuple[int, int]


def panels(moments: Sequence[Moment], whole: Whole, shown: Iterable[str]) -> tuple[Panel, ...]:
    """Return the drawing of the moments that have a time; none for reports without a day."""
    published = {r: _day(whole.reports[r].published) for r in shown}
    known = sorted({day for day in published.values() if day})
    groups: list[list[date]] = []
    for day in known:
        if groups and (day - groups[-1][-1]).days <= GAP:
            groups[-1].append(day)
        else:
            groups.append([day])
    timed = [m for m in moments if m.start]
    return tuple(_panel(group, timed, whole, published) for group in groups)


def _day(words: str | None) -> date | None:
    try:
        return date.fromisoformat((words or "")[:10])
    except ValueError:
        return None


class _Scale(Struct, frozen=True):
    first: date
    last: date

    def x(self, day: date) -> float:
        """Return where a day begins; days outside are put at the edge."""
        total = (self.last - self.first).days + 1
        at = min(max((day - self.first).days, 0), total)
        return round(LABEL + (WIDTH - LABEL) * at / total, 1)


Spans = dict[tuple[date, date, str], list[Moment]]


def _panel(group: Sequence[date], moments: Sequence[Moment], whole: Whole, published: dict[str, date | None]) -> Panel:
    scale = _Scale(group[0] - timedelta(MARGIN), group[-1] + timedelta(MARGIN))
    reports = [r for r, day in published.items() if day and group[0] <= day <= group[-1]]
    names = Counter(outlet_of(whole.reports[r]) for r in reports)
    ranked = sorted(names, key=lambda n: (-names[n], n))
    lane_of = {name: name if place < LANES else "other outlets" for place, name in enumerate(ranked)}
    of_report = {r: lane_of[outlet_of(whole.reports[r])] for r in reports}
    bars, outside = _bars(moments, of_report, scale)
    y = float(AXIS)
    drawn: list[Lane] = []
    for name in dict.fromkeys(lane_of[n] for n in ranked):
        days_out = [(published[r], r) for r in reports if of_report[r] == name]
        drawn.append(_lane(name, y, bars[name], days_out, scale, whole))
        y += drawn[-1].height
    title = days(group[0].isoformat(), group[-1].isoformat())
    return Panel(title, y + 4, tuple(drawn), _ticks(scale), outside)


def _bars(
    moments: Sequence[Moment], lane_of: dict[str, str], scale: _Scale
) -> tuple[dict[str, Spans], tuple[int, int]]:
    """Return the moments of each lane by span and kind, and how many lie before and behind the panel."""
    bars: dict[str, Spans] = defaultdict(lambda: defaultdict(list))
    before = behind = 0
    for moment in moments:
        lanes = {lane_of[c.report] for c in moment.cells if c.report in lane_of}
        first, last = _day(moment.start), _day(moment.end or moment.start)
        if not lanes or first is None or last is None:
            continue
        before += last < scale.first
        behind += first > scale.last
        if last >= scale.first and first <= scale.last:
            for lane in lanes:
                bars[lane][first, last, moment.kind].append(moment)
    return bars, (before, behind)


def _lane(
    name: str,
    y: float,
    bars: Spans,
    reports: Sequence[tuple[date | None, str]],
    scale: _Scale,
    whole: Whole,
) -> Lane:
    """Lay bars into rows so that none overlap, the longest first; the reports stand in a row of their own below."""
    rows: list[list[tuple[float, float]]] = []
    drawn = []
    for (first, last, kind), found in sorted(bars.items(), key=lambda b: (b[0][0] - b[0][1], b[0][0], b[0][2])):
        x, end = scale.x(first), scale.x(last + timedelta(1))
        room = max(end, x + 6) + (18 if len(found) > 1 else 0)
        row = next((n for n, taken in enumerate(rows) if all(room <= a or b <= x for a, b in taken)), len(rows))
        if row == len(rows):
            rows.append([])
        rows[row].append((x, room))
        shared = any(len({c.report for c in m.cells if not c.copy}) > 1 for m in found)
        title = f"{days(first.isoformat(), last.isoformat())}: {found[0].what}"
        more = f", and {len(found) - 1} more" if len(found) > 1 else ""
        drawn.append(Bar(x, y + 4 + row * ROW, max(end - x - 1, 4), kind, shared, len(found), title + more))
    below = y + 4 + len(rows) * ROW
    marks = tuple(Mark(scale.x(day), below, source_of(whole.reports[r]), r) for day, r in reports if day)
    return Lane(name, y, (len(rows) + 1) * ROW + 8, tuple(drawn), marks)


def _ticks(scale: _Scale) -> tuple[tuple[float, str], ...]:
    total = (scale.last - scale.first).days + 1
    step = max(1, -(-total // _TICKS))
    return tuple(
        (scale.x(day), f"{day.day} {MONTHS[day.month - 1][:3]}")
        for day in (scale.first + timedelta(n) for n in range(0, total, step))
    )
