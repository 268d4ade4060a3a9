"""Reading and linking on a Dask cluster: the same records in the same order as here, whoever of the workers dies.

This side hands out batches and takes the readings in order; ``station`` is the other side. Both send bytes of JSON.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

import msgspec
from msgspec.structs import replace

from accordingto.engines import station
from accordingto.engines.processes import TIME_LIMIT, not_survived
from accordingto.engines.worker import MEMORY_LIMIT, READING, Reader
from accordingto.errors import AccordingToError, UsageError, WorkerError
from accordingto.records import Record, Report
from accordingto.version import linking_version, reader_version

_START_LIMIT = 300.0
"""Seconds in which the first worker must have joined: a queue of jobs may take some minutes to give one."""

_ANSWER_LIMIT = 10.0
"""Seconds in which the scheduler must answer."""

_AHEAD = 2
"""Batches for each thread of the cluster that are given out before the first of them must be finished."""


_TRIES = 2
"""Times that a report is given out alone; each time Dask itself goes on until several workers have died of it."""


class _Batch(NamedTuple):
    """Reports that were given out together, and the promise of their readings; ``None`` for no reports."""

    reports: Sequence[Report]
    future: Any


class Cluster:
    """Reads with the workers of a Dask cluster, whatever their number and whoever joins or leaves.

    ``scheduler`` is its address (``tcp://host:8786``, ``tls://…``) or the scheduler file; without it Dask's own
    setting ``scheduler-address`` counts. A report that takes longer than ``limit`` seconds or more than
    ``memory_limit`` MB, or ends what reads it, comes back with a problem in the place of its records, as with
    ``Processes``. Raises ``UsageError`` where Dask is not
    installed or no scheduler is named, ``WorkerError`` where none answers, no worker joins, or one has another version
    of this package; ``ModelError`` where the model is missing. ``start`` is as for ``Processes``.
    """

    def __init__(
        self,
        model: str,
        scheduler: str | None = None,
        limit: float = TIME_LIMIT,
        start: Callable[[], Reader] | None = None,
        memory_limit: int = MEMORY_LIMIT,
    ) -> None:
        self._order = station.Order(model, limit, memory_limit, reader_version(model), start)
        self._client = _client(scheduler)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, tb: TracebackType | None) -> None:
        self._client.close(timeout=_ANSWER_LIMIT)  # what was given out and nobody waits for is dropped with it

    @property
    def bench(self) -> "_Bench":
        """The workers of the cluster."""
        order = replace(self._order, model="", version=linking_version(), start=None)
        return _Bench(self._client, order, self._window())

    def read(self, batches: Iterable[Sequence[Report]]) -> Iterator[list[list[Record]]]:
        """Yield the readings of each batch, in order; some batches are on the way meanwhile."""
        waiting: deque[_Batch] = deque()
        for batch in batches:
            waiting.append(_Batch(batch, self._send(batch) if batch else None))
            while waiting and (_is_done(waiting[0]) or len(waiting) > self._window()):
                yield self._readings(waiting.popleft())
        while waiting:
            yield self._readings(waiting.popleft())

    def _window(self) -> int:
        threads = sum(map(int, self._client.nthreads().values()))
        return _AHEAD * max(1, threads)

    def _send(self, reports: Sequence[Report]) -> Any:
        messages = [msgspec.json.encode(report) for report in reports]
        return self._client.submit(station.read_batch, self._order, messages, pure=False)

    def _readings(self, batch: _Batch) -> list[list[Record]]:
        """Wait for a batch; one at which workers die is given out again, one report after another."""
        if batch.future is None:
            return []
        found = self._result(batch.future)
        if found is not None:
            return [READING.decode(message) for message in found]
        return [self._alone(report) for report in batch.reports]

    def _alone(self, report: Report) -> list[Record]:
        """Have one report read while no other of its batch is on the way, so that none answers for its neighbour."""
        for _ in range(_TRIES):
            found = self._result(self._send([report]))
            if found is not None:
                return READING.decode(found[0])
        return not_survived(report)

    def _result(self, future: Any) -> list[bytes] | None:
        found: list[bytes] | None = _result(future)
        return found


class _Bench:
    """The workers of a cluster as a bench: see ``linking.Bench``. What ends its workers is not asked again."""

    def __init__(self, client: Any, order: station.Order, ahead: int) -> None:
        self._client, self._order, self.ahead = client, order, ahead

    def give(self, question: bytes) -> Any:
        """Hand a question out."""
        return self._client.submit(station.answer, self._order, question, pure=False)

    def take(self, ticket: Any) -> bytes | None:
        """Wait for an answer; ``None`` where it ended the workers that took the question."""
        found: bytes | None = _result(ticket)
        return found or None


def _result(future: Any) -> Any:
    """Return what a task brought, ``None`` where it ended the workers that took it."""
    from distributed import KilledWorker

    try:
        return future.result()
    except KilledWorker:
        return None
    except AccordingToError:
        raise
    except Exception as error:
        raise WorkerError(
            f"the cluster gave up a batch of reports ({type(error).__name__}: {error}): look at its workers' logs; "
            "the same command goes on from there"
        ) from error


def _is_done(batch: _Batch) -> bool:
    return batch.future is None or bool(batch.future.done())


def _client(scheduler: str | None) -> Any:
    """Return a client of the cluster once a worker is there."""
    try:
        dask, distributed = import_module("dask"), import_module("distributed")
    except ImportError as error:
        raise UsageError("Dask is not installed: run `pip install 'accordingto[dask]'`, on every worker too") from error
    address = scheduler or dask.config.get("scheduler-address", None)
    if address is None:
        raise UsageError("name the cluster: --scheduler tcp://HOST:8786, or its scheduler file; see docs/clusters.md")
    named = {"scheduler_file": address} if Path(address).is_file() else {"address": address}
    try:
        client = distributed.Client(**named, timeout=_ANSWER_LIMIT, set_as_default=False)
    except (OSError, ValueError) as error:
        raise WorkerError(f"no scheduler answers at {address} ({error}): check the address and start one") from error
    try:
        client.wait_for_workers(1, timeout=_START_LIMIT)
    except TimeoutError as error:
        client.close()
        raise WorkerError(f"the scheduler at {address} has no workers: start some with `dask worker`") from error
    return client
