"""Reading in this process: the least memory and the quickest start."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from types import TracebackType
from typing import Self

from accordingto import pipeline
from accordingto.records import Record, Report


class Here:
    """Reads one batch after another; the language model is loaded when the first report comes.

    A report that takes longer than ``limit`` processor seconds comes back with a problem in the place of its records.
    """

    def __init__(self, model: str, limit: float) -> None:
        self._model, self._limit = model, limit

    @cached_property
    def _tools(self) -> pipeline.Tools:
        return pipeline.load_tools(self._model, self._limit)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, tb: TracebackType | None
    ) -> None: ...

    @property
    def bench(self) -> None:
        """Nobody: this process finds links itself."""
        return

    def read(self, batches: Iterable[Sequence[Report]]) -> Iterator[list[list[Record]]]:
        """Yield the readings of each batch, in order."""
        for batch in batches:
            yield list(pipeline.read_reports(batch, tools=self._tools)) if batch else []
