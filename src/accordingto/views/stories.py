"""Stories as a user sees them: the reports on one happening, with a title, days and an id to ask for."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from accordingto.comparing.clusters import article_of, cluster_stories
from accordingto.errors import UsageError
from accordingto.records import Report, derive_id
from accordingto.views.naming import title_of
from accordingto.views.whole import Whole

_ID = 7


class Story(Struct, frozen=True):
    """Reports on one happening, by publication; ``id`` stays while its first report does."""

    id: str
    title: str
    since: str | None
    until: str | None
    reports: tuple[str, ...]


def stories(whole: Whole) -> tuple[Story, ...]:
    """Return the stories of a case in the order of their first days; a copy is in the story of its original."""
    own = [r for r in whole.reports.values() if r.copy_of not in whole.reports]
    numbers = cluster_stories([article_of(title_of(r), r.text, _day(r)) for r in own])
    members: dict[int, list[Report]] = defaultdict(list)
    number_of = {r.id: number for r, number in zip(own, numbers, strict=True)}
    for report in whole.reports.values():
        number = number_of.get(report.id, number_of.get(_original(report, whole), -1))
        members[number].append(report)
    return tuple(_story(found) for _, found in sorted(members.items(), key=lambda m: m[1][0].published or "~"))


def _original(report: Report, whole: Whole) -> str:
    """Return the id of the report at the head of a chain of copies."""
    seen = {report.id}
    while report.copy_of and report.copy_of in whole.reports and report.copy_of not in seen:
        report = whole.reports[report.copy_of]
        seen.add(report.id)
    return report.id


def _day(report: Report) -> date | None:
    day = (report.published or "")[:10]
    return date.fromisoformat(day) if len(day) == 10 else None


def _story(reports: Sequence[Report]) -> Story:
    published = sorted(r.published[:10] for r in reports if r.published)
    titled = next((r for r in reports if r.copy_of is None), reports[0])
    return Story(
        id="y" + derive_id("story", reports[0].id)[1 : _ID + 1],
        title=title_of(titled),
        since=published[0] if published else None,
        until=published[-1] if published else None,
        reports=tuple(r.id for r in reports),
    )


def find_story(found: Sequence[Story], asked: str) -> Story:
    """Return the story of that id, of an id that begins so, or of that report; raises ``UsageError`` for none."""
    fitting = [s for s in found if s.id == asked or asked in s.reports] or [s for s in found if s.id.startswith(asked)]
    if len(fitting) == 1:
        return fitting[0]
    several = [s.id for s in (fitting or found)]
    hint = ", ".join(several[:8]) + (" …" if len(several) > 8 else "")
    if fitting:
        raise UsageError(f"--story {asked} fits {len(fitting)} stories: write more of it ({hint})")
    raise UsageError(f"there is no story {asked}: write one of {hint}")
