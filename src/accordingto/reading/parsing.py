"""The parse of whole reports, passage by passage: each passage is parsed once, however often it comes."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc

from accordingto import codebook
from accordingto.reading.paragraphs import paragraphs
from accordingto.reading.quick.passages import Passages
from accordingto.reading.quick.tree import as_tree
from accordingto.reading.zones_lines import dateline_end

PIECE = 20_000
"""Characters parsed at once; the parser's memory grows with them (some 15 MB for a thousand words)."""

_TOGETHER = PIECE
"""Characters of the passages that the model works on side by side."""

_SPREAD = 16 * PIECE
"""Characters of the texts whose passages are looked at together."""


Part = tuple[str, str]
"""The words of a passage and the white space behind them, which is not parsed: it changes nothing."""


def pieces(text: str, size: int = PIECE) -> list[str]:
    """Cut a text into pieces of at most ``size`` characters, behind a line end, else a sentence, else a word.

    >>> pieces("One two. Three.", 10)
    ['One two. ', 'Three.']
    """
    cut, start = [], 0
    while len(text) - start > size:
        end = start + size
        ends = (text.rfind(mark, start, end) + len(mark) for mark in ("\n", ". ", " ") if mark in text[start:end])
        end = next(ends, end)
        cut.append(text[start:end])
        start = end
    cut.append(text[start:])
    return cut


def passages(text: str) -> list[Part]:
    """Cut a text where its paragraphs begin and behind their datelines; a long one is cut again.

    >>> passages("LIMA, Feb 3 — One.\\n\\nTwo.\\n")
    [('LIMA, Feb 3 —', ' '), ('One.', '\\n\\n'), ('Two.', '\\n')]
    """
    starts: list[int] = []
    for start, end in paragraphs(text):
        starts.append(start)
        words = dateline_end(text[start:end])
        if words is not None:  # the place of a dateline is no part of the sentence behind it
            starts.append(end - len(text[start + words : end].lstrip()))
    cut = [piece for a, b in pairwise([0, *starts[1:], len(text)]) for piece in pieces(text[a:b])]
    return [_part(piece) for piece in cut]


def _part(piece: str) -> Part:
    """Return a piece without the white space behind it, and that; white space alone stays what it is."""
    words = piece.rstrip() or piece
    return words, piece[len(words) :]


def parse(nlp: Language, texts: Sequence[str], seen: Passages | None = None) -> Iterator[Doc]:
    """Yield one parse a text, in order; ``doc.text`` is the text, and offsets are the text's.

    ``seen`` are passages read before; it learns those of the texts. The parses are the same with it and without.
    """
    known = Passages() if seen is None else seen

    def anew(wanted: Sequence[str]) -> Iterator[Doc]:
        for group in _groups(wanted, _TOGETHER):
            yield from map(_with_countries, nlp.pipe(group, batch_size=len(group)))

    for group in _groups(texts, _SPREAD):
        cut = [passages(text) for text in group]
        found = iter(known.find([words for parts in cut for words, _ in parts], anew))
        for parts in cut:
            yield as_tree([next(found) for _ in parts], [gap for _, gap in parts])


@cache
def _countries() -> frozenset[str]:
    """Return the names of countries that are one word."""
    lines = codebook.load("countries", dict[str, str]).values()
    return frozenset(name for name in (line.partition("|")[0].strip(" ~") for line in lines) if " " not in name)


def _with_countries(doc: Doc) -> Doc:
    """Return a parse in which countries are names: at the head of a passage the tagger takes some for nouns."""
    for token in doc:
        if token.tag_ == "NN" and token.text in _countries():
            token.tag_, token.pos_, token.lemma_ = "NNP", "PROPN", token.text
    return doc


def _groups(texts: Sequence[str], size: int) -> Iterator[list[str]]:
    """Put texts together up to a number of characters, at least one."""
    group: list[str] = []
    room = size
    for text in texts:
        room -= len(text)
        if group and room < 0:
            yield group
            group, room = [], size - len(text)
        group.append(text)
    if group:
        yield group
