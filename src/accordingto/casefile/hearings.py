"""What the ledger of positions is made of, kept between runs, so that a batch touches only what it tells of.

A matter is one holder's positions on one kind of action: no entry of the ledger depends on another matter's positions.
Reports that came in, changed or went are heard again; the entries of the matters they tell of, or told of, are put
together anew. What is shown changes at the end, in one transaction.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple
from uuid import uuid4

from sqlalchemy import Connection, delete, select

from accordingto.casefile import workings as w
from accordingto.casefile.case import Case
from accordingto.casefile.desk import hearings, matter_entries, matters_due, unheard
from accordingto.casefile.schema import HEARD, LEDGER_DUE, TABLES, facts, ledger, ledger_entries
from accordingto.casefile.sealing import seal_of_cells
from accordingto.casefile.stores.dialects import insert_new, insert_over
from accordingto.records import Position, Record, decode

READINGS = 64
"""Reports whose records are in memory together."""

_CHUNK = 400
"""Values in one ``IN (…)``."""

_ANEW = "anew"
"""Value of the fact ``heard`` while the whole ledger is being made; later it is the version that made it."""


class Hearing(NamedTuple):
    """A position as it is kept: its id, the matter that it is part of, and what was heard beside its record."""

    position: str
    matter: str
    heard: str


class Due(NamedTuple):
    """What is to be put together: the mark it follows from, and the matters."""

    mark: str | None
    matters: tuple[str, ...]


def begin(case: Case, version: str) -> None:
    """Have every report heard where the case does not keep what was heard, or not as this version hears it."""
    positions = TABLES["position"]
    with case.transaction() as c:
        if _fact(c, HEARD) in {version, _ANEW}:
            return
        for table in (hearings, matters_due, matter_entries):
            c.execute(delete(table))
        w.hear_again(c, c.execute(select(positions.c.report).distinct()).scalars().all())
        insert_over(c, facts, [{"name": HEARD, "value": _ANEW}])


def unheard_readings(case: Case) -> dict[str, list[Record]]:
    """Return some reports that are to be heard, by id, each with its records; none of a report that went."""
    with case.transaction() as c:
        ids = c.execute(select(unheard.c.report).order_by(unheard.c.report).limit(READINGS)).scalars().all()
        positions = TABLES["position"]
        holding = set(c.execute(select(positions.c.report).where(positions.c.report.in_(ids))).scalars())
        reports, told = w.reports(c, holding), w.told(c, holding)
    return {report: [reports[report], *told[report]] if report in reports else [] for report in ids}


def keep(case: Case, heard: Mapping[str, Sequence[Hearing]]) -> None:
    """Put what was heard of some reports in the place of what was heard of them before."""
    with case.transaction() as c:
        ids = list(heard)
        before = select(hearings.c.matter).where(hearings.c.report.in_(ids)).distinct()
        due = {*c.execute(before).scalars(), *(one.matter for found in heard.values() for one in found)}
        c.execute(delete(hearings).where(hearings.c.report.in_(ids)))
        rows = [_row(report, one) for report, found in heard.items() for one in found]
        insert_over(c, hearings, rows)
        insert_new(c, matters_due, [{"matter": matter} for matter in sorted(due)])
        c.execute(delete(unheard).where(unheard.c.report.in_(ids)))
        # A new mark: whoever puts entries together from what stood here before must not take them for the last word.
        insert_over(c, facts, [{"name": LEDGER_DUE, "value": uuid4().hex}])


def due(case: Case) -> Due:
    """Return the matters whose entries are to be put together anew, and the mark of the case at this moment."""
    with case.transaction() as c:
        return Due(
            _fact(c, LEDGER_DUE),
            tuple(c.execute(select(matters_due.c.matter).order_by(matters_due.c.matter)).scalars()),
        )


def _row(report: str, one: Hearing) -> dict[str, str]:
    seal = seal_of_cells(one.position, report, one.matter, one.heard)
    return {"report": report, **one._asdict(), "seal": seal}


def heard_on(case: Case, matters: Sequence[str]) -> list[tuple[Position, str]]:
    """Return the positions of some matters, each with what was heard beside its record."""
    table = TABLES["position"]
    query = select(table.c.record, hearings.c.heard).join(hearings, hearings.c.position == table.c.id)
    found = []
    with case.transaction() as c:
        for start in range(0, len(matters), _CHUNK):
            rows = c.execute(query.where(hearings.c.matter.in_(matters[start : start + _CHUNK])))
            found += [(position, row.heard) for row in rows if isinstance(position := decode(row.record), Position)]
    return found


Row = tuple[str, Mapping[str, str | None], str]
"""An entry of the ledger: its matter, the columns by which it is found, and its line."""


def replace_entries(case: Case, of: Due, version: str, entries: Iterable[Row]) -> bool:
    """Put entries in the place of those of their matters; nothing is done where the case has another mark by now.

    Returns whether it was done.
    """
    listed = list(entries)
    with case.transaction() as c:
        if _fact(c, LEDGER_DUE) != of.mark:
            return False
        _take_out(c, of.matters)
        insert_new(c, ledger, [dict(found_by) for _, found_by, _ in listed])
        insert_new(c, ledger_entries, [{"id": found_by["id"], "entry": line} for _, found_by, line in listed])
        insert_new(c, matter_entries, [_sealed(*row) for row in listed])
        insert_over(c, facts, [{"name": HEARD, "value": version}])
        c.execute(delete(facts).where(facts.c.name == LEDGER_DUE))
    return True


def _sealed(matter: str, found_by: Mapping[str, str | None], line: str) -> dict[str, str | None]:
    cells = (found_by[column.name] for column in ledger.c)
    return {"matter": matter, "entry": found_by["id"], "seal": seal_of_cells(*cells, line)}


def _take_out(c: Connection, matters: Sequence[str]) -> None:
    """Take the entries of some matters out of the ledger, or all of it where it is made anew."""
    if _fact(c, HEARD) == _ANEW:
        for table in (ledger, ledger_entries, matter_entries, matters_due):
            c.execute(delete(table))
        return
    for start in range(0, len(matters), _CHUNK):
        part = matters[start : start + _CHUNK]
        entries = select(matter_entries.c.entry).where(matter_entries.c.matter.in_(part))
        for table in (ledger, ledger_entries):
            c.execute(delete(table).where(table.c.id.in_(entries)))
        for table in (matter_entries, matters_due):
            c.execute(delete(table).where(table.c.matter.in_(part)))


def _fact(c: Connection, name: str) -> str | None:
    return c.execute(select(facts.c.value).where(facts.c.name == name)).scalar()
