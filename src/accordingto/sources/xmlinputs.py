"""An XML file by its first element: a feed, a sitemap, or a web page written as XML."""

from collections.abc import Iterator

from accordingto.errors import SourceError
from accordingto.records import Problem, Report
from accordingto.sources import feeds, sitemaps
from accordingto.sources.facts import Facts, problem
from accordingto.sources.fetch import Fetch
from accordingto.sources.pages import page
from accordingto.sources.xmlfiles import MAX_XML, decoded, parsed, root_of, without_declaration

__all__ = ["MAX_XML", "is_listing", "read_xml"]

READERS = {**dict.fromkeys(feeds.ROOTS, feeds.read_feed), **dict.fromkeys(sitemaps.ROOTS, sitemaps.read_sitemap)}
"""First element → who reads it."""


_HEAD = 4_000
"""Bytes within which a file's first element stands, for those that servers call a web page."""


def is_listing(data: bytes) -> bool:
    """Return whether some bytes are a feed or a sitemap, whatever they are called."""
    head = data[:_HEAD].decode("utf-8", "replace").lstrip("\ufeff")
    return root_of(without_declaration(head)) in READERS


def read_xml(path: str, data: bytes, facts: Facts, fetch: Fetch | None = None) -> Iterator[Report | Problem]:
    """Yield the reports of an XML file; raises ``SourceError`` where it is neither feed, sitemap nor page.

    What can be read of a damaged file is read, and a problem says where the damage is.
    """
    text = decoded(data)
    root = root_of(text)
    if root == "html":
        yield from page(path, data, facts)
        return
    reader = READERS.get(root or "")
    if reader is None:
        kind = f"XML that begins with <{root}>" if root else "no XML"
        raise SourceError("unsupported", f"{kind} is not read: read are feeds (RSS, Atom), sitemaps and web pages")
    tree, fault = parsed(text)
    yield from reader(path, tree, facts, fetch)
    if fault:
        detail = f"this file is not well-formed ({fault}); what could be read of it was: fetch it again"
        yield problem(path, SourceError("malformed", detail))
