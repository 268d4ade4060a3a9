"""Does what was compared hold together: findings and what comparing remembers, each told twice or sealed."""

from collections.abc import Iterator, Mapping, Set

import msgspec
from sqlalchemy import Connection, RowMapping, inspect, select

from accordingto.casefile.desk import hearings, matter_entries
from accordingto.casefile.replacing import OWNED
from accordingto.casefile.rows import row_of
from accordingto.casefile.schema import LEDGER_DUE, TABLES, facts, finding_seals, ledger, ledger_entries
from accordingto.casefile.sealing import seal_of_cells, seal_of_findings
from accordingto.casefile.stores.dialects import run
from accordingto.records import Finding, Record, decode

_PAGE = 200

_TORN: Mapping[str, str] = {
    "a link between two reports is another one from its other side": (
        "SELECT a.report FROM links a LEFT JOIN links b ON b.report = a.other_report AND b.record = a.other "
        "AND b.other_report = a.report AND b.other = a.record "
        "WHERE b.report IS NULL OR b.verdict <> a.verdict OR b.agreed <> a.agreed OR b.first <> 1 - a.first"
    ),
    "it is the copy of a report that is no copy of it": (
        "SELECT a.report FROM copies a LEFT JOIN copies b ON b.report = a.other AND b.other = a.report "
        "WHERE b.report IS NULL"
    ),
    "its story or its original is another one than was found": (
        "SELECT reports.id FROM reports LEFT JOIN placed ON placed.report = reports.id WHERE placed.report IS NULL "
        "OR coalesce(placed.shown_story, '') <> coalesce(reports.story, '') "
        "OR coalesce(placed.shown_copy_of, '') <> coalesce(reports.copy_of, '') "
        "OR coalesce(placed.copy_of, '') <> coalesce(placed.shown_copy_of, '') "
        "OR (placed.copy_of IS NULL AND coalesce(placed.story, '') <> coalesce(placed.shown_story, ''))"
    ),
    "it was compared and is not in the case": (
        "SELECT report FROM placed WHERE NOT EXISTS (SELECT 1 FROM reports WHERE reports.id = placed.report)"
    ),
}
"""What is wrong with a report → how to ask for such reports; everything here stands in the case twice."""


def decoded(row: RowMapping) -> tuple[Record | None, list[str]]:
    """Return the record of a row, with a sentence if it cannot be read or its cells say something else."""
    try:
        record = decode(row["record"])
    except (msgspec.MsgspecError, TypeError) as error:
        return None, [f"record {row['id']}: it cannot be read ({error})"]
    other = [name for name, value in row_of(record).items() if row[name] != value]
    return record, [f"record {row['id']}: its cell {name} says something else" for name in other]


def comparing_faults(c: Connection) -> Iterator[str]:
    """Yield a sentence for whatever comparing made that is altered, lost, or names what the case does not hold."""
    reports = TABLES["report"]
    yield from _finding_faults(c)
    lost = reports.c.copy_of.is_not(None) & reports.c.copy_of.not_in(select(reports.c.id))
    for report in c.execute(select(reports.c.id).where(lost)).scalars():
        yield f"report {report}: the report that it copies is not in the case"
    for report in c.execute(select(reports.c.id).where(reports.c.story.is_(None))).scalars():
        yield f"report {report}: it is in no story"
    for what, query in _TORN.items():
        yield from (f"report {report}: {what}" for report in run(c, query).scalars())
    if _marks_in(c) != _marks_of(c):
        yield "the index of what the reports' texts have in common is not theirs"
    yield from _ledger_faults(c)


def _ledger_faults(c: Connection) -> Iterator[str]:
    """Yield what is wrong with the ledger of positions and with what it is made of."""
    if c.execute(select(facts.c.value).where(facts.c.name == LEDGER_DUE)).first() or not inspect(c).has_table(
        hearings.name
    ):
        return
    for row in c.execute(select(hearings)):
        if row.seal != seal_of_cells(*map(str, row[:-1])):
            yield f"position {row.position}: what the ledger knows of it is altered"
    of = select(*ledger.c, ledger_entries.c.entry, matter_entries.c.seal, matter_entries.c.entry.label("of"))
    both = of.outerjoin(ledger_entries, ledger_entries.c.id == ledger.c.id)
    for row in c.execute(both.outerjoin(matter_entries, matter_entries.c.entry == ledger.c.id)):
        if row.seal != seal_of_cells(*(None if cell is None else str(cell) for cell in row[:-2])):
            yield f"entry {row.id} of the ledger: it is altered or incomplete"
    here = select(ledger.c.id)
    for one in (ledger_entries.c.id, matter_entries.c.entry):
        for entry in c.execute(select(one).where(one.not_in(here))).scalars():
            yield f"entry {entry} of the ledger: a part of it is lost"


def _finding_faults(c: Connection) -> Iterator[str]:
    """Yield what is wrong with the findings, a page of their first reports in memory at a time."""
    table, last = TABLES["finding"], ""
    sealed = inspect(c).has_table(finding_seals.name)
    while True:
        after = select(table.c.first_report).where(table.c.first_report > last).distinct()
        owners = list(c.execute(after.order_by(table.c.first_report).limit(_PAGE)).scalars())
        between = (finding_seals.c.report > last) & (finding_seals.c.report <= owners[-1] if owners else True)
        known = {s.report: s.seal for s in c.execute(select(finding_seals).where(between))} if sealed else {}
        lines: dict[str, list[str]] = {owner: [] for owner in owners}
        found: list[Finding] = []
        for row in c.execute(select(table).where(table.c.first_report.in_(owners))).mappings():
            record, wrong = decoded(row)
            yield from wrong
            lines[row["first_report"]].append(str(row["record"]))
            if isinstance(record, Finding):
                found.append(record)
        yield from _memberless(c, found)
        for owner in sorted(known):
            if seal_of_findings(lines.get(owner, ())) != known[owner]:
                yield f"report {owner}: a finding that it is the first to tell is lost or altered"
        if not owners:
            return
        last = owners[-1]


def _memberless(c: Connection, found: list[Finding]) -> Iterator[str]:
    here = _held(c, {member for finding in found for member in finding.members})
    for finding in found:
        gone = [member for member in finding.members if member not in here]
        yield from (f"finding {finding.id}: its member {member} is not in the case" for member in gone)


def _held(c: Connection, ids: Set[str]) -> Set[str]:
    """Return those of some records that the case holds."""
    found: set[str] = set()
    listed = list(ids)
    for start in range(0, len(listed), _PAGE):
        for kind in OWNED:
            column = TABLES[kind].c.id
            found.update(c.execute(select(column).where(column.in_(listed[start : start + _PAGE]))).scalars())
    return found


def _marks_in(c: Connection) -> int:
    """Return what the index of marks adds up to, in whatever order it is read."""
    return sum(hash(tuple(row)) for row in run(c, "SELECT mark, day, report FROM sketches"))


def _marks_of(c: Connection) -> int:
    """Return what the index of marks should add up to."""
    total = 0
    for report, day, marks in run(c, "SELECT report, day, marks FROM placed"):
        packed = bytes(marks) if isinstance(marks, bytes | memoryview) else b""
        for at in range(0, len(packed), 4):
            total += hash((int.from_bytes(packed[at : at + 4], "little"), day, report))
    return total
