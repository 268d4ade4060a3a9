"""What every engine offers."""

from collections.abc import Iterable, Iterator, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

from accordingto.records import Record, Report

if TYPE_CHECKING:
    from accordingto.linking import Bench  # a process that only reads needs nothing of comparing


class Engine(Protocol):
    """Reads batches of reports; use it in a ``with`` block, which ends what it has started."""

    @property
    def bench(self) -> "Bench | None":
        """Other processes that find links for comparing; ``None`` where this process finds them itself."""
        ...

    def read(self, batches: Iterable[Sequence[Report]]) -> Iterator[list[list[Record]]]:
        """Yield the readings of each batch, in order: for each report its records, the report itself first.

        A batch may be empty. Batches are asked for ahead of the readings, a few at a time.
        """
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, tb: TracebackType | None
    ) -> None: ...
