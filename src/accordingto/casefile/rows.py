"""Records as rows of the case's tables."""

from typing import Any

from accordingto.columns import flat
from accordingto.records import Finding, Problem, Record, Report, encode


def sort_key(record: Record) -> str:
    """Return a key that puts records in reading order: by date of the report for reports, by place in the text else."""
    if isinstance(record, Report):
        return f"{record.published or '~'} {record.outlet or '~'} {record.path or ''}"
    evidence = getattr(record, "evidence", None)
    return f"{evidence.start:09d} {evidence.end:09d}" if evidence else ""


def row_of(record: Record) -> dict[str, Any]:
    """Return a record as the row of its table, column by column."""
    row: dict[str, Any] = {**flat(record), "record": encode(record)}
    if not isinstance(record, Problem):
        row["sort_key"] = sort_key(record)
    if isinstance(record, Finding):
        row["first_report"] = record.reports[0]
    return row
