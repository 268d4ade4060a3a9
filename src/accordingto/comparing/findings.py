"""Findings: records of several reports side by side, first version.

Records are compared only with those of other reports published within ``WINDOW_DAYS``, in blocks of one speaker, one
event type and actor, or one kind of position and holder. Copies count as their original.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations

from msgspec import Struct

from accordingto.comparing import matching, parties
from accordingto.comparing.differing import Compared, contradicts, differences
from accordingto.comparing.matching import Judgement
from accordingto.comparing.origins import origins, publisher
from accordingto.comparing.quoting import Quotations
from accordingto.comparing.wording import Stems, Weights, stems
from accordingto.records import Agreed, Event, Finding, Position, Record, Report, Statement, derive_id

WINDOW_DAYS = 4
"""News of one happening is told again within days; a week later it is usually another one of its kind."""

_VERBAL = frozenset({1, 3})
"""Quad classes of verbal cooperation and verbal conflict."""

Pair = tuple[Compared, Compared, Judgement]


class _Desk(Struct, frozen=True):
    """The reports at hand and what is said in them, by id."""

    reports: Mapping[str, Report]
    said: Mapping[str, Statement]


Place = tuple[str, int, int]
"""A report's id, and first and last character."""


def compare(records: Iterable[Record]) -> tuple[Finding, ...]:
    """Return what several reports share, how they differ there, and what only one carries among those that share."""
    reports: dict[str, Report] = {}
    statements: list[Statement] = []
    events: list[Event] = []
    positions: list[Position] = []
    for record in records:
        match record:
            case Report():
                reports[record.id] = record
            case Statement():
                statements.append(record)
            case Event():
                events.append(record)
            case Position():
                positions.append(record)
    stories = Stories(reports)
    kinds: list[tuple[Sequence[Compared], list[Pair]]] = [
        (statements, list(_statement_pairs(statements, reports))),
        (events, list(_event_pairs(events, reports, stories))),
        (positions, list(_position_pairs(positions, reports, stories))),
    ]
    desk = _Desk(reports, {s.id: s for s in statements})
    told_twice = _told_twice(events)
    shared = [finding for _, pairs in kinds for finding in _findings(pairs, desk, told_twice)]
    shared = _without_doubles(shared, statements, events, positions)
    return (*shared, *_single_sources(shared, [r for members, _ in kinds for r in members], desk))


def _days(report: Report) -> int | None:
    """Return the day of publication as a number; ``None`` where no day is known."""
    day = (report.published or "")[:10]
    return date.fromisoformat(day).toordinal() if len(day) == 10 else None


def _close(a: Report, b: Report) -> bool:
    days = _days(a), _days(b)
    return days[0] is None or days[1] is None or abs(days[0] - days[1]) <= WINDOW_DAYS


def _neighbours(
    records: Sequence[Compared], reports: dict[str, Report], block: Callable[[Compared], Iterable[Hashable]]
) -> Iterator[tuple[Compared, Compared]]:
    """Yield pairs of records of different reports that share a block and are close in time, each pair once."""
    blocks: dict[Hashable, list[Compared]] = defaultdict(list)
    for record in records:
        for key in block(record):
            blocks[key].append(record)
    seen: set[tuple[str, str]] = set()
    for members in blocks.values():
        ordered = sorted(members, key=lambda r: (_days(reports[r.report]) or 0, r.id))
        for i, a in enumerate(ordered):
            for b in ordered[i + 1 :]:
                if not _close(reports[a.report], reports[b.report]):
                    break
                if a.report != b.report and (a.id, b.id) not in seen:
                    seen.add((a.id, b.id))
                    yield a, b


def _statement_pairs(statements: Sequence[Statement], reports: dict[str, Report]) -> Iterator[Pair]:
    weights = Weights(stems(matching.text_of(s)) for s in statements)
    quotations = Quotations(statements)

    def block(s: Compared) -> Iterable[Hashable]:
        if not isinstance(s, Statement):
            return
        yield from quotations.blocks(s)
        if s.speaker and s.speaker.actor:
            yield s.speaker.actor.name
            if matching.unpersonal(s):
                yield ("country", s.speaker.actor.country)

    for a, b in _neighbours(statements, reports, block):
        if isinstance(a, Statement) and isinstance(b, Statement):
            yield a, b, matching.statements(a, b, weights, quotations)


def _event_pairs(events: Sequence[Event], reports: dict[str, Report], stories: "Stories") -> Iterator[Pair]:
    def block(e: Compared) -> Iterable[Hashable]:
        if isinstance(e, Event):
            yield from ((e.type, "actor", key) for key in parties.keys(e.actors))
            yield from ((e.type, "recipient", key) for key in parties.keys(e.recipients))

    for a, b in _neighbours(events, reports, block):
        if isinstance(a, Event) and isinstance(b, Event):
            yield a, b, matching.events(a, b, stories.same(a.report, b.report))


def _position_pairs(positions: Sequence[Position], reports: dict[str, Report], stories: "Stories") -> Iterator[Pair]:
    weights = Weights(stems(matching.text_of(p)) for p in positions)

    def block(p: Compared) -> Iterable[Hashable]:
        if not (isinstance(p, Position) and p.holder):
            return []
        return [(matching.family(p), name) for name in parties.names([p.holder])]

    for a, b in _neighbours(positions, reports, block):
        if isinstance(a, Position) and isinstance(b, Position):
            yield a, b, matching.positions(a, b, weights, stories.same(a.report, b.report))


