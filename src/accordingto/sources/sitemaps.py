"""Sitemaps (sitemaps.org, with Google's news extension) → the addresses that they list; fetched only when asked."""

from collections.abc import Iterator
from typing import Any

from accordingto.errors import SourceError
from accordingto.records import Problem, Report
from accordingto.sources.facts import Facts, clean, problem
from accordingto.sources.fetch import Fetch
from accordingto.sources.xmlfiles import children, named, words_of

Tree = Any
"""An lxml element; lxml ships no types."""

ROOTS = frozenset({"urlset", "sitemapindex"})
"""First elements of sitemaps and of lists of sitemaps."""

_NEWS = {"publication_date": "published", "title": "title"}
_PUBLICATION = {"name": "outlet", "language": "language"}


def read_sitemap(path: str, tree: Tree, facts: Facts, fetch: Fetch | None = None) -> Iterator[Report | Problem]:
    """Yield the reports behind a sitemap's addresses, fetched with ``fetch``; without it one problem counts them."""
    listed = list(_listed(tree))
    if not listed:
        yield problem(path, SourceError("empty", "this sitemap lists no address: check that it was saved whole"))
    elif fetch is None:
        detail = f"a sitemap of {len(listed):,} addresses and no articles: nothing is fetched unless you say --fetch"
        yield problem(path, SourceError("not_fetched", detail))
    else:
        yield from _fetched(path, listed, facts, fetch)


def _fetched(path: str, listed: list[Facts], facts: Facts, fetch: Fetch) -> Iterator[Report | Problem]:
    left_out = 0
    for found in listed:
        url = found.url or ""
        if fetch.may(url):
            yield from fetch(url, url, facts, found)
        else:
            left_out += 1
    if left_out:
        detail = f"{left_out:,} of {len(listed):,} addresses were not fetched: the same command goes on from there"
        yield problem(path, SourceError("not_fetched", f"{detail}, or raise --fetch-most"))


def _listed(tree: Tree) -> Iterator[Facts]:
    """Yield what a sitemap says of each address; an address that is none is left out."""
    for entry in children(tree):
        if named(entry)[1] not in {"url", "sitemap"}:
            continue
        values: dict[str, str | None] = {}
        for child in children(entry):
            name = named(child)[1]
            if name == "loc":
                values["url"] = clean(words_of(child))
            elif name == "news":
                values |= _news(child)
        if (values.get("url") or "").startswith(("http://", "https://")):
            yield Facts(**values)


def _news(element: Tree) -> dict[str, str | None]:
    values: dict[str, str | None] = {}
    for child in children(element):
        name = named(child)[1]
        if name in _NEWS:
            values[_NEWS[name]] = clean(words_of(child))
        elif name == "publication":
            for part in children(child):
                if named(part)[1] in _PUBLICATION:
                    values[_PUBLICATION[named(part)[1]]] = clean(words_of(part))
    return values
