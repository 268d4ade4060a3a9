"""A piece of HTML as feeds carry it → its paragraphs and captions; and how headline, captions and body are laid out."""

import re
from collections.abc import Sequence
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from accordingto import text as texts
from accordingto.records import Zone
from accordingto.sources.facts import clean

_LEFT_OUT = frozenset({
    "script", "style", "noscript", "template", "iframe", "object", "svg", "math", "form", "button", "select", "nav",
    "footer", "aside", "table",
})  # fmt: skip
"""Elements whose words are no part of an article's running text."""

_BLOCKS = frozenset({
    "address", "article", "blockquote", "body", "br", "dd", "div", "dl", "dt", "figure", "h1", "h2", "h3", "h4", "h5",
    "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "ul",
})  # fmt: skip
"""Elements at whose beginning and end a paragraph ends."""

_CAPTION = "figcaption"
_MARKUP = re.compile(r"<[a-zA-Z/!]|&(?:#\d|#[xX]|[a-zA-Z]+;)")

MAX_FRAGMENT = 4_000_000
"""Longest piece of HTML in characters: the longest report with as much markup again, three times."""


def has_markup(words: str) -> bool:
    """Return whether some words hold tags or character references and are to be read as HTML."""
    return _MARKUP.search(words) is not None


def plain(words: str) -> str | None:
    """Return a title that may be written as HTML as one line of plain text.

    >>> plain("Talks &amp; <b>truce</b>")
    'Talks & truce'
    """
    if not has_markup(words):
        return clean(words)
    captions, paragraphs = parts(words)
    return clean(" ".join([*paragraphs, *captions]))


def parts(markup: str) -> tuple[list[str], list[str]]:
    """Return the captions and the paragraphs of a piece of HTML, in its order; plain text is cut at blank lines."""
    if not has_markup(markup):
        return [], [line for part in re.split(r"\n\s*\n", markup) if (line := clean_paragraph(part))]
    try:
        tree = lxml_html.document_fromstring(f"<html><body>{markup[:MAX_FRAGMENT]}</body></html>")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return [], []
    return _Laid().of(tree)


def clean_paragraph(words: str) -> str:
    """Return a paragraph's words in one line."""
    return " ".join(texts.normalise(words).split())


class _Laid:
    """Gathers words element by element, so that markup of any depth is walked without recursion."""

    def __init__(self) -> None:
        self._words: list[str] = []
        self._captions: list[str] = []
        self._paragraphs: list[str] = []

    def of(self, tree: Any) -> tuple[list[str], list[str]]:
        """Walk through a tree once."""
        hidden = captions = 0
        for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
            tag = element.tag if isinstance(element.tag, str) else ""
            if event == "start":
                hidden += tag in _LEFT_OUT
                if tag in _BLOCKS or tag == _CAPTION:
                    self._flush(is_caption=captions > 0)
                captions += tag == _CAPTION
                self._add(element.text, hidden)
                continue
            if event == "end":
                if tag in _BLOCKS or tag == _CAPTION:
                    self._flush(is_caption=captions > 0)
                hidden -= tag in _LEFT_OUT
                captions -= tag == _CAPTION
            self._add(element.tail, hidden)
        self._flush(is_caption=False)
        return list(dict.fromkeys(self._captions)), self._paragraphs

    def _add(self, words: str | None, hidden: int) -> None:
        if words and not hidden:
            self._words.append(words)

    def _flush(self, *, is_caption: bool) -> None:
        line = clean_paragraph("".join(self._words))
        self._words = []
        if line:
            (self._captions if is_caption else self._paragraphs).append(line)


def assemble(heading: str | None, captions: Sequence[str], body: Sequence[str]) -> tuple[str, tuple[Zone, ...]]:
    """Return headline, captions and paragraphs as one text, a blank line between, and the zones of the first two."""
    zones: list[Zone] = []
    laid: list[str] = []
    at = 0
    for number, words in enumerate((heading, *captions)):
        if not words:
            continue
        part = texts.normalise(words)
        zones.append(Zone("headline" if number == 0 else "caption", at, at + len(part)))
        laid.append(part)
        at += len(part) + 2
    return "\n\n".join([*laid, *body]), tuple(zones)
