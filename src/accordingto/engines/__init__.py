"""Where reports are read: in this process, or in several beside it; the records are the same."""

from accordingto.engines.processes import TIME_LIMIT, Processes
from accordingto.engines.shape import Engine
from accordingto.engines.sizing import sensible_workers

__all__ = ["TIME_LIMIT", "Engine", "Processes", "choose", "sensible_workers"]


def choose(model: str, workers: int = 1, time_limit: float | None = None) -> Engine:
    """Return the engine for a number of workers: one reads in this process unless a time limit is wanted.

    ``workers`` 0 is one a core, as far as memory goes; ``time_limit`` is in seconds a report.
    """
    count = workers or sensible_workers()
    if count == 1 and time_limit is None:
        from accordingto.engines.here import Here  # loads the parser, which a process that only writes does not need

        return Here(model)
    return Processes(model, count, time_limit or TIME_LIMIT)
