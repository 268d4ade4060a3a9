"""How far two annotators of positions agree: the first annotation of each report against the second one.

python tools/agreement.py corpus

Second annotations lie in ``corpus/second`` under the name of the report's file, with the key ``positions``; what they
leave out of the report's facts and text is taken from the first. The figures are those of ``accordingto score
positions``, the second annotator in the place of the reader, and Cohen's kappa of the kind over pairs matched by words.
"""

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import yaml

from accordingto.errors import GoldError
from accordingto.scoring.base import Row
from accordingto.scoring.position_files import PositionReport, load, to_rows
from accordingto.scoring.positions import ASIDE, compared
from accordingto.scoring.record_matching import match


def second_of(path: Path, first: PositionReport) -> PositionReport:
    """Return the second annotation of a report; raises ``GoldError`` where its format or its text is another."""
    page: Any = yaml.safe_load(path.read_text("utf-8"))
    whole = {**msgspec.to_builtins(first), **page}
    try:
        report = msgspec.convert(whole, PositionReport)
    except msgspec.ValidationError as error:
        raise GoldError(f"{path}: {error}") from error
    if report.text != first.text:
        raise GoldError(f"{path}: its text is not that of {first.id}")
    return report


def as_system(row: Row) -> Row:
    """Return an annotated position as if a reader had found it."""
    found: Row = {**row, "_doc": row["report"]}
    for name in ("holder", "bearer"):
        named = row[f"{name}_is"]
        actor = {"name": named} if named else None
        found[name] = {"mention": row[name], "actor": actor} if row[name] or named else None
    for name in ("action", "condition", "consequence", "since"):
        found[name] = {"mention": row[name]} if row[name] else None
    found["limits"] = [{"kind": x["kind"], "sense": x["sense"], "mention": x} for x in row["limits"]]
    return found


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Return Cohen's kappa of two labellings (Cohen 1960), ``None`` where chance alone would agree."""
    total = len(pairs)
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(first[label] * second[label] for label in first) / (total * total or 1)
    seen = sum(a == b for a, b in pairs) / (total or 1)
    return None if chance >= 1 else (seen - chance) / (1 - chance)


def main(folder: Path) -> int:
    """Print the figures; return 1 where an annotation breaks the format or has no first one."""
    firsts = {p.stem: p for p in folder.rglob("*.yaml") if p.parent.name != ASIDE}
    gold: list[Row] = []
    system: list[Row] = []
    faults = 0
    for path in sorted((folder / ASIDE).glob("p-*.yaml")):
        try:
            if path.stem not in firsts:
                raise GoldError(f"{path}: there is no report of this name in {folder}")
            first = load(firsts[path.stem])
            rows = to_rows(second_of(path, first))
            gold += to_rows(first)
            system += map(as_system, rows)
        except GoldError as error:
            faults += 1
            print(error)
    pairs = match("position_words", gold, system).pairs
    metrics = {**compared(gold, system), "kind_kappa": kappa([(g["position"], s["position"]) for g, s in pairs])}
    print(f"{len(gold)} positions of the first annotators, {len(system)} of the second, {len(pairs)} matched by words")
    for name, value in metrics.items():
        print(f"{name:<28}{'-' if value is None else format(value, '8.3f')}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
