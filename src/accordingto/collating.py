"""A case compared bit by bit: what came in since the last time, what that touches, and nothing else.

The outcome is the one of comparing everything at once, in whatever order and batches the reports came, because each
step is a function of few reports: two texts are copies, two reports' records are linked, a day's stories follow from
those of the days before, and a finding from the links of its members' reports. A change is followed as far as it goes.

Each step takes some reports in one transaction and notes there that they are done, so a run that was killed goes on
where it stopped; the record changes at the end, all at once. No more reports are in memory than those of the days
around the ones that are looked at.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from sqlalchemy import Connection

from accordingto.casefile import Case, showing
from accordingto.casefile import workings as w
from accordingto.casefile.workings import LinkRow
from accordingto.comparing import copies, findings, stories
from accordingto.comparing.days import day_of
from accordingto.comparing.differing import Compared
from accordingto.comparing.findings import Desk
from accordingto.comparing.grouping import Group
from accordingto.comparing.stories import Article
from accordingto.linking import WORTH, Bench, Linking, link_of
from accordingto.records import Event, Finding, Position, Report, Statement

BATCH = 32
"""Reports that are taken together: what a killed run loses at most."""

KNOWN = 5000
"""Reports whose texts are kept while copies are looked for."""

Step = Callable[[Connection], bool]
"""Does a piece of the work; returns whether there was any left."""


def collate(case: Case, bench: Bench | None = None) -> bool:
    """Compare what came in since the last time with what it may touch; return whether the record changed.

    A run that was killed is gone on with. Nothing of it is seen before all of it is done. A ``bench`` finds links
    ahead; the outcome is the same.
    """
    while True:
        linking = Linking(_Touching().touch)
        for step in (_place, _Copying().step):
            _all(case, step)
        if bench is not None and _is_worth_it(case):
            linking.by_bench(case, bench)
        for step in (linking.step, _Telling().step, _Finding().step):
            _all(case, step)
        with case.transaction() as c:
            if w.is_work_left(c):
                continue  # another writer brought reports meanwhile: whoever is last shows what both have done
            due = showing.is_due(c)
            if due:
                showing.show(c)
            return due


def _all(case: Case, step: Step) -> None:
    """Take a step until nothing is left to do, each time in a transaction of its own."""
    is_left = True
    while is_left:
        with case.transaction() as c:
            is_left = step(c)


def _is_worth_it(case: Case) -> bool:
    with case.transaction() as c:
        return len(w.waiting(c, w.CHECKED, WORTH)) == WORTH


class _Touching:
    """Touches what new links reach; what was reached before is not followed again while it waits for its findings."""

    def __init__(self) -> None:
        self._followed: set[str] = set()

    def touch(self, c: Connection, linked: Sequence[str]) -> None:
        """Note that the findings of linked reports, and of all that takes part in these, are to be made anew."""
        known = self._followed
        if len(known) > KNOWN or len(w.to_find_among(c, known)) < len(known):
            known = set()  # another program made findings meanwhile
        near = {*linked, *(row.other_report for row in w.link_rows(c, linked))}
        w.touch(c, near | _groups(c, near - known, known)[0].keys())
        self._followed = known | near


def _day(report: Report) -> int:
    day = day_of(report)
    return w.UNDATED if day is None else day


def _days_after(day: int) -> Iterable[int]:
    """Return the days whose stories depend on a day's reports, that day among them."""
    return (day,) if day == w.UNDATED else range(day, day + stories.DAYS + 1)


def _place(c: Connection) -> bool:
    """Take what stood for some reports before out of the workings, and put the reports on their days."""
    batch = w.waiting(c, w.NEW, BATCH)
    known = w.places(c, batch)
    partners = {other for _, other in w.copy_pairs(c, batch)} - set(batch)
    w.touch(c, (*batch, *_reach(c, [place.report for place in known])))
    for place in known:
        w.drop_links(c, place.report)
        w.drop_copies(c, place.report)
        w.displace(c, place.report, place.day)
        w.tell_again(c, _days_after(place.day))
    _settle_copies(c, partners)
    w.recheck(c, partners)
    found = w.reports(c, batch)
    for report in found.values():
        w.place(c, report.id, _day(report), copies.sketch(report))
        w.tell_again(c, _days_after(_day(report)))
    w.advance(c, found, w.PLACED)
    w.advance(c, [r for r in batch if r not in found], None)
    return bool(batch)


