"""Web pages → the article's words, its headline and captions, and what the page's own metadata says about it."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import htmldate
import trafilatura
from lxml import etree
from lxml import html as lxml_html
from msgspec.structs import replace

from accordingto import text as texts
from accordingto.errors import SourceError
from accordingto.records import Problem, Report
from accordingto.sources.decoding import declared_charset, decode
from accordingto.sources.facts import Facts, clean, make, merge
from accordingto.sources.fragments import assemble
from accordingto.sources.pagedata import page_facts, strip_site
from accordingto.sources.pages import Delivery

Tree = Any
"""An lxml element; lxml ships no types."""

MIN_WORDS = 25
"""Fewer words than this is a teaser, an error page or a menu, not an article."""

_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_IN_ARTICLE = "//article//figcaption | //main//figcaption | //*[contains(@itemprop, 'articleBody')]//figcaption"


def read_html(path: str, data: bytes, facts: Facts, came: Delivery) -> Iterator[Report | Problem]:
    """Yield the report of a web page: headline, captions, then the article's paragraphs, a blank line between.

    ``facts`` beat the page's own og, JSON-LD and meta data, these beat what others say of it, and that beats what
    trafilatura and htmldate find.
    """
    source = _XML_DECLARATION.sub("", texts.normalise(decode(data, declared=came.charset or declared_charset(data))))
    tree = _parse(source)
    own = merge(_placed(page_facts(tree), came.address), came.told)
    paragraphs = _paragraphs(source)
    found = merge(facts, own, _guessed(source, own))
    heading = _heading(tree, found)
    if heading and paragraphs and _same(paragraphs[0], heading):
        del paragraphs[0]
    body = [p for p in paragraphs if p]
    if len(" ".join(body).split()) < MIN_WORDS:
        raise SourceError("no_article", "no article was found on this page: save the article's own page, or its text")
    captions = [c for c in _captions(tree) if c not in body]
    words, zones = assemble(heading, captions, body)
    yield from make(path, words, merge(found, Facts(title=heading)), zones)


def _placed(own: Facts, address: str | None) -> Facts:
    """Facts with the address that the page was got from, unless it names another one of the same host as its own."""
    if address is None or (own.url and _host(own.url) == _host(address)):
        return own
    return replace(own, url=address)


def _host(url: str) -> str | None:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return None


def _parse(source: str) -> Tree:
    try:
        return lxml_html.document_fromstring(source)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise SourceError("no_article", f"this page holds no HTML ({error}): check that it was saved whole") from error


def _paragraphs(source: str) -> list[str]:
    """The article's paragraphs by trafilatura's precise mode; comments are left out."""
    words = trafilatura.extract(source, favor_precision=True, include_comments=False, include_tables=False)
    return [clean(line) or "" for line in texts.normalise(words or "").split("\n") if line.strip()]


def _guessed(source: str, own: Facts) -> Facts:
    """What trafilatura and htmldate make of a page where its metadata is silent."""
    if own.title and own.published and own.byline:
        return Facts()
    page, published = _metadata(source), None if own.published else _date(source)
    return Facts(
        published=clean(published),
        title=clean(page.title) if page else None,
        byline=clean(page.author) if page else None,
    )


def _metadata(source: str) -> Any:
    """Trafilatura's guesses; broken markup on which its checks fail is not guessed about."""
    try:
        return trafilatura.extract_metadata(source)
    except (AssertionError, ValueError):
        return None


def _date(source: str) -> str | None:
    """Htmldate's guess; none where control characters in the page stop it."""
    try:
        found: str | None = htmldate.find_date(source, extensive_search=False, original_date=True)
    except (AssertionError, ValueError):
        return None
    return found


def _heading(tree: Tree, found: Facts) -> str | None:
    """The page's single main heading where it agrees with the title that the page gives, else that title."""
    headings = {text for h in tree.iter("h1") if (text := clean(h.text_content()))}
    title = strip_site(found.title, found.outlet)
    if len(headings) == 1:
        heading = headings.pop()
        if not title or _same(heading, title) or _shared(heading, title) >= 0.5:
            return heading
    return title


def _same(one: str, other: str) -> bool:
    return one.casefold().strip(" .") == other.casefold().strip(" .")


def _shared(one: str, other: str) -> float:
    a, b = set(one.casefold().split()), set(other.casefold().split())
    return len(a & b) / min(len(a), len(b))


def _captions(tree: Tree) -> list[str]:
    """The captions of the article's own figures, each once, in page order."""
    found = [clean(caption.text_content()) for caption in tree.xpath(_IN_ARTICLE)]
    return list(dict.fromkeys(c for c in found if c and len(c.split()) > 2))
