"""Pairs of articles of different outlets that share wording: wholly derived, partly, or not."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from accordingto.scoring.base import GoldSet, Measured, Options, Row, percent, stage
from accordingto.scoring.files import json_lines

LABELS = Path(__file__).parents[3] / "corpus" / "copies.csv"
"""Our own labels of the open pairs: ids and labels only, for the texts belong to their publishers."""


def own_labels() -> dict[tuple[str, str], str]:
    """Return our labels by the ids of both articles; none where the project lies here without its corpus."""
    if not LABELS.is_file():
        return {}
    with LABELS.open(encoding="utf-8", newline="") as stream:
        return {(row["a"], row["b"]): row["label"] for row in csv.DictReader(stream)}


def read(path: Path, _options: Options) -> Sequence[tuple[str, str, str | None]]:
    """Return the pairs of texts of a JSON-lines file with their labels, ``None`` where a pair has none yet.

    A pair without a field ``label`` takes the one that we gave it.
    """
    ours = own_labels()

    def label(row: Row) -> str | None:
        return row.get("label") or ours.get((str(row["a"].get("id")), str(row["b"].get("id"))))

    return [(row["a"]["text"], row["b"]["text"], label(row)) for row in json_lines(path)]


def measure(items: Sequence[Any], _options: Options) -> Measured:
    """Return the share of labelled pairs that are classed right, in percent."""
    labelled = [item for item in items if item[2]]
    if not labelled:
        reason = "the pairs have no field `label` (wholly, partly, non-derived); label them before scoring"
        return Measured({}, (reason,))
    compare = stage("comparing.reuse", "compare_texts")
    right = sum(compare(first, second).label == label for first, second, label in labelled)
    return Measured({"accuracy": percent(right / len(labelled))})


SET = GoldSet(
    name="copies",
    path="compare/copy_candidates_open.jsonl.gz",
    protocol="percent of labelled pairs whose class (wholly, partly, non-derived) is right; the labels of the open "
    "pairs are ours (corpus/copies.csv)",
    record="no published record; bar 95",
    metrics=("accuracy",),
    read=read,
    measure=measure,
)
