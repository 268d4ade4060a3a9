"""Fit the model of event coreference on ECB+ (CC BY 3.0; Cybulska & Vossen 2014) and print its cross-validated figures.

    python tools/train_coreference.py ecbplus_topics_1-35.tar.gz [--out FILE]

A logistic model over pairs of gold mentions of a topic, L2-regularised, fitted by L-BFGS. The figures are CoNLL F1 with
each fifth of the topics held out in turn; the threshold is the best of those. See docs/model-cards.md.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit

from accordingto.comparing.coreference.clustering import joined, probabilities
from accordingto.comparing.coreference.features import features
from accordingto.comparing.logistic import Model, Term
from accordingto.reading.model import load
from accordingto.scoring.base import BareTools, Options
from accordingto.scoring.coreference import documents_of, parses_of, partition, to_mentions
from accordingto.scoring.coreference_measures import conll_f1
from accordingto.scoring.ecbplus import read

OUT = Path(__file__).parents[1] / "src/accordingto/codebook/data/coreference.yaml"
HEAD = """# Event coreference: weights of a logistic model over two mentions, from ECB+ (tools/train_coreference.py).
# Each feature (see comparing/coreference/features.py) is taken less its mean, over its spread, times its weight.
"""
FOLDS = 5
PENALTY = 1.0
THRESHOLDS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)

Topic = tuple[dict[str, NDArray[np.float64]], list[str]]


def fit(topics: Sequence[Topic], threshold: float) -> Model:
    """Return the model that fits the pairs of some topics best."""
    names = sorted(topics[0][0])
    rows, answers = [], []
    for found, gold in topics:
        upper = np.triu_indices(len(gold), 1)
        rows.append(np.stack([found[name][upper] for name in names], axis=1))
        answers.append(np.array(gold)[upper[0]] == np.array(gold)[upper[1]])
    x, y = np.concatenate(rows), np.concatenate(answers).astype(float)
    mean, spread = x.mean(axis=0), x.std(axis=0) + 1e-9
    x = (x - mean) / spread

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        scores = x @ weights[1:] + weights[0]
        error = expit(scores) - y
        value = np.logaddexp(0, scores).sum() - y @ scores + PENALTY / 2 * weights[1:] @ weights[1:]
        return value, np.concatenate([[error.sum()], error @ x + PENALTY * weights[1:]])

    best = minimize(loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B").x
    numbers = zip(names, mean, spread, best[1:], strict=True)
    return Model(threshold, float(best[0]), {n: Term(float(m), float(s), float(w)) for n, m, s, w in numbers})


def held_out(topics: Sequence[Topic]) -> dict[float, float]:
    """Return CoNLL F1 by threshold, every fifth topic held out in turn."""
    likely: dict[int, NDArray[np.float64]] = {}
    for fold in range(FOLDS):
        model = fit([t for i, t in enumerate(topics) if i % FOLDS != fold], 0.0)
        likely |= {i: probabilities(t[0], model) for i, t in enumerate(topics) if i % FOLDS == fold}
    return {
        cut: conll_f1([(partition(t[1]), partition(joined(likely[i], cut))) for i, t in enumerate(topics)])
        for cut in THRESHOLDS
    }


def main() -> None:
    """Print the figures and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    arguments = parser.parse_args()
    tools = BareTools(load())
    groups = read(arguments.path, Options(tools))
    parses = parses_of(groups, tools)
    told = [to_mentions(group, parses) for group in groups]
    golds = [[m.cluster for m in group.mentions] for group in groups]
    topics = [(features(m, documents_of(g, parses)), gold) for m, g, gold in zip(told, groups, golds, strict=True)]
    floors = [(partition(gold), partition(m.lemma for m in t)) for gold, t in zip(golds, told, strict=True)]
    floor = conll_f1(floors)
    figures = held_out(topics)
    print(f"same lemma {100 * floor:.2f}; held out { ({c: round(100 * f, 2) for c, f in figures.items()}) }")
    found = fit(topics, max(figures, key=lambda cut: figures[cut]))
    terms = {n: {k: round(getattr(t, k), 5) for k in ("mean", "spread", "weight")} for n, t in found.terms.items()}
    page = {"threshold": found.threshold, "intercept": round(found.intercept, 5), "terms": terms}
    arguments.out.write_text(HEAD + yaml.safe_dump(page, sort_keys=True, default_flow_style=None, width=110), "utf-8")


if __name__ == "__main__":
    main()
