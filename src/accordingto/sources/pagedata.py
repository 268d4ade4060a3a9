"""What a web page says about itself: JSON-LD, Open Graph and meta tags."""

import json
import re
from collections.abc import Iterator
from typing import Any

from accordingto.sources.facts import Facts, clean, merge

_ARTICLE_TYPES = re.compile(
    r"(?:News|Reportage|Analysis|Opinion|Background)?(?:Article|BlogPosting)$|LiveBlogPosting$|Report$"
)
_SEPARATORS = re.compile(r"\s+[|–—-]\s+|\s+»\s+")

_META = {
    "title": ("og:title", "twitter:title", "dc.title", "headline"),
    "outlet": ("og:site_name", "application-name", "dc.publisher", "publisher"),
    "published": (
        "article:published_time", "og:published_time", "datepublished", "date", "dc.date", "dc.date.issued",
        "pubdate", "publishdate", "parsely-pub-date", "sailthru.date", "dcterms.created",
    ),
    "url": ("og:url",),
    "byline": ("author", "article:author", "dc.creator", "byl", "parsely-author", "sailthru.author"),
    "language": ("og:locale", "language", "dc.language"),
}  # fmt: skip
"""Field → the meta names and properties that give it, the surest first."""


def page_facts(tree: Any) -> Facts:
    """Return what a page's metadata gives: JSON-LD first, then Open Graph and meta tags, then the bare HTML."""
    meta: dict[str, str] = {}
    for tag in tree.iter("meta"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop")
        if name and (content := clean(tag.get("content"))):
            meta.setdefault(name.strip().lower(), content)
    tagged = Facts(**{field: next((meta[n] for n in names if n in meta), None) for field, names in _META.items()})
    merged = merge(_linked_data(tree), tagged, _bare(tree))
    return Facts(
        outlet=merged.outlet,
        published=merged.published,
        title=strip_site(merged.title, merged.outlet),
        url=merged.url,
        byline=_name(merged.byline),
        language=_language(merged.language),
    )


def strip_site(title: str | None, outlet: str | None) -> str | None:
    """Return a page's title without the outlet's name at its end.

    >>> strip_site("Ceasefire talks resume | The Harbor Ledger", "The Harbor Ledger")
    'Ceasefire talks resume'
    """
    if not title or not outlet:
        return title
    parts = _SEPARATORS.split(title)
    ends = parts[-1].casefold().removeprefix("the ") == outlet.casefold().removeprefix("the ")
    return title[: title.rindex(parts[-1])].rstrip(" |–—-»") if len(parts) > 1 and ends else title


def _name(byline: str | None) -> str | None:
    """An author's name; the address of a profile is none."""
    if not byline or byline.startswith("http"):
        return None
    return re.sub(r"^[Bb]y\s+", "", byline)


def _language(code: str | None) -> str | None:
    return re.split(r"[-_]", code)[0].lower() if code else None


def _bare(tree: Any) -> Facts:
    canonical = tree.xpath("//link[@rel='canonical']/@href")
    moment = tree.xpath("//time[@itemprop='datePublished' or @pubdate]/@datetime")
    return Facts(
        published=clean(moment[0]) if moment else None,
        url=clean(canonical[0]) if canonical else None,
        language=clean(tree.get("lang")),
    )


def _linked_data(tree: Any) -> Facts:
    """The first article that a page's JSON-LD describes; broken JSON-LD is passed over, as browsers do."""
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            data = json.loads(script, strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(data):
            if _ARTICLE_TYPES.search(str(_first(node.get("@type")))):
                return _article(node)
    return Facts()


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    if isinstance(data, list):
        for item in data:
            yield from _nodes(item)
    elif isinstance(data, dict):
        yield data
        yield from _nodes(data.get("@graph"))


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, list) and value else value


def _names(value: Any) -> str | None:
    people = value if isinstance(value, list) else [value]
    found = [clean(p.get("name")) if isinstance(p, dict) else clean(p) for p in people]
    return ", ".join(name for name in found if name) or None


def _article(node: dict[str, Any]) -> Facts:
    page = node.get("mainEntityOfPage")
    return Facts(
        outlet=_names(_first(node.get("publisher"))),
        published=clean(node.get("datePublished")),
        title=clean(node.get("headline")),
        url=clean(node.get("url")) or clean(page.get("@id") if isinstance(page, dict) else page),
        byline=_names(node.get("author")),
        language=clean(node.get("inLanguage")),
    )
