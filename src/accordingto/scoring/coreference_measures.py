"""Coreference figures over two partitions of mentions: MUC, B³, CEAF-e and their mean, CoNLL F1."""

from collections.abc import Hashable, Sequence, Set
from typing import NamedTuple, TypeVar

import numpy as np
from scipy.optimize import linear_sum_assignment

from accordingto.scoring.measures import Prf, harmonic

M = TypeVar("M", bound=Hashable)
Clusters = Sequence[Set[M]]


class Parts(NamedTuple):
    """Numerators and denominators of precision and recall, which add up over documents or topics."""

    hits_precision: float
    found: float
    hits_recall: float
    gold: float

    def plus(self, other: "Parts") -> "Parts":
        """Return the sum with the parts of another document or topic."""
        return Parts(*(a + b for a, b in zip(self, other, strict=True)))

    def figures(self) -> Prf:
        """Return precision, recall and F1."""
        precision = self.hits_precision / self.found if self.found else 0.0
        recall = self.hits_recall / self.gold if self.gold else 0.0
        return Prf(precision, recall, harmonic(precision, recall))


def _cluster_of(clusters: Clusters[M]) -> dict[M, int]:
    return {mention: number for number, cluster in enumerate(clusters) for mention in cluster}


def _links(clusters: Clusters[M], others: Clusters[M]) -> tuple[float, float]:
    """Links of ``clusters`` that ``others`` keep, and all links; a mention unknown there is a part of its own."""
    where = _cluster_of(others)
    kept = every = 0
    for cluster in clusters:
        parts = {where[m] for m in cluster if m in where}
        alone = sum(m not in where for m in cluster)
        kept += len(cluster) - len(parts) - alone
        every += len(cluster) - 1
    return kept, every


def muc(gold: Clusters[M], found: Clusters[M]) -> Parts:
    """Return MUC, the links kept (Vilain et al. 1995)."""
    return Parts(*_links(found, gold), *_links(gold, found))


def _shared(clusters: Clusters[M], others: Clusters[M]) -> tuple[float, float]:
    where = _cluster_of(others)
    kept = sum(
        len(cluster & others[where[mention]]) / len(cluster)
        for cluster in clusters
        for mention in cluster
        if mention in where
    )
    return kept, sum(len(cluster) for cluster in clusters)


def b_cubed(gold: Clusters[M], found: Clusters[M]) -> Parts:
    """Return B³, the share of a mention's cluster that is right, over all mentions (Bagga and Baldwin 1998)."""
    return Parts(*_shared(found, gold), *_shared(gold, found))


def ceaf_e(gold: Clusters[M], found: Clusters[M]) -> Parts:
    """Return CEAF with the entity similarity φ4, over the best one-to-one alignment of clusters (Luo 2005)."""
    if not gold or not found:
        return Parts(0, len(found), 0, len(gold))
    where = _cluster_of(found)
    similar = np.zeros((len(gold), len(found)))
    for number, cluster in enumerate(gold):
        for other in {where[m] for m in cluster if m in where}:
            both = len(cluster & found[other])
            similar[number, other] = 2 * both / (len(cluster) + len(found[other]))
    total = float(similar[linear_sum_assignment(-similar)].sum())
    return Parts(total, len(found), total, len(gold))


def without_singletons(clusters: Clusters[M]) -> list[Set[M]]:
    """Return the clusters of two and more mentions."""
    return [cluster for cluster in clusters if len(cluster) > 1]


def conll_f1(pairs: Sequence[tuple[Clusters[M], Clusters[M]]]) -> float:
    """Return the mean F1 of MUC, B³ and CEAF-e over (gold, found) partitions of several documents or topics.

    Parts are summed before they are divided, so a large topic weighs more (Pradhan et al. 2014).
    """
    total = 0.0
    for measure in (muc, b_cubed, ceaf_e):
        parts = Parts(0, 0, 0, 0)
        for gold, found in pairs:
            parts = parts.plus(measure(gold, found))
        total += parts.figures().f1
    return total / 3
