"""Polite visits: robots.txt first, one request a second to a host, redirects followed in bounds, each asked once."""

import time
from collections.abc import Callable
from urllib.parse import urlsplit, urlunsplit

from accordingto.errors import SourceError
from accordingto.sources.fetching.network import Answer, request, split
from accordingto.sources.fetching.robots import MAX_ROBOTS, Rules

DELAY = 1.0
"""Seconds between two requests to one host, unless the site asks for more."""

MOST = 100
"""Pages that one run asks for, unless the user says otherwise."""

_MOST_REDIRECTS = 5

_BUSY = frozenset({429, 503})
"""Statuses by which a server asks to be left alone for a while."""


class Visits:
    """All requests of one run; knows the rules of each site, when each was last asked, and how many were made."""

    def __init__(
        self,
        agent: str,
        *,
        local: bool = False,
        delay: float = DELAY,
        most: int = MOST,
        seconds: float | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """``agent`` is the user agent; ``local`` allows addresses of this machine and its network; times in seconds."""
        self._agent, self._local, self._delay = agent, local, delay
        self._limits = {} if seconds is None else {"seconds": seconds}
        self._clock, self._sleep = clock, sleep
        self._rules: dict[tuple[str, str], Rules] = {}
        self._next: dict[str, float] = {}
        self._closed: dict[str, str] = {}
        self.left = most

    def get(self, url: str) -> Answer:
        """Return the answer behind an address, redirects followed; raises ``SourceError`` for any other than 200."""
        if self.left <= 0:
            raise SourceError("not_fetched", "the run has fetched as many pages as it may: raise --fetch-most")
        self.left -= 1
        for _ in range(_MOST_REDIRECTS + 1):
            answer = self._visit(url)
            if answer.status == 200:
                return answer
            if answer.status not in {301, 302, 303, 307, 308} or not answer.location:
                raise SourceError("unreachable", f"the server answers {answer.status}: check the address")
            url = answer.location
        raise SourceError("unreachable", f"more than {_MOST_REDIRECTS} redirects: check the address")

    def _visit(self, url: str) -> Answer:
        parts = split(url)
        wait = self._rules_of(url).check(url, self._agent)
        return self._ask(url, str(parts.hostname), max(wait, self._delay))

    def _ask(self, url: str, host: str, delay: float) -> Answer:
        if host in self._closed:
            raise SourceError("unreachable", self._closed[host])
        self._sleep(max(0.0, self._next.get(host, 0.0) - self._clock()))
        try:
            answer = request(url, agent=self._agent, local=self._local, **self._limits)
        finally:
            self._next[host] = self._clock() + delay
        if answer.status in _BUSY:
            self._closed[host] = f"{host[:100]} answers {answer.status} and asks to be left alone: try again later"
            raise SourceError("unreachable", self._closed[host])
        return answer

    def _rules_of(self, url: str) -> Rules:
        parts = split(url)
        site = (parts.scheme, parts.netloc.lower())
        if site not in self._rules:
            self._rules[site] = self._ask_rules(urlunsplit((*site, "/robots.txt", "", "")))
        return self._rules[site]

    def _ask_rules(self, url: str) -> Rules:
        """RFC 9309, 2.3.1: without a file all is allowed; where the server fails nothing is."""
        for _ in range(_MOST_REDIRECTS + 1):
            try:
                answer = self._ask(url, str(urlsplit(url).hostname), self._delay)
            except SourceError as error:
                if error.reason == "refused":
                    raise
                return Rules(None, closed=error.detail)
            if answer.location and 300 <= answer.status < 400:
                url = answer.location
                split(url)
                continue
            if answer.status == 200:
                return Rules(answer.data[:MAX_ROBOTS].decode("utf-8", "replace"))
            return Rules(None, closed=f"the server answers {answer.status}" if answer.status >= 500 else None)
        return Rules(None)
