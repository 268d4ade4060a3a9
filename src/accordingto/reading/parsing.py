"""The parse of whole reports, passage by passage: each passage is parsed once, however often it comes."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc

from accordingto.reading.paragraphs import paragraphs
from accordingto.reading.quick.passages import Passages
from accordingto.reading.quick.tree import as_tree

PIECE = 20_000
"""Characters parsed at once; the parser's memory grows with them (some 15 MB for a thousand words)."""

_TOGETHER = PIECE
"""Characters of the passages that the model works on side by side."""

_SPREAD = 16 * PIECE
"""Characters of the texts whose passages are looked at together."""


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


def passages(text: str) -> list[str]:
    """Cut a text where its paragraphs begin; a long one is cut again.

    >>> passages("One.\\n\\nTwo.\\n")
    ['One.\\n\\n', 'Two.\\n']
    """
    starts = [span.start for span in paragraphs(text)][1:]
    return [piece for a, b in pairwise([0, *starts, len(text)]) for piece in pieces(text[a:b])]


def parse(nlp: Language, texts: Sequence[str], seen: Passages | None = None) -> Iterator[Doc]:
    """Yield one parse a text, in order; ``doc.text`` is the text, and offsets are the text's.

    ``seen`` are passages read before; it learns those of the texts. The parses are the same with it and without.
    """
    known = Passages() if seen is None else seen

    def anew(wanted: Sequence[str]) -> Iterator[Doc]:
        for group in _groups(wanted, _TOGETHER):
            yield from nlp.pipe(group, batch_size=len(group))

    for group in _groups(texts, _SPREAD):
        cut = [passages(text) for text in group]
        found = iter(known.find([p for parts in cut for p in parts], anew))
        for parts in cut:
            yield as_tree([next(found) for _ in parts])


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
