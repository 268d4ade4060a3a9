"""Two worker processes against one, alternating, and the memory that a worker takes."""

import multiprocessing
import statistics
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from accordingto.batches import BATCH, in_batches
from accordingto.engines import Processes
from accordingto.reading.model import DEFAULT_MODEL
from accordingto.records import Report

_ROUNDS = 6

_COUNTED = 20_000_000
"""What a process counts to, to see what the machine itself gives two of them."""


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


def _count(to: int) -> int:
    return sum(range(to))


def _counting(pool: ProcessPoolExecutor, processes: int) -> float:
    """Return the seconds that counting twice takes, in one process or in two."""
    start = time.perf_counter()
    for number in [[_COUNTED, _COUNTED]] if processes == 2 else [[_COUNTED], [_COUNTED]]:
        list(pool.map(_count, number))
    return time.perf_counter() - start


def machine_gain(rounds: int = _ROUNDS) -> float:
    """Return how many times faster two processes only count than one does: what the two cores give just now."""
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
        list(pool.map(_count, [1] * 4))
        return statistics.median(_counting(pool, 1) / _counting(pool, 2) for _ in range(rounds))


def worker_figures(reports: list[Report]) -> dict[str, Any]:
    """Return how many times faster two workers are than one, over all rounds, and the memory of a worker."""
    seconds: list[tuple[float, float]] = []
    with Processes(DEFAULT_MODEL, 1) as one, Processes(DEFAULT_MODEL, 2) as two:
        for engine in (one, two):  # load the models, in both workers of the two
            _read(engine, reports[:8])
        for number in range(_ROUNDS):
            part = reports[number::_ROUNDS]
            seconds.append((_read(one, part), _read(two, part)))
        children = multiprocessing.active_children()
        memory = [mb for child in children if child.pid and (mb := _highest_mb(child.pid)) is not None]
    alone, together = map(sum, zip(*seconds, strict=True))
    gains = [a / b for a, b in seconds]
    return {
        "two_against_one": round(alone / together, 2),
        "two_against_one_lowest_and_highest_round": [round(min(gains), 2), round(max(gains), 2)],
        "two_processes_that_only_count_against_one": round(machine_gain(), 2),
        "cores": multiprocessing.cpu_count(),
        "most_memory_of_a_worker_mb": max(memory, default=None),
    }
