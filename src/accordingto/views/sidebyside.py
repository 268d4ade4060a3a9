"""Reports side by side: where they differ first, then what they agree on, then what only one of them carries.

What a report and its copies share is no agreement; it comes apart, under the heading of one text.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from accordingto.comparing.differing import contradicts, differences
from accordingto.comparing.origins import origins
from accordingto.records import (
    Agreed,
    Difference,
    Event,
    Finding,
    FindingOf,
    MemberValue,
    Position,
    Report,
    Statement,
)
from accordingto.views.naming import headline, kind_name, one_line, outlet_of, party_name, source_of, words_of
from accordingto.views.numbers import Numbers, numbers
from accordingto.views.stories import Story
from accordingto.views.whole import Told, Whole

Section = Literal["differs", "agreed", "copied", "related", "only_here"]

SECTIONS: tuple[Section, ...] = ("differs", "agreed", "copied", "related", "only_here")
"""In the order in which they are shown."""

_OF = ("statement", "event", "position")


class Cell(Struct, frozen=True):
    """What one report tells: the words that support it, their characters, who says so, and the record."""

    report: str
    source: str
    said_by: str
    words: str
    start: int
    end: int
    record: str
    copy: bool = False


class Row(Struct, frozen=True):
    """One thing across reports. ``elsewhere`` are reports outside the comparison that carry it too."""

    section: Section
    of: FindingOf
    finding: str | None
    what: str
    words: str
    agreed: tuple[Agreed, ...]
    differences: tuple[Difference, ...]
    cells: tuple[Cell, ...]
    numbers: Numbers
    elsewhere: tuple[str, ...] = ()
    story: str | None = None
    change: str | None = None


def side_by_side(whole: Whole, reports: Collection[str], *, within: bool = True) -> tuple[Row, ...]:
    """Return the rows of a comparison of some reports (ids): differences first, then agreement, then what is alone.

    With ``within``, only these reports count, and what a third one carries too is named in ``elsewhere``; without, a
    row holds every report that carries it, as long as one of these does. Each row has the words that support it, who
    says so, and the three numbers with their reason.
    """
    inside = frozenset(reports)
    shared: list[Row] = []
    placed: set[str] = set()
    for finding in whole.findings:
        row = _row_of(finding, whole, inside, within)
        if row is not None:
            shared.append(row)
            placed.update(cell.record for cell in row.cells)
    alone = list(_only_here(whole, inside, placed, shared))
    return tuple(sorted([*shared, *alone], key=lambda r: _rank(r, whole)))


def _rank(row: Row, whole: Whole) -> tuple[int, int, int, int, str, str, int, str]:
    """Differences first; in a section what most origins and reports tell, statements first, then reading order."""
    first = row.cells[0]
    report = whole.reports[first.report]
    place = (report.published or "~", report.id, first.start, first.record)
    if row.section == "only_here":
        return SECTIONS.index(row.section), 0, 0, 0, *place
    return SECTIONS.index(row.section), -row.numbers.origins_high, -row.numbers.reports, _OF.index(row.of), *place


def _row_of(finding: Finding, whole: Whole, inside: frozenset[str], within: bool) -> Row | None:
    """Return a finding as a row, cut down to the reports that are compared; ``None`` where fewer than two tell it."""
    if finding.verdict == "single_source":
        return None
    members = [whole.told[m] for m in finding.members if m in whole.told]
    members = [m for m in members if m.report in whole.reports]
    kept = [m for m in members if m.report in inside] if within else members
    if len({m.report for m in kept}) < 2 or not any(m.report in inside for m in kept):
        return None
    whole_finding = len(kept) == len(finding.members)
    found = finding.differences if whole_finding else differences(kept, whole.reports, whole.statements)
    carriers = list(dict.fromkeys(m.report for m in kept))
    behind = finding.origins if whole_finding else origins(kept, whole.reports, whole.statements)
    return Row(
        section=_section(finding, found, whole_finding, [whole.reports[r] for r in carriers]),
        of=finding.of,
        finding=finding.id,
        what=headline(kept[0]),
        words=words_of(kept[0]),
        agreed=finding.agreed,
        differences=_telling(found),
        cells=_cells(kept, whole),
        numbers=numbers(carriers, whole.reports, behind),
        elsewhere=tuple(dict.fromkeys(m.report for m in members if m not in kept)),
    )


def _section(finding: Finding, found: Sequence[Difference], whole_finding: bool, carriers: Sequence[Report]) -> Section:
    if finding.verdict == "related":
        return "related"
    differs = finding.verdict == "differs" if whole_finding else contradicts(found)
    if differs:
        return "differs"
    return "copied" if sum(r.copy_of is None for r in carriers) <= 1 else "agreed"


_TYPES = ("numeric", "polarity", "status", "attribution", "actor", "place", "time", "wording")


def _telling(found: Sequence[Difference]) -> tuple[Difference, ...]:
    """Return differences, the weightiest kinds first."""
    return tuple(sorted(found, key=lambda d: _TYPES.index(d.type)))


def _cells(members: Sequence[Told], whole: Whole) -> tuple[Cell, ...]:
    return tuple(cell_of(member, whole) for member in members)


def cell_of(record: Told, whole: Whole) -> Cell:
    """Return a record as a cell: its words, where they stand, and who says so."""
    report, quoted = whole.reports[record.report], record.evidence
    return Cell(
        report=report.id,
        source=source_of(report),
        said_by=said_by(record, whole),
        words=one_line(quoted.exact),
        start=quoted.start,
        end=quoted.end,
        record=record.id,
        copy=report.copy_of is not None,
    )


def said_by(record: Told, whole: Whole) -> str:
    """Return by whose word a record is told: its speaker, whoever's statement carries it, or the outlet itself."""
    match record:
        case Statement():
            chain = [actor.name for actor in record.chain[1:-1]]
            return " → ".join([*chain, party_name(record.speaker)])
        case Event():
            carried = [whole.told[s] for s in record.statements if s in whole.told]
        case Position():
            carried = [whole.told[s] for s in (record.said_by,) if s and s in whole.told]
    speakers = dict.fromkeys(party_name(s.speaker) for s in carried if isinstance(s, Statement))
    return ", ".join(speakers) or f"{outlet_of(whole.reports[record.report])} itself"


