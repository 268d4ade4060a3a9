"""A report that comes again with other text takes the old one's place; what stood before is kept aside."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Table, delete, select
from sqlalchemy.dialects.sqlite import insert

from accordingto.casefile import schema

OWNED = ("statement", "event", "position")
"""The record kinds that belong to one report."""


def _of_report(table: Table, report: str) -> Any:
    return table.c.id == report if table is schema.TABLES["report"] else table.c.report == report


def forget(c: Connection, report: str) -> None:
    """Take a report and its records out of the case."""
    for kind in ("report", *OWNED):
        table = schema.TABLES[kind]
        c.execute(delete(table).where(_of_report(table, report)))
    c.execute(delete(schema.readers).where(schema.readers.c.report == report))


def _set_aside(c: Connection, report: str) -> None:
    for kind in ("report", *OWNED):
        table = schema.TABLES[kind]
        rows = c.execute(select(table.c.id, table.c.record).where(_of_report(table, report))).all()
        kept = [{"report": report, "id": row.id, "record": row.record} for row in rows]
        if kept:
            c.execute(insert(schema.superseded).on_conflict_do_nothing(), kept)


def _file_of(path: str) -> str:
    """Return the file part of a path; rows of a table are numbered behind a ``#``."""
    return path.partition("#")[0]


def _successors(rows: Sequence[Row[Any]]) -> dict[tuple[str, str], str]:
    """Index present reports by what an older version of them would share: address, title, or place in the input."""
    index: dict[tuple[str, str], str] = {}
    for row in rows:
        for name in (row.path, row.title, row.url):
            if name:
                index[_file_of(row.path), name] = row.id
    return index


def replace_changed(c: Connection, run: int, seen: Mapping[str, str]) -> int:
    """Replace the reports of the files just read that are no longer in them by the ones that took their place.

    ``seen`` maps the path of each report that was read to its id. A report that left its file without a successor
    stays in the case. Returns how many were replaced.
    """
    table = schema.TABLES["report"]
    present, files = set(seen.values()), {_file_of(path) for path in seen}
    query = select(table.c.id, table.c.path, table.c.url, table.c.title, table.c.sha256).where(
        table.c.path.is_not(None)
    )
    rows: list[Row[Any]] = [row for row in c.execute(query).all() if _file_of(row.path) in files]
    successors = _successors([row for row in rows if row.id in present])
    shas = {row.id: row.sha256 for row in rows}
    replaced = 0
    for old in (row for row in rows if row.id not in present):
        names = (name for name in (old.url, old.title, old.path) if name)
        new = next((successors[_file_of(old.path), n] for n in names if (_file_of(old.path), n) in successors), None)
        if new is None:
            continue
        _set_aside(c, old.id)
        forget(c, old.id)
        row = {"old_report": old.id, "new_report": new, "run": run, "path": old.path}
        row |= {"old_sha256": old.sha256, "new_sha256": shas[new]}
        c.execute(insert(schema.changes).values(row).on_conflict_do_nothing())
        replaced += 1
    return replaced
