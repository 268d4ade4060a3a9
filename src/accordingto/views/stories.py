"""Stories as a user sees them: the reports on one happening, with a title, days and an id to ask for."""

from collections import defaultdict
from collections.abc import Sequence

from msgspec import Struct

from accordingto.comparing.stories import story_id
from accordingto.errors import UsageError
from accordingto.records import Report
from accordingto.views.naming import title_of
from accordingto.views.whole import Whole


class Story(Struct, frozen=True):
    """Reports on one happening, by publication; ``id`` stays while its first report does."""

    id: str
    title: str
    since: str | None
    until: str | None
    reports: tuple[str, ...]


def stories(whole: Whole) -> tuple[Story, ...]:
    """Return the stories of a case in the order of their first days; a copy is in the story of its original.

    A report that has not been compared yet is a story of its own.
    """
    members: dict[str, list[Report]] = defaultdict(list)
    for report in whole.reports.values():
        members[report.story or story_id(report.id)].append(report)
    return tuple(_story(name, found) for name, found in members.items())


def _story(name: str, reports: Sequence[Report]) -> Story:
    published = sorted(r.published[:10] for r in reports if r.published)
    titled = next((r for r in reports if r.copy_of is None), reports[0])
    return Story(
        id=name,
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
