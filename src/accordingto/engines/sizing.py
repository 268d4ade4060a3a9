"""How many processes a machine has room for."""

import os
from pathlib import Path

WORKER_MB = 900
"""Memory that a worker may come to need, in MB: what is budgeted for one, see docs/speed.md."""


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
