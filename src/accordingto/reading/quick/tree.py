"""A finished parse in plain Python objects, for the readers that walk it.

Readers ask a parse millions of questions. spaCy answers each by making a ``Token`` anew and looking its strings up;
here every word is made once, with its strings, its head and its children at hand. Names and meanings are spaCy's
(https://spacy.io/api/token), so that readers take either; what is not at hand is asked of spaCy's own object.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any, cast

from spacy import attrs
from spacy.tokens import Doc, Span, Token

_STRINGS = [attrs.ORTH, attrs.LOWER, attrs.LEMMA, attrs.POS, attrs.TAG, attrs.DEP, attrs.ENT_TYPE]
_NUMBERS = [attrs.ENT_IOB, attrs.SENT_START, attrs.IS_SPACE, attrs.IS_PUNCT]
_IOB = ("", "I", "O", "B")


def as_tree(parsed: Doc) -> Doc:
    """Return a parse that answers faster; nothing of ``parsed`` may be changed afterwards.

    What spaCy yields of a token (``children``, ``lefts``, ``rights``) are tuples here: walk them, do not call ``next``.

    >>> as_tree(nlp("Ana Ruiz waits."))[1].head.text  # doctest: +SKIP
    'waits'
    """
    return cast(Doc, Tree(parsed))


class Word:
    """One word: spaCy's ``Token`` of a parse that is finished; one word is one object."""

    __slots__ = (
        "children",
        "dep_",
        "doc",
        "ent_iob_",
        "ent_type_",
        "head",
        "i",
        "idx",
        "is_punct",
        "is_sent_start",
        "is_space",
        "lefts",
        "lemma_",
        "lower_",
        "pos_",
        "rights",
        "tag_",
        "text",
    )

    def __init__(self, doc: Tree, i: int, idx: int, strings: tuple[str, ...], numbers: tuple[int, ...]) -> None:
        self.doc, self.i, self.idx = doc, i, idx
        self.text, self.lower_, self.lemma_, self.pos_, self.tag_, self.dep_, self.ent_type_ = strings
        iob, start, space, punct = numbers
        self.ent_iob_ = _IOB[iob]
        self.is_sent_start = None if start == 0 else start == 1
        self.is_space, self.is_punct = space == 1, punct == 1
        self.head: Word = self
        self.children: tuple[Word, ...] = ()
        self.lefts: tuple[Word, ...] = ()
        self.rights: tuple[Word, ...] = ()

    def __getattr__(self, name: str) -> Any:
        return self.doc.translated(getattr(self.doc.parsed[self.i], name))

    def __len__(self) -> int:
        return len(self.text)

    def __lt__(self, other: Word) -> bool:
        return self.idx < other.idx

    def __str__(self) -> str:
        return self.text

    __repr__ = __str__

    @property
    def ancestors(self) -> Iterator[Word]:
        """Yield the head, its head and so on."""
        word, step = self, 0
        while word.head is not word and step < len(self.doc):
            word, step = word.head, step + 1
            yield word

    @property
    def subtree(self) -> Iterator[Word]:
        """Yield the word and all below it, in the order of the tree."""
        for child in self.lefts:
            if child.children:
                yield from child.subtree
            else:
                yield child
        yield self
        for child in self.rights:
            if child.children:
                yield from child.subtree
            else:
                yield child

    @property
    def conjuncts(self) -> tuple[Word, ...]:
        """Return what is coordinated with the word, without itself."""
        first = self
        while first.dep_ == "conj" and first.head is not first:
            first = first.head
        found = [first]
        for word in found:
            found += [child for child in word.rights if child.dep_ == "conj"]
        return tuple(word for word in found if word is not self)

    def nbor(self, i: int = 1) -> Word:
        """Return the word at a distance; raises ``IndexError`` beyond the text."""
        if self.i + i < 0:
            raise IndexError(f"no word {i} of word {self.i}")
        return self.doc.words[self.i + i]

    def is_ancestor(self, descendant: Word) -> bool:
        """Return whether another word hangs below this one."""
        return any(above is self for above in descendant.ancestors)


