"""Reports straight into Parquet tables, one a kind of record: for more reports than anybody wants in one case file."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

from accordingto import sources
from accordingto.batches import BATCH, in_batches
from accordingto.columns import kind_of
from accordingto.engines import Engine
from accordingto.errors import UsageError
from accordingto.exporting.common import target
from accordingto.intake import Summary
from accordingto.records import Problem, Record, Report

KINDS = ("report", "statement", "event", "position", "problem")
"""What reading alone finds; findings need a case, which compares."""

_GROUP = 10_000
"""Rows of a kind that are held before they are written as a row group."""


class _Batch(NamedTuple):
    """Inputs that were taken together: how many, the new reports among them, and the problems."""

    inputs: int
    reports: Sequence[Report]
    fresh: Sequence[Report]
    problems: Sequence[Problem]


class _Tables:
    """The files of a folder, each under its name only when all of them are whole."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stack = ExitStack()
        self._rows: dict[str, list[Record]] = {kind: [] for kind in KINDS}
        self._writers: dict[str, Any] = {}

    def __enter__(self) -> Self:
        from accordingto.exporting import arrow  # takes half a second to import

        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UsageError(f"cannot write to {self._folder}: {error.strerror}; name another folder") from error
        for kind in KINDS:
            stream = self._stack.enter_context(target(self._folder / f"{kind}s.parquet"))
            self._writers[kind] = self._stack.enter_context(arrow.whole_writer(kind, stream))
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, tb: TracebackType | None) -> None:
        if kind is None:
            for name in KINDS:
                self._flush(name)
        self._stack.__exit__(kind, value, tb)

    def add(self, records: Iterable[Record]) -> None:
        for record in records:
            rows = self._rows[kind_of(record)]
            rows.append(record)
            if len(rows) == _GROUP:
                self._flush(kind_of(record))

    def _flush(self, kind: str) -> None:
        self._writers[kind](self._rows[kind])
        self._rows[kind] = []


def write_tables(
    folder: Path, inputs: Iterable[Report | Problem], *, engine: Engine, step: Callable[[int], None] = lambda _: None
) -> Summary:
    """Read inputs into ``reports.parquet``, ``statements.parquet`` … of a folder, in the order of the inputs.

    Each row has the flat columns of its kind and, as ``record``, the whole record as the JSON-lines contract has it. A
    report that comes twice is read once. Whatever the size of the input, the rows of some batches are in memory, and a
    number for each report. Raises ``UsageError`` where the folder cannot be written to.
    """
    waiting: deque[_Batch] = deque()
    seen: set[str] = set()

    def planned() -> Iterator[Sequence[Report]]:
        for batch in in_batches(inputs, BATCH):
            reports = [r for r in batch if isinstance(r, Report)]
            fresh = list({r.id: r for r in reversed(reports) if r.id not in seen}.values())[::-1]
            seen.update(r.id for r in fresh)
            waiting.append(_Batch(len(batch), reports, fresh, [p for p in batch if isinstance(p, Problem)]))
            yield fresh

    read = known = failed = 0
    with _Tables(folder) as tables:
        for readings in engine.read(planned()):
            batch = waiting.popleft()
            tables.add(batch.problems)
            for reading in readings:
                tables.add(reading)
            read, known = read + len(batch.fresh), known + len(batch.reports) - len(batch.fresh)
            failed += sum(map(sources.is_fatal, batch.problems))
            failed += sum(isinstance(x, Problem) and x.stage == "reading" for reading in readings for x in reading)
            step(batch.inputs)
    return Summary(read=read, known=known, failed=failed)
