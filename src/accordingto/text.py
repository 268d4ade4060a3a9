"""Text as the record sees it: normalised once, measured in code points, quoted with its surroundings."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise
from typing import Any, NamedTuple

from accordingto.records import Evidence, Mention, Report

CONTEXT = 32
"""Characters kept on each side of a quotation; the W3C note suggests 32 as enough to find it again."""

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\ufeff")


class Span(NamedTuple):
    """Half-open code-point offsets into a text."""

    start: int
    end: int


def normalise(text: str) -> str:
    """Return ``text`` as it is stored: NFC, LF line ends, no control characters, no byte order mark.

    Text that is already so comes back unchanged, so its offsets stay the file's.
    """
    unified = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return unicodedata.normalize("NFC", _CONTROLS.sub("", unified))


def sha256(text: str) -> str:
    """Return the hex SHA-256 of a text's UTF-8 bytes."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def mention(text: str, start: int, end: int) -> Mention:
    """Return the mention of ``text[start:end]``; raises ``ValueError`` where that is empty or outside the text."""
    if not 0 <= start < end <= len(text):
        raise ValueError(f"no mention at {start}:{end} in a text of {len(text)} characters")
    return Mention(text[start:end], start, end)


def trim(text: str, start: int, end: int, drop: str = "") -> Span:
    """Return the span without white space and the characters of ``drop`` at its edges; may be empty."""
    while start < end and (text[start].isspace() or text[start] in drop):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in drop):
        end -= 1
    return Span(start, end)


def evidence(report: Report, start: int, end: int) -> Evidence:
    """Return the evidence ``report.text[start:end]`` with its surroundings."""
    text = report.text
    return Evidence(
        report=report.id,
        sha256=report.sha256,
        start=start,
        end=end,
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
    )


def holds(report: Report, quoted: Mention | Evidence) -> bool:
    """Return whether the report still says what a mention or an evidence says it does."""
    exact = quoted.exact if isinstance(quoted, Evidence) else quoted.text
    return bool(exact) and report.text[quoted.start : quoted.end] == exact


def w3c_selectors(quoted: Evidence) -> list[dict[str, Any]]:
    """Return an evidence as W3C Web Annotation selectors: text position, then text quote."""
    return [
        {"type": "TextPositionSelector", "start": quoted.start, "end": quoted.end},
        {"type": "TextQuoteSelector", "exact": quoted.exact, "prefix": quoted.prefix, "suffix": quoted.suffix},
    ]


class Segment(NamedTuple):
    """A stretch of text under one and the same set of labels."""

    start: int
    end: int
    labels: frozenset[str]


def segments(length: int, spans: Iterable[tuple[int, int, str]]) -> list[Segment]:
    """Cut ``0:length`` where any span begins or ends, so that overlapping highlights can be drawn side by side.

    >>> segments(4, [(0, 3, "a"), (2, 4, "b")])[1]
    Segment(start=2, end=3, labels=frozenset({'a', 'b'}))
    """
    kept = [(max(0, s), min(length, e), label) for s, e, label in spans if s < e]
    cuts = sorted({0, length, *(s for s, _, _ in kept), *(e for _, e, _ in kept)})
    return [Segment(s, e, frozenset(label for a, b, label in kept if a <= s and e <= b)) for s, e in pairwise(cuts)]
