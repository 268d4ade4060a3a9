"""Annotated pairs of reports: the whole record against every zone, statement, event, position and finding."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from accordingto.errors import GoldError
from accordingto.records import Record, Report
from accordingto.scoring.base import GoldSet, Measured, Options, Row, StageMissingError, stage
from accordingto.scoring.files import decode, json_lines
from accordingto.scoring.record_scores import score_records
from accordingto.scoring.reports import make_report
from accordingto.scoring.running import failures, read_records

METRICS = (
    "zones_f1",
    "statements_f1",
    "statements_fields",
    "events_f1",
    "events_fields",
    "positions_f1",
    "positions_fields",
    "findings_f1",
)


def _folders(gold: Path, texts: Path | None) -> list[Path]:
    beside = gold.resolve().parent
    usual = [beside, beside / "texts", beside / ".." / "texts", beside / ".." / ".." / "seeds", beside / ".." / "seeds"]
    return [texts, *usual] if texts else usual


def find_text(name: str, gold: Path, options: Options) -> Path:
    """Return the text file of a gold report: NAME.txt or report-NAME.txt, in the folders where it may lie.

    These are ``options.texts``, the gold file's own folder, a ``texts`` folder in or beside that, and ``seeds``
    above it. Raises ``GoldError`` where there is none.
    """
    called = options.names.get(name, name)
    for folder in _folders(gold, options.texts):
        for candidate in (folder / f"{called}.txt", folder / f"report-{called}.txt"):
            if candidate.is_file():
                return candidate
    raise GoldError(
        f"no text for report {name!r} of {gold}: give --texts FOLDER, and --names {name}=FILE if it differs"
    )


def to_report(text_file: Path) -> Report:
    """Return the report of a text file, with outlet and date from ``NAME.meta.json`` where that lies beside it."""
    text = decode(text_file.read_bytes(), str(text_file))
    sidecar = text_file.with_suffix(".meta.json")
    meta: Row = msgspec.json.decode(sidecar.read_bytes()) if sidecar.is_file() else {}
    return make_report(text, outlet=meta.get("outlet"), published=meta.get("published"), path=text_file.name)


def read(path: Path, options: Options) -> Sequence[tuple[list[Row], dict[str, Report]]]:
    """Return the annotated rows of a gold file with the reports that they speak of."""
    path = path / "gold.jsonl" if path.is_dir() else path
    rows = json_lines(path)
    if any("kind" not in row or "id" not in row for row in rows):
        raise GoldError(f"{path} is not an annotation of reports: each row needs a kind and an id")
    names = sorted({row["report"] for row in rows if "report" in row})
    return [(rows, {name: to_report(find_text(name, path, options)) for name in names})]


def to_rows(records: Sequence[Record]) -> list[Row]:
    """Return records as the objects of the JSON-lines contract."""
    return [msgspec.json.decode(msgspec.json.encode(record)) for record in records]


def measure(items: Sequence[Any], options: Options) -> Measured:
    """Return the figures of our record of the reports, from 0 to 1."""
    [(gold, reports)] = items
    readings = read_records(reports.values(), tools=options.tools)
    records = [record for found in readings for record in found]
    texts = {name: report.text for name, report in reports.items()}
    rows = to_rows([*records, *_findings(records)])
    return Measured(score_records(gold, texts, rows).metrics, failures(readings))


def _findings(records: Sequence[Record]) -> Sequence[Record]:
    """Our comparison of the reports, none where that stage does not exist yet (findings then score 0)."""
    try:
        compare = stage("comparing.findings", "compare")
    except StageMissingError:
        return ()
    found: Sequence[Record] = tuple(compare(records))
    return found


SET = GoldSet(
    name="seeds",
    path="seeds/gold.jsonl",
    protocol="one-to-one matching by best overlap: zones Jaccard .8, statements content Jaccard .5, events trigger and "
    "type, positions evidence overlap .6 and kind, findings by members; *_fields is the share of right fields",
    record="no published record; bars 0.85 statements, 1.0 zones",
    metrics=METRICS,
    read=read,
    measure=measure,
    count=lambda items: sum(len(rows) for rows, _ in items),
)
