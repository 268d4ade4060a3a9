"""spaCy's word vectors in context (Tok2Vec), the same network with less work.

A word's own vector follows from a few of its attributes, so each distinct word is embedded once; the layers above it
run over whole batches with numpy's matrix product. Sums are rounded otherwise than in thinc in the last of seven
digits. Source of the network: ``MultiHashEmbed`` and ``MaxoutWindowEncoder`` in ``spacy.ml.models.tok2vec`` 3.8.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

import numpy as np
from spacy.language import Language
from spacy.pipeline import Tok2Vec
from spacy.tokens import Doc

FACTORY = "accordingto_vectors"

_EMBED = ("extract_features", "list2ragged", "with_array", "with_array", "ragged2list")
_LAYER = ["expand_window", "maxout", "layernorm", "dropout"]

_MOST = 60_000
"""Distinct words that are remembered, some 25 MB; then it starts afresh."""

_SMALL = 1e-8
"""Added to the variance by thinc's layer normalisation."""


class _Layer(NamedTuple):
    """One layer of the encoder: a window of three words, the largest of some sums, normalised."""

    weights: Any
    bias: Any
    pieces: int
    gain: Any
    shift: Any

    def out(self, x: Any) -> Any:
        """Return what the layer adds to its input."""
        rows, width = x.shape
        window = np.zeros((rows, 3 * width), dtype="f")
        window[1:, :width] = x[:-1]
        window[:, width : 2 * width] = x
        window[:-1, 2 * width :] = x[1:]
        sums = window @ self.weights
        sums += self.bias
        best = sums[:, :width]
        for piece in range(1, self.pieces):
            best = np.maximum(best, sums[:, piece * width : (piece + 1) * width])
        best = best - best.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", best, best) / width + _SMALL
        best *= (variance**-0.5)[:, None]
        best *= self.gain
        best += self.shift
        return best


def knows(model: Any) -> bool:
    """Return whether a network is of the kind that is understood here."""
    if not (model.has_ref("embed") and model.has_ref("encode")):
        return False
    embed, encode = model.get_ref("embed"), model.get_ref("encode")
    if tuple(layer.name.split("(")[0] for layer in embed.layers) != _EMBED or not encode.name.startswith("with_array("):
        return False
    nodes = [node for node in encode.walk(order="dfs_pre") if not node.layers]
    windows = [node.attrs["window_size"] for node in nodes if node.name == "expand_window"]
    return set(windows) == {1} and [node.name for node in nodes] == _LAYER * len(windows)


class Vectors:
    """The vectors of words in context, as one network gives them."""

    def __init__(self, model: Any) -> None:
        embed, encode = model.get_ref("embed"), model.get_ref("encode")
        self._columns = embed.layers[0].attrs["columns"]
        self._tables, self._mix = embed.layers[2].layers[0], embed.layers[3].layers[0]
        self._pad = encode.attrs["pad"]
        self._layers = _layers(encode)
        self._width = model.get_dim("nO")
        self._row_of: dict[tuple[int, ...], int] = {}
        self._rows = np.zeros((1024, self._width), dtype="f")

    def __call__(self, docs: Sequence[Doc]) -> list[Any]:
        """Return an array a document, a row a token; each is what the document alone would get."""
        wanted = [doc for doc in docs if len(doc)]
        if not wanted:
            return [np.zeros((0, self._width), dtype="f") for _ in docs]
        x = np.zeros((sum(map(len, wanted)) + self._pad * (len(wanted) + 1), self._width), dtype="f")
        starts, at = [], self._pad
        for doc in wanted:
            x[at : at + len(doc)] = self._embedded(doc)
            starts.append(at)
            at += len(doc) + self._pad
        for layer in self._layers:
            x += layer.out(x)
        begin = iter(starts)
        return [x[(at := next(begin)) : at + len(doc)] if len(doc) else x[:0] for doc in docs]

    def _embedded(self, doc: Doc) -> Any:
        table = doc.to_array(self._columns)
        keys = list(map(tuple, table.tolist()))
        if len(self._row_of) > _MOST:
            self._row_of.clear()
        new = {key: i for i, key in enumerate(keys) if key not in self._row_of}
        if new:
            self._learn(table[list(new.values())], list(new))
        return self._rows[[self._row_of[key] for key in keys]]

    def _learn(self, table: Any, keys: list[tuple[int, ...]]) -> None:
        first = len(self._row_of)
        while first + len(keys) > len(self._rows):
            self._rows = np.concatenate([self._rows, np.zeros_like(self._rows)])
        self._rows[first : first + len(keys)] = self._mix.predict(self._tables.predict(table))
        self._row_of.update(zip(keys, range(first, first + len(keys)), strict=True))


def in_batches(docs: Iterable[Doc], size: int) -> Iterator[list[Doc]]:
    """Yield documents in lists of ``size``, the last perhaps shorter."""
    iterator = iter(docs)
    while batch := list(islice(iterator, size)):
        yield batch


def _layers(encode: Any) -> list[_Layer]:
    nodes = list(encode.walk(order="dfs_pre"))
    sums = [node for node in nodes if node.name == "maxout"]
    norms = [node for node in nodes if node.name == "layernorm"]
    found = []
    for one, norm in zip(sums, norms, strict=True):
        weights, bias = one.get_param("W"), one.get_param("b")
        width, pieces, inputs = weights.shape
        flat = weights.transpose(1, 0, 2).reshape(pieces * width, inputs)
        gain, shift = norm.get_param("G"), norm.get_param("b")
        found.append(_Layer(np.ascontiguousarray(flat.T), bias.T.reshape(-1).copy(), pieces, gain, shift))
    return found


class SharedVectors:
    """A pipeline component that gives documents the vectors which the tagger and the parser look at."""

    def __init__(self, shared: Tok2Vec) -> None:
        self._vectors = Vectors(shared.model)

    def __call__(self, doc: Doc) -> Doc:
        """Return a document with its vectors."""
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], batch_size: int = 64, **_: object) -> Iterator[Doc]:
        """Yield documents with their vectors, in order."""
        for batch in in_batches(docs, batch_size):
            for doc, vectors in zip(batch, self._vectors(batch), strict=True):
                doc.tensor = vectors
                yield doc


@Language.factory(FACTORY, assigns=["doc.tensor"])  # type: ignore[untyped-decorator, unused-ignore]
def make_vectors(nlp: Language, name: str) -> SharedVectors:  # noqa: ARG001 (spaCy passes it)
    """Return the component in place of the pipeline's shared network."""
    return SharedVectors(nlp.get_pipe("tok2vec"))
