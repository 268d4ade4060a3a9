"""What the model says of a passage, kept as plain values: it depends on the passage's characters alone.

A passage is a paragraph with the line ends behind it. Wire copies, boilerplate and quotations come again word for word;
what was kept of them is what reading them anew would give.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from spacy import attrs
from spacy.tokens import Doc
from spacy.vocab import Vocab

_STRINGS = [attrs.ORTH, attrs.LOWER, attrs.LEMMA, attrs.POS, attrs.TAG, attrs.DEP, attrs.ENT_TYPE]
_FLAGS = [attrs.ENT_IOB, attrs.IS_SPACE, attrs.IS_PUNCT, attrs.SPACY]
_PLACES = [attrs.IDX, attrs.HEAD, attrs.SENT_START]
_IOB = ("", "I", "O", "B")

_MOST_TOKENS = 400_000
"""Tokens of the passages that are kept, some 15 MB."""

_MOST_KINDS = 100_000
"""Distinct words, as they are tagged, that passages share, some 40 MB; then new ones are no longer shared with old."""

Kind = tuple[str, str, str, str, str, str, str, str, bool, bool, str]
"""Text, lower, lemma, part of speech, tag, dependency, entity type, entity IOB, space?, punctuation?, space behind."""


class Passage(NamedTuple):
    """A parsed passage: its words, and by word where it starts, how far its head is, its sentence start and edges."""

    text: str
    kinds: tuple[Kind, ...]
    starts: array[int]
    heads: array[int]
    sentence_starts: array[int]
    left_edges: array[int]
    right_edges: array[int]
    entities: tuple[tuple[int, int, str], ...]
    vocab: Vocab


class Passages:
    """Passages that were read lately, by their text; not for several threads at once."""

    def __init__(self, most_tokens: int = _MOST_TOKENS) -> None:
        self._most, self._size = most_tokens, 0
        self._kept: OrderedDict[str, Passage] = OrderedDict()
        self._kinds: dict[tuple[int, ...], Kind] = {}

    def find(self, texts: Sequence[str], parse: Callable[[list[str]], Iterable[Doc]]) -> list[Passage]:
        """Return the passages of some texts, in order; those not kept are parsed, each text once."""
        found = {text: self._kept[text] for text in texts if text in self._kept}
        new = list(dict.fromkeys(text for text in texts if text not in found))
        for text, doc in zip(new, parse(new) if new else (), strict=True):
            found[text] = self._kept[text] = self.passage(doc)
            self._size += len(doc)
        for text in found:
            self._kept.move_to_end(text)
        while self._size > self._most:
            self._size -= len(self._kept.popitem(last=False)[1].kinds)
        return [found[text] for text in texts]

    def passage(self, doc: Doc) -> Passage:
        """Return a finished parse as plain values."""
        if len(self._kinds) > _MOST_KINDS:
            self._kinds.clear()
        keys = list(map(tuple, doc.to_array(_STRINGS + _FLAGS).tolist()))
        kinds = [self._kinds.get(key) or self._learn(key, doc) for key in keys]
        starts, heads, sentences = doc.to_array(_PLACES).astype("int64").T.tolist() if keys else ([], [], [])
        return Passage(
            doc.text,
            tuple(kinds),
            array("l", starts),
            array("l", heads),
            array("b", sentences),
            array("l", [token.left_edge.i for token in doc]),
            array("l", [token.right_edge.i for token in doc]),
            tuple((e.start, e.end, e.label_) for e in doc.ents),
            doc.vocab,
        )

    def _learn(self, key: tuple[int, ...], doc: Doc) -> Kind:
        names = doc.vocab.strings
        words: list[Any] = [names[number] if number else "" for number in key[: len(_STRINGS)]]
        iob, space, punct, behind = key[len(_STRINGS) :]
        kind: Kind = (*words, _IOB[iob], space == 1, punct == 1, " " if behind else "")
        self._kinds[key] = kind
        return kind
