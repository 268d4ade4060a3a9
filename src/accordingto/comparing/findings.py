"""Findings: records of several reports side by side, as they follow from the links between reports.

A finding depends on its members' reports and links alone. ``compare`` makes all of a record at once; a case makes those
of the reports that a batch touched, by the same function.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, MutableMapping, Sequence

import msgspec
from msgspec import Struct

from accordingto.comparing.differing import Compared, contradicts, differences
from accordingto.comparing.grouping import Agreement, Group, groups_of, in_order
from accordingto.comparing.origins import origins, publisher
from accordingto.comparing.pairing import ONE_STORY, Link, all_links
from accordingto.comparing.sheets import sheets
from accordingto.records import Agreed, Event, Finding, Position, Record, Report, Statement, derive_id

_VERBAL = frozenset({1, 3})
"""Quad classes of verbal cooperation and verbal conflict."""

MANY = 32
"""Members of a group from which its finding is kept."""

Place = tuple[str, int, int]
"""A report's id, and first and last character."""

_Told = dict[str, list[tuple[int, int]]]
"""Where a group tells a thing: spans of characters by report."""


class Desk(Struct, frozen=True):
    """What findings are made from, by id: reports and all that they tell; and the links of what they tell.

    To make the findings of some reports it must hold the reports of every group that these take part in, and every link
    of a record of those reports. ``made`` keeps the findings of groups of many, which several questions meet.
    """

    reports: Mapping[str, Report]
    records: Mapping[str, Compared]
    links: Sequence[Link]
    made: MutableMapping[Group, Finding] = msgspec.field(default_factory=dict)


def compare(records: Iterable[Record]) -> tuple[Finding, ...]:
    """Return what several reports share, how they differ there, and what only one carries among those that share."""
    laid_out = sheets(records)
    desk = Desk(
        reports={sheet.report.id: sheet.report for sheet in laid_out},
        records={record.id: record for sheet in laid_out for record in sheet.records},
        links=list(all_links(laid_out)),
    )
    return tuple(told_first_by(desk, desk.reports))


def told_first_by(desk: Desk, owners: Collection[str]) -> Iterator[Finding]:
    """Yield the findings whose first member is in one of the ``owners`` (report ids), single sources last."""
    shared = _without_doubles(list(_shared(desk, owners)), desk.records)
    yield from (finding for finding in shared if finding.reports[0] in owners)
    matched = {m for finding in shared for m in finding.members}
    connected = {r for finding in shared for r in finding.reports} | _of_one_story(desk.links)
    said = _said(desk)
    for record in desk.records.values():
        if record.report in owners and record.report in connected and record.id not in matched:
            yield _finding("single_source", [record], (), desk.reports, said)


def _of_one_story(links: Iterable[Link]) -> set[str]:
    return {report for link in links if link.verdict == ONE_STORY for report in (link.a_report, link.b_report)}


def _said(desk: Desk) -> dict[str, Statement]:
    return {record.id: record for record in desk.records.values() if isinstance(record, Statement)}


def _shared(desk: Desk, owners: Collection[str]) -> Iterator[Finding]:
    """Yield the findings of several reports in which one of the owners has a part."""
    said, records = _said(desk), desk.records
    home: dict[str, int] = {}
    for number, group in enumerate(groups_of(desk.links, records, desk.reports)):
        home.update((member, number) for member in group.members)
        members = [records[m] for m in group.members if m in records]
        if any(m.report in owners for m in members):
            yield desk.made.get(group) or _of_group(desk, group, members, said)
    for link in in_order(desk.links):
        if link.verdict != "related" or not (link.a_report in owners or link.b_report in owners):
            continue
        if link.a in records and link.b in records and home.get(link.a, -1) != home.get(link.b, -2):
            yield _finding("related", [records[link.a], records[link.b]], link.agreed, desk.reports, said)


def _of_group(desk: Desk, group: Group, members: Sequence[Compared], said: Mapping[str, Statement]) -> Finding:
    finding = _finding(None, members, group.agreed, desk.reports, said)
    if len(members) >= MANY:
        desk.made[group] = finding
    return finding


def _without_doubles(findings: Sequence[Finding], records: Mapping[str, Compared]) -> list[Finding]:
    """Tell each thing once.

    An event finding is dropped that a position finding tells already (granting, asking or threatening is one thing),
    and a position finding that lies in the words that a statement finding holds against each other.
    """
    by_statement = _by_report([_place(records[m]) for m in f.members] for f in findings if f.of == "statement")
    by_position = _by_report([_place(records[m]) for m in f.members] for f in findings if f.of == "position")

    def told(finding: Finding) -> bool:
        within = by_position if finding.of == "event" else by_statement
        members = [records[m] for m in finding.members]
        if finding.of == "statement" or not all(_may_be_told(m) for m in members):
            return False
        places = [_place(m) for m in members]
        return any(all(_inside(p, group) for p in places) for group in within[places[0][0]])

    return [finding for finding in findings if not told(finding)]


def _by_report(groups: Iterable[list[Place]]) -> dict[str, list[_Told]]:
    """Return by report the groups that tell of it, each as its places by report."""
    found: dict[str, list[_Told]] = defaultdict(list)
    for group in groups:
        places: _Told = defaultdict(list)
        for report, start, end in group:
            places[report].append((start, end))
        for report in places:
            found[report].append(places)
    return found


def _may_be_told(record: Compared) -> bool:
    """Whether a record can be told by another kind's: verbal events and positions can."""
    return isinstance(record, Position) or (isinstance(record, Event) and record.quad in _VERBAL)


def _place(record: Compared) -> Place:
    match record:
        case Statement():
            spans = record.content or (record.evidence,)
            return record.report, spans[0].start, spans[-1].end
        case Event():
            return record.report, record.trigger.mention.start, record.trigger.mention.start
        case Position():
            return record.report, record.evidence.start, record.evidence.end


def _inside(place: Place, group: _Told) -> bool:
    report, at, _ = place
    return any(start <= at < end for start, end in group.get(report, ()))


def _finding(
    verdict: str | None,
    members: Sequence[Compared],
    agreed: Agreement,
    reports: Mapping[str, Report],
    said: Mapping[str, Statement],
) -> Finding:
    """Return a finding; one without a verdict is the ``same`` unless its members contradict each other."""
    ordered = sorted(members, key=lambda m: (reports[m.report].published or "", m.report, m.evidence.start, m.id))
    ids = tuple(m.id for m in ordered)
    told = tuple(dict.fromkeys(m.report for m in ordered))
    found = differences(ordered, reports, said) if len(ordered) > 1 else ()
    verdict = verdict or ("differs" if contradicts(found) else "same")
    of = "statement" if isinstance(ordered[0], Statement) else "event" if isinstance(ordered[0], Event) else "position"
    return Finding(
        id=derive_id("finding", verdict, *ids),
        of=of,  # type: ignore[arg-type]
        verdict=verdict,  # type: ignore[arg-type]
        members=ids,
        reports=told,
        publishers=tuple(dict.fromkeys(publisher(reports[r].outlet) for r in told)),
        origins=origins(ordered, reports, said),
        agreed=tuple(Agreed(field, value) for field, value in agreed),
        differences=found,
    )
