"""Snippets with one of 30 fine conflict types (ACLED sub-events and five more), without training."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from accordingto.scoring.base import GoldSet, Measured, Options, percent, stage
from accordingto.scoring.files import json_lines
from accordingto.scoring.measures import weighted_f1
from accordingto.scoring.reports import make_report
from accordingto.scoring.running import parse, tag


def read(path: Path, _options: Options) -> Sequence[tuple[str, str]]:
    """Return the snippets of a JSON-lines file with their types."""
    return [(row["EventSnippet"], row["SubType"]) for row in json_lines(path)]


def measure(items: Sequence[Any], options: Options) -> Measured:
    """Return the F1 over the types, each weighted by its frequency, in percent; no answer is a wrong one."""
    acled_type = stage("reading.events.fine_types", "acled_type")
    find_events = stage("reading.events", "find")
    found = []
    for text, doc in zip((t for t, _ in items), parse((t for t, _ in items), tools=options.tools), strict=True):
        report = make_report(text)
        found.append(acled_type(doc, find_events(doc, report, tag(doc, report), ())))
    return Measured({"weighted_f1": percent(weighted_f1([label for _, label in items], found))})


SET = GoldSet(
    name="case2021",
    path="events/case2021_task2_open.jsonl",
    protocol="percent; F1 over 30 types weighted by their frequency, no label of the set used",
    record="77.1 over all 30 types",
    metrics=("weighted_f1",),
    read=read,
    measure=measure,
)
