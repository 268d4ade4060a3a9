"""Snippets with one of 30 fine conflict types (ACLED sub-events and five more), without training."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from accordingto.scoring.base import GoldSet, Measured, Options, percent, stage
from accordingto.scoring.files import json_lines
from accordingto.scoring.measures import weighted_f1
from accordingto.scoring.reports import make_report
from accordingto.scoring.running import events_of, failures, parse, read_records


def read(path: Path, _options: Options) -> Sequence[tuple[str, str]]:
    """Return the snippets of a JSON-lines file with their types."""
    return [(row["EventSnippet"], row["SubType"]) for row in json_lines(path)]


def measure(items: Sequence[Any], options: Options) -> Measured:
    """Return the F1 over the types, each weighted by its frequency, in percent; no answer is a wrong one."""
    acled_type = stage("reading.events.fine_types", "acled_type")
    reports = [make_report(text, path=str(number)) for number, (text, _) in enumerate(items)]
    readings = read_records(reports, tools=options.tools)
    docs = parse((report.text for report in reports), tools=options.tools)
    found = [acled_type(doc, events_of(records)) for doc, records in zip(docs, readings, strict=True)]
    return Measured({"weighted_f1": percent(weighted_f1([label for _, label in items], found))}, failures(readings))


SET = GoldSet(
    name="case2021",
    path="events/case2021_task2_open.jsonl",
    protocol="percent; F1 over 30 types weighted by their frequency, no label of the set used",
    record="77.1 over all 30 types",
    metrics=("weighted_f1",),
    read=read,
    measure=measure,
)
