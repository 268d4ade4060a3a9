"""Two worker processes against one, alternating, and the memory that a worker takes."""

import multiprocessing
import statistics
import time
from pathlib import Path
from typing import Any

from accordingto.batches import BATCH, in_batches
from accordingto.engines import Processes
from accordingto.reading.model import DEFAULT_MODEL
from accordingto.records import Report

_ROUNDS = 3


def _read(engine: Processes, reports: list[Report]) -> float:
    """Return the seconds that some reports take."""
    start = time.perf_counter()
    for _ in engine.read(in_batches(reports, BATCH)):
        pass
    return time.perf_counter() - start


def _highest_mb(process: int) -> int | None:
    """Return the most memory that a process has had in MB, ``None`` where the system does not tell."""
    try:
        lines = Path(f"/proc/{process}/status").read_text("ascii").splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM:")), None)


def worker_figures(reports: list[Report]) -> dict[str, Any]:
    """Return how many times faster two workers are than one, the median of three rounds, and the memory of a worker."""
    gains = []
    with Processes(DEFAULT_MODEL, 1) as one, Processes(DEFAULT_MODEL, 2) as two:
        for engine in (one, two):  # load the models, in both workers of the two
            _read(engine, reports[:8])
        for number in range(_ROUNDS):
            part = reports[number::_ROUNDS]
            gains.append(_read(one, part) / _read(two, part))
        children = multiprocessing.active_children()
        memory = [mb for child in children if child.pid and (mb := _highest_mb(child.pid)) is not None]
    return {
        "two_against_one": round(statistics.median(gains), 2),
        "cores": multiprocessing.cpu_count(),
        "most_memory_of_a_worker_mb": max(memory, default=None),
    }
