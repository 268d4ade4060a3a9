"""What a site asks of programs (robots.txt, RFC 9309): which addresses to leave alone, how long to wait."""

from typing import Any

from accordingto.errors import SourceError, UsageError

MAX_ROBOTS = 500 * 1024
"""Bytes of a robots.txt that are read, as RFC 9309 asks for at least."""

LONGEST_DELAY = 60.0
"""Longest wait between two requests, in seconds, that a site may ask for; with more it is not visited."""


def parser() -> Any:
    """Return the class that reads robots.txt; raises ``UsageError`` where it is not installed."""
    try:
        from protego import Protego
    except ImportError as error:
        raise UsageError("fetching needs one more package: run `pip install 'accordingto[fetch]'`") from error
    return Protego


class Rules:
    """What one site asks of us; without a robots.txt nothing, with one that cannot be had everything."""

    def __init__(self, text: str | None, *, closed: str | None = None) -> None:
        """``text`` is the site's robots.txt, if it has one; ``closed`` says why it could not be asked for."""
        self._rules = parser().parse(text) if text else None
        self._closed = closed

    def check(self, url: str, agent: str) -> float:
        """Return the seconds to wait between two requests; raises ``SourceError`` for an address to leave alone."""
        if self._closed:
            raise SourceError(
                "robots", f"the site's robots.txt could not be asked for ({self._closed}): try again later"
            )
        if self._rules is None:
            return 0.0
        if not self._rules.can_fetch(url, agent):
            raise SourceError("robots", "the site's robots.txt asks programs not to fetch this: open it yourself")
        delay = float(self._rules.crawl_delay(agent) or 0.0)
        rate = self._rules.request_rate(agent)
        if rate is not None and rate.requests:
            delay = max(delay, rate.seconds / rate.requests)
        if delay > LONGEST_DELAY:
            raise SourceError("robots", f"the site asks to wait {delay:g} seconds between requests: open it yourself")
        return delay
