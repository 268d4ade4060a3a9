"""A finished parse in plain Python objects, for the readers that walk it.

Readers ask a parse millions of questions. spaCy answers each by making a ``Token`` anew and looking its strings up;
here every word is made once, with its strings, its head and its children at hand. Names and meanings are spaCy's
(https://spacy.io/api/token), so that readers take either.
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, cast

from spacy.tokens import Doc

from accordingto.reading.quick.passages import Kind, Passage, Passages


def as_tree(passages: Sequence[Passage], gaps: Iterable[str] = ("",)) -> Doc:
    """Return a text that is made up of passages, at least one, with the white space that stands behind each.

    What spaCy yields of a token (``children``, ``lefts``, ``rights``) are tuples here: walk them, do not call ``next``.
    """
    return cast(Doc, Tree(passages, gaps))


def tree_of(parsed: Doc) -> Doc:
    """Return a finished parse as a tree.

    >>> tree_of(nlp("Ana Ruiz waits."))[1].head.text  # doctest: +SKIP
    'waits'
    """
    return as_tree([Passages().passage(parsed)])


class Word:
    """One word: spaCy's ``Token`` of a parse that is finished; one word is one object."""

    __slots__ = (
        "_edges",
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
        "whitespace_",
    )

    def __init__(self, doc: Tree, i: int, idx: int, kind: Kind, sentence_start: int, edges: tuple[int, int]) -> None:
        self.doc, self.i, self.idx, self._edges = doc, i, idx, edges
        self.text, self.lower_, self.lemma_, self.pos_, self.tag_, self.dep_, self.ent_type_ = kind[:7]
        self.ent_iob_, self.is_space, self.is_punct, self.whitespace_ = kind[7:]
        self.is_sent_start = None if sentence_start == 0 else sentence_start == 1
        self.head: Word = self
        self.children: tuple[Word, ...] = ()
        self.lefts: tuple[Word, ...] = ()
        self.rights: tuple[Word, ...] = ()

    def __getattr__(self, name: str) -> Any:
        """Return what the vocabulary says of a word ("is_title", "like_num") wherever it stands."""
        return getattr(self.doc.vocab[self.text], name)

    def __len__(self) -> int:
        return len(self.text)

    def __lt__(self, other: Word) -> bool:
        return self.idx < other.idx

    def __str__(self) -> str:
        return self.text

    __repr__ = __str__

    @property
    def n_lefts(self) -> int:
        """Return how many children stand before the word."""
        return len(self.lefts)

    @property
    def n_rights(self) -> int:
        """Return how many children stand behind the word."""
        return len(self.rights)

    @property
    def text_with_ws(self) -> str:
        """Return the word with the blank behind it."""
        return self.text + self.whitespace_

    @property
    def left_edge(self) -> Word:
        """Return the first word of what hangs below the word."""
        return self.doc.words[self._edges[0]]

    @property
    def right_edge(self) -> Word:
        """Return the last word of what hangs below the word."""
        return self.doc.words[self._edges[1]]

    @property
    def is_sent_end(self) -> bool | None:
        """Return whether a sentence ends with the word."""
        return True if self.i + 1 == len(self.doc) else self.doc.words[self.i + 1].is_sent_start

    @property
    def sent(self) -> Stretch:
        """Return the sentence."""
        return self.doc.sentence_at(self.i)

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
    def sent(self) -> Stretch:
        """Return the sentence of the first word."""
        return self.doc.sentence_at(self.start)

    @property
    def lemma_(self) -> str:
        """Return the lemmas in a row."""
        return "".join(word.lemma_ + word.whitespace_ for word in self).strip()

    @property
    def root(self) -> Word:
        """Return the word that is nearest the root of its sentence, the first of several."""
        words = self.doc.words[self.start : self.end]
        top = next((word for word in words if word.head is word), None)
        if top is not None:
            return top
        outer = [word for word in words if not self.start <= word.head.i < self.end]
        return min(outer or words, key=_depth)


def _depth(word: Word) -> int:
    """Return how far a word is from the root of its sentence; white space and marks that stand alone are far."""
    if (word.is_space or word.is_punct) and not word.children:
        return len(word.doc.words) - 1
    return sum(1 for _ in word.ancestors)


