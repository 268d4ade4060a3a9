"""A limit of processor time for a piece of work in this process."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class OverLimitError(Exception):
    """A piece of work took longer than it may."""


@contextmanager
def at_most(seconds: float | None) -> Iterator[None]:
    """Raise ``OverLimitError`` in the block once this process has worked for some seconds.

    Processor time, so that a busy machine changes nothing. It stops what is written in Python, between two of its
    steps; a call into C that never comes back is stopped only by ending its process (``Processes``). Without a limit,
    outside the main thread, where somebody else uses the timer, and where the system has no such timer (Windows), the
    block just runs.
    """
    if seconds is None or not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    if signal.getitimer(signal.ITIMER_VIRTUAL)[0]:
        yield
        return

    def stop(_: int, __: FrameType | None) -> None:
        raise OverLimitError

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
