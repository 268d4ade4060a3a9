"""A case that pages ask again and again: kept open between them, and what was worked out kept as long as it holds."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any, TypeVar

from accordingto.casefile import Case

MOST = 32
"""Answers that are kept at a time."""

Answer = TypeVar("Answer")


class Keeper:
    """One case for many readers; each page reads in a transaction of its own and sees what a writer has added.

    Safe between threads. Where another file takes the place of the case's, that one is opened.
    """

    def __init__(self, name: str) -> None:
        """Open the case ``name``; raises ``CaseError`` where there is none."""
        self._name = name
        self._lock = Lock()
        self._case = Case(name, read_only=True)
        self._identity = self._case.store.identity()
        self._answers: OrderedDict[Hashable, tuple[Hashable, Any]] = OrderedDict()

    @contextmanager
    def open(self) -> Iterator[Case]:
        """Lend the open case; raises ``CaseError`` where it has gone."""
        with self._lock:
            found = self._case.store.identity()
            if found is None or found != self._identity:
                self._case = Case(self._name, read_only=True)
                self._identity = found
            case = self._case
        yield case

    def remembered(self, question: Hashable, answer: Callable[[], Answer]) -> Answer:
        """Return the answer to a question about the whole case, worked out anew only where the case has changed."""
        state = self._case.store.state()
        with self._lock:
            kept = self._answers.get(question)
            if state is not None and kept is not None and kept[0] == state:
                self._answers.move_to_end(question)
                return kept[1]  # type: ignore[no-any-return]
        found = answer()
        with self._lock:
            self._answers[question] = (state, found)
            while len(self._answers) > MOST:
                self._answers.popitem(last=False)
        return found
