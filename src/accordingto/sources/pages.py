"""Bytes that are a web page by what a server or an archive says of them → its report."""

from collections.abc import Iterator

from msgspec import Struct

from accordingto.errors import SourceError
from accordingto.records import Problem, Report
from accordingto.sources.facts import MAX_BYTES, Facts

MAX_PAGE = 5 * MAX_BYTES
"""Largest web page in bytes: markup and scripts often weigh several times the article."""

PAGES = frozenset({"text/html", "application/xhtml+xml"})
"""Media types of web pages."""


class Delivery(Struct, frozen=True):
    """How a web page came: from where, in which encoding by its server, and what a feed or sitemap says of it."""

    address: str | None = None
    charset: str | None = None
    told: Facts = Facts()


def page(
    path: str,
    data: bytes,
    facts: Facts,
    came: Delivery = Delivery(),  # noqa: B008 (frozen)
) -> Iterator[Report | Problem]:
    """Yield the report of a web page; raises ``SourceError`` for one that is too big or holds no article."""
    from accordingto.sources.html import read_html  # its parsers take a second to import, few runs need them

    if len(data) > MAX_PAGE:
        raise SourceError("too_long", f"a page of more than {MAX_PAGE:,} bytes is not read: save its article alone")
    yield from read_html(path, data, facts, came)
