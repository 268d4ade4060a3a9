"""What comparing remembers of a case between runs, so that a new batch touches only what it must.

These tables hold work in progress and are nobody's record: what is shown changes only when the outcome is moved over,
in one transaction (``showing``). Every function works inside the caller's transaction, so that a killed step leaves
nothing.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from msgspec.structs import replace
from sqlalchemy import Connection

from accordingto.casefile import desk
from accordingto.casefile.schema import HEARD
from accordingto.casefile.stores.dialects import run
from accordingto.columns import GLUE
from accordingto.records import Record, Report, decode

UNDATED = -1
"""The day of reports without one."""

NEW, PLACED, CHECKED = 0, 1, 2
"""Stages of a report that came in: to be placed, to be checked for copies, to be linked."""

_LAST = 10**7
"""A day after all days."""

_CHUNK = 500
"""Values in one ``IN (…)``."""


class LinkRow(NamedTuple):
    """A link as one of its two reports sees it."""

    report: str
    record: str
    other_report: str
    other: str
    first: int
    verdict: str
    agreed: str


class Place(NamedTuple):
    """Where a report stands: its day, the first report of its story, and of whom it is the copy."""

    report: str
    day: int
    story: str | None
    copy_of: str | None


class Imprint(NamedTuple):
    """When, by whom and after which wires a report was published."""

    id: str
    published: str | None
    outlet: str | None
    wire_credits: tuple[str, ...]


def _chunks(values: Iterable[Any]) -> Iterator[tuple[str, tuple[Any, ...]]]:
    listed = list(values)
    for start in range(0, len(listed), _CHUNK):
        part = tuple(listed[start : start + _CHUNK])
        yield ",".join("?" * len(part)), part


def put(c: Connection, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
    """Run one statement for many rows."""
    listed = list(rows)
    if listed:
        run(c, statement, listed)


def due(c: Connection, report: str) -> None:
    """Note that a report came in, changed or went."""
    run(c, "INSERT INTO pending VALUES (?, ?) ON CONFLICT (report) DO UPDATE SET stage = excluded.stage", (report, NEW))
    hear_again(c, [report])
    put(c, "INSERT INTO unworded VALUES (?, 1) ON CONFLICT (report) DO UPDATE SET due = 1", [(report,)])


def hear_again(c: Connection, reports: Iterable[str]) -> None:
    """Note that the ledger does not know the positions of some reports as they are now."""
    put(c, "INSERT INTO unheard VALUES (?) ON CONFLICT DO NOTHING", ((report,) for report in reports))


def waiting(c: Connection, stage: int, count: int) -> list[str]:
    """Return some reports of a stage, the earliest first."""
    query = (
        "SELECT pending.report FROM pending LEFT JOIN placed ON placed.report = pending.report "
        "WHERE stage = ? ORDER BY placed.day NULLS FIRST, pending.report LIMIT ?"
    )
    return list(run(c, query, (stage, count)).scalars())


def advance(c: Connection, reports: Iterable[str], stage: int | None) -> None:
    """Put reports in their next stage, ``None`` when they are through."""
    if stage is None:
        put(c, "DELETE FROM pending WHERE report = ?", ((r,) for r in reports))
    else:
        put(c, "UPDATE pending SET stage = ? WHERE report = ?", ((stage, r) for r in reports))


def places(c: Connection, reports: Iterable[str]) -> list[Place]:
    """Return where some reports stand, those that stand nowhere left out."""
    query = "SELECT report, day, story, copy_of FROM placed WHERE report IN "
    return [Place(*row) for marks, part in _chunks(reports) for row in run(c, f"{query} ({marks})", part)]


def places_between(c: Connection, first: int, last: int) -> list[Place]:
    """Return where the reports of some days stand, both days included."""
    query = "SELECT report, day, story, copy_of FROM placed WHERE day BETWEEN ? AND ? ORDER BY day, report"
    return [Place(*row) for row in run(c, query, (first, last))]


def reports(c: Connection, ids: Iterable[str]) -> dict[str, Report]:
    """Return reports by id, as they are to be shown when the work is done."""
    query = (
        "SELECT reports.record, placed.copy_of FROM reports LEFT JOIN placed ON placed.report = reports.id "
        "WHERE reports.id IN "
    )
    found = {}
    for marks, part in _chunks(ids):
        for line, copy_of in run(c, f"{query} ({marks})", part):
            report = decode(line)
            if isinstance(report, Report):
                found[report.id] = report if report.copy_of == copy_of else _with_copy(report, copy_of)
    return found


def imprints(c: Connection, ids: Iterable[str]) -> list[Imprint]:
    """Return when, by whom and after which wires some reports were published, without reading their texts."""
    query = "SELECT id, published, outlet, wire_credits FROM reports WHERE id IN "
    rows = (row for marks, part in _chunks(ids) for row in run(c, f"{query} ({marks})", part))
    return [Imprint(row[0], row[1], row[2], tuple(row[3].split(GLUE)) if row[3] else ()) for row in rows]


def _with_copy(report: Report, copy_of: str | None) -> Report:
    return replace(report, copy_of=copy_of)


def told(c: Connection, ids: Collection[str]) -> dict[str, list[Record]]:
    """Return the statements, events and positions of some reports, by report."""
    return {report: [decode(line) for line in lines] for report, lines in lines_of(c, ids).items()}


def lines_of(c: Connection, ids: Collection[str]) -> dict[str, list[str]]:
    """Return the lines of the statements, events and positions of some reports, by report."""
    found: dict[str, list[str]] = {report: [] for report in ids}
    for table in ("statements", "events", "positions"):
        for marks, part in _chunks(ids):
            query = f"SELECT report, record FROM {table} WHERE report IN ({marks}) ORDER BY id"  # noqa: S608 (our own)
            for report, line in run(c, query, part):
                found[report].append(line)
    return found


def seals_of(c: Connection, ids: Collection[str]) -> dict[str, str]:
    """Return the seals of some reports."""
    query = "SELECT report, seal FROM seals WHERE report IN "
    return {report: seal for marks, part in _chunks(ids) for report, seal in run(c, f"{query} ({marks})", part)}


def link_rows(c: Connection, ids: Iterable[str]) -> list[LinkRow]:
    """Return the links of some reports as these see them."""
    query = "SELECT * FROM links WHERE report IN "
    return [LinkRow(*row) for marks, part in _chunks(ids) for row in run(c, f"{query} ({marks})", part)]


def add_links(c: Connection, rows: Sequence[LinkRow]) -> None:
    """Add links, each row from both sides."""
    both = [*rows, *(LinkRow(r.other_report, r.other, r.report, r.record, 1 - r.first, *r[5:]) for r in rows)]
    over = "DO UPDATE SET first = excluded.first, verdict = excluded.verdict, agreed = excluded.agreed"
    key = ", ".join(LinkRow._fields[:4])
    put(c, f"INSERT INTO links VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT ({key}) {over}", both)  # noqa: S608 (our own)


def drop_links(c: Connection, report: str) -> None:
    """Take all links of a report away, from both sides."""
    mirrored = "DELETE FROM links WHERE report = ? AND record = ? AND other_report = ? AND other = ?"
    put(c, mirrored, ((r.other_report, r.other, r.report, r.record) for r in link_rows(c, [report])))
    run(c, "DELETE FROM links WHERE report = ?", (report,))


def place(c: Connection, report: str, day: int, marks: Sequence[int]) -> None:
    """Put a report on its day, with its marks in the index; the stories of that and later days are to be told anew."""
    packed = b"".join(mark.to_bytes(4, "little") for mark in marks)
    run(c, "INSERT INTO placed (report, day, marks) VALUES (?, ?, ?)", (report, day, packed))
    put(c, "INSERT INTO sketches VALUES (?, ?, ?)", ((mark, day, report) for mark in marks))


def displace(c: Connection, report: str, day: int) -> None:
    """Take a report out of its place and out of the index."""
    gone = ((mark, day, report) for mark in _marks(c, report))
    put(c, "DELETE FROM sketches WHERE mark = ? AND day = ? AND report = ?", gone)
    run(c, "DELETE FROM placed WHERE report = ?", (report,))


class Sharing:
    """Reports by common marks; asks once for those of a day that have the same marks, as all copies of a text have.

    For reports that are checked one after the other in one transaction.
    """

    def __init__(self, c: Connection, days: int, least: int) -> None:
        self._c, self._days, self._least = c, days, least
        self._found: dict[tuple[int, tuple[int, ...]], tuple[frozenset[str], set[str]]] = {}
        self._asked: set[str] = set()

    def of(self, place: Place) -> list[str]:
        """Return the reports with at least so many marks in common with one, near or undated, that are checked."""
        key = place.day, tuple(_marks(self._c, place.report))
        if key not in self._found:
            close = self._close(*key)
            self._found[key] = close, behind(self._c, close, PLACED)
        close, waiting = self._found[key]
        checked = close - (waiting - self._asked) - {place.report}
        self._asked.add(place.report)
        return sorted(checked)

    def _close(self, day: int, marks: tuple[int, ...]) -> frozenset[str]:
        near = (UNDATED, _LAST) if day == UNDATED else (day - self._days, day + self._days)
        query = (
            f"SELECT report FROM sketches WHERE mark IN ({','.join('?' * len(marks))}) "  # noqa: S608 (question marks)
            "AND day BETWEEN ? AND ? GROUP BY report HAVING count(*) >= ?"
        )
        spans = {near, near if day == UNDATED else (UNDATED, UNDATED)} if marks else set()
        return frozenset(r for span in spans for r in run(self._c, query, (*marks, *span, self._least)).scalars())


def _marks(c: Connection, report: str) -> list[int]:
    packed = run(c, "SELECT marks FROM placed WHERE report = ?", (report,)).scalar() or b""
    return [int.from_bytes(packed[i : i + 4], "little") for i in range(0, len(packed), 4)]


def behind(c: Connection, ids: Iterable[str], stage: int) -> set[str]:
    """Return those of some reports that wait in this stage or an earlier one."""
    query = f"SELECT report FROM pending WHERE stage <= {int(stage)} AND report IN "  # noqa: S608 (a number)
    return {r for marks, part in _chunks(ids) for r in run(c, f"{query} ({marks})", part).scalars()}


def copy_pairs(c: Connection, ids: Iterable[str]) -> list[tuple[str, str]]:
    """Return the pairs of copies that some reports are in."""
    query = "SELECT report, other FROM copies WHERE report IN "
    return [(a, b) for marks, part in _chunks(ids) for a, b in run(c, f"{query} ({marks})", part)]


def add_copies(c: Connection, pairs: Iterable[tuple[str, str]]) -> None:
    """Note pairs of copies, each from both sides."""
    put(
        c,
        "INSERT INTO copies VALUES (?, ?) ON CONFLICT DO NOTHING",
        (row for a, b in pairs for row in ((a, b), (b, a))),
    )


def part_copies(c: Connection, pairs: Iterable[tuple[str, str]]) -> None:
    """Forget some pairs of copies."""
    both = [row for a, b in pairs for row in ((a, b), (b, a))]
    put(c, "DELETE FROM copies WHERE report = ? AND other = ?", both)


def recheck(c: Connection, reports: Iterable[str]) -> None:
    """Have some reports checked for copies again, those that are not yet so far left as they are."""
    _back(c, reports, PLACED)


def relink(c: Connection, reports: Iterable[str]) -> None:
    """Take the links of some reports away and have them looked for again."""
    listed = list(reports)
    for report in listed:
        drop_links(c, report)
    _back(c, listed, CHECKED)


def _back(c: Connection, reports: Iterable[str], stage: int) -> None:
    over = "ON CONFLICT (report) DO UPDATE SET stage = excluded.stage WHERE pending.stage > excluded.stage"
    put(c, f"INSERT INTO pending VALUES (?, ?) {over}", ((report, stage) for report in sorted(reports)))  # noqa: S608


def drop_copies(c: Connection, report: str) -> None:
    """Forget of whom a report is a copy, and which are its copies."""
    pairs = copy_pairs(c, [report])
    put(c, "DELETE FROM copies WHERE report = ? AND other = ?", (row for a, b in pairs for row in ((a, b), (b, a))))


def note_copies(c: Connection, found: Iterable[tuple[str, str | None]]) -> None:
    """Note of each report whose copy it is; a copy has no story of its own."""
    query = "UPDATE placed SET copy_of = ?, story = NULL WHERE report = ?"
    put(c, query, ((copy_of, report) for report, copy_of in found))


def note_stories(c: Connection, found: Iterable[tuple[str, str]]) -> None:
    """Note the story of each report."""
    put(c, "UPDATE placed SET story = ? WHERE report = ?", ((story, report) for report, story in found))


def touch(c: Connection, ids: Iterable[str]) -> None:
    """Note that the findings of some reports are to be made anew."""
    put(
        c,
        "INSERT INTO touched VALUES (?, 0) ON CONFLICT (report) DO UPDATE SET done = 0",
        ((report,) for report in sorted(set(ids))),
    )


def tell_again(c: Connection, days: Iterable[int]) -> None:
    """Note that the stories of some days are to be told anew."""
    put(c, "INSERT INTO days_due VALUES (?) ON CONFLICT DO NOTHING", ((day,) for day in sorted(set(days))))


def next_day(c: Connection) -> int | None:
    """Return the first day whose stories are to be told anew, ``None`` where all are told."""
    day = run(c, "SELECT min(day) FROM days_due").scalar()
    return None if day is None else int(day)


def told_again(c: Connection, day: int) -> None:
    """Note that a day's stories are told."""
    run(c, "DELETE FROM days_due WHERE day = ?", (day,))


