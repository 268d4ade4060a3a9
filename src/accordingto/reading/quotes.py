"""Quotation marks in news text: which stretches are quoted, however the marks are written, closed or forgotten."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from accordingto.reading.paragraphs import paragraphs
from accordingto.text import Span


class Quotation(NamedTuple):
    """A quoted stretch: ``start`` and ``end`` with its marks, ``inner`` without them.

    ``depth`` is 0 for an outermost quotation. ``closed`` is false where the paragraph ends before the mark does, and
    ``continued`` is true where the paragraph only repeats the opening mark of a quotation that is still open.
    """

    start: int
    end: int
    inner: Span
    depth: int
    closed: bool
    continued: bool


class _Open(NamedTuple):
    start: int
    inner: int
    kind: str


_MARK = re.compile(
    r"``|''|[“”„«»\"]"
    r"|(?<![\w’'.,!?”\"])[‘'](?=[\w\[$…])(?!\d0s|em\b|til\b|tis\b|twas\b)"
    r"|(?<=\S)[’'](?!\w)"
)
_OPENERS = {"“": "double", "„": "double", "«": "guillemet", "``": "double", "‘": "single"}
_CLOSERS = {"”": "double", "»": "guillemet", "''": "double", "’": "single"}
_DEEPEST = 32
"""Quotations in one another beyond which marks are noise: each mark is read by all that are open."""

_INCH = re.compile(r"\d$")


def quotations(text: str) -> list[Quotation]:
    """Return the quotations of a text, outer and nested, ordered by where they start.

    Reads straight, curly and angle marks, the two apostrophes and two backquotes of wire copy, marks set off by
    spaces on both sides, single marks where they open at a word and close after one. A double mark that is never
    closed runs to the end of its paragraph; a single one is then no quotation but an apostrophe.

    >>> [text[q.inner.start : q.inner.end] for text in ['He said: "Go."'] for q in quotations(text)]
    ['Go.']
    """
    found: list[Quotation] = []
    carried = False
    for paragraph in paragraphs(text):
        inside = _in_paragraph(text, paragraph, carried)
        found.extend(inside)
        outer = [q for q in inside if q.depth == 0]
        carried = bool(outer) and not outer[-1].closed
    return sorted(found, key=lambda q: (q.start, q.depth))


def _in_paragraph(text: str, paragraph: Span, carried: bool) -> list[Quotation]:
    stack: list[_Open] = []
    found: list[Quotation] = []
    for match in _MARK.finditer(text, paragraph.start, paragraph.end):
        opens, kind = _reading(text, match, stack)
        if opens is None:
            continue
        if opens:
            if len(stack) < _DEEPEST:
                stack.append(_Open(match.start(), match.end(), kind))
            continue
        while stack and stack[-1].kind != kind:
            stack.pop()
        if stack:
            found.append(_close(stack, match.start(), match.end(), paragraph, carried))
    found.extend(_unclosed(stack, paragraph, carried))
    return found


def _close(stack: list[_Open], inner_end: int, end: int, paragraph: Span, carried: bool) -> Quotation:
    opening = stack.pop()
    depth = sum(1 for o in stack if o.kind != "single")
    continued = carried and opening.start == paragraph.start
    return Quotation(opening.start, end, Span(opening.inner, inner_end), depth, True, continued)


def _unclosed(stack: list[_Open], paragraph: Span, carried: bool) -> list[Quotation]:
    """Only an outermost double mark that was never closed counts; it covers the rest of its paragraph."""
    left = [o for o in stack if o.kind != "single"]
    if not left or left[0].inner >= paragraph.end:
        return []
    opening = left[0]
    continued = carried and opening.start == paragraph.start
    inner = Span(opening.inner, paragraph.end)
    return [Quotation(opening.start, paragraph.end, inner, 0, False, continued)]


def _reading(text: str, match: re.Match[str], stack: list[_Open]) -> tuple[bool | None, str]:
    """Return whether a mark opens (or closes, or is none: ``None``) and its kind."""
    mark = match.group()
    kinds = [o.kind for o in stack]
    if mark in {"'", '"', "''"}:
        return _straight(text, match, kinds)
    if mark in _OPENERS:
        return True, _OPENERS[mark]
    kind = _CLOSERS[mark]
    if kind == "single" and (not kinds or kinds[-1] != "single"):
        return None, kind
    if kind not in kinds:
        return None, kind
    return False, kind


def _straight(text: str, match: re.Match[str], kinds: list[str]) -> tuple[bool | None, str]:
    """A straight mark opens where a gap stands only before it, closes where one stands only after; else it toggles."""
    kind = "single" if match.group() == "'" else "double"
    before = text[match.start() - 1 : match.start()]
    after = text[match.end() : match.end() + 1]
    gap_before = not before or before.isspace() or before in "([—–-/‘“"
    gap_after = not after or after.isspace() or after in ".,;:!?)]—–-/’”"
    is_open = kind in kinds
    if kind == "single":
        opens = gap_before and not gap_after
        return (True, kind) if opens else (False, kind) if is_open and kinds[-1] == "single" else (None, kind)
    if gap_before and not gap_after:
        return (True, kind) if kinds.count("double") < 2 else (False, kind)
    if is_open:
        return False, kind
    if gap_after and not gap_before:
        return None, kind
    return (None, kind) if _INCH.search(before) else (True, kind)


def outermost(found: Iterable[Quotation]) -> list[Quotation]:
    """Return the quotations that stand in no other one, in order."""
    kept: list[Quotation] = []
    for quotation in sorted(found, key=lambda q: (q.start, -q.end)):
        if not kept or quotation.start >= kept[-1].end:
            kept.append(quotation)
    return kept
