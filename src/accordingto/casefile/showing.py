"""The outcome of comparing moved into the record, all of it in one transaction."""

from collections.abc import Sequence, Set
from uuid import uuid4

from msgspec.structs import replace
from sqlalchemy import Connection, Select, delete, func, insert, or_, select

from accordingto.casefile.desk import next_findings, placed, touched
from accordingto.casefile.rows import row_of
from accordingto.casefile.schema import LEDGER_DUE, TABLES, facts, finding_seals
from accordingto.casefile.sealing import seal_of_findings
from accordingto.casefile.stores.dialects import insert_over
from accordingto.casefile.workings import hear_again, put
from accordingto.records import Finding, Report, decode

_PAGE = 200


def stage(c: Connection, owners: Sequence[str], findings: Sequence[Finding]) -> None:
    """Keep the findings that are first told by some reports (owners), until they are shown."""
    put(c, "DELETE FROM next_findings WHERE first_report = ?", ((r,) for r in owners))
    rows = [row_of(finding) for finding in findings]
    if rows:
        c.execute(insert(next_findings), rows)
    put(c, "UPDATE touched SET done = 1 WHERE report = ?", ((r,) for r in owners))


def is_due(c: Connection) -> bool:
    """Return whether anything is to be shown."""
    return c.execute(select(touched.c.report).limit(1)).first() is not None or bool(_moved(c, 1))


def show(c: Connection) -> None:
    """Put what was found in the place of what the case showed of the same reports."""
    table = TABLES["finding"]
    again = table.c.id.in_(select(next_findings.c.id))
    others = set(c.execute(select(table.c.first_report).where(again)).scalars())
    c.execute(delete(table).where(table.c.first_report.in_(select(touched.c.report))))
    c.execute(delete(table).where(again))
    c.execute(insert(table).from_select(next_findings.c.keys(), select(next_findings)))
    c.execute(delete(next_findings))
    _seal(c, others | set(c.execute(select(touched.c.report)).scalars()))
    c.execute(delete(touched))
    while moved := _moved(c, _PAGE):
        _show_reports(c, moved)
    insert_over(c, facts, [{"name": LEDGER_DUE, "value": uuid4().hex}])


def _seal(c: Connection, owners: Set[str]) -> None:
    """Seal the findings that are first told by some reports."""
    table, listed = TABLES["finding"], sorted(owners)
    for start in range(0, len(listed), _PAGE):
        page = listed[start : start + _PAGE]
        lines: dict[str, list[str]] = {}
        for row in c.execute(select(table.c.first_report, table.c.record).where(table.c.first_report.in_(page))):
            lines.setdefault(row.first_report, []).append(row.record)
        c.execute(delete(finding_seals).where(finding_seals.c.report.in_(page)))
        seals = [{"report": owner, "seal": seal_of_findings(told)} for owner, told in lines.items()]
        insert_over(c, finding_seals, seals)


def _to_move(count: int) -> Select[tuple[str, str | None, str | None]]:
    """Ask for reports that are shown with another original or story than was found; a copy has its original's story."""
    original = placed.alias()
    story = func.coalesce(original.c.story, placed.c.story)
    moved = or_(placed.c.copy_of.is_distinct_from(placed.c.shown_copy_of), story.is_distinct_from(placed.c.shown_story))
    query = select(placed.c.report, placed.c.copy_of, story.label("story"))
    return query.outerjoin(original, original.c.report == placed.c.copy_of).where(moved).limit(count)


def _moved(c: Connection, count: int) -> list[tuple[str, str | None, str | None]]:
    return [(row.report, row.copy_of, row.story) for row in c.execute(_to_move(count))]


def _show_reports(c: Connection, moved: Sequence[tuple[str, str | None, str | None]]) -> None:
    table = TABLES["report"]
    to_show = {report: (copy_of, story) for report, copy_of, story in moved}
    lines = c.execute(select(table.c.record).where(table.c.id.in_(to_show))).scalars().all()
    before, shown = {}, []
    for report in map(decode, lines):
        if isinstance(report, Report):
            copy_of, story = to_show[report.id]
            before[report.id] = report.copy_of
            shown.append(replace(report, copy_of=copy_of, story=story))
    hear_again(c, [report.id for report in shown if before.get(report.id) != report.copy_of])
    changed = [tuple(row[name] for name in ("copy_of", "story", "record", "id")) for row in map(row_of, shown)]
    put(c, "UPDATE reports SET copy_of = ?, story = ?, record = ? WHERE id = ?", changed)
    put(
        c,
        "UPDATE placed SET shown_copy_of = ?, shown_story = ? WHERE report = ?",
        ((copy_of, story, report) for report, copy_of, story in moved),
    )
