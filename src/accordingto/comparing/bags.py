"""What records hold, set by set, and how much each two of two reports have in common: all pairs at once."""

from collections.abc import Hashable, Sequence, Set
from itertools import pairwise

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
Codes = NDArray[np.int64]

_BITS = 58
"""Bits of a thing's hash; those above tell of which sort it is."""


class Bags(Struct, frozen=True):
    """Sorted codes of all that some records hold, and a row a code: which of the records hold it."""

    codes: Codes
    held: NDArray[np.bool_]


def code(thing: Hashable) -> int:
    """Return the number by which a thing is told from others; 0 is kept for nothing."""
    return hash(thing) & ((1 << _BITS) - 1) if thing is not None else 0


def codes(things: Sequence[Hashable]) -> Codes:
    """Return the numbers of some things, 0 for ``None``."""
    return np.array([code(thing) for thing in things], dtype=np.int64)


def pack(sorts: Sequence[Sequence[Set[Hashable]]]) -> Bags:
    """Return what records hold: for each sort of thing, in a fixed order, the set that each record holds."""
    found = [{(sort << _BITS) | code(thing) for thing in held} for sort, sets in enumerate(sorts) for held in sets]
    listed = sorted(set().union(*found))
    row = {one: number for number, one in enumerate(listed)}
    size = len(sorts[0])
    held = np.zeros((len(listed), size), dtype=np.bool_)
    for number, bag in enumerate(found):
        held[[row[one] for one in bag], number % size] = True
    return Bags(np.array(listed, dtype=np.int64), held)


def shared(a: Bags, b: Bags, sorts: int) -> list[Matrix]:
    """Return for each sort of thing how many each two records have in common: rows for the first report's records."""
    common, first, second = np.intersect1d(a.codes, b.codes, assume_unique=True, return_indices=True)
    bounds = np.searchsorted(common, np.arange(sorts + 1, dtype=np.int64) << _BITS)
    left, right = a.held[first].astype(np.float64), b.held[second].astype(np.float64)
    return [left[at:to].T @ right[at:to] for at, to in pairwise(bounds)]


def equal(a: Codes, b: Codes) -> NDArray[np.bool_]:
    """Return which of two lists of codes are one, each with each."""
    found: NDArray[np.bool_] = a[:, None] == b[None, :]
    return found


def both(a: NDArray[np.bool_], b: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return where something is true of both."""
    found: NDArray[np.bool_] = a[:, None] & b[None, :]
    return found