def to_find(c: Connection, count: int) -> list[str]:
    """Return some reports whose findings are to be made anew, the earliest first."""
    query = (
        "SELECT touched.report FROM touched LEFT JOIN placed ON placed.report = touched.report "
        "WHERE done = 0 ORDER BY placed.day NULLS FIRST, touched.report LIMIT ?"
    )
    return list(run(c, query, (count,)).scalars())


def to_find_among(c: Connection, ids: Iterable[str]) -> list[str]:
    """Return those of some reports whose findings are to be made anew."""
    query = "SELECT report FROM touched WHERE done = 0 AND report IN "
    return sorted(r for marks, part in _chunks(ids) for r in run(c, f"{query} ({marks})", part).scalars())


def is_work_left(c: Connection) -> bool:
    """Return whether any step of comparing has something to do."""
    query = "SELECT 1 FROM pending UNION SELECT 1 FROM touched WHERE done = 0 UNION SELECT 1 FROM days_due"
    return run(c, query).first() is not None


def compare_anew(c: Connection, reports: Iterable[str]) -> None:
    """Forget all that was compared; these reports, all of the case, are to be compared again."""
    for table in desk.WORK:
        run(c, f"DELETE FROM {table.name}")  # noqa: S608 (names of our own)
    run(c, "DELETE FROM facts WHERE name = ?", (HEARD,))
    put(c, "INSERT INTO pending VALUES (?, ?)", ((report, NEW) for report in reports))


def unfinished(c: Connection) -> int:
    """Return how many reports wait to be compared, as after a killed run."""
    query = "SELECT count(*) FROM (SELECT report FROM pending UNION SELECT report FROM touched) AS waiting"
    return int(run(c, query).scalar() or 0)