class Tree:
    """A whole text: spaCy's ``Doc`` with its parse finished."""

    def __init__(self, passages: Sequence[Passage], gaps: Iterable[str]) -> None:
        self.vocab = passages[0].vocab
        self.user_data: dict[Any, Any] = {}
        self.words: list[Word] = []
        texts: list[str] = []
        entities: list[Stretch] = []
        offset = 0
        for passage, gap in zip(passages, gaps, strict=True):
            first = len(self.words)
            entities += [Stretch(self, first + a, first + b, label) for a, b, label in passage.entities]
            self.words += _words(self, passage, first, offset)
            offset += len(passage.text)
            if gap:
                self._add_gap(gap, offset)
                offset += len(gap)
            texts += (passage.text, gap)
        self.text, self.ents = "".join(texts), tuple(entities)
        self._sentence_starts = [word.i for word in self.words if word.is_sent_start or word.i == 0]
        self._offsets = [word.idx for word in self.words]

    def _add_gap(self, gap: str, offset: int) -> None:
        """Put white space behind the words so far as spaCy's tokenizer does: one blank belongs to the word before."""
        last = self.words[-1]
        if gap[0] == " ":
            last.whitespace_, gap, offset = " ", gap[1:], offset + 1
        if gap:
            i = len(self.words)
            space = Word(self, i, offset, (gap, gap, gap, "SPACE", "_SP", "dep", "", "O", True, False, ""), -1, (i, i))
            space.head = last  # and none of its children: no phrase ends in white space
            self.words.append(space)

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
    def sents(self) -> Iterator[Stretch]:
        """Yield the sentences."""
        for start, end in itertools.pairwise([*self._sentence_starts, len(self.words)]):
            yield Stretch(self, start, end)

    def sentence_at(self, i: int) -> Stretch:
        """Return the sentence that a word stands in."""
        number = bisect_right(self._sentence_starts, i)
        ends = [*self._sentence_starts[number : number + 1], len(self.words)]
        return Stretch(self, self._sentence_starts[number - 1], ends[0])

    def char_span(self, start: int, end: int, label: str = "", *, alignment_mode: str = "strict") -> Stretch | None:
        """Return the words at some characters, whole ones ("expand", "contract") or ``None`` where they are cut."""
        first, last = self._at(start), self._at(end - 1)
        if first is None or last is None:
            return None
        cut = start > first.idx, end < last.idx + len(last.text)
        if alignment_mode == "strict" and (start != first.idx or end != last.idx + len(last.text)):
            return None
        low, high = first.i, last.i
        if alignment_mode == "contract":
            low, high = low + cut[0], high - cut[1]
            if high < low:
                return None
        elif alignment_mode == "expand":
            low += start == first.idx + len(first.text)
        return Stretch(self, low, high + 1, label) if low <= high + 1 else None

    def _at(self, offset: int) -> Word | None:
        """Return the word at a character, its blank behind it included."""
        number = bisect_right(self._offsets, offset) - 1
        if number < 0:
            return None
        word = self.words[number]
        return word if offset < word.idx + len(word.text) + len(word.whitespace_) else None


def _words(tree: Tree, passage: Passage, first: int, offset: int) -> list[Word]:
    rows = zip(
        passage.kinds,
        passage.starts,
        passage.sentence_starts,
        passage.left_edges,
        passage.right_edges,
        strict=True,
    )
    words = [
        Word(tree, first + n, offset + start, kind, sentence, (first + left, first + right))
        for n, (kind, start, sentence, left, right) in enumerate(rows)
    ]
    _join(words, passage.heads)
    return words


def _join(words: list[Word], offsets: Sequence[int]) -> None:
    """Tell each word its head and its children, in text order."""
    lefts: dict[int, list[Word]] = {}
    rights: dict[int, list[Word]] = {}
    for number, offset in enumerate(offsets):
        if offset:
            words[number].head = words[number + offset]
            (lefts if offset > 0 else rights).setdefault(number + offset, []).append(words[number])
    for number, below in lefts.items():
        words[number].lefts = words[number].children = tuple(below)
    for number, below in rights.items():
        words[number].rights = tuple(below)
        words[number].children = words[number].lefts + tuple(below)
