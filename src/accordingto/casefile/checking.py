"""Does the record still say what the reports say, and does what was compared hold together."""

from collections.abc import Iterator, Set
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, select

from accordingto.casefile.case import Case
from accordingto.casefile.queries import records, reports_by_id
from accordingto.casefile.schema import TABLES
from accordingto.casefile.workings import unfinished
from accordingto.columns import kind_of
from accordingto.records import Evidence, Finding, Mention, Record, Report, decode
from accordingto.text import holds, sha256

_READ = ("statement", "event", "position")

_PAGE = 500


class Check(NamedTuple):
    """What a check found: spans looked at, a sentence for each fault, and how many reports wait to be compared."""

    spans: int
    faults: tuple[str, ...]
    waiting: int = 0


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
    """Hold every span of a case against the stored text of its report, and what was compared against the record."""
    reports = reports_by_id(case)
    spans, faults = 0, []
    for report in reports.values():
        if sha256(report.text) != report.sha256:
            faults.append(f"report {report.id}: the stored text is not the one that was read")
        faults += [
            f"report {report.id}: zone {z.kind} lies outside the text"
            for z in report.zones
            if not 0 <= z.start < z.end <= len(report.text)
        ]
    for kind in _READ:
        for record in records(case, kind):
            count, wrong = record_faults(record, reports.get(getattr(record, "report", "")))
            spans += count
            faults += wrong
    with case.transaction() as c:
        waiting = unfinished(c)
        faults += _comparing_faults(c) if not waiting else ()
    return Check(spans, tuple(faults), waiting)


def _comparing_faults(c: Connection) -> Iterator[str]:
    """Yield a sentence for each finding, copy or story that names what the case does not hold."""
    reports, findings = TABLES["report"], TABLES["finding"]
    pages = c.execution_options(yield_per=_PAGE).execute(select(findings.c.record)).scalars().partitions()
    for page in pages:
        found = [finding for finding in map(decode, page) if isinstance(finding, Finding)]
        here = _held(c, {member for finding in found for member in finding.members})
        for finding in found:
            gone = [member for member in finding.members if member not in here]
            yield from (f"finding {finding.id}: its member {member} is not in the case" for member in gone)
    lost = reports.c.copy_of.is_not(None) & reports.c.copy_of.not_in(select(reports.c.id))
    for report in c.execute(select(reports.c.id).where(lost)).scalars():
        yield f"report {report}: the report that it copies is not in the case"
    for report in c.execute(select(reports.c.id).where(reports.c.story.is_(None))).scalars():
        yield f"report {report}: it is in no story"


def _held(c: Connection, ids: Set[str]) -> Set[str]:
    """Return those of some records that the case holds."""
    found: set[str] = set()
    listed = list(ids)
    for start in range(0, len(listed), _PAGE):
        for kind in _READ:
            column = TABLES[kind].c.id
            found.update(c.execute(select(column).where(column.in_(listed[start : start + _PAGE]))).scalars())
    return found
