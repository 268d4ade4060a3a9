"""The outcome of comparing moved into the record, all of it in one transaction."""

from collections.abc import Sequence

from msgspec.structs import replace
from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from accordingto.casefile import schema
from accordingto.casefile.rows import row_of
from accordingto.casefile.workings import next_findings, put
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
    return bool(c.exec_driver_sql("SELECT 1 FROM touched LIMIT 1").scalar()) or bool(_moved(c, 1))


def show(c: Connection) -> None:
    """Put what was found in the place of what the case showed of the same reports."""
    c.exec_driver_sql("DELETE FROM findings WHERE first_report IN (SELECT report FROM touched)")
    c.exec_driver_sql("INSERT OR REPLACE INTO findings SELECT * FROM next_findings")
    c.exec_driver_sql("DELETE FROM next_findings")
    c.exec_driver_sql("DELETE FROM touched")
    while moved := _moved(c, _PAGE):
        _show_reports(c, moved)


_MOVED = """
    SELECT p.report, p.copy_of, coalesce(o.story, p.story) AS story
    FROM placed AS p LEFT JOIN placed AS o ON o.report = p.copy_of
    WHERE p.copy_of IS NOT p.shown_copy_of OR coalesce(o.story, p.story) IS NOT p.shown_story LIMIT ?
"""


def _moved(c: Connection, count: int) -> list[tuple[str, str | None, str | None]]:
    """Return reports whose story or original is not the one that the case shows; a copy's story is its original's."""
    return [(row.report, row.copy_of, row.story) for row in c.exec_driver_sql(_MOVED, (count,))]


def _show_reports(c: Connection, moved: Sequence[tuple[str, str | None, str | None]]) -> None:
    table = schema.TABLES["report"]
    to_show = {report: (copy_of, story) for report, copy_of, story in moved}
    lines = c.execute(select(table.c.record).where(table.c.id.in_(to_show))).scalars().all()
    shown = []
    for report in map(decode, lines):
        if isinstance(report, Report):
            copy_of, story = to_show[report.id]
            shown.append(replace(report, copy_of=copy_of, story=story))
    changed = [{name: row[name] for name in ("copy_of", "story", "record", "id")} for row in map(row_of, shown)]
    update = "UPDATE reports SET copy_of = ?, story = ?, record = ? WHERE id = ?"
    put(c, update, (tuple(row.values()) for row in changed))
    put(
        c,
        "UPDATE placed SET shown_copy_of = ?, shown_story = ? WHERE report = ?",
        ((copy_of, story, report) for report, copy_of, story in moved),
    )
