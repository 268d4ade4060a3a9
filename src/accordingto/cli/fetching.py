"""Fetching as the command line asks for it: who we say we are, how much and how fast, what is held already."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from accordingto.errors import UsageError

if TYPE_CHECKING:
    from accordingto.casefile import Case
    from accordingto.records import Report
    from accordingto.sources.fetching import Fetcher


class Wishes(NamedTuple):
    """What the user said about fetching; ``delay`` in seconds, ``most`` in pages a run."""

    fetch: bool = False
    again: bool = False
    local: bool = False
    delay: float = 1.0
    most: int = 100

    def check(self, paths: Sequence[str]) -> None:
        """Raise ``UsageError`` where an address is named and fetching is not."""
        named = next((p for p in paths if p.lower().startswith(("http://", "https://"))), None)
        if named is not None and not self.fetch:
            raise UsageError(f"{named} is an address: nothing is fetched unless you say --fetch")
        if not self.fetch and (self.again or self.local):
            raise UsageError("--fetch-again and --fetch-local go with --fetch")

    def fetcher(self, held: "Callable[[str], Report | None] | None" = None) -> "Fetcher | None":
        """Return who fetches, ``None`` where nothing is to be; raises ``UsageError`` where its package is missing."""
        if not self.fetch:
            return None
        from accordingto.sources.fetching import AGENT, Fetcher, Visits

        visits = Visits(AGENT, local=self.local, delay=self.delay, most=self.most)
        return Fetcher(visits) if held is None or self.again else Fetcher(visits, held)

    def fetcher_for(self, case: "Case") -> "Fetcher | None":
        """Return the same, which does not ask again for what a case holds."""
        from accordingto.casefile.fetches import fetched_before

        return self.fetcher(lambda url: fetched_before(case, url))
