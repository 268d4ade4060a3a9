"""How many processes a machine has room for, and how many threads each of them computes with."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

WORKER_MB = 900
"""Memory that a worker may come to need, in MB: what is budgeted for one, see docs/speed.md."""

_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")
_ENVIRONMENT = Lock()


@contextmanager
def one_thread_each() -> Iterator[None]:
    """Let the processes that start within this compute with one thread: together they share the cores already.

    It must be told before they start: a program's own main module, which they import first, may load numpy. What the
    user has set counts.
    """
    with _ENVIRONMENT:
        added = [name for name in _THREADS if name not in os.environ]
        os.environ.update(dict.fromkeys(added, "1"))
        try:
            yield
        finally:
            for name in added:
                del os.environ[name]


def _free_mb() -> int | None:
    """Return the memory that is free for use in MB, ``None`` where the system does not tell."""
    try:
        lines = Path("/proc/meminfo").read_text("ascii").splitlines()
    except OSError:
        return None
    found = next((line for line in lines if line.startswith("MemAvailable:")), None)
    return int(found.split()[1]) // 1024 if found else None


def sensible_workers() -> int:
    """Return one worker a core that this process may use, fewer where memory is short, at least one."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    free = _free_mb()
    return max(1, cores if free is None else min(cores, free // WORKER_MB))
