"""Rows of any table → reports: which column holds what, and what to do with a row that cannot be read."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from accordingto.errors import SourceError
from accordingto.records import Problem, Report
from accordingto.sources.facts import FACTS, Facts, facts_from, make, merge, problem

USUAL_NAMES: Mapping[str, tuple[str, ...]] = {
    "text": (
        "text", "body", "content", "article", "article_text", "articletext", "full_text", "fulltext", "article_body",
        "articlebody", "maintext", "main_text", "story", "story_text", "plain_text", "document",
    ),
    "title": ("title", "headline", "head", "article_title"),
    "outlet": (
        "outlet", "source", "publisher", "publication", "source_name", "media", "newspaper", "site_name", "sitename",
        "news_outlet", "domain", "source_domain",
    ),
    "published": (
        "published", "date", "publish_date", "published_at", "publishedat", "published_date", "publication_date",
        "date_published", "datepublished", "date_publish", "pub_date", "pubdate", "datetime", "timestamp",
    ),
    "url": ("url", "link", "uri", "source_url", "permalink", "web_url"),
    "byline": ("byline", "author", "authors", "creator", "writer"),
    "language": ("language", "lang"),
}  # fmt: skip
"""Field → names that tables in the wild use for it, the surest first; compared without case, spaces and hyphens."""


def _key(name: str) -> str:
    return name.strip().casefold().replace(" ", "_").replace("-", "_")


def match_columns(names: Sequence[str], asked: Mapping[str, str]) -> dict[str, str]:
    """Return field → column: as asked, else by its usual names.

    Raises ``SourceError`` where an asked column is not there.

    >>> match_columns(["Headline", "Body", "n"], {})
    {'text': 'Body', 'title': 'Headline'}
    """
    by_key = {_key(name): name for name in reversed(names)}
    found: dict[str, str] = {}
    for field, usual in USUAL_NAMES.items():
        if field in asked:
            if asked[field] not in names:
                raise SourceError(
                    "missing_column", f"there is no column {asked[field]!r} for {field}; the columns are: {_few(names)}"
                )
            found[field] = asked[field]
        elif match := next((by_key[name] for name in usual if name in by_key), None):
            found[field] = match
    return found


def text_column(names: Sequence[str], asked: Mapping[str, str]) -> dict[str, str]:
    """Return field → column as ``match_columns`` does; raises ``SourceError`` where none holds the text."""
    columns = match_columns(names, asked)
    if "text" not in columns:
        raise SourceError("missing_column", f"no column looks like the text; name it; the columns are: {_few(names)}")
    return columns


def _few(names: Sequence[str]) -> str:
    return ", ".join(name[:40] for name in names[:20])


def read_row(path: str, row: Mapping[str, Any], columns: Mapping[str, str], facts: Facts) -> Iterator[Report | Problem]:
    """Yield the report of one row, or the problem that it has."""
    try:
        words = row.get(columns["text"])
        if not isinstance(words, str):
            kind = "nothing" if words is None else f"a {type(words).__name__}"
            raise SourceError("no_text", f"{columns['text']!r} holds {kind}, not text: check the column mapping")
        own = facts_from({field: _written(row.get(columns[field])) for field in FACTS if field in columns})
        yield from make(path, words, merge(facts, own))
    except SourceError as error:
        yield problem(path, error)


def _written(value: object) -> object:
    """A cell as it would be written: dates as ISO 8601, lists of names joined."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, list):
        return ", ".join(str(item) for item in value if isinstance(item, str)) or None
    return value
