"""The floors file: read, measured anew, and written when a figure has risen.

``python -m tests.gold.floors`` measures every set and raises its floors; a lower figure lowers one only with
``--lower SET``, so that a drop is always somebody's decision.
"""

import hashlib
import json
import math
import sys
from pathlib import Path

from msgspec import Struct

from accordingto.scoring import SETS, Score, Tools, score
from accordingto.scoring.base import load_tools
from accordingto.scoring.corpus_files import has_key

FLOORS = Path(__file__).with_name("floors.json")

CORPUS = Path(__file__).parents[2] / "corpus" / "dev"

OWN = {"corpus": "statements", "positions": "positions", "comparing": "findings"}
"""Sets that lie in our own corpus, and the key under which a report holds their annotations."""

FIRST = {"polnear": 30, "lgl": 60, "geowebnews": 40, "case2021": 200}
"""How many items of the larger sets are measured: the first by sorted name, or by line, so that the whole takes
under four minutes on two cores. The other sets are measured whole."""

SLACK = {"percent": 0.5, "share": 0.01}
"""How far a floor lies under the figure it was taken from: ties and library updates move figures by less."""

UNIT_SETS = frozenset({"seeds", "basil", "corpus", "positions", "comparing"})
"""Sets whose figures run from 0 to 1."""


LOWER_IS_BETTER = frozenset({"missed", "extra", "false_merge_rate", "origin_error"})
"""Metrics whose floor is a ceiling."""


class Floor(Struct, frozen=True):
    """The least figures of a set, the gold's hash, and how many of its items are measured (``None``: all)."""

    gold: str
    first: int | None
    metrics: dict[str, float]


def fingerprint(path: Path, name: str = "") -> str:
    """Return a SHA-256 over a gold file's bytes, or over the names and bytes of a folder's files of a set."""
    digest = hashlib.sha256()
    for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
        if file.is_file() and (name not in OWN or has_key(file, OWN[name])):
            digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()


def read() -> dict[str, Floor]:
    """Return the floors by set."""
    rows = json.loads(FLOORS.read_text("utf-8"))
    return {name: Floor(**row) for name, row in rows.items()}


def place(name: str, gold_root: Path) -> Path:
    """Return where a set's items lie; of our own corpus the part that may be looked at."""
    return CORPUS if name in OWN else gold_root / SETS[name].path


def measure(name: str, gold_root: Path, tools: Tools) -> Score:
    """Return the score of a set over the items that its floors were taken from."""
    return score(name, place(name, gold_root), tools=tools, limit=FIRST.get(name))


def floor_under(name: str, value: float) -> float:
    """Return the floor for a figure: a little under it, rounded down."""
    if name in UNIT_SETS:
        return math.floor((value - SLACK["share"]) * 1000) / 1000
    return math.floor((value - SLACK["percent"]) * 10) / 10


def ceiling_over(name: str, value: float) -> float:
    """Return the ceiling for a figure that is better when lower."""
    if name in UNIT_SETS:
        return math.ceil((value + SLACK["share"]) * 1000) / 1000
    return math.ceil((value + SLACK["percent"]) * 10) / 10


def breaches(floor: Floor, found: Score) -> dict[str, tuple[float | None, float]]:
    """Return figure and floor of each metric that is on the wrong side of its floor; no figure is always wrong."""
    wrong = {}
    for key, bound in floor.metrics.items():
        value = found.metrics.get(key)
        if value is None or (value > bound if key in LOWER_IS_BETTER else value < bound):
            wrong[key] = (value, bound)
    return wrong


def raised(name: str, found: Score, old: Floor | None, gold: str, *, lower: bool) -> Floor:
    """Return the floors after a measurement: none falls unless ``lower`` says so."""
    fresh = {}
    for key in SETS[name].metrics:
        value = found.metrics.get(key)
        if value is None or key == "coverage":
            continue
        bound = ceiling_over(name, value) if key in LOWER_IS_BETTER else floor_under(name, value)
        known = None if old is None or lower else old.metrics.get(key)
        better = min if key in LOWER_IS_BETTER else max
        fresh[key] = bound if known is None else better(bound, known)
    return Floor(gold, FIRST.get(name), fresh)


def main(arguments: list[str]) -> int:
    """Measure the sets (all, or those named) and write the floors; returns the exit code."""
    gold_root = Path(__file__).parents[2].parent / "shared" / "gold"
    lower = {arguments[i + 1] for i, a in enumerate(arguments) if a == "--lower"}
    named = list(dict.fromkeys(a for a in arguments if a in SETS)) or list(SETS)
    floors = read() if FLOORS.exists() else {}
    tools = load_tools()
    for name in named:
        found = measure(name, gold_root, tools)
        gold = fingerprint(place(name, gold_root), name)
        floors[name] = raised(name, found, floors.get(name), gold, lower=name in lower)
        sys.stdout.write(f"{name} {floors[name].metrics}\n")
    plain = {n: {"gold": f.gold, "first": f.first, "metrics": f.metrics} for n, f in floors.items()}
    FLOORS.write_text(json.dumps(plain, indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
