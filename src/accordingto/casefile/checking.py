"""Does the record still say what the reports say, and does what was compared hold together."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection

from accordingto.casefile.case import Case
from accordingto.casefile.queries import records, reports_by_id
from accordingto.casefile.workings import unfinished
from accordingto.columns import kind_of
from accordingto.records import Evidence, Mention, Record, Report
from accordingto.text import holds, sha256

_READ = ("statement", "event", "position")

_MISSING_MEMBERS = """
    SELECT findings.id, member.value FROM findings, json_each(findings.record, '$.members') AS member
    WHERE NOT EXISTS (SELECT 1 FROM statements WHERE id = member.value)
      AND NOT EXISTS (SELECT 1 FROM events WHERE id = member.value)
      AND NOT EXISTS (SELECT 1 FROM positions WHERE id = member.value)
"""
_MISSING_ORIGINALS = """
    SELECT id FROM reports WHERE copy_of IS NOT NULL AND copy_of NOT IN (SELECT id FROM reports)
"""


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
        faults += _comparing_faults(c) if not waiting else []
    return Check(spans, tuple(faults), waiting)


def _comparing_faults(c: Connection) -> list[str]:
    """Return a sentence for each finding, copy or story that names what the case does not hold."""
    missing = c.exec_driver_sql(_MISSING_MEMBERS).all()
    no_original = c.exec_driver_sql(_MISSING_ORIGINALS).scalars()
    no_story = c.exec_driver_sql("SELECT id FROM reports WHERE story IS NULL").scalars()
    return [
        *(f"finding {finding}: its member {member} is not in the case" for finding, member in missing),
        *(f"report {report}: the report that it copies is not in the case" for report in no_original),
        *(f"report {report}: it is in no story" for report in no_story),
    ]
