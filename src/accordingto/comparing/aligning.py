"""The records of two reports of one story put side by side: who tells what the other tells, one to one.

Alone, no sign says that two sentences tell one thing; between two reports of one story the question is which of the
other's records fits best, if any does. How well two fit is weighed by a model over their signs (``signs``); the pairs
are those that fit best together, and a record that tells a paired one again in its own report may join its pair.
"""

import math
from collections.abc import Iterator
from functools import cache

import numpy as np
from msgspec import Struct
from scipy.optimize import linear_sum_assignment

from accordingto import codebook
from accordingto.comparing.bags import Matrix
from accordingto.comparing.cast import relations
from accordingto.comparing.differing import Compared
from accordingto.comparing.laying import Laid, Layout
from accordingto.comparing.logistic import Model
from accordingto.comparing.signs import Signs, signs

AGAIN = 0.8
"""How likely a record must be the same as one that is paired already to be told again beside its pair."""

USUAL = 8
"""Records of one kind in the reports that models were fitted on; of more, each two are the less likely one."""

CROWD = 3.0
"""How much the logarithm of their number over the usual one takes from the odds: long reports hold like remarks."""

NEAR = 0.35
"""Cosine of the middle pair of reports that models were fitted on."""

FAR = 17.0
"""How much a cosine below that takes from the odds: reports of two days of one crisis tell of like things that are not
one. Chosen on corpus/dev (finding F1 .595 without, .570 with) and the example reports (12 wrong joins, none)."""

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


def align(one: Layout, two: Layout, cosine: float = NEAR) -> Iterator[Aligned]:
    """Yield the pairs of two reports' records that are one; the reports must tell of one story.

    Args: the records of each report as they are laid out; how alike the reports are, from 0 to 1.
    """
    odds = -FAR * max(0.0, NEAR - cosine)
    related = relations(one.cast, two.cast)
    for kind, model in models().items():
        a, b = one.by_kind[kind], two.by_kind[kind]
        if a.told and b.told:
            yield from _aligned(a, b, signs(a, b, related), model, odds)


def _aligned(a: Laid, b: Laid, found: Signs, model: Model, odds: float) -> Iterator[Aligned]:
    base = odds - CROWD * max(0.0, math.log(max(len(a.told), len(b.told)) / USUAL))
    likely = np.where(found.possible, 1 / (1 + np.exp(-base - model.odds(found.of))), 0.0)
    for i, j in assigned(likely, model.threshold):
        of_pair = found.at(i, j)
        strongest = sorted(((w, n) for n, w in model.parts(of_pair).items() if w > 0 and of_pair.get(n)), reverse=True)
        names = tuple(n for _, n in strongest[:SHOWN])
        yield Aligned(a.told[i].record, b.told[j].record, float(likely[i, j]), names)


def assigned(likely: Matrix, threshold: float) -> list[tuple[int, int]]:
    """Return the pairs of rows and columns that are likeliest together, one to one, and then those told again."""
    if not likely.size:
        return []
    gain = np.clip(likely - threshold, 0, None)
    found = [(int(i), int(j)) for i, j in zip(*linear_sum_assignment(-gain), strict=True) if gain[i, j] > 0]
    rows, columns = {i for i, _ in found}, {j for _, j in found}
    for i, j in zip(*np.nonzero(likely >= max(AGAIN, threshold)), strict=True):
        if (i in rows) != (j in columns):
            found.append((int(i), int(j)))
            rows.add(i)
            columns.add(j)
    return found
