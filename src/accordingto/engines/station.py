"""What a worker of a Dask cluster does: it has batches read by processes of its own, as many as it has threads.

The worker itself only passes bytes on. So it answers its scheduler whatever is being read, a report that hangs can be
ended without it, and a report that ends its reader does not end the worker.
"""

import multiprocessing
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import Generic, Protocol, TypeVar

import msgspec
from msgspec import Struct

from accordingto.engines.linkers import Linkers
from accordingto.engines.processes import Processes
from accordingto.engines.worker import Reader
from accordingto.errors import WorkerError
from accordingto.records import Report
from accordingto.version import linking_version, reader_version

IDLE_LIMIT = 120.0
"""Seconds after which readers that have nothing to do are ended: they hold up to a gigabyte each."""


class Order(Struct, frozen=True):
    """How to read: the language model, the seconds and the MB a report may take, the version that must be the same."""

    model: str
    limit: float
    memory_limit: int
    version: str
    start: Callable[[], Reader] | None = None


class Used(Protocol):
    """What is ended by ``__exit__``."""

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, tb: TracebackType | None
    ) -> None: ...


T = TypeVar("T", bound=Used)


class Lender(Generic[T]):
    """Processes that are started when they are needed, and ended when nobody needed them for a while."""

    def __init__(self, start: Callable[[], T], idle_limit: float = IDLE_LIMIT) -> None:
        self._start, self._idle_limit = start, idle_limit
        self._lock = threading.Lock()
        self._lent: T | None = None
        self._busy = 0
        self._timer: threading.Timer | None = None

    @contextmanager
    def lent(self) -> Iterator[T]:
        """Lend them to a thread."""
        with self._lock:
            self._busy += 1
        try:
            yield self._started()
        finally:
            self._end()

    def _started(self) -> T:
        with self._lock:
            if self._timer is not None:
                self._timer.cancel()
            if self._lent is None:
                _allow_children()
                self._lent = self._start()
            return self._lent

    def _end(self) -> None:
        with self._lock:
            self._busy -= 1
            if self._busy == 0:
                self._timer = threading.Timer(self._idle_limit, self._close_if_idle)
                self._timer.daemon = True
                self._timer.start()

    def _close_if_idle(self) -> None:
        with self._lock:
            if self._busy == 0 and self._lent is not None:
                self._lent.__exit__(None, None, None)
                self._lent = None


class Station:
    """The reading processes of one worker."""

    def __init__(self, order: Order, readers: int, idle_limit: float = IDLE_LIMIT) -> None:
        self._order, self._readers = order, readers
        self._engine = Lender(self._start, idle_limit)

    def read(self, messages: Sequence[bytes]) -> list[bytes]:
        """Return the reading of each report, in order, as JSON."""
        reports = [msgspec.json.decode(message, type=Report) for message in messages]
        with self._engine.lent() as engine:
            return [msgspec.json.encode(reading) for batch in engine.read([reports]) for reading in batch]

    def _start(self) -> Processes:
        _check_version(self._order, reader_version(self._order.model))
        order = self._order
        return Processes(order.model, self._readers, order.limit, order.start, order.memory_limit)


def _allow_children() -> None:
    """Let this process have children: Dask starts its workers as daemons, which ``multiprocessing`` denies them.

    The rule is there so that no grandchildren are left over; our readers end by themselves with their parent. There is
    no public way to lift it; see the flag in ``multiprocessing.process.BaseProcess``.
    """
    settings = getattr(multiprocessing.current_process(), "_config", {})
    settings["daemon"] = False


def _check_version(order: Order, own: str) -> None:
    if own != order.version:
        raise WorkerError(
            f"a worker has another version of AccordingTo or its codebook ({own}) than this program "
            f"({order.version}): install the same one on every worker"
        )


def read_batch(order: Order, messages: Sequence[bytes]) -> list[bytes]:
    """Return the reading of each report of a batch, in order, as JSON; this is the task that workers are given.

    Raises ``WorkerError`` where the worker's version is another one, ``ModelError`` where the model is missing.
    """
    from distributed import get_worker

    worker = get_worker()
    stations: dict[Order, Station] = vars(worker).setdefault("accordingto_stations", {})
    return stations.setdefault(order, Station(order, worker.state.nthreads)).read(messages)


def answer(order: Order, question: bytes) -> bytes:
    """Return the answer to a question of comparing (``comparing.posting``), empty where the process that had it died.

    It is found by processes beside the worker, as many as it has threads. Raises ``WorkerError`` where the worker's
    version is another one.
    """
    from distributed import get_worker

    worker = get_worker()
    lenders: dict[Order, Lender[Linkers]] = vars(worker).setdefault("accordingto_linkers", {})

    def start() -> Linkers:
        _check_version(order, linking_version())
        return Linkers(worker.state.nthreads)

    with lenders.setdefault(order, Lender(start)).lent() as linkers:
        return linkers.take(linkers.give(question)) or b""
