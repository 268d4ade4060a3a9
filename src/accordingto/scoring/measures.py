"""Precision, recall, F1 and the classification figures made of them."""

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from typing import NamedTuple, TypeVar

T = TypeVar("T")


class Prf(NamedTuple):
    """Precision, recall and F1, each from 0 to 1."""

    precision: float
    recall: float
    f1: float


def harmonic(precision: float, recall: float) -> float:
    """Return the harmonic mean of two shares, 0 where both are 0."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def prf(hits: float, found: float, gold: float) -> Prf:
    """Return precision, recall and F1 of ``hits`` among what was ``found`` and what is in the ``gold``."""
    precision = hits / found if found else 0.0
    recall = hits / gold if gold else 0.0
    return Prf(precision, recall, harmonic(precision, recall))


def jaccard(a: Set[T], b: Set[T]) -> float:
    """Return the shared part of two sets' union, 0 where either is empty."""
    return len(a & b) / len(a | b) if a and b else 0.0


def overlap_coefficient(a: Set[T], b: Set[T]) -> float:
    """Return the shared part of the smaller set, 0 where either is empty."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def multiset_prf(gold: Iterable[T], found: Iterable[T]) -> Prf:
    """Return precision, recall and F1 of equal things, each used once."""
    wanted, given = Counter(gold), Counter(found)
    return prf((wanted & given).total(), given.total(), wanted.total())


def class_f1(gold: Sequence[str], found: Sequence[str | None]) -> dict[str, float]:
    """Return the F1 of every class that the gold holds; ``None`` in ``found`` is an answer that was not given."""
    pairs = Counter(zip(gold, found, strict=True))
    wanted, given = Counter(gold), Counter(found)
    return {label: prf(pairs[label, label], given[label], n).f1 for label, n in sorted(wanted.items())}


def macro_f1(gold: Sequence[str], found: Sequence[str | None]) -> float:
    """Return the mean F1 over the gold's classes; an answer not given is a miss and no false alarm."""
    per_class = class_f1(gold, found)
    return sum(per_class.values()) / len(per_class) if per_class else 0.0


def weighted_f1(gold: Sequence[str], found: Sequence[str | None]) -> float:
    """Return the F1 over the gold's classes, each weighted by how often the gold holds it."""
    wanted = Counter(gold)
    return sum(f1 * wanted[label] for label, f1 in class_f1(gold, found).items()) / len(gold) if gold else 0.0
