"""What comparing remembers of a case between runs, so that a new batch touches only what it must.

These tables hold work in progress and are nobody's record: what is shown changes only when the outcome is moved over,
in one transaction (``showing``). Every function works inside the caller's transaction, so that a killed step leaves
nothing.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from msgspec.structs import replace
from sqlalchemy import BigInteger, Column, Connection, Index, Integer, LargeBinary, String, Table, Text

from accordingto.casefile import schema
from accordingto.casefile.schema import metadata
from accordingto.records import Record, Report, decode

UNDATED = -1
"""The day of reports without one."""

NEW, PLACED, CHECKED = 0, 1, 2
"""Stages of a report that came in: to be placed, to be checked for copies, to be linked."""

_LAST = 10**7
"""A day after all days."""

_CHUNK = 500
"""Values in one ``IN (…)``."""

pending = Table(
    "pending", metadata, Column("report", String, primary_key=True), Column("stage", Integer, nullable=False)
)
"""Reports that came in, changed or went since the last comparing, and how far they are."""

placed = Table(
    "placed",
    metadata,
    Column("report", String, primary_key=True),
    Column("day", Integer, nullable=False),
    Column("marks", LargeBinary, nullable=False),
    Column("story", String),
    Column("copy_of", String),
    Column("shown_story", String),
    Column("shown_copy_of", String),
    sqlite_with_rowid=False,
)
"""Reports by day, the marks of their texts, the first report of their story, and what the case shows of both."""

Index("placed_by_day", placed.c.day)

sketches = Table(
    "sketches",
    metadata,
    Column("mark", BigInteger, primary_key=True),
    Column("day", Integer, primary_key=True),
    Column("report", String, primary_key=True),
    sqlite_with_rowid=False,
)
"""The inverted index by which copies are looked for."""

copies = Table(
    "copies",
    metadata,
    Column("report", String, primary_key=True),
    Column("other", String, primary_key=True),
    sqlite_with_rowid=False,
)
"""Pairs of reports of which one is wholly the other's text, each from both sides."""

links = Table(
    "links",
    metadata,
    Column("report", String, primary_key=True),
    Column("record", String, primary_key=True),
    Column("other_report", String, primary_key=True),
    Column("other", String, primary_key=True),
    Column("first", Integer, nullable=False),
    Column("verdict", String, nullable=False),
    Column("agreed", Text, nullable=False),
    sqlite_with_rowid=False,
)
"""Records of two reports that are one or related, each link from both sides; ``first`` on the earlier one's."""

days_due = Table("days_due", metadata, Column("day", Integer, primary_key=True))
"""Days whose stories are to be told anew."""

touched = Table(
    "touched", metadata, Column("report", String, primary_key=True), Column("done", Integer, nullable=False)
)
"""Reports whose findings are to be made anew, and whether ``next_findings`` has them."""

next_findings = Table(
    "next_findings",
    metadata,
    *(Column(c.name, c.type, primary_key=c.primary_key, nullable=c.nullable) for c in schema.TABLES["finding"].c),
    sqlite_with_rowid=False,
)
"""Findings that are made but not yet shown."""


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


def _chunks(values: Iterable[Any]) -> Iterator[tuple[str, tuple[Any, ...]]]:
    listed = list(values)
    for start in range(0, len(listed), _CHUNK):
        part = tuple(listed[start : start + _CHUNK])
        yield ",".join("?" * len(part)), part


