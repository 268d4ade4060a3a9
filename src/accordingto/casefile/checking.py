"""Does the record still say what the reports say: every mention and evidence against the stored text."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec

from accordingto.casefile.case import Case
from accordingto.casefile.queries import records, reports_by_id
from accordingto.columns import kind_of
from accordingto.records import Evidence, Mention, Record, Report
from accordingto.text import holds, sha256

_READ = ("statement", "event", "position")


class Check(NamedTuple):
    """What a check found: spans looked at, and a sentence for each that does not hold."""

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
    """Hold every span of a case against the stored text of its report."""
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
    return Check(spans, tuple(faults))
