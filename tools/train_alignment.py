"""Fit the models that align two reports of one story on our own stories, and print their cross-validated figures.

    python tools/train_alignment.py corpus/dev [--out FILE]

One logistic model for each kind of record over pairs of our records of two reports, L2-regularised, fitted by L-BFGS-B
with bounds: what can only speak for two records being one has no weight below zero, and the other way round.
Two records are one where the words of one annotated finding of the same tell both. The figures are of the pairs that
the alignment chooses, each seventh of the stories held out in turn. See docs/model-cards.md.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import numpy as np
import yaml
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit

from accordingto.comparing.aligning import assigned
from accordingto.comparing.cast import relations
from accordingto.comparing.laying import KINDS, Layout
from accordingto.comparing.logistic import Model, Term
from accordingto.comparing.signs import signs
from accordingto.records import Event, Position, Record, Report, Statement
from accordingto.scoring.base import Options, load_tools
from accordingto.scoring.running import read_records
from accordingto.scoring.seeds import to_rows as to_record_rows
from accordingto.scoring.stories import read, story_report
from accordingto.scoring.story_files import Story, to_rows
from accordingto.scoring.story_matching import tells, told

OUT = Path(__file__).parents[1] / "src/accordingto/codebook/data/alignment.yaml"
HEAD = """# Alignment of two reports of one story: weights of logistic models (tools/train_alignment.py).
# Each sign (see comparing/signs.py) is taken less its mean, over its spread, times its weight.
"""
FOLDS = 7
PENALTY = {"statement": 10.0, "event": 30.0, "position": 30.0}
THRESHOLD = {"statement": 0.4, "event": 0.45, "position": 0.35}
AGAINST = frozenset({"depth", "negated", "other_numbers", "other_place", "other_victims", "equipment"})
"""Signs that can only speak against two records being one."""
EITHER = frozenset({"direct", "short", "ended", "speech_act"})
"""Signs that may speak for or against it, as ``…_generic`` may; all others can only speak for it."""
CUTS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)

Array = NDArray[np.float64]


class Pair(NamedTuple):
    """Two records by number, the table of two reports that they stand in, their signs, and whether they are one."""

    table: str
    row: int
    column: int
    signs: dict[str, float]
    same: bool


def pairs_of(story: Story, readings: dict[str, list[Record]]) -> Iterator[tuple[str, Pair]]:
    """Yield the pairs of a story with their kind; ``readings`` are our records by report."""
    rows = [row for row in to_rows(story) if row["verdict"] == "same"]
    items: dict[str, set[str]] = {}
    for name, reading in readings.items():
        for record in (r for r in to_record_rows(reading) if r["record"] in KINDS):
            mine = told(record, name)
            items[record["id"]] = {g["id"] for g in rows if name in g["members"] and tells(mine, g["members"][name])}
    layouts = {name: _layout(reading) for name, reading in readings.items()}
    for one, two in combinations(sorted(readings), 2):
        related = relations(layouts[one].cast, layouts[two].cast)
        for kind in KINDS:
            a, b = (layouts[name].by_kind[kind] for name in (one, two))
            if not (a.told and b.told):
                continue
            found = signs(a, b, related)
            for i, j in zip(*np.nonzero(found.possible), strict=True):
                same = bool(items[a.told[i].record.id] & items[b.told[j].record.id])
                yield kind, Pair(f"{story.id}/{one}-{two}", int(i), int(j), found.at(i, j), same)


def _layout(reading: Sequence[Record]) -> Layout:
    report = next(r for r in reading if isinstance(r, Report))
    return Layout(report, [r for r in reading if isinstance(r, Statement | Event | Position)])


def fit(rows: Sequence[Pair], penalty: float, threshold: float) -> Model:
    """Return the model that fits some pairs best."""
    names = sorted({name for row in rows for name in row.signs})
    x = np.array([[row.signs.get(name, 0.0) for name in names] for row in rows])
    y = np.array([row.same for row in rows], dtype=float)
    mean, spread = x.mean(axis=0), x.std(axis=0)
    spread[spread < 1e-6] = 1.0
    x = (x - mean) / spread

    def loss(weights: Array) -> tuple[float, Array]:
        scores = x @ weights[1:] + weights[0]
        error = expit(scores) - y
        value = np.logaddexp(0, scores).sum() - y @ scores + penalty / 2 * weights[1:] @ weights[1:]
        return value, np.concatenate([[error.sum()], error @ x + penalty * weights[1:]])

    bounds = [(None, None), *(_bounds(name) for name in names)]
    best = minimize(loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B", bounds=bounds).x
    terms = {n: Term(*(round(float(v), 4) for v in t)) for n, *t in zip(names, mean, spread, best[1:], strict=True)}
    return Model(threshold, round(float(best[0]), 4), terms)


def _bounds(sign: str) -> tuple[float | None, float | None]:
    """Return the bounds of a sign's weight: few pairs are labelled, and one name never speaks against one act."""
    if sign in AGAINST:
        return None, 0.0
    return (None, None) if sign in EITHER or sign.endswith("_generic") else (0.0, None)


