"""How much memory this process has taken, and how much it may take."""

import sys
from pathlib import Path

_BYTES = 1_048_576


def resident_mb() -> int | None:
    """Return the memory that this process holds in MB, ``None`` where the system does not tell.

    >>> resident_mb()  # doctest: +SKIP
    352
    """
    try:
        lines = Path("/proc/self/status").read_text("ascii").splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("VmRSS:")), None)


def allow(more_mb: int) -> None:
    """Let this process take some MB more than it has; beyond them Python raises ``MemoryError``.

    Counts what the process may write to (``RLIMIT_DATA``, see getrlimit(2)); does nothing on other systems than Linux.
    """
    if sys.platform != "linux":
        return
    import resource  # not on Windows

    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    now = next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmData:")), None)
    hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
    if now is not None and hard == resource.RLIM_INFINITY:
        resource.setrlimit(resource.RLIMIT_DATA, (now + more_mb * _BYTES, hard))
