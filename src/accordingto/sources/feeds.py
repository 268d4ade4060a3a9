"""RSS (0.9 to 2.0) and Atom feeds → a report an entry: its full text where the feed has it, else its summary."""

import hashlib
import html
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

from lxml import etree
from msgspec import Struct

from accordingto.codebook.outlets import find_outlet
from accordingto.errors import SourceError
from accordingto.records import Problem, Report, make_problem
from accordingto.sources.facts import STAGE, Facts, clean, make, merge, problem, writable
from accordingto.sources.fetch import Fetch
from accordingto.sources.fragments import assemble, parts, plain
from accordingto.sources.xmlfiles import children, named, words_of

Tree = Any
"""An lxml element; lxml ships no types."""

ROOTS = frozenset({"rss", "rdf", "feed", "channel"})
"""First elements of feeds."""

FULL_WORDS = 150
"""Words from which a description that does not break off is taken for the whole article; teasers have 20 to 80."""

MIN_WORDS = 5
"""Fewer words than this tell nothing that a headline does not."""

_CORE = frozenset({
    "", "http://purl.org/rss/1.0", "http://backend.userland.com/rss2", "http://www.w3.org/2005/atom",
    "http://purl.org/atom/ns", "http://my.netscape.com/rdf/simple/0.9", "atom", "rss",
})  # fmt: skip
_DUBLIN = frozenset({"http://purl.org/dc/elements/1.1", "http://purl.org/dc/terms", "dc", "dcterms"})
_XHTML = frozenset({"http://www.w3.org/1999/xhtml", "xhtml"})
_CONTENT = frozenset({"http://purl.org/rss/1.0/modules/content", "content"})

_OLD_NAMES = {"fullitem": "content", "body": "content"}
"""What early feeds call the full text."""

_DATES = (
    "pubdate",
    "published",
    "issued",
    "dc:date",
    "dc:issued",
    "dc:created",
    "date",
    "updated",
    "modified",
    "dc:modified",
)

_BREAKS_OFF = re.compile(
    r"(?:…|\.\.\.|\[(?:…|\.\.\.|&hellip;)\]|\b(?:read|see|view) (?:more|the full (?:story|article))\b.{0,40}"
    r"|\bcontinue reading\b.{0,200}|\bread (?:the )?full (?:story|article)\b.{0,40})\W*$",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"^(?:The post .{1,400} appeared first on .{1,200}"
    r"|(?:Continue reading|Read more|Read the full (?:story|article)|Comments?)\b.{0,200})$"
)
"""What feed programs write below an entry, a paragraph of its own."""

_LINK = re.compile(
    r"(?<=[.!?…”\"\]])\s+(?:(?:[Rr]ead|[Ss]ee|[Vv]iew) (?:more|(?:the )?full (?:story|article))|[Cc]ontinue reading)\b"
    r".{0,200}$"
)
"""The words of a link to the article behind its summary's last sentence."""

_SECTIONED = re.compile(r"\s+[|»–—·:-]+\s+|\s*[|»›]\s*|:\s+")
"""What stands between the name of an outlet and that of a section in the title of a feed."""


class Entry(Struct, frozen=True):
    """One entry of a feed: what is known of it, what it is known by, and its words as HTML."""

    facts: Facts
    key: str
    content: str = ""
    summary: str = ""


def read_feed(path: str, tree: Tree, facts: Facts, fetch: Fetch | None = None) -> Iterator[Report | Problem]:
    """Yield the reports of a feed's entries; an entry's path is the feed's with ``#`` and its id or address.

    An entry that gives only a summary is fetched with ``fetch``; without it, or where that fails, its report is the
    summary and a problem says so. An entry without any words is a problem.
    """
    feed = _feed_facts(tree)
    count = 0
    for element in _entries(tree):
        count += 1
        entry = _entry(element, feed)
        where = writable(f"{path}#{entry.key}")
        try:
            yield from _read_entry(where, entry, facts, fetch)
        except SourceError as error:
            yield problem(where, error)
    if not count:
        yield problem(path, SourceError("empty", "this feed has no entries: check that it was saved whole"))


def _read_entry(where: str, entry: Entry, facts: Facts, fetch: Fetch | None) -> Iterator[Report | Problem]:
    known = merge(facts, entry.facts)
    captions, body = _laid(entry.content)
    summary = _laid(entry.summary)[1]
    full = bool(body) and not _BREAKS_OFF.search(body[-1]) and _count(body) >= MIN_WORDS
    if not full and _is_whole(summary):
        captions, body, full = [], summary, True
    if not full and fetch is not None and known.url:
        found = list(fetch(where, known.url, facts, entry.facts))
        yield from found
        if any(isinstance(one, Report) for one in found):
            return
    if not full:
        captions, body = [], max(body, summary, key=_count)
    body = [line for line in body if line != known.title]
    if _count(body) < MIN_WORDS:
        raise SourceError("no_text", "this entry has no words of its own: save the article that it points to")
    if not full:
        yield make_problem(where, STAGE, "summary_only", "the feed gives a summary of this article and no more")
    words, zones = assemble(known.title, [c for c in captions if c not in body], body)
    yield from make(where, words, known, zones)


