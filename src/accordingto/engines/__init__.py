"""Where reports are read: in this process, in several beside it, or on a cluster; the records are the same."""

from accordingto.engines.processes import TIME_LIMIT, Processes
from accordingto.engines.shape import Engine
from accordingto.engines.sizing import sensible_workers
from accordingto.engines.worker import MEMORY_LIMIT
from accordingto.errors import UsageError

__all__ = ["ENGINES", "TIME_LIMIT", "Engine", "Processes", "choose", "sensible_workers"]

ENGINES = ("local", "dask")


def choose(
    model: str,
    workers: int = 1,
    time_limit: float | None = None,
    *,
    engine: str = "local",
    scheduler: str | None = None,
    memory_limit: int | None = None,
) -> Engine:
    """Return the engine that was asked for; ``scheduler`` is the address or file of a Dask cluster's scheduler.

    A local engine reads in this process where ``workers`` is one and no limit is wanted, else in that many; 0 is one a
    core, as far as memory goes. ``time_limit`` is in seconds a report, ``memory_limit`` in MB. Raises
    ``UsageError`` for an engine that is not known, and what the engine's own start raises.
    """
    if engine not in ENGINES:
        raise UsageError(f"--engine is one of {', '.join(ENGINES)}, not {engine!r}")
    if engine == "dask":
        from accordingto.engines.cluster import Cluster  # Dask takes a second to import

        return Cluster(model, scheduler, time_limit or TIME_LIMIT, memory_limit=memory_limit or MEMORY_LIMIT)
    if scheduler is not None:
        raise UsageError("--scheduler names a Dask cluster: add --engine dask")
    count = workers or sensible_workers()
    if count == 1 and time_limit is None and memory_limit is None:
        from accordingto.engines.here import Here  # loads the parser, which a process that only writes does not need

        return Here(model, TIME_LIMIT)
    return Processes(model, count, time_limit or TIME_LIMIT, memory_limit=memory_limit or MEMORY_LIMIT)
