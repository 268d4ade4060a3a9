"""Fetching, only where the user asks for it: pages, feeds and sitemaps behind addresses → reports."""

from collections.abc import Callable, Iterator

from msgspec import Struct

from accordingto import __version__
from accordingto.errors import SourceError
from accordingto.records import Problem, Report
from accordingto.sources.decoding import decode
from accordingto.sources.facts import Facts, make, merge, problem
from accordingto.sources.fetching.network import Answer
from accordingto.sources.fetching.robots import parser
from accordingto.sources.fetching.visits import Visits

__all__ = ["AGENT", "Fetched", "Fetcher", "Visits"]

AGENT = f"AccordingTo/{__version__} (reads news reports for one user)"
"""How we name ourselves to servers."""

_DEEPEST = 2
"""Steps from an address that was named: a list of sitemaps, a sitemap, an article."""

_TEXT = "text/plain"
_PAGES = frozenset({"text/html", "application/xhtml+xml"})


class Fetched(Struct, frozen=True):
    """A report that was fetched: the address asked for, the one that answered, the report's id."""

    url: str
    answered: str
    report: str


class Fetcher:
    """Reads what lies behind addresses; what the case holds already is not asked for again.

    >>> fetcher = Fetcher(Visits("AccordingTo/1.0"))  # doctest: +SKIP
    >>> list(fetcher("https://example.org/a", "https://example.org/a", Facts(), Facts()))  # doctest: +SKIP
    """

    def __init__(self, visits: Visits, held: Callable[[str], Report | None] = lambda _: None) -> None:
        """``held`` returns the report that was fetched from an address before, if it is still at hand."""
        parser()
        self._visits, self._held = visits, held
        self._depth = 0
        self._done: list[Fetched] = []

    def taken(self) -> list[Fetched]:
        """Return what was fetched since this was last asked."""
        done, self._done = self._done, []
        return done

    def may(self, url: str) -> bool:
        """Return whether this run may still ask for an address; one that the case holds costs nothing."""
        return self._visits.left > 0 or self._held(url) is not None

    def __call__(self, where: str, url: str, facts: Facts, told: Facts) -> Iterator[Report | Problem]:
        """Yield what lies behind an address; whatever is wrong with it is a problem."""
        if (known := self._held(url)) is not None:
            yield known
            return
        try:
            answer = self._visits.get(url)
            for found in self._read(where, answer, facts, told):
                if isinstance(found, Report) and found.path == where:
                    self._done.append(Fetched(url, answer.url, found.id))
                yield found
        except SourceError as error:
            yield problem(where, error)

    def _read(self, where: str, answer: Answer, facts: Facts, told: Facts) -> Iterator[Report | Problem]:
        from accordingto.sources.pages import Delivery, page  # which loads the parsers of web pages
        from accordingto.sources.xmlinputs import is_listing, read_xml

        listing = answer.media_type.endswith(("/xml", "+xml")) or is_listing(answer.data)
        if listing and self._depth >= _DEEPEST:
            raise SourceError("not_fetched", "this leads from list to list: name the list itself")
        if listing:
            self._depth += 1
            try:
                yield from read_xml(where, answer.data, facts, self)
            finally:
                self._depth -= 1
        elif answer.media_type in _PAGES:
            yield from page(where, answer.data, facts, Delivery(answer.url, answer.charset, told))
        elif answer.media_type == _TEXT:
            words = decode(answer.data, declared=answer.charset)
            yield from make(where, words, merge(facts, told, Facts(url=answer.url)))
        else:
            kind = f"{answer.media_type} is not read: only web pages, plain text, feeds and sitemaps are"
            raise SourceError("unsupported", kind)
