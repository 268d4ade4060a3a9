"""XML files → feeds (RSS, Atom), sitemaps or XHTML pages, told by their first element; parsed in bounds."""

import html
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from accordingto.errors import SourceError
from accordingto.sources.decoding import decode

Tree = Any
"""An lxml element; lxml ships no types."""

MAX_XML = 50_000_000
"""Largest feed or sitemap in bytes: what the sitemap protocol allows; feeds are far smaller."""

MAX_ELEMENTS = 600_000
"""Most elements of a feed or sitemap: 50,000 addresses with ten facts each; a tree of as many takes some 100 MB."""

_PIECE = 1 << 16
"""Characters that the parser is given at a time."""

_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,30})")
_HEADER = re.compile(r"\s*<\?xml[^>]*\?>")
_ROOT = re.compile(r"<(?:[\w.-]{1,40}:)?([A-Za-z][\w.-]{0,40})")
_SKIPPED = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->", re.DOTALL)
_LOOSE = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<(?=[\s\d])|&(?:([A-Za-z][A-Za-z0-9]{1,30});|(?!#\d{1,7};|#x[0-9a-fA-F]{1,6};))",
    re.DOTALL,
)
_XML_NAMES = frozenset({"amp", "lt", "gt", "quot", "apos"})


def decoded(data: bytes) -> str:
    """Return an XML file's text without its declaration and its document type, so that it can define no entities."""
    declared = _DECLARED.search(data[:400])
    text = decode(data, declared=declared[1].decode("ascii") if declared else None)
    return _without_doctype(without_declaration(text))


def without_declaration(text: str) -> str:
    """Return a text without ``<?xml …?>``, whose encoding no longer holds."""
    return _HEADER.sub("", text, count=1) if _HEADER.match(text) else text


def _without_doctype(text: str) -> str:
    """Cut a document type out of the prolog: nothing that we read needs one, and it is how XML bombs are laid."""
    at = _behind(text, 0)
    if text[at : at + 9].lower() != "<!doctype":
        return text
    bracket, end = text.find("[", at), text.find(">", at)
    if 0 <= bracket < end:
        close = text.find("]>", bracket)
        end = close + 1 if close >= 0 else len(text)
    return text[end + 1 :] if end >= 0 else ""


def _behind(text: str, at: int) -> int:
    """Return where white space, comments and instructions end."""
    while found := _SKIPPED.match(text, at):
        at = found.end()
    return at


def root_of(text: str) -> str | None:
    """Return the name of the first element in small letters, without its prefix.

    >>> root_of("<!-- made by hand --> <rdf:RDF>")
    'rdf'
    """
    found = _ROOT.match(text, _behind(text, 0))
    return found[1].lower() if found else None


def _mended(found: re.Match[str]) -> str:
    """An entity that HTML knows and XML does not becomes its sign, a bare ampersand or angle is written as one."""
    whole, name = found[0], found[1]
    if whole == "<":
        return "&lt;"
    if whole.startswith("<"):
        return whole
    if name in _XML_NAMES:
        return whole
    sign = html.unescape(whole) if name else whole
    return sign if sign != whole else "&amp;" + whole[1:]


def parsed(text: str) -> tuple[Tree, str | None]:
    """Return the tree of an XML text and, where it is not well-formed, what is wrong; what can be read of it is kept.

    Raises ``SourceError`` where it has too many elements, or none.
    """
    parser = etree.XMLPullParser(
        events=("end",), recover=True, resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True
    )
    loose = _LOOSE.sub(_mended, text)
    count = 0
    try:
        for at in range(0, len(loose), _PIECE):
            parser.feed(loose[at : at + _PIECE])
            count += sum(1 for _ in parser.read_events())
            if count > MAX_ELEMENTS:
                raise SourceError("too_long", f"more than {MAX_ELEMENTS:,} elements in one file: split it")
        root = parser.close()
    except (etree.XMLSyntaxError, ValueError) as error:
        fault = str(error).partition("\n")[0][:200]
        raise SourceError("malformed", f"this is not readable XML ({fault}): fetch it again") from error
    if root is None:
        raise SourceError("malformed", "this is not readable XML: fetch it again")
    return root, _fault(parser)


def _fault(parser: Any) -> str | None:
    """Return the first fatal error of a parse, if any."""
    errors = [e for e in parser.feed_error_log if e.level >= etree.ErrorLevels.FATAL]
    return f"line {errors[0].line}: {errors[0].message[:200]}" if errors else None


def named(element: Tree) -> tuple[str, str]:
    """Return the namespace and the name of an element; an undeclared prefix stands for its namespace."""
    tag = element.tag if isinstance(element.tag, str) else ""
    if tag.startswith("{"):
        space, _, name = tag[1:].partition("}")
        return space.rstrip("/#").lower(), name.lower()
    prefix, _, name = tag.rpartition(":")
    return prefix.lower(), name.lower()


def words_of(element: Tree) -> str:
    """Return the text of an element and of what is in it."""
    return "".join(element.itertext())


def children(element: Tree) -> Iterator[Tree]:
    """Yield the elements directly in an element."""
    yield from (child for child in element if isinstance(child.tag, str))
