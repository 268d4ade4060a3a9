"""Markdown → the words without the marks; front matter gives facts, the first heading the headline."""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from accordingto import text as texts
from accordingto.records import Problem, Report, Zone
from accordingto.sources.decoding import decode
from accordingto.sources.facts import Facts, facts_from, make, merge
from accordingto.sources.tables import match_columns

_FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+(.+?)[ \t]*#*$", re.MULTILINE)
_UNDERLINED = re.compile(r"^(?=\S)([^\n]+)\n(?:=+|-{3,})[ \t]*$", re.MULTILINE)
_RULE = re.compile(r"^ {0,3}(?:(?:\* *){3,}|(?:- *){3,}|(?:_ *){3,})$", re.MULTILINE)
_FENCE = re.compile(r"^(?:```|~~~)([^\n]*)$", re.MULTILINE)
_TARGET = r"\((?:[^()\s]|\([^()\s]{0,500}\)){0,2000}+(?:\s+[\"'][^\"'\n]{0,500}[\"'])?\)"
_IMAGE = re.compile(rf"!\[([^\]\[]{{0,500}})\]{_TARGET}")
_LINK = re.compile(rf"\[([^\]\[]{{1,500}})\]{_TARGET}")
_REFERENCE = re.compile(r"^ {0,3}\[[^\]\n]{1,999}\]:[ \t]+\S.*$", re.MULTILINE)
_AUTOLINK = re.compile(r"<(https?://[^<>\s]{1,2000})>")
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,500}>")
_STRONG = re.compile(r"(?<![\w*])(\*{1,3}|_{1,3})(?=[^\s*_])(.{1,500}?)(?<=\S)\1(?![\w*])")
_QUOTE = re.compile(r"^ {0,3}(?:> ?)+", re.MULTILINE)
_BULLET = re.compile(r"^ {0,3}(?:[-*+]|\d{1,3}[.)])[ \t]+(?=\S)", re.MULTILINE)
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!>~|-])")
_BLANKS = re.compile(r"\n{3,}")


def front_matter(text: str) -> tuple[Facts, str]:
    """Return the facts of a YAML head and the text after it; a head that is no mapping stays text."""
    found = _FRONT_MATTER.match(text)
    if not found:
        return Facts(), text
    try:
        values: Any = yaml.safe_load(found[1])
    except (yaml.YAMLError, ValueError, RecursionError):
        return Facts(), text
    if not isinstance(values, dict):
        return Facts(), text
    named = {str(key): value for key, value in values.items()}
    columns = match_columns(list(named), {})
    return facts_from({field: named[column] for field, column in columns.items()}), text[found.end() :]


def _without_comments(text: str) -> str:
    """Leave out comments; one that is never closed is text (a pattern would look for each end to the end)."""
    kept, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        kept.append(text[at:start])
        at = end + 3
    return "".join([*kept, text[at:]])


def _without_fences(text: str) -> str:
    """Leave out fenced blocks with their fences; one that is never closed is text, as with comments."""
    kept, at, opened = [], 0, -1
    for fence in _FENCE.finditer(text):
        if opened < 0:
            opened = fence.start()
        elif not fence[1].strip(" \t"):
            kept.append(text[at:opened])
            at, opened = fence.end(), -1
    return "".join([*kept, text[at:]])


def plain(text: str) -> str:
    """Return Markdown without its marks, one blank line between blocks; the words stay in their order.

    >>> plain("# Truce\\n\\nThe **army** [agreed](http://x.org).")
    'Truce\\n\\nThe army agreed.'
    """
    text = _without_fences(_without_comments(text))
    for pattern in (_RULE, _REFERENCE):
        text = pattern.sub("", text)
    text = _UNDERLINED.sub(r"\1\n", text)
    text = _HEADING.sub(r"\n\2\n", text)
    text = _IMAGE.sub(r"\1", text)
    text = _LINK.sub(r"\1", text)
    text = _AUTOLINK.sub(r"\1", text)
    text = _TAG.sub("", text)
    text = _BULLET.sub("", _QUOTE.sub("", text))
    text = _STRONG.sub(r"\2", _STRONG.sub(r"\2", text))
    return _BLANKS.sub("\n\n", _ESCAPE.sub(r"\1", text)).strip("\n")


def _heading(text: str) -> str | None:
    found = re.search(rf"{_HEADING.pattern}|{_UNDERLINED.pattern}", text, re.MULTILINE)
    return plain(found[2] or found[3]).strip() if found else None


def read_markdown(path: str, data: bytes, facts: Facts) -> Iterator[Report | Problem]:
    """Yield the report of a Markdown file; ``facts`` beat its front matter, that beats its first heading."""
    own, source = front_matter(texts.normalise(decode(data)))
    heading = _heading(source)
    words = texts.normalise(plain(source))
    at = words.find(heading) if heading else -1
    zones = (Zone("headline", at, at + len(heading)),) if heading and at == 0 else ()
    yield from make(path, words, merge(facts, own, Facts(title=heading if zones else None)), zones)
