"""Reading in several processes: the same records in the same order, whatever their number and whoever of them dies."""

import multiprocessing
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple, Self

import msgspec

from accordingto.engines.linkers import Linkers
from accordingto.engines.sizing import one_thread_each
from accordingto.engines.worker import (
    FAILED,
    LAST,
    MEMORY_LIMIT,
    READING,
    READY,
    STOP,
    Reader,
    pipeline_reader,
    work,
)
from accordingto.errors import ModelError, WorkerError
from accordingto.records import Record, Report, make_problem

if TYPE_CHECKING:
    from accordingto.linking import Bench  # a process that only reads needs nothing of comparing

TIME_LIMIT = 300.0
"""Seconds that one report may take: a thousand words take a fraction of one."""

_START_LIMIT = 300.0
"""Seconds in which a worker must have loaded its model."""

_TRIES = 2
"""A worker may die of something else than the report in its hands; one that ends two workers is not tried again."""

_AHEAD = 2
"""Batches a worker that are given out before the first of them must be finished."""


class _Worker(NamedTuple):
    process: BaseProcess
    connection: Connection

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.connection.close()


class Processes:
    """Reads with a number of worker processes, each with its own language model.

    A report at which two workers die, or that takes longer than ``limit`` seconds or more than ``memory_limit`` MB,
    comes back with a problem in the place of its records. A worker that has grown is renewed.

    ``start`` makes the reader in each worker and must be importable from there. Raises
    ``WorkerError`` where workers do not start, ``ModelError`` where the model is missing.
    """

    def __init__(
        self,
        model: str,
        workers: int,
        limit: float = TIME_LIMIT,
        start: Callable[[], Reader] | None = None,
        memory_limit: int = MEMORY_LIMIT,
    ) -> None:
        self._start = start or partial(pipeline_reader, model)
        self._limit, self._memory_limit = limit, memory_limit
        self._window = _AHEAD * workers
        self._linkers = Linkers(workers) if workers > 1 else None
        self._context = multiprocessing.get_context("spawn")
        self._own = threading.local()
        self._lock = threading.Lock()
        self._workers: list[_Worker] = []
        self._closed = False
        self._threads = ThreadPoolExecutor(workers, "worker", initializer=_leave_interrupts_to_the_main_thread)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, tb: TracebackType | None) -> None:
        with self._lock:
            self._closed = True
            workers = list(self._workers)
        if self._linkers is not None:
            self._linkers.__exit__(kind, value, tb)
        for worker in workers:
            worker.process.kill()
        self._threads.shutdown(wait=True, cancel_futures=True)
        for worker in workers:
            worker.process.join()

    @property
    def bench(self) -> "Bench | None":
        """As many processes as read, beside these: started when there is much to compare."""
        return self._linkers

    def read(self, batches: Iterable[Sequence[Report]]) -> Iterator[list[list[Record]]]:
        """Yield the readings of each batch, in order; some batches are on the way meanwhile."""
        waiting: deque[list[Future[list[Record]]]] = deque()
        for batch in batches:
            waiting.append([self._threads.submit(self._read, report) for report in batch])
            while len(waiting) > self._window or (waiting and all(f.done() for f in waiting[0])):
                yield [future.result() for future in waiting.popleft()]
        while waiting:
            yield [future.result() for future in waiting.popleft()]

    def _read(self, report: Report) -> list[Record]:
        """Have one report read by the worker of this thread, by another one should that die."""
        message = msgspec.json.encode(report)
        for _ in range(_TRIES):
            worker = self._worker()
            try:
                worker.connection.send_bytes(message)
                if worker.connection.poll(self._limit):
                    return self._reading(worker, worker.connection.recv_bytes())
            except (EOFError, OSError):
                self._drop(worker)
                continue
            self._drop(worker)
            limit = f"not read within {self._limit:g} seconds; allow more with --time-limit, or split the report"
            return [report, make_problem(report.path, "reading", "time limit", limit)]
        return not_survived(report)

    def _reading(self, worker: _Worker, answer: bytes) -> list[Record]:
        """Return the records that a worker gives back; one that has grown is ended, the next report finds a new one."""
        if answer.startswith(LAST):
            self._drop(worker)
        return READING.decode(answer.removeprefix(LAST))

    def _worker(self) -> _Worker:
        """Return the worker of this thread, started if there is none."""
        worker: _Worker | None = getattr(self._own, "worker", None)
        for _ in range(_TRIES):
            if worker is not None and worker.process.is_alive():
                return worker
            worker = self._own.worker = self._started()
            if self._answers(worker):
                return worker
            self._drop(worker)
            worker = None
        raise WorkerError("reading processes end as soon as they start: is there memory? Try fewer --workers")

    def _started(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=work, args=(theirs, self._start, self._memory_limit), daemon=True)
        with self._lock:
            if self._closed:
                raise WorkerError("reading has ended")
            with one_thread_each():
                process.start()
            worker = _Worker(process, ours)
            self._workers.append(worker)
        theirs.close()
        return worker

    def _answers(self, worker: _Worker) -> bool:
        try:
            message = worker.connection.recv_bytes() if worker.connection.poll(_START_LIMIT) else STOP
        except (EOFError, OSError):
            return False
        if message.startswith(FAILED):
            raise ModelError(message.removeprefix(FAILED).decode())
        return message == READY

    def _drop(self, worker: _Worker) -> None:
        self._own.worker = None
        with self._lock:
            self._workers.remove(worker)
        worker.end()


def not_survived(report: Report) -> list[Record]:
    """Return what stands for the reading of a report that ends whoever reads it: the report and a problem."""
    died = "the process that read it ended twice; please report this with the text, the other reports are read"
    return [report, make_problem(report.path, "reading", "reading failed", died)]


def _leave_interrupts_to_the_main_thread() -> None:
    """Block SIGINT in this thread; the workers it starts inherit that, so Ctrl-C reaches the writer alone."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
