"""AccordingTo: who did what to whom, according to whom.

>>> import accordingto as acc
>>> record = acc.read("examples/reports")      # doctest: +SKIP
>>> record.statements.to_pandas()              # doctest: +SKIP
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from accordingto.errors import (
    AccordingToError,
    CaseError,
    CodebookError,
    GoldError,
    ModelError,
    SourceError,
    UsageError,
)

if TYPE_CHECKING:
    from accordingto.frames import CaseRecord

__version__ = "0.1.0"

__all__ = [
    "AccordingToError",
    "CaseError",
    "CodebookError",
    "GoldError",
    "ModelError",
    "SourceError",
    "UsageError",
    "open_case",
    "read",
]


def read(*paths: str | Path, model: str | None = None, **options: Any) -> "CaseRecord":
    """Read reports into memory and return their record.

    ``paths`` are files or folders in any of the formats of the command line. ``options`` are the fields of
    ``sources.SourceOptions``: ``outlet``, ``published``, ``title``, ``url``, ``language``, ``columns``. What could not
    be read is in ``record.problems``. Raises ``ModelError`` where the language model is missing.
    """
    from accordingto import pipeline, sources
    from accordingto.frames import CaseRecord
    from accordingto.reading.model import DEFAULT_MODEL
    from accordingto.records import Record, Report

    tools = pipeline.load_tools(model or DEFAULT_MODEL)
    records: list[Record] = []
    reports: dict[str, Report] = {}
    for found in sources.read(paths, options=sources.SourceOptions(**options)):
        if isinstance(found, Report):
            reports.setdefault(found.id, found)
        else:
            records.append(found)
    for reading in pipeline.read_reports(reports.values(), tools=tools):
        records.extend(reading)
    return CaseRecord(pipeline.compare(records))


def open_case(path: str | Path) -> "CaseRecord":
    """Return the record that a case file holds; raises ``CaseError`` where there is none."""
    from accordingto.casefile import Case, records
    from accordingto.columns import COLUMNS
    from accordingto.frames import CaseRecord

    with Case(path, read_only=True) as case:
        return CaseRecord(record for kind in COLUMNS for record in records(case, kind))
