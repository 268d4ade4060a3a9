"""The parse of whole reports in little memory: a long text is parsed in pieces and put together again."""

from collections.abc import Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc

from accordingto.reading.quick.tree import as_tree

PIECE = 20_000
"""Characters parsed at once; the parser's memory grows with them (some 15 MB for a thousand words)."""

AT_ONCE = 4
"""Pieces in one pass of the parser: more is not faster on one core and only takes memory."""


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


def parse(nlp: Language, texts: Sequence[str]) -> Iterator[Doc]:
    """Yield one parse a text, in order; ``doc.text`` is the text, and offsets are the text's."""
    cut = [pieces(text) for text in texts]
    parsed = nlp.pipe((piece for parts in cut for piece in parts), batch_size=AT_ONCE)
    for parts in cut:
        docs = [next(parsed) for _ in parts]
        yield as_tree(docs[0] if len(docs) == 1 else Doc.from_docs(docs, ensure_whitespace=False))
