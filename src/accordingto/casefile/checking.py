"""Does the record still say what the reports say, is all of it there, and does what was compared hold together."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, RowMapping, Table, inspect, select

from accordingto.casefile.case import Case
from accordingto.casefile.compared import comparing_faults, decoded
from accordingto.casefile.replacing import OWNED
from accordingto.casefile.schema import SEALED, TABLES, facts, readers, seals
from accordingto.casefile.sealing import seal_of
from accordingto.casefile.workings import unfinished
from accordingto.columns import kind_of
from accordingto.errors import CaseError
from accordingto.records import Evidence, Mention, Record, Report
from accordingto.text import holds, sha256

_PAGE = 200


class Check(NamedTuple):
    """What a check found: spans looked at, a sentence for each fault, and how many reports wait to be compared."""

    spans: int
    faults: tuple[str, ...]
    waiting: int = 0


class Looked(NamedTuple):
    """What was found out about one report and its records."""

    report: str
    spans: int
    faults: tuple[str, ...]


def quoted(value: Any) -> Iterator[Mention | Evidence]:
    """Yield every mention and evidence inside a record, at any depth."""
    if isinstance(value, Mention | Evidence):
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from quoted(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from quoted(item)


def record_faults(record: Record, report: Report | None) -> tuple[int, list[str]]:
    """Return how many spans a record holds and a sentence for each one that its report does not say."""
    name = f"{kind_of(record)} {getattr(record, 'id', '')}"
    if report is None:
        return 0, [f"{name}: its report is not in the case"]
    spans = list(quoted(record))
    wrong = [q for q in spans if not holds(report, q)]
    return len(spans), [f"{name}: the report does not say {q!r}" for q in wrong]


def check(case: Case) -> Check:
    """Hold a case against itself: its pages, every span against its report, seals, and what was compared.

    Never raises for what it finds: a case too damaged to be looked through has that as its last fault.
    """
    spans, faults, waiting = 0, [], 0
    try:
        with case.transaction() as c, case.store.tolerant(c):
            faults += case.store.damage(c)
            for looked in look(c):
                spans += looked.spans
                faults += looked.faults
            faults += strays(c).values()
            faults += [fault for _, _, fault in bad_problems(c)]
            waiting = unfinished(c)
            faults += comparing_faults(c) if not waiting else ()
    except CaseError as error:
        faults.append(str(error))
    return Check(spans, tuple(faults), waiting)


def look(c: Connection) -> Iterator[Looked]:
    """Yield what is wrong with each report of a case, a page of them in memory at a time."""
    table, last = TABLES["report"], ""
    sealed = c.execute(select(facts.c.value).where(facts.c.name == SEALED)).scalar() is not None
    with_seals = inspect(c).has_table(seals.name)
    while rows := c.execute(select(table).where(table.c.id > last).order_by(table.c.id).limit(_PAGE)).mappings().all():
        last = rows[-1]["id"]
        ids = [row["id"] for row in rows]
        owned = {kind: _by_report(c, TABLES[kind], ids) for kind in OWNED}
        known = (
            {s.report: s.seal for s in c.execute(select(seals).where(seals.c.report.in_(ids)))} if with_seals else {}
        )
        for row in rows:
            of_it = [one for kind in OWNED for one in owned[kind].get(row["id"], ())]
            yield _looked_at(row, of_it, known.get(row["id"]), sealed)


def _by_report(c: Connection, table: Table, ids: Sequence[str]) -> dict[str, list[RowMapping]]:
    found: dict[str, list[RowMapping]] = {}
    for row in c.execute(select(table).where(table.c.report.in_(ids))).mappings():
        found.setdefault(row["report"], []).append(row)
    return found


def _looked_at(row: RowMapping, owned: Sequence[RowMapping], seal: str | None, sealed: bool) -> Looked:
    report, faults = decoded(row)
    if not isinstance(report, Report):
        return Looked(row["id"], 0, tuple(faults) or (f"record {row['id']}: it is no report",))
    spans = 0
    faults += _report_faults(report)
    for one in owned:
        record, wrong = decoded(one)
        faults += wrong
        if record is not None:
            count, wrong = record_faults(record, report)
            spans += count
            faults += wrong
    if seal is None and sealed:
        faults.append(f"report {report.id}: it has no seal")
    if seal is not None and seal != seal_of(report, (str(one["record"]) for one in owned)):
        faults.append(f"report {report.id}: something that was read from it is lost or altered")
    return Looked(row["id"], spans, tuple(faults))


def _report_faults(report: Report) -> Iterator[str]:
    if sha256(report.text) != report.sha256:
        yield f"report {report.id}: the stored text is not the one that was read"
    for zone in report.zones:
        if not 0 <= zone.start < zone.end <= len(report.text):
            yield f"report {report.id}: zone {zone.kind} lies outside the text"


def strays(c: Connection) -> Mapping[str, str]:
    """Return the reports that are not in the case though something there belongs to them, each with a sentence."""
    there = select(TABLES["report"].c.id)
    of = [TABLES[kind].c.report for kind in OWNED] + [readers.c.report]
    of += [seals.c.report] if inspect(c).has_table(seals.name) else []
    return {
        report: f"report {report}: what was read from it is in the case, it is not"
        for column in of
        for report in c.execute(select(column).where(column.not_in(there)).distinct()).scalars()
    }


def bad_problems(c: Connection) -> list[tuple[str, str | None, str]]:
    """Return the id and path of each problem row whose cells do not say what its record says, with a sentence."""
    table = TABLES["problem"]
    rows = c.execute(select(table)).mappings()
    return [(row["id"], row["path"], fault) for row in rows for fault in decoded(row)[1][:1]]
