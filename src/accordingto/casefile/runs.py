"""Runs of a case: which there were, and in which run each report was read."""

from msgspec import Struct
from sqlalchemy import func, select

from accordingto.casefile import schema
from accordingto.casefile.case import Case


class RunFacts(Struct, frozen=True):
    """One run: its number, when it started and finished (UTC, ISO 8601), and how many reports at hand it read."""

    id: int
    started: str | None
    finished: str | None
    reports: int


class Replaced(Struct, frozen=True):
    """A report that came again with other text: the old id, the new one, the path of both."""

    old: str
    new: str
    path: str | None


def runs(case: Case) -> tuple[RunFacts, ...]:
    """Return the runs of a case, the first one first."""
    log = schema.run_log
    with case.transaction() as c:
        times = {(row.run, row.event): row.at for row in c.execute(select(log.c.run, log.c.event, log.c.at))}
        counted = select(schema.readers.c.run, func.count().label("reports")).group_by(schema.readers.c.run)
        reports = {row.run: row.reports for row in c.execute(counted)}
        ids = [row.id for row in c.execute(select(schema.runs.c.id).order_by(schema.runs.c.id))]
    return tuple(RunFacts(i, times.get((i, "started")), times.get((i, "finished")), reports.get(i, 0)) for i in ids)


def read_after(case: Case, run: int) -> frozenset[str]:
    """Return the reports (ids) that were read in a later run than this one."""
    readers = schema.readers
    with case.transaction() as c:
        return frozenset(row.report for row in c.execute(select(readers.c.report).where(readers.c.run > run)))


def replaced_after(case: Case, run: int) -> tuple[Replaced, ...]:
    """Return the reports whose text was replaced in a later run than this one."""
    table = schema.changes
    with case.transaction() as c:
        found = c.execute(select(table).where(table.c.run > run).order_by(table.c.path, table.c.new_report))
        return tuple(Replaced(row.old_report, row.new_report, row.path) for row in found)
