"""The records of two reports of one story put side by side: who tells what the other tells, one to one.

Alone, no sign says that two sentences tell one thing; between two reports of one story the question is which of the
other's records fits best, if any does. How well two fit is weighed by a model over their signs (``signs``); the pairs
are those that fit best together, and a record that tells a paired one again in its own report may join its pair.
"""

import math
from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np
from msgspec import Struct

from accordingto import codebook
from accordingto.comparing.bags import Matrix
from accordingto.comparing.cast import Ranks, Truths, relations
from accordingto.comparing.differing import Compared
from accordingto.comparing.laying import Laid, Layout
from accordingto.comparing.logistic import Model
from accordingto.comparing.signs import Signs, signs

AGAIN = 0.8
"""How likely a record must be the same as one that is paired already to be told again beside its pair."""

USUAL = 8
"""Records of one kind in the reports that models were fitted on; of more, each two are the less likely one."""

CROWD = 1.5
"""How much the logarithm of their number over the usual one takes from the odds: long reports hold like remarks."""

NEAR = 0.35
"""Cosine of the middle pair of reports that models were fitted on."""

FAR = 11.0
"""How much a cosine below that takes from the odds: reports of two days of one crisis tell of like things that are not
one. Chosen on corpus/dev by held-out models and on 60 real pairs (``benchmarks.pairs``)."""

TWIN = 2.5
"""How much it adds to the odds of two statements that a position or an event in the words of both is surely one."""

USUAL_TWIN = 0.2
"""How likely that is where nothing is known: a statement without such a one is the less likely the same."""

FAINT = 0.05
"""Likelihood below which two records are no help to others."""

SHOWN = 4
"""Signs that are kept as the reasons of a pair: those that weighed most for it."""


class Aligned(Struct, frozen=True):
    """Two records that are one: how likely, and the signs that speak most for it."""

    a: Compared
    b: Compared
    likely: float
    signs: tuple[str, ...]


@cache
def models() -> dict[str, Model]:
    """Return the weights by kind of record, which ``tools/train_alignment.py`` fitted."""
    found: dict[str, Model] = codebook.load("alignment", dict[str, Model])
    return found


class _Table(Struct, frozen=True):
    """The records of one kind of two reports, their signs, and how likely each two are one by these alone."""

    a: Laid
    b: Laid
    signs: Signs
    model: Model
    odds: Matrix

    def likely(self, more: Matrix | float = 0.0) -> Matrix:
        """Return how likely each two records are one, with ``more`` to their odds."""
        found: Matrix = np.where(self.signs.possible, 1 / (1 + np.exp(-self.odds - more)), 0.0)
        return found


def align(one: Layout, two: Layout, cosine: float = NEAR) -> Iterator[Aligned]:
    """Yield the pairs of two reports' records that are one; the reports must tell of one story.

    Args: the records of each report as they are laid out; how alike the reports are, from 0 to 1.
    """
    odds = -FAR * max(0.0, NEAR - cosine)
    related = relations(one.cast, two.cast)
    tables = {
        kind: _table(one.by_kind[kind], two.by_kind[kind], related, model, odds)
        for kind, model in models().items()
        if one.by_kind[kind].told and two.by_kind[kind].told
    }
    for kind, table in tables.items():
        others = [other for name, other in tables.items() if name != kind]
        twins = _twins(table, others) if kind == "statement" else None
        yield from _aligned(table, table.likely() if twins is None else table.likely(TWIN * (twins - USUAL_TWIN)))


def _table(a: Laid, b: Laid, related: Ranks, model: Model, odds: float) -> _Table:
    base = odds - CROWD * max(0.0, math.log(max(len(a.told), len(b.told)) / USUAL))
    found = signs(a, b, related)
    return _Table(a, b, found, model, base + np.asarray(model.odds(found.of)))


def _twins(table: _Table, others: Sequence[_Table]) -> Matrix:
    """Return for each two records how likely two of another kind are one whose words meet theirs in each report."""
    best = np.zeros(table.signs.possible.shape)
    for other in others:
        likely = other.likely()
        here, there = _meet(table.a, other.a), _meet(table.b, other.b)
        for i, j in zip(*np.nonzero(likely >= FAINT), strict=True):
            best = np.maximum(best, likely[i, j] * (here[:, i][:, None] & there[:, j][None, :]))
    return best


def _meet(a: Laid, b: Laid) -> Truths:
    """Return which records' evidence overlaps that of which others of the same report."""
    return (a.count("start")[:, None] < b.count("end")[None, :]) & (b.count("start")[None, :] < a.count("end")[:, None])


def _aligned(table: _Table, likely: Matrix) -> Iterator[Aligned]:
    model = table.model
    for i, j in assigned(likely, model.threshold):
        of_pair = table.signs.at(i, j)
        strongest = sorted(((w, n) for n, w in model.parts(of_pair).items() if w > 0 and of_pair.get(n)), reverse=True)
        names = tuple(n for _, n in strongest[:SHOWN])
        yield Aligned(table.a.told[i].record, table.b.told[j].record, float(likely[i, j]), names)


def assigned(likely: Matrix, threshold: float) -> list[tuple[int, int]]:
    """Return the pairs of rows and columns that are likeliest together, one to one, and then those told again."""
    if not likely.size:
        return []
    from scipy.optimize import linear_sum_assignment  # takes half a second to import

    gain = np.clip(likely - threshold, 0, None)
    found = [(int(i), int(j)) for i, j in zip(*linear_sum_assignment(-gain), strict=True) if gain[i, j] > 0]
    rows, columns = {i for i, _ in found}, {j for _, j in found}
    for i, j in zip(*np.nonzero(likely >= max(AGAIN, threshold)), strict=True):
        if (i in rows) != (j in columns):
            found.append((int(i), int(j)))
            rows.add(i)
            columns.add(j)
    return found
