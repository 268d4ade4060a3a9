"""Processes that find links for comparing: each block's question goes to whichever is free."""

import multiprocessing
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from threading import Lock, Thread
from types import TracebackType
from typing import Self

from accordingto.engines.sizing import one_thread_each
from accordingto.engines.worker import end_with_parent

_AHEAD = 2
"""Blocks a process that are given out before the first of them must be answered."""


class Linkers:
    """A bench (``linking.Bench``) of a number of processes of this machine, started with the first question.

    A process that dies takes the questions with it that were given out then: they have no answer, and later ones go to
    new processes. All of them end with the process that started them.
    """

    def __init__(self, count: int) -> None:
        self.ahead = _AHEAD * count
        self._count = count
        self._lock = Lock()
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, tb: TracebackType | None) -> None:
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(wait=False, cancel_futures=True)

    def give(self, question: bytes) -> Future[bytes]:
        """Hand a question out."""
        with self._lock:
            if self._pool is None:
                context = multiprocessing.get_context("spawn")
                self._pool = ProcessPoolExecutor(self._count, context, initializer=_begin)
            try:
                with one_thread_each():  # a question may start a process
                    return self._pool.submit(_answer, question)
            except BrokenProcessPool as error:
                self._pool = None
                broken: Future[bytes] = Future()
                broken.set_exception(error)
                return broken

    def take(self, ticket: Future[bytes]) -> bytes | None:
        """Wait for an answer; ``None`` where the process that had the question died."""
        try:
            return ticket.result()
        except BrokenProcessPool:
            return None


def _answer(question: bytes) -> bytes:
    from accordingto.comparing import posting  # a process that only reads needs nothing of comparing

    return posting.answer(question)


def _begin() -> None:
    Thread(target=end_with_parent, daemon=True).start()