def put(c: Connection, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
    """Run one statement for many rows."""
    listed = list(rows)
    if listed:
        c.exec_driver_sql(statement, listed)


def due(c: Connection, report: str) -> None:
    """Note that a report came in, changed or went."""
    c.exec_driver_sql("INSERT OR REPLACE INTO pending VALUES (?, ?)", (report, NEW))


def waiting(c: Connection, stage: int, count: int) -> list[str]:
    """Return some reports of a stage, the earliest first."""
    query = (
        "SELECT pending.report FROM pending LEFT JOIN placed ON placed.report = pending.report "
        "WHERE stage = ? ORDER BY placed.day, pending.report LIMIT ?"
    )
    return list(c.exec_driver_sql(query, (stage, count)).scalars())


def advance(c: Connection, reports: Iterable[str], stage: int | None) -> None:
    """Put reports in their next stage, ``None`` when they are through."""
    if stage is None:
        put(c, "DELETE FROM pending WHERE report = ?", ((r,) for r in reports))
    else:
        put(c, "UPDATE pending SET stage = ? WHERE report = ?", ((stage, r) for r in reports))


def places(c: Connection, reports: Iterable[str]) -> list[Place]:
    """Return where some reports stand, those that stand nowhere left out."""
    query = "SELECT report, day, story, copy_of FROM placed WHERE report IN "
    return [Place(*row) for marks, part in _chunks(reports) for row in c.exec_driver_sql(f"{query} ({marks})", part)]


def places_between(c: Connection, first: int, last: int) -> list[Place]:
    """Return where the reports of some days stand, both days included."""
    query = "SELECT report, day, story, copy_of FROM placed WHERE day BETWEEN ? AND ? ORDER BY day, report"
    return [Place(*row) for row in c.exec_driver_sql(query, (first, last))]


def reports(c: Connection, ids: Iterable[str]) -> dict[str, Report]:
    """Return reports by id, as they are to be shown when the work is done."""
    query = (
        "SELECT reports.record, placed.copy_of FROM reports LEFT JOIN placed ON placed.report = reports.id "
        "WHERE reports.id IN "
    )
    found = {}
    for marks, part in _chunks(ids):
        for line, copy_of in c.exec_driver_sql(f"{query} ({marks})", part):
            report = decode(line)
            if isinstance(report, Report):
                found[report.id] = report if report.copy_of == copy_of else _with_copy(report, copy_of)
    return found


def _with_copy(report: Report, copy_of: str | None) -> Report:
    return replace(report, copy_of=copy_of)


def told(c: Connection, ids: Collection[str]) -> dict[str, list[Record]]:
    """Return the statements, events and positions of some reports, by report."""
    found: dict[str, list[Record]] = {report: [] for report in ids}
    for table in ("statements", "events", "positions"):
        for marks, part in _chunks(ids):
            query = f"SELECT report, record FROM {table} WHERE report IN ({marks})"  # noqa: S608 (names of our own)
            for report, line in c.exec_driver_sql(query, part):
                found[report].append(decode(line))
    return found


def link_rows(c: Connection, ids: Iterable[str]) -> list[LinkRow]:
    """Return the links of some reports as these see them."""
    query = "SELECT * FROM links WHERE report IN "
    return [LinkRow(*row) for marks, part in _chunks(ids) for row in c.exec_driver_sql(f"{query} ({marks})", part)]


def add_links(c: Connection, rows: Sequence[LinkRow]) -> None:
    """Add links, each row from both sides."""
    both = [*rows, *(LinkRow(r.other_report, r.other, r.report, r.record, 1 - r.first, *r[5:]) for r in rows)]
    put(c, "INSERT OR REPLACE INTO links VALUES (?, ?, ?, ?, ?, ?, ?)", both)


def drop_links(c: Connection, report: str) -> None:
    """Take all links of a report away, from both sides."""
    mirrored = "DELETE FROM links WHERE report = ? AND record = ? AND other_report = ? AND other = ?"
    put(c, mirrored, ((r.other_report, r.other, r.report, r.record) for r in link_rows(c, [report])))
    c.exec_driver_sql("DELETE FROM links WHERE report = ?", (report,))


def place(c: Connection, report: str, day: int, marks: Sequence[int]) -> None:
    """Put a report on its day, with its marks in the index; the stories of that and later days are to be told anew."""
    packed = b"".join(mark.to_bytes(4, "little") for mark in marks)
    c.exec_driver_sql("INSERT INTO placed (report, day, marks) VALUES (?, ?, ?)", (report, day, packed))
    put(c, "INSERT INTO sketches VALUES (?, ?, ?)", ((mark, day, report) for mark in marks))


def displace(c: Connection, report: str, day: int) -> None:
    """Take a report out of its place and out of the index."""
    gone = ((mark, day, report) for mark in _marks(c, report))
    put(c, "DELETE FROM sketches WHERE mark = ? AND day = ? AND report = ?", gone)
    c.exec_driver_sql("DELETE FROM placed WHERE report = ?", (report,))


def sharing(c: Connection, place: Place, days: int, least: int) -> list[str]:
    """Return the reports with at least so many marks in common with one, near in time or undated, that are checked."""
    query = (
        "SELECT sketches.report FROM json_each(?) AS mark CROSS JOIN sketches ON sketches.mark = mark.value "
        "AND sketches.day BETWEEN ? AND ? GROUP BY sketches.report HAVING count(*) >= ?"
    )
    near = (UNDATED, _LAST) if place.day == UNDATED else (place.day - days, place.day + days)
    marks = str(_marks(c, place.report))
    spans = {near, near if place.day == UNDATED else (UNDATED, UNDATED)}
    close = {r for span in spans for r in c.exec_driver_sql(query, (marks, *span, least)).scalars()} - {place.report}
    return sorted(close - behind(c, close, PLACED))


def _marks(c: Connection, report: str) -> list[int]:
    packed = c.exec_driver_sql("SELECT marks FROM placed WHERE report = ?", (report,)).scalar() or b""
    return [int.from_bytes(packed[i : i + 4], "little") for i in range(0, len(packed), 4)]


def behind(c: Connection, ids: Iterable[str], stage: int) -> set[str]:
    """Return those of some reports that wait in this stage or an earlier one."""
    query = f"SELECT report FROM pending WHERE stage <= {int(stage)} AND report IN "  # noqa: S608 (a number)
    return {r for marks, part in _chunks(ids) for r in c.exec_driver_sql(f"{query} ({marks})", part).scalars()}


def copy_pairs(c: Connection, ids: Iterable[str]) -> list[tuple[str, str]]:
    """Return the pairs of copies that some reports are in."""
    query = "SELECT report, other FROM copies WHERE report IN "
    return [(a, b) for marks, part in _chunks(ids) for a, b in c.exec_driver_sql(f"{query} ({marks})", part)]


def add_copies(c: Connection, pairs: Iterable[tuple[str, str]]) -> None:
    """Note pairs of copies, each from both sides."""
    put(c, "INSERT OR IGNORE INTO copies VALUES (?, ?)", (row for a, b in pairs for row in ((a, b), (b, a))))


def drop_copies(c: Connection, report: str) -> None:
    """Forget of whom a report is a copy, and which are its copies."""
    pairs = copy_pairs(c, [report])
    put(c, "DELETE FROM copies WHERE report = ? AND other = ?", (row for a, b in pairs for row in ((a, b), (b, a))))


def note_copies(c: Connection, found: Iterable[tuple[str, str | None]]) -> None:
    """Note of each report whose copy it is."""
    put(c, "UPDATE placed SET copy_of = ? WHERE report = ?", ((copy_of, report) for report, copy_of in found))


def note_stories(c: Connection, found: Iterable[tuple[str, str]]) -> None:
    """Note the story of each report."""
    put(c, "UPDATE placed SET story = ? WHERE report = ?", ((story, report) for report, story in found))


def touch(c: Connection, ids: Iterable[str]) -> None:
    """Note that the findings of some reports are to be made anew."""
    put(c, "INSERT OR REPLACE INTO touched VALUES (?, 0)", ((report,) for report in sorted(set(ids))))


def tell_again(c: Connection, days: Iterable[int]) -> None:
    """Note that the stories of some days are to be told anew."""
    put(c, "INSERT OR IGNORE INTO days_due VALUES (?)", ((day,) for day in sorted(set(days))))


def next_day(c: Connection) -> int | None:
    """Return the first day whose stories are to be told anew, ``None`` where all are told."""
    day = c.exec_driver_sql("SELECT min(day) FROM days_due").scalar()
    return None if day is None else int(day)


def told_again(c: Connection, day: int) -> None:
    """Note that a day's stories are told."""
    c.exec_driver_sql("DELETE FROM days_due WHERE day = ?", (day,))


def to_find(c: Connection, count: int) -> list[str]:
    """Return some reports whose findings are to be made anew, the earliest first."""
    query = (
        "SELECT touched.report FROM touched LEFT JOIN placed ON placed.report = touched.report "
        "WHERE done = 0 ORDER BY placed.day, touched.report LIMIT ?"
    )
    return list(c.exec_driver_sql(query, (count,)).scalars())


def unfinished(c: Connection) -> int:
    """Return how many reports wait to be compared, as after a killed run."""
    query = "SELECT count(*) FROM (SELECT report FROM pending UNION SELECT report FROM touched)"
    return int(c.exec_driver_sql(query).scalar() or 0)
