"""ClaimDiff: pairs of claims of two outlets on one topic; does the second strengthen, or weaken, the first?"""

import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct

from accordingto.errors import GoldError
from accordingto.scoring.base import GoldSet, Measured, Options, percent, stage
from accordingto.scoring.files import decode, members

_RELATIONS: dict[str, Literal["strengthens", "weakens"]] = {"strength": "strengthens", "weak": "weakens"}


class ClaimPair(Struct, frozen=True):
    """Two claims, which relation is asked for, and whether it holds."""

    first: str
    second: str
    relation: Literal["strengthens", "weakens"]
    holds: bool


def _pairs(name: str, data: bytes) -> list[ClaimPair]:
    relation = _RELATIONS["weak" if "weak" in name.lower() else "strength"]
    try:
        rows = json.loads(decode(data, name))["data"]
    except json.JSONDecodeError as error:
        raise GoldError(f"{name} is not JSON: {error}") from error
    return [ClaimPair(row["claim_a"], row["claim_b"], relation, bool(row["relation"])) for row in rows]


def read(path: Path, _options: Options) -> Sequence[ClaimPair]:
    """Return the pairs of one claimdiff-*.json file, or of all in a folder or archive.

    "weak" in a file's name asks for weakening, else strengthening is asked for.
    """
    found = [pair for name, data in members(path).items() if _is_ours(name, path) for pair in _pairs(name, data)]
    if not found:
        raise GoldError(f"{path} holds no claimdiff-*.json file")
    return found


def _is_ours(name: str, path: Path) -> bool:
    return name.endswith(".json") and (not path.is_dir() or "claimdiff" in name)


def measure(items: Sequence[Any], _options: Options) -> Measured:
    """Return accuracy beside that of always giving the commoner answer, for all and by relation, in percent."""
    bears_on = stage("comparing.claims", "bears_on")
    right: Counter[str] = Counter()
    common: Counter[str] = Counter()
    by_relation = defaultdict(list)
    for item in items:
        by_relation[item.relation].append(item)
    for relation, pairs in by_relation.items():
        right[relation] = sum(bears_on(p.first, p.second, relation) == p.holds for p in pairs)
        common[relation] = Counter(p.holds for p in pairs).most_common(1)[0][1]
    metrics: dict[str, float | None] = {
        "accuracy": percent(right.total() / len(items)),
        "majority": percent(common.total() / len(items)),
    }
    for relation, pairs in sorted(by_relation.items()):
        metrics[f"accuracy_{relation}"] = percent(right[relation] / len(pairs))
        metrics[f"majority_{relation}"] = percent(common[relation] / len(pairs))
    return Measured(metrics)


SET = GoldSet(
    name="claimdiff",
    path="compare",
    protocol="percent of claim pairs for which it is rightly said whether the second strengthens (file strength) or "
    "weakens (file weak) the first; majority = the commoner answer of each file",
    record="best models more than 19 points below people; bar: the majority",
    metrics=("accuracy",),
    read=read,
    measure=measure,
)
