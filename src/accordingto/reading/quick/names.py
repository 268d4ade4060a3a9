"""spaCy's greedy entity recogniser, the same decisions with whole arrays instead of one token after another.

Outside an entity the state of that recogniser is the token alone, so all tokens are scored at once; inside one it is
the token and where the entity began, so all entities grow together, a token a step. Source of the rules: the moves
``B I L U O`` and when each is valid, in ``spacy.pipeline._parser_internals.ner`` 3.8.
"""

import itertools
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

import numpy as np
from spacy.attrs import IS_SPACE, SENT_START
from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span

from accordingto.reading.quick import vectors
from accordingto.reading.quick.vectors import in_batches

FACTORY = "accordingto_names"

_FEATURES = 3
"""Tokens that a state looks at: this one, the first of the open entity, the one before."""


class _Moves(NamedTuple):
    """Column of each move in the scores, by label; ``closed`` are the moves outside an entity."""

    begin: Any
    inside: dict[int, int]
    last: dict[int, int]
    unit: Any
    outside: int
    labels: dict[int, str]
    closed: Any


class _Net(NamedTuple):
    """The scoring layers of one recogniser with what is looked up in them."""

    features: Any
    bias: Any
    scores: Any

    def hidden(self, this: Any, first: Any, before: Any) -> Any:
        summed = this + first  # in the order in which spaCy adds them: rounding decides ties
        summed += before
        summed += self.bias
        return summed.max(axis=-1)


def knows(pipe: object) -> bool:
    """Return whether a component is a recogniser of the kind that is understood here."""
    if not isinstance(pipe, EntityRecognizer) or pipe.cfg.get("beam_width") != 1:
        return False
    model = pipe.model
    if not all(model.has_ref(name) for name in ("tok2vec", "lower", "upper")) or model.attrs["unseen_classes"]:
        return False
    lower = model.get_ref("lower")
    return bool(lower.get_dim("nF") == _FEATURES and lower.get_dim("nP") > 1 and model.attrs["has_upper"])


class Names:
    """A pipeline component that marks the entities which a recogniser would mark."""

    def __init__(self, recogniser: EntityRecognizer) -> None:
        self._recogniser = recogniser
        moves = recogniser.moves
        self._moves = _moves([moves.get_class_name(column) for column in range(moves.n_moves)])
        self._tokens = _token_vectors(recogniser.model.get_ref("tok2vec"))

    def __call__(self, doc: Doc) -> Doc:
        """Return a parsed document with its entities; one that has some already goes to the recogniser itself."""
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], batch_size: int = 64, **_: object) -> Iterator[Doc]:
        """Yield documents with their entities, in order."""
        for batch in in_batches(docs, batch_size):
            open_ones = [doc for doc in batch if len(doc) and not doc.has_annotation("ENT_IOB")]
            marked = set(open_ones)
            if open_ones:
                self._mark(open_ones)
            for doc in batch:
                yield doc if doc in marked else self._recogniser(doc)

    def _mark(self, docs: list[Doc]) -> None:
        found: list[list[Span]] = [[] for _ in docs]
        edges = list(itertools.accumulate(map(len, docs)))
        for start, end, label in self._entities(docs):
            number = bisect_right(edges, start)
            before = edges[number] - len(docs[number])
            found[number].append(Span(docs[number], start - before, end - before, label=label))
        for doc, spans in zip(docs, found, strict=True):
            doc.set_ents(spans)

    def _net(self, docs: list[Doc]) -> _Net:
        model = self._recogniser.model
        lower = model.get_ref("lower")
        return _Net(lower.predict(self._tokens(docs)), lower.get_param("b"), model.get_ref("upper").predict)

    def _entities(self, docs: list[Doc]) -> list[tuple[int, int, str]]:
        """Return the entities of several documents, counted through: each ends where its document does."""
        moves, net = self._moves, self._net(docs)
        flags = np.concatenate([doc.to_array([SENT_START, IS_SPACE]) for doc in docs])
        ends = np.ones(len(flags), dtype=bool)  # no entity goes on behind a sentence's last token
        ends[:-1] = flags[1:, 0] == 1
        ends[np.cumsum([len(doc) for doc in docs]) - 1] = True
        space = flags[:, 1] != 0
        best = _outside_any(moves, net, ends, space)
        chosen = np.flatnonzero(best != moves.outside)
        beginnings = chosen[np.isin(best[chosen], moves.begin)]
        reach = _grow(moves, net, beginnings, best[beginnings], ends)
        found, done = [], 0
        for start in chosen.tolist():
            if start >= done:
                done = reach.get(start, start + 1)
                found.append((start, done, moves.labels[int(best[start])]))
        return found


def _token_vectors(model: Any) -> Callable[[list[Doc]], Any]:
    """Return what gives the tokens of some documents their vectors, all in one array."""
    if [layer.name for layer in model.layers[1:]] != ["list2array", "linear"] or not vectors.knows(model.layers[0]):
        whole: Callable[[list[Doc]], Any] = model.predict
        return whole
    words, linear = vectors.Vectors(model.layers[0]), model.layers[2]
    return lambda docs: linear.predict(np.concatenate(words(docs)))


def _moves(names: list[str]) -> _Moves:
    columns = {name: column for column, name in enumerate(names)}
    begin = {column: name[2:] for name, column in columns.items() if name.startswith("B-")}
    unit = {column: name[2:] for name, column in columns.items() if name.startswith("U-") and name != "U-"}
    closed = np.zeros(len(names), dtype=bool)
    closed[[*begin, *unit, columns["O"]]] = True
    return _Moves(
        np.array(list(begin)),
        {column: columns[f"I-{label}"] for column, label in begin.items()},
        {column: columns[f"L-{label}"] for column, label in begin.items()},
        np.array(list(unit)),
        columns["O"],
        {**begin, **unit},
        closed,
    )


def _outside_any(moves: _Moves, net: _Net, ends: Any, space: Any) -> Any:
    """Return the best move of each token where no entity is open at it."""
    features = net.features
    scores = net.scores(net.hidden(features[1:, 0], features[0, 1], features[0, 2]))
    scores[:, ~moves.closed] = -np.inf
    scores[np.ix_(ends | space, moves.begin)] = -np.inf
    scores[np.ix_(space, moves.unit)] = -np.inf
    return scores.argmax(axis=1)


def _grow(moves: _Moves, net: _Net, starts: Any, begins: Any, ends: Any) -> dict[int, int]:
    """Return where each entity ends (the first token behind it), by where it starts."""
    inside = np.array([moves.inside[b] for b in begins.tolist()], dtype=int)
    last = np.array([moves.last[b] for b in begins.tolist()], dtype=int)
    reach, features, step = {}, net.features, 0
    while len(starts):
        step += 1
        now = starts + step
        scores = net.scores(net.hidden(features[now + 1, 0], features[starts + 1, 1], features[now, 2]))
        rows = np.arange(len(now))
        goes_on = (scores[rows, inside] >= scores[rows, last]) & ~ends[now]
        for start, end in zip(starts[~goes_on].tolist(), now[~goes_on].tolist(), strict=True):
            reach[start] = end + 1
        starts, inside, last = starts[goes_on], inside[goes_on], last[goes_on]
    return reach


@Language.factory(FACTORY, assigns=["doc.ents", "token.ent_iob", "token.ent_type"])  # type: ignore[untyped-decorator, unused-ignore]
def make_names(nlp: Language, name: str) -> Names:  # noqa: ARG001 (spaCy passes it)
    """Return the component in place of the pipeline's recogniser."""
    return Names(nlp.get_pipe("ner"))