class Stories:
    """Whether two reports tell of one happening, by the words they share; each pair is looked at once."""

    def __init__(self, reports: dict[str, Report]) -> None:
        self._reports = reports
        self._stems: dict[str, Stems] = {}
        self._known: dict[tuple[str, str], bool] = {}

    def _of(self, report: str) -> Stems:
        if report not in self._stems:
            self._stems[report] = stems(self._reports[report].text)
        return self._stems[report]

    def same(self, a: str, b: str) -> bool:
        """Return whether reports ``a`` and ``b`` (ids) share enough of the shorter one's words."""
        pair = (min(a, b), max(a, b))
        if pair not in self._known:
            first, second = self._of(a), self._of(b)
            shorter = min(len(first), len(second)) or 1
            self._known[pair] = len(first & second) / shorter >= matching.SAME_STORY
        return self._known[pair]


def _told_twice(events: Sequence[Event]) -> dict[str, list[Event]]:
    """Return for each event by id the other mentions of it in its own report."""
    of_report: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in events:
        of_report[event.report, event.type].append(event)
    found: dict[str, list[Event]] = defaultdict(list)
    for group in of_report.values():
        for a, b in combinations(group, 2):
            if matching.repeats(a, b):
                found[a.id].append(b)
                found[b.id].append(a)
    return found


def _findings(pairs: Sequence[Pair], desk: _Desk, told_twice: Mapping[str, Sequence[Event]]) -> Iterator[Finding]:
    joined, agreed = _joined([p for p in pairs if p[2].verdict == "same"])
    taken = {member.id for group in joined for member in group}
    together = {member.id: number for number, group in enumerate(joined) for member in group}
    for group, common in zip(joined, agreed, strict=True):
        verdict = "differs" if contradicts(differences(group)) else "same"
        again = {o.id: o for member in group for o in told_twice.get(member.id, ()) if o.id not in taken}
        taken.update(again)
        yield _finding(verdict, [*group, *again.values()], common, desk)
    for a, b, judgement in pairs:
        apart = together.get(a.id, -1) != together.get(b.id, -2)
        if judgement.verdict == "related" and apart:
            yield _finding("related", [a, b], judgement.agreed, desk)


def _without_doubles(
    findings: Sequence[Finding],
    statements: Sequence[Statement],
    events: Sequence[Event],
    positions: Sequence[Position],
) -> list[Finding]:
    """Tell each thing once.

    An event finding is dropped that a position finding tells already (granting, asking or threatening is one thing),
    and a position finding that lies in the words that a statement finding holds against each other.
    """
    spans = {p.id: (p.report, p.evidence.start, p.evidence.end) for p in positions}
    said = {s.id: (s.report, s.content[0].start, s.content[-1].end) for s in statements if s.content}
    words = {e.id: (e.report, e.trigger.mention.start, e.trigger.mention.start) for e in events if e.quad in _VERBAL}
    by_statement = [[said[m] for m in f.members if m in said] for f in findings if f.of == "statement"]
    every_position = [[spans[m] for f in findings if f.of == "position" for m in f.members]]

    def told(finding: Finding, places: Mapping[str, Place], by: Sequence[Sequence[Place]]) -> bool:
        return all(m in places for m in finding.members) and any(
            all(any(_inside(places[m], one) for one in group) for m in finding.members) for group in by
        )

    kept = [f for f in findings if f.of != "event" or not told(f, words, every_position)]
    return [f for f in kept if f.of != "position" or not told(f, spans, by_statement)]


def _inside(inner: Place, outer: Place) -> bool:
    return inner[0] == outer[0] and outer[1] <= inner[1] < outer[2]


def _joined(pairs: Sequence[Pair]) -> tuple[list[list[Compared]], list[tuple[tuple[str, str], ...]]]:
    """Join pairs into groups (transitively); a group agrees on what every one of its pairs agrees on."""
    group_of: dict[str, list[Compared]] = {}
    for a, b, _ in pairs:
        first, second = group_of.setdefault(a.id, [a]), group_of.setdefault(b.id, [b])
        if first is not second:
            first.extend(second)
            group_of.update((member.id, first) for member in second)
    groups = list({id(group): group for group in group_of.values()}.values())
    common: dict[int, list[tuple[str, str]]] = {}
    for a, _, judgement in pairs:
        known = common.setdefault(id(group_of[a.id]), list(judgement.agreed))
        known[:] = [item for item in known if item in judgement.agreed]
    return groups, [tuple(common[id(group)]) for group in groups]


def _finding(verdict: str, members: Sequence[Compared], agreed: Iterable[tuple[str, str]], desk: _Desk) -> Finding:
    reports = desk.reports
    ordered = sorted(members, key=lambda m: (reports[m.report].published or "", m.report, m.evidence.start))
    ids = tuple(m.id for m in ordered)
    told = tuple(dict.fromkeys(m.report for m in ordered))
    of = "statement" if isinstance(ordered[0], Statement) else "event" if isinstance(ordered[0], Event) else "position"
    return Finding(
        id=derive_id("finding", verdict, *ids),
        of=of,  # type: ignore[arg-type]
        verdict=verdict,  # type: ignore[arg-type]
        members=ids,
        reports=told,
        publishers=tuple(dict.fromkeys(publisher(reports[r].outlet) for r in told)),
        origins=origins(ordered, reports, desk.said),
        agreed=tuple(Agreed(field, value) for field, value in agreed),
        differences=differences(ordered) if len(ordered) > 1 else (),
    )


def _single_sources(shared: Sequence[Finding], records: Sequence[Compared], desk: _Desk) -> Iterator[Finding]:
    """What only one report carries, among reports that share something with another."""
    matched = {m for finding in shared for m in finding.members}
    connected = {r for finding in shared for r in finding.reports}
    for record in records:
        if record.report in connected and record.id not in matched:
            yield _finding("single_source", [record], (), desk)