def _only_here(whole: Whole, inside: frozenset[str], placed: Collection[str], shared: Sequence[Row]) -> Iterator[Row]:
    """Yield what one report alone carries; words that a shared row holds already, or a row before, count once."""
    covered: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for row in shared:
        if row.section != "related":
            for cell in row.cells:
                covered[cell.report].append((cell.start, cell.end))
    by_kind = sorted(whole.told.values(), key=lambda r: (_OF.index(kind_name(r)), r.report, r.evidence.start, r.id))
    for record in by_kind:
        if record.report not in inside or record.id in placed or record.report not in whole.reports:
            continue
        start, end = record.evidence.start, record.evidence.end
        if any(s <= start and end <= e for s, e in covered[record.report]):
            continue
        covered[record.report].append((start, end))
        yield _alone(record, whole, inside)


def _alone(record: Told, whole: Whole, inside: frozenset[str]) -> Row:
    behind = origins([record], whole.reports, whole.statements)
    elsewhere = {
        whole.told[m].report
        for f in whole.findings
        if f.verdict in {"same", "differs"} and record.id in f.members
        for m in f.members
        if m in whole.told
    }
    return Row(
        section="only_here",
        of=kind_name(record),  # type: ignore[arg-type]
        finding=None,
        what=headline(record),
        words=words_of(record),
        agreed=(),
        differences=(),
        cells=(cell_of(record, whole),),
        numbers=numbers([record.report], whole.reports, behind),
        elsewhere=tuple(sorted(elsewhere - inside)),
    )


def by_story(whole: Whole, found: Sequence[Story]) -> list[tuple[Story, tuple[Row, ...]]]:
    """Return the rows of a whole case by story, each under the story in which it was told first.

    A story of one report that shares nothing with any other has no rows: there is nothing to put beside it.
    """
    story_of = {report: story.id for story in found for report in story.reports}
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in side_by_side(whole, story_of, within=False):
        story_id = story_of[row.cells[0].report]
        rows[story_id].append(replace(row, story=story_id))
    listed = []
    for story in found:
        of_story = rows[story.id]
        compared = len(story.reports) > 1 or any(r.section != "only_here" for r in of_story)
        listed.append((story, tuple(of_story) if compared else ()))
    return listed


def by_value(difference: Difference) -> list[tuple[str | None, list[MemberValue]]]:
    """Return the values of a difference, each once, with the members that give it."""
    found: dict[str | None, list[MemberValue]] = defaultdict(list)
    for one in difference.values:
        found[one.value].append(one)
    return sorted(found.items(), key=lambda item: item[0] is None)
