"""What a reader may ask of whoever fetches: whether an address may be asked for, and what lies behind it."""

from collections.abc import Iterator
from typing import Protocol

from accordingto.records import Problem, Report
from accordingto.sources.facts import Facts


class Fetch(Protocol):
    """Fetches addresses; handed to readers only where the user asked for it."""

    def may(self, url: str) -> bool:
        """Return whether this run may still ask for an address; one that the case holds costs nothing."""

    def __call__(self, where: str, url: str, facts: Facts, told: Facts) -> Iterator[Report | Problem]:
        """Yield what lies behind an address.

        ``where`` is the path of its report; ``facts`` beat what the page says of itself, ``told`` (what a feed or a
        sitemap says of it) fills what it does not say.
        """
