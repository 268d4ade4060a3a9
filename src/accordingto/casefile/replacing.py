"""A report that comes again with other text takes the old one's place; what stood before is kept aside."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, delete, select

from accordingto.casefile import schema
from accordingto.casefile.stores.dialects import insert_new
from accordingto.casefile.workings import due

OWNED = ("statement", "event", "position")
"""The record kinds that belong to one report."""


def _of_report(table: Table, report: str) -> Any:
    return table.c.id == report if table is schema.TABLES["report"] else table.c.report == report


def forget(c: Connection, report: str) -> None:
    """Take a report and its records out of the case; comparing is told."""
    due(c, report)
    for kind in ("report", *OWNED):
        table = schema.TABLES[kind]
        c.execute(delete(table).where(_of_report(table, report)))
    for table in (schema.readers, schema.seals):
        c.execute(delete(table).where(table.c.report == report))


def set_aside(c: Connection, report: str) -> None:
    """Keep the records of a report as they are now, apart from the record."""
    for kind in ("report", *OWNED):
        table = schema.TABLES[kind]
        rows = c.execute(select(table.c.id, table.c.record).where(_of_report(table, report))).all()
        kept = [{"report": report, "id": row.id, "record": row.record} for row in rows]
        insert_new(c, schema.superseded, kept)


class _Version(NamedTuple):
    """What tells whether a report is an older version of another."""

    id: str
    path: str
    url: str | None
    title: str | None
    sha256: str


def _file_of(path: str) -> str:
    """Return the file part of a path; rows of a table are numbered behind a ``#``."""
    return path.partition("#")[0]


def _keys(report: _Version) -> list[tuple[str, str]]:
    """What two versions of one report in one input share: address, title, a file or an entry's id of its own."""
    _, mark, name = report.path.rpartition("#")
    is_numbered = bool(mark) and name.isdecimal()
    names = (report.url, report.title, None if is_numbered else report.path)
    return [(_file_of(report.path), name) for name in names if name]


def _names_of_old(report: _Version) -> list[tuple[str, str]]:
    """The same, but no title where there is an address: "Morning briefing" is another report every day."""
    return [key for key in _keys(report) if not (report.url and key[1] == report.title)]


def _successors(rows: list[_Version]) -> dict[tuple[str, str], str]:
    return {key: row.id for row in rows for key in _keys(row)}


def replace_changed(c: Connection, run: int, seen: Mapping[str, str]) -> int:
    """Replace the reports of the files just read that are no longer in them by the ones that took their place.

    ``seen`` maps the path of each report that was read to its id. A report that left its file without a successor
    stays in the case. Returns how many were replaced.
    """
    table = schema.TABLES["report"]
    present, files = set(seen.values()), {_file_of(path) for path in seen}
    query = select(*(table.c[name] for name in _Version._fields)).where(table.c.path.is_not(None))
    rows = [row for row in map(_Version._make, c.execute(query)) if _file_of(row.path) in files]
    successors = _successors([row for row in rows if row.id in present])
    shas = {row.id: row.sha256 for row in rows}
    replaced = 0
    for old in (row for row in rows if row.id not in present):
        new = next((successors[key] for key in _names_of_old(old) if key in successors), None)
        if new is None:
            continue
        set_aside(c, old.id)
        forget(c, old.id)
        row = {"old_report": old.id, "new_report": new, "run": run, "path": old.path}
        row |= {"old_sha256": old.sha256, "new_sha256": shas[new]}
        insert_new(c, schema.changes, [row])
        replaced += 1
    return replaced
