"""Pairs of articles of different outlets that share wording: wholly derived, partly, or not."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from accordingto.scoring.base import GoldSet, Measured, Options, percent, stage
from accordingto.scoring.files import json_lines


def read(path: Path, _options: Options) -> Sequence[tuple[str, str, str | None]]:
    """Return the pairs of texts of a JSON-lines file with their labels, ``None`` where a pair has none yet."""
    return [(row["a"]["text"], row["b"]["text"], row.get("label")) for row in json_lines(path)]


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
    protocol="percent of labelled pairs whose class (wholly, partly, non-derived) is right; open pairs have none",
    record="no published record; bar 95",
    metrics=("accuracy",),
    read=read,
    measure=measure,
)
