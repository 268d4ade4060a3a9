"""Word vectors: which words are used alike, from a table that ships with the codebook.

The table was distilled once from all-MiniLM-L6-v2 (Apache-2.0) by ``tools/build_word_vectors.py``; no model is run.
"""

import hashlib
import io
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from accordingto.errors import CodebookError

Vector = NDArray[np.float32]

PINNED = "750807b0f90be86ca97b4e892ec6ef877c98d7bf48056809683a5c7f06f572ce"
"""SHA-256 of the table; ``tools/build_word_vectors.py`` prints that of a new one."""


class WordVectors:
    """Vectors of length one for some twenty thousand common English words, lower-case."""

    def __init__(self, words: Iterable[str], rows: NDArray[np.int8]) -> None:
        """Take the words and, in the same order, their rows of bytes."""
        self._row = {word: number for number, word in enumerate(words)}
        self._rows = rows

    @property
    def dimensions(self) -> int:
        """How many numbers a vector has."""
        return int(self._rows.shape[1])

    def of(self, word: str) -> Vector | None:
        """Return the vector of a word, ``None`` where the table has none."""
        row = self._row.get(word.lower())
        return None if row is None else _unit(self._rows[row].astype(np.float32))

    def known(self, words: Sequence[str]) -> tuple[NDArray[np.int64], Vector]:
        """Return the places of those of some small-letter words that the table has, and their vectors, a row each."""
        found = [(place, self._row[word]) for place, word in enumerate(words) if word in self._row]
        rows = self._rows[[row for _, row in found]].astype(np.float32)
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        units = (rows / np.where(lengths == 0, 1, lengths)).astype(np.float32)
        return np.array([place for place, _ in found], dtype=np.int64), units

    def mean(self, words: Iterable[str]) -> Vector:
        """Return the direction of several words together; all zeros where the table knows none of them."""
        rows = [self._row[word] for word in map(str.lower, words) if word in self._row]
        total: Vector = (
            self._rows[rows].sum(axis=0, dtype=np.float32) if rows else np.zeros(self.dimensions, np.float32)
        )
        return _unit(total)


def _unit(vector: Vector) -> Vector:
    length = float(np.linalg.norm(vector))
    return vector / np.float32(length) if length else vector


@cache
def word_vectors() -> WordVectors:
    """Return the table that ships with the package; raises ``CodebookError`` where the file is missing or damaged.

    >>> purchase, buy, flood = (word_vectors().of(w) for w in ("purchase", "buy", "flood"))
    >>> bool(purchase @ buy > 0.6 > purchase @ flood)
    True
    """
    with as_file(files(__package__).joinpath("data", "word_vectors.npz")) as path:
        return load(path)


def load(path: Path) -> WordVectors:
    """Return the table of a file; raises ``CodebookError`` where it is missing or not the pinned one."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CodebookError(f"the table of word vectors cannot be read: {error}; reinstall the package") from error
    if hashlib.sha256(data).hexdigest() != PINNED:
        raise CodebookError("the table of word vectors is not the one that was measured: reinstall the package")
    with np.load(io.BytesIO(data), allow_pickle=False) as table:
        return WordVectors(str(table["words"]).split("\n"), table["vectors"])