class _Copying:
    """Finds of whom reports are copies: of each the earliest such report, which tells its original."""

    def __init__(self) -> None:
        self._known: dict[str, Report] = {}
        self._ages: dict[str, copies.Age] = {}

    def step(self, c: Connection) -> bool:
        """Look for copies among some reports and those that were checked before."""
        batch = w.waiting(c, w.PLACED, BATCH)
        if len(self._known) > KNOWN:
            self._known, self._ages = {}, {}
        self._load(c, batch)
        index = w.Sharing(c, copies.DAYS, copies.SHARED)
        for place in sorted(w.places(c, batch), key=lambda p: self._ages[p.report]):
            likely = index.of(place)
            self._load(c, likely)
            self._check(c, self._known[place.report], likely)
            w.advance(c, [place.report], w.CHECKED)
        _settle_copies(c, batch)
        return bool(batch)

    def _load(self, c: Connection, wanted: Collection[str]) -> None:
        missing = [report for report in wanted if report not in self._known]
        new = w.reports(c, missing)
        self._known.update(new)
        self._ages.update((report, copies.age(one)) for report, one in new.items())

    def _check(self, c: Connection, report: Report, likely: Sequence[str]) -> None:
        """Note the first report that one is a copy of, and those of which it is now the first itself."""
        ages, own = self._ages, self._ages[report.id]
        earlier = sorted((one for one in likely if ages[one] < own), key=lambda one: ages[one])
        first = next((one for one in earlier if copies.is_copy(report, self._known[one])), None)
        if first is not None:
            w.add_copies(c, [(report.id, first)])
        later = [one for one in likely if ages[one] > own]
        before: dict[str, list[str]] = defaultdict(list)
        for copy, other in w.copy_pairs(c, later):
            before[copy].append(other)
        self._load(c, {other for found in before.values() for other in found})
        for one in later:
            firsts = [r for r in before[one] if ages[r] < ages[one]]
            if all(ages[r] > own for r in firsts) and copies.is_copy(self._known[one], report):
                w.part_copies(c, ((one, other) for other in firsts))
                w.add_copies(c, [(one, report.id)])


def _settle_copies(c: Connection, some: Collection[str]) -> None:
    """Say anew of whom some reports, and all that are copies with them, are the copies."""
    partners: dict[str, list[str]] = defaultdict(list)
    ends = set(some)
    while ends:
        pairs = w.copy_pairs(c, ends)
        for report, other in pairs:
            partners[report].append(other)
        ends = {other for _, other in pairs} - partners.keys()
    around = {*some, *partners}
    ages = {one.id: copies.age(one) for one in w.imprints(c, partners)}
    originals = copies.originals(ages, partners)
    changed = [p for p in w.places(c, around) if p.copy_of != originals.get(p.report)]
    w.note_copies(c, ((p.report, originals.get(p.report)) for p in changed))
    for place in changed:
        w.tell_again(c, _days_after(place.day))
    w.touch(c, _reach(c, [p.report for p in changed]))
    w.relink(c, [p.report for p in changed])


def _reach(c: Connection, some: Collection[str]) -> set[str]:
    """Return some reports with those next to them, and all that have a part in what these tell together."""
    near = {*some, *(row.other_report for row in w.link_rows(c, some))}
    return near | _groups(c, near)[0].keys()


def _groups(
    c: Connection, some: Iterable[str], known: Collection[str] = ()
) -> tuple[dict[str, list[LinkRow]], set[str]]:
    """Return the links of some reports and of all that take part in a group of theirs, by report; and these groups'
    records. No group is followed into ``known`` reports.
    """
    rows = _links_of(c, set(some))
    reached = {row.record for found in rows.values() for row in found if row.verdict == "same"}
    joined = (row for found in rows.values() for row in found if row.verdict == "same")
    ends = {(row.other_report, row.other) for row in joined if row.other_report not in known}
    while ends:
        rows.update(_links_of(c, {report for report, _ in ends} - rows.keys()))
        new = {(report, record) for report, record in ends if record not in reached}
        reached.update(record for _, record in new)
        ends = {
            (row.other_report, row.other)
            for report, record in new
            for row in rows[report]
            if row.record == record and row.verdict == "same" and row.other_report not in known
        }
    return rows, reached


