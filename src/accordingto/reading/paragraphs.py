"""Paragraphs of a plain text: where a line end ends a paragraph, and where it only wraps a line."""

import re

from accordingto.text import Span, trim

_BREAK = re.compile(r"\n+")
_ENDS_SENTENCE = re.compile(r"""[.!?…:;]["'”’»)\]]*\s*$""")

_TAIL = 64
"""Characters before a line end in which a sentence's end is looked for: closing marks and blanks, no more."""


def _only_wraps(before: str, gap: str, after: str) -> bool:
    """A single line end inside a sentence: nothing ended before it and a small letter follows."""
    return gap == "\n" and after[:1].islower() and not _ENDS_SENTENCE.search(before)


def paragraphs(text: str) -> list[Span]:
    """Return the paragraphs of a text, without the white space around them, in order.

    >>> paragraphs("One line\\ngoes on.\\nTwo.")
    [Span(start=0, end=17), Span(start=18, end=22)]
    """
    cuts, start = [], 0
    for gap in _BREAK.finditer(text):
        before = text[max(start, gap.start() - _TAIL) : gap.start()]
        if not _only_wraps(before, gap.group(), text[gap.end() : gap.end() + 1]):
            cuts.append((start, gap.start()))
            start = gap.end()
    cuts.append((start, len(text)))
    trimmed = (trim(text, a, b) for a, b in cuts)
    return [span for span in trimmed if span.start < span.end]


def paragraph_starts(text: str) -> frozenset[int]:
    """Return the offsets at which paragraphs begin."""
    return frozenset(span.start for span in paragraphs(text))