def likelihoods(rows: Sequence[Pair], penalty: float) -> list[float]:
    """Return how likely each pair is one by a model that has not seen its story."""
    stories = sorted({row.table.partition("/")[0] for row in rows})
    fold = {story: number % FOLDS for number, story in enumerate(stories)}
    of = [fold[row.table.partition("/")[0]] for row in rows]
    models = [fit([r for r, f in zip(rows, of, strict=True) if f != n], penalty, 0.5) for n in range(FOLDS)]
    return [
        float(expit(models[n].intercept + sum(models[n].parts(r.signs).values())))
        for r, n in zip(rows, of, strict=True)
    ]


def chosen(rows: Sequence[Pair], likely: Sequence[float], cut: float) -> tuple[int, int]:
    """Return how many pairs the alignment chooses, and how many of these are one."""
    tables: dict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        tables[row.table].append(number)
    found = right = 0
    for numbers in tables.values():
        size = max(max(rows[n].row, rows[n].column) for n in numbers) + 1
        matrix, same = np.zeros((size, size)), np.zeros((size, size), dtype=bool)
        for n in numbers:
            matrix[rows[n].row, rows[n].column], same[rows[n].row, rows[n].column] = likely[n], rows[n].same
        picked = assigned(matrix, cut)
        found, right = found + len(picked), right + sum(bool(same[p]) for p in picked)
    return found, right


def main() -> None:
    """Print the figures and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    arguments = parser.parse_args()
    tools = load_tools()
    by_kind: dict[str, list[Pair]] = defaultdict(list)
    for story in read(arguments.path, Options(tools)):
        names = [report.id for report in story.reports]
        readings = read_records((story_report(story, name) for name in names), tools=tools)
        for kind, pair in pairs_of(story, dict(zip(names, readings, strict=True))):
            by_kind[kind].append(pair)
    write(by_kind, arguments.out)


def write(by_kind: dict[str, list[Pair]], out: Path) -> None:
    """Print the held-out figures of each kind and write its model."""
    models = {}
    for kind, rows in by_kind.items():
        likely = likelihoods(rows, PENALTY[kind])
        figures = {cut: chosen(rows, likely, cut) for cut in CUTS}
        shown = ", ".join(f"{cut}: {right}/{found}" for cut, (found, right) in figures.items())
        print(f"{kind}: {len(rows)} pairs, {sum(r.same for r in rows)} the same; right of chosen by threshold {shown}")
        model = fit(rows, PENALTY[kind], THRESHOLD[kind])
        terms = {n: {f: getattr(t, f) for f in t.__struct_fields__} for n, t in model.terms.items() if t.weight}
        models[kind] = {"threshold": model.threshold, "intercept": model.intercept, "terms": terms}
    body = yaml.safe_dump(models, default_flow_style=None, width=118, sort_keys=False)
    out.write_text(HEAD + body, encoding="utf-8")


if __name__ == "__main__":
    main()