def _whole(rows: Mapping[str, Sequence[LinkRow]], followed: Collection[str]) -> set[str]:
    """Return those of some reports of whose groups all records were followed."""
    return {
        report
        for report, found in rows.items()
        if all(row.record in followed for row in found if row.verdict == "same")
    }


def _links_of(c: Connection, some: Collection[str]) -> dict[str, list[LinkRow]]:
    rows: dict[str, list[LinkRow]] = {report: [] for report in some}
    for row in w.link_rows(c, some):
        rows[row.report].append(row)
    return rows


class _Telling:
    """Tells the stories of the days that are due; keeps the words of the last days' reports between two steps."""

    def __init__(self) -> None:
        self._articles: dict[str, Article] = {}

    def step(self, c: Connection) -> bool:
        """Tell some days anew; where the outcome of one changes, the next ones are due too."""
        for _ in range(BATCH):
            day = w.next_day(c)
            if day is None:
                return False
            self._tell(c, day)
        return True

    def _tell(self, c: Connection, day: int) -> None:
        first = day if day == w.UNDATED else max(0, day - stories.DAYS)
        around = {p.report: p for p in w.places_between(c, first, day) if p.copy_of is None}
        self._load(c, around)
        own = {r: p for r, p in around.items() if p.day == day}
        before = [self._articles[r] for r in around if r not in own]
        story_of = {r: p.story or "" for r, p in around.items()}
        found = stories.tell_day([self._articles[r] for r in own], before, story_of)
        changed = {r: story for r, story in found.items() if story != own[r].story}
        w.note_stories(c, changed.items())
        w.told_again(c, day)
        if changed and day != w.UNDATED:
            w.tell_again(c, (p.day for p in w.places_between(c, day + 1, day + stories.DAYS)))

    def _load(self, c: Connection, kept: Collection[str]) -> None:
        self._articles = {report: one for report, one in self._articles.items() if report in kept}
        new = w.reports(c, [report for report in kept if report not in self._articles])
        self._articles.update({one.key: one for one in stories.report_articles(new.values(), ())})


class _Finding:
    """Makes the findings of touched reports; keeps what the last of them told between two steps."""

    def __init__(self) -> None:
        self._told: dict[str, list[Compared]] = {}
        self._made: dict[Group, Finding] = {}

    def step(self, c: Connection) -> bool:
        """Make the findings that are first told by some reports."""
        first = w.to_find(c, BATCH)
        rows, followed = _groups(c, first)
        # Reports all of whose groups are loaded by now are taken along, so that a group of thousands is loaded once.
        owners = [*first, *w.to_find_among(c, _whole(rows, followed) - set(first))]
        others = {row.other_report for owner in owners for row in rows[owner]}
        reports = w.reports(c, rows.keys() | others)
        self._load(c, reports)
        desk = Desk(
            reports=reports,
            records={record.id: record for report in reports for record in self._told[report]},
            links=[link_of(row) for found in rows.values() for row in found if row.first]
            + [link_of(_turned(row)) for found in rows.values() for row in found if not row.first],
            made=self._made,
        )
        showing.stage(c, owners, list(findings.told_first_by(desk, set(owners))))
        return bool(owners)

    def _load(self, c: Connection, wanted: Collection[str]) -> None:
        self._told = {report: told for report, told in self._told.items() if report in wanted}
        new = w.told(c, [report for report in wanted if report not in self._told])
        for report, records in new.items():
            self._told[report] = [r for r in records if isinstance(r, Statement | Event | Position)]


def _turned(row: LinkRow) -> LinkRow:
    return LinkRow(row.other_report, row.other, row.report, row.record, 1, row.verdict, row.agreed)
