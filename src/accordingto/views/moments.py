"""The timeline: events, statements and positions in the order of their own time, as precisely as it is told."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from accordingto.records import Event, FindingOf, Position, Statement, TimePrecision, When
from accordingto.views.naming import days, headline, kind_name, words_of
from accordingto.views.sidebyside import Cell, cell_of
from accordingto.views.stories import Story
from accordingto.views.whole import Told, Whole


class Moment(Struct, frozen=True):
    """One thing in time. ``start`` and ``end`` are ISO days, both included, ``None`` where no time is told.

    ``told_on`` is the day of the first report that tells it; ``differs`` whether reports give it other times.
    """

    story: str | None
    start: str | None
    end: str | None
    precision: TimePrecision | None
    when: str
    kind: FindingOf
    what: str
    words: str
    status: str | None
    told_on: str | None
    cells: tuple[Cell, ...]
    finding: str | None = None
    differs: bool = False


def timeline(whole: Whole, found: Sequence[Story]) -> tuple[Moment, ...]:
    """Return the moments of some stories in the order of their time, those without a time last of their story.

    What several reports tell is one moment where they agree on its time, and one for each time where they do not; a
    report without the time joins the first.
    """
    story_of = {report: story.id for story in found for report in story.reports}
    order = {story.id: place for place, story in enumerate(found)}
    moments: list[Moment] = []
    taken: set[str] = set()
    for finding in whole.findings:
        members = [whole.told[m] for m in finding.members if m in whole.told]
        members = [m for m in members if m.report in story_of]
        if finding.verdict in {"same", "differs"} and len(members) > 1:
            taken.update(m.id for m in members)
            moments.extend(_moments(members, whole, story_of, finding.id))
    for record in whole.told.values():
        if record.id not in taken and record.report in story_of:
            moments.extend(_moments([record], whole, story_of, None))
    return tuple(sorted(moments, key=lambda m: (order[m.story or ""], *_place(m))))


def _place(moment: Moment) -> tuple[bool, str, int, str, str]:
    """Sort by time; what is told of a longer span comes before what is told of a day in it."""
    length = -len(moment.when) if moment.start != moment.end else 0
    first = moment.cells[0]
    start = moment.start or moment.told_on or "~"
    return moment.start is None, start, length, moment.told_on or "~", f"{first.report}{first.start:09d}{first.record}"


def _moments(members: Sequence[Told], whole: Whole, story_of: dict[str, str], finding: str | None) -> Iterator[Moment]:
    """Yield one moment for each time that the members give, unknown times with the first of them."""
    groups: list[tuple[When | None, list[Told]]] = []
    for member in sorted(members, key=lambda m: _length(time_of(m))):
        when = time_of(member)
        group = next((g for w, g in groups if when is None or w is None or _meet(w, when)), None)
        if group is None:
            groups.append((when, [member]))
        else:
            group.append(member)
    for when, group in groups:
        yield _moment(when, group, whole, story_of, finding, differs=len(groups) > 1)


def _length(when: When | None) -> tuple[bool, bool, str]:
    """Sort the finest time first, none last."""
    if when is None or when.start is None:
        return True, True, ""
    return False, when.start[:10] != (when.end or when.start)[:10], when.start


def _meet(a: When, b: When) -> bool:
    """Return whether two resolved times overlap."""
    return (a.start or "")[:10] <= (b.end or b.start or "")[:10] and (b.start or "")[:10] <= (a.end or a.start or "")[
        :10
    ]


def time_of(record: Told) -> When | None:
    """Return the resolved time that a record tells of itself, ``None`` for none."""
    match record:
        case Statement():
            when = record.said_when
        case Event():
            when = record.when
        case Position():
            when = record.since
    return when if when is not None and when.start else None


def _moment(
    when: When | None,
    members: Sequence[Told],
    whole: Whole,
    story_of: dict[str, str],
    finding: str | None,
    *,
    differs: bool,
) -> Moment:
    ordered = sorted(members, key=lambda m: (whole.reports[m.report].published or "~", m.report, m.evidence.start))
    first = ordered[0]
    told_on = whole.reports[first.report].published
    start = when.start[:10] if when and when.start else None
    end = ((when.end or when.start or "")[:10] or None) if when and start else None
    return Moment(
        story=story_of[first.report],
        start=start,
        end=end,
        precision=when.precision if when else None,
        when=days(start, end or start, when.precision if when else None) if start else "no time told",
        kind=kind_name(first),  # type: ignore[arg-type]
        what=headline(first),
        words=words_of(first),
        status=None if isinstance(first, Statement) else first.status,
        told_on=told_on[:10] if told_on else None,
        cells=tuple(cell_of(m, whole) for m in ordered),
        finding=finding,
        differs=differs,
    )
