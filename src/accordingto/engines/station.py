"""What a worker of a Dask cluster does: it has batches read by processes of its own, as many as it has threads.

The worker itself only passes bytes on. So it answers its scheduler whatever is being read, a report that hangs can be
ended without it, and a report that ends its reader does not end the worker.
"""

import multiprocessing
import threading
from collections.abc import Callable, Sequence

import msgspec
from msgspec import Struct

from accordingto.engines.processes import Processes
from accordingto.engines.worker import Reader
from accordingto.errors import WorkerError
from accordingto.records import Report
from accordingto.version import reader_version

IDLE_LIMIT = 120.0
"""Seconds after which readers that have nothing to do are ended: they hold up to a gigabyte each."""


class Order(Struct, frozen=True):
    """How to read: the language model, the seconds that a report may take, and the version that must be the same."""

    model: str
    limit: float
    version: str
    start: Callable[[], Reader] | None = None


class Station:
    """The reading processes of one worker: started when a batch comes, ended when none came for a while."""

    def __init__(self, order: Order, readers: int, idle_limit: float = IDLE_LIMIT) -> None:
        self._order, self._readers, self._idle_limit = order, readers, idle_limit
        self._lock = threading.Lock()
        self._engine: Processes | None = None
        self._busy = 0
        self._timer: threading.Timer | None = None

    def read(self, messages: Sequence[bytes]) -> list[bytes]:
        """Return the reading of each report, in order, as JSON."""
        reports = [msgspec.json.decode(message, type=Report) for message in messages]
        with self._lock:
            self._busy += 1
        try:
            engine = self._started()
            return [msgspec.json.encode(reading) for batch in engine.read([reports]) for reading in batch]
        finally:
            self._end()

    def _started(self) -> Processes:
        with self._lock:
            if self._timer is not None:
                self._timer.cancel()
            if self._engine is None:
                _check_version(self._order)
                _allow_children()
                self._engine = Processes(self._order.model, self._readers, self._order.limit, self._order.start)
            return self._engine

    def _end(self) -> None:
        with self._lock:
            self._busy -= 1
            if self._busy == 0:
                self._timer = threading.Timer(self._idle_limit, self._close_if_idle)
                self._timer.daemon = True
                self._timer.start()

    def _close_if_idle(self) -> None:
        with self._lock:
            if self._busy == 0 and self._engine is not None:
                self._engine.__exit__(None, None, None)
                self._engine = None


def _allow_children() -> None:
    """Let this process have children: Dask starts its workers as daemons, which ``multiprocessing`` denies them.

    The rule is there so that no grandchildren are left over; our readers end by themselves with their parent. There is
    no public way to lift it; see the flag in ``multiprocessing.process.BaseProcess``.
    """
    settings = getattr(multiprocessing.current_process(), "_config", {})
    settings["daemon"] = False


def _check_version(order: Order) -> None:
    own = reader_version(order.model)
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