def _laid(markup: str) -> tuple[list[str], list[str]]:
    captions, paragraphs = parts(markup)
    kept = [line for line in paragraphs if not _FURNITURE.match(line)]
    return captions, [*kept[:-1], *(_LINK.sub(" …", line).replace("… …", "…") for line in kept[-1:])]


def _count(paragraphs: list[str]) -> int:
    return sum(len(line.split()) for line in paragraphs)


def _is_whole(paragraphs: list[str]) -> bool:
    return _count(paragraphs) >= FULL_WORDS and not _BREAKS_OFF.search(paragraphs[-1])


def _entries(tree: Tree) -> Iterator[Tree]:
    for element in tree.iter():
        space, name = named(element)
        if name in {"item", "entry"} and space in _CORE:
            yield element


def _fields(element: Tree) -> dict[str, Tree]:
    """Return the elements of a feed or an entry by what they are for us, the first of each kind."""
    found: dict[str, Tree] = {}
    for child in children(element):
        space, name = named(child)
        if space in _CORE:
            key = _link_kind(child) if name == "link" else _OLD_NAMES.get(name, name)
        elif space in _DUBLIN:
            key = f"dc:{name}"
        elif (space in _CONTENT and name == "encoded") or (space in _XHTML and name in {"body", "div"}):
            key = "content"
        else:
            continue
        if key not in found or (key == "content" and space in _CONTENT):
            found[key] = child
    return found


def _link_kind(link: Tree) -> str:
    return "link" if link.get("rel", "alternate") == "alternate" else f"link:{link.get('rel')[:20]}"


def _first(fields: dict[str, Tree], *names: str) -> str | None:
    """Return the words of the first of these elements that has any."""
    return next((line for name in names if name in fields and (line := plain(_markup(fields[name])))), None)


def _address(fields: dict[str, Tree], base: str | None) -> str | None:
    link = fields.get("link")
    found = clean(link.get("href") or words_of(link)) if link is not None else None
    guid = fields.get("guid")
    if not found and guid is not None and guid.get("isPermaLink", "true").lower() == "true":
        found = clean(words_of(guid))
    try:
        whole = urljoin(base, found) if found and base else found
    except ValueError:
        return None
    return whole if whole and whole.startswith(("http://", "https://")) else None


def _markup(element: Tree) -> str:
    """Return an element's words as HTML: what is escaped in it as it is, elements in it (XHTML) written out."""
    kind = (element.get("type") or "").lower()
    if len(element) and (kind in {"xhtml", "application/xhtml+xml"} or kind == ""):
        try:
            written = "".join(etree.tostring(part, encoding="unicode", method="html") for part in children(element))
            return html.escape(element.text or "", quote=False) + written
        except (etree.SerialisationError, ValueError):
            return words_of(element)
    words = words_of(element)
    return words.replace("&", "&amp;").replace("<", "&lt;") if kind in {"text", "text/plain"} else words


def _outlet(title: str | None) -> str | None:
    """Return the outlet of a feed's title: the part that the codebook knows, else the title as it is."""
    if title is None:
        return None
    parts = [part for part in _SECTIONED.split(title) if part]
    return next((part for part in parts if find_outlet(part)), title)


def _feed_facts(tree: Tree) -> Facts:
    channel = next((child for child in children(tree) if named(child)[1] == "channel"), tree)
    fields = _fields(channel)
    language = _first(fields, "language", "dc:language") or clean(
        tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    )
    return Facts(
        outlet=_first(fields, "dc:publisher") or _outlet(_first(fields, "title")),
        url=_address(fields, None),
        language=language.partition("-")[0].lower() if language else None,
    )


def _author(fields: dict[str, Tree]) -> str | None:
    author = fields.get("author")
    if author is not None and len(author):
        return _first(_fields(author), "name")
    return _first(fields, "dc:creator", "author", "dc:contributor")


def _source(fields: dict[str, Tree]) -> str | None:
    """The feed that an entry was taken over from: whose words they are."""
    source = fields.get("source")
    if source is None:
        return None
    return _outlet(_first(_fields(source), "title") if len(source) else plain(words_of(source)))


def _entry(element: Tree, feed: Facts) -> Entry:
    fields = _fields(element)
    facts = Facts(
        outlet=_source(fields) or _first(fields, "dc:publisher") or feed.outlet,
        published=_first(fields, *_DATES),
        title=_first(fields, "title"),
        url=_address(fields, feed.url),
        byline=_author(fields),
        language=feed.language,
    )
    content = _markup(fields["content"]) if "content" in fields else ""
    summary = next((_markup(fields[n]) for n in ("description", "summary", "dc:description") if n in fields), "")
    key = _first(fields, "guid", "id") or facts.url or hashlib.sha256((content + summary).encode()).hexdigest()[:16]
    return Entry(facts, key, content, summary)