class Stretch:
    """Some words in a row: spaCy's ``Span`` of a parse that is finished."""

    __slots__ = ("doc", "end", "label_", "start")

    def __init__(self, doc: Tree, start: int, end: int, label: str = "") -> None:
        self.doc, self.start, self.end, self.label_ = doc, start, end, label

    def __getattr__(self, name: str) -> Any:
        return self.doc.translated(getattr(self.doc.parsed[self.start : self.end], name))

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Word]:
        return iter(self.doc.words[self.start : self.end])

    def __getitem__(self, key: int | slice) -> Word | Stretch:
        if isinstance(key, slice):
            start, end, _ = key.indices(len(self))
            return Stretch(self.doc, self.start + start, self.start + max(start, end))
        return self.doc.words[range(self.start, self.end)[key]]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Stretch) or self.doc is not other.doc:
            return False
        return (self.start, self.end, self.label_) == (other.start, other.end, other.label_)

    def __hash__(self) -> int:
        return hash((self.start, self.end, self.label_))

    def __str__(self) -> str:
        return self.text

    __repr__ = __str__

    @property
    def start_char(self) -> int:
        """Return the offset of the first word."""
        words = self.doc.words
        return words[self.start].idx if self.start < len(words) else len(self.doc.text)

    @property
    def end_char(self) -> int:
        """Return the offset behind the last word."""
        if self.end == self.start:
            return self.start_char
        last = self.doc.words[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        """Return the words as they stand in the text."""
        return self.doc.text[self.start_char : self.end_char]

    @property
    def root(self) -> Word:
        """Return the word that is nearest the root of its sentence."""
        if self.end - self.start == 1:
            return self.doc.words[self.start]
        return self.doc.words[int(self.doc.parsed[self.start : self.end].root.i)]


class Tree:
    """A whole text: spaCy's ``Doc`` with its parse finished."""

    __slots__ = ("_ents", "_sents", "parsed", "text", "user_data", "words")

    def __init__(self, parsed: Doc) -> None:
        self.parsed = parsed
        self.text: str = parsed.text
        self.user_data: dict[Any, Any] = parsed.user_data
        self.words: list[Word] = _words(self, parsed)
        self._ents = tuple(Stretch(self, e.start, e.end, e.label_) for e in parsed.ents)
        self._sents = _sentences(self)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.parsed, name)

    def __len__(self) -> int:
        return len(self.words)

    def __iter__(self) -> Iterator[Word]:
        return iter(self.words)

    def __getitem__(self, key: int | slice) -> Word | Stretch:
        if isinstance(key, slice):
            start, end, _ = key.indices(len(self.words))
            return Stretch(self, start, max(start, end))
        return self.words[key]

    def __str__(self) -> str:
        return self.text

    __repr__ = __str__

    @property
    def ents(self) -> tuple[Stretch, ...]:
        """Return the names and amounts that the model has marked."""
        return self._ents

    @property
    def sents(self) -> Iterator[Stretch]:
        """Yield the sentences."""
        return iter(self._sents)

    def char_span(self, start: int, end: int, label: str = "", *, alignment_mode: str = "strict") -> Stretch | None:
        """Return the words at some characters, as spaCy finds them."""
        found = self.parsed.char_span(start, end, label, alignment_mode=alignment_mode)
        return None if found is None else Stretch(self, found.start, found.end, label)

    def translated(self, value: object) -> Any:
        """Return what stands here for an answer of spaCy's."""
        if isinstance(value, Token):
            return self.words[value.i]
        if isinstance(value, Span):
            return Stretch(self, value.start, value.end, value.label_)
        return value


def _words(tree: Tree, parsed: Doc) -> list[Word]:
    strings, known = parsed.vocab.strings, {0: ""}
    table = parsed.to_array(_STRINGS)
    for key in {key for column in table.T.tolist() for key in column}:
        if key:
            known[key] = strings[key]
    numbers = parsed.to_array([attrs.IDX, *_NUMBERS]).astype("int64").tolist()
    words = [
        Word(tree, i, idx, tuple([known[key] for key in row]), tuple(flags))
        for i, (row, (idx, *flags)) in enumerate(zip(table.tolist(), numbers, strict=True))
    ]
    _join(words, parsed.to_array([attrs.HEAD]).astype("int64").ravel().tolist())
    return words


def _join(words: list[Word], offsets: list[int]) -> None:
    """Tell each word its head and its children, in text order."""
    lefts: dict[int, list[Word]] = {}
    rights: dict[int, list[Word]] = {}
    for word, offset in zip(words, offsets, strict=True):
        if offset:
            word.head = words[word.i + offset]
            (lefts if offset > 0 else rights).setdefault(word.i + offset, []).append(word)
    for i, below in lefts.items():
        words[i].lefts = words[i].children = tuple(below)
    for i, below in rights.items():
        word = words[i]
        word.rights = tuple(below)
        word.children = word.lefts + word.rights


def _sentences(tree: Tree) -> tuple[Stretch, ...]:
    starts = [word.i for word in tree.words if word.is_sent_start or word.i == 0]
    return tuple(Stretch(tree, a, b) for a, b in itertools.pairwise([*starts, len(tree.words)]))
