"""Links are the same whoever finds them: this process, others beside it, or ones that die on the way."""

import os
import signal
from pathlib import Path
from typing import Any

import pytest

from accordingto.casefile import Case, check
from accordingto.collating import collate
from accordingto.comparing import posting
from accordingto.engines.linkers import Linkers
from accordingto.linking import WORTH, Bench
from tests.stores import rows
from tests.test_collating import READER, many

COUNT = WORTH + 40
BUT = {"run_log", "facts"}


def compared(path: Path, bench: Bench | None) -> dict[str, list[tuple[object, ...]]]:
    with Case(path) as case:
        case.write(1, READER, many(COUNT))
        collate(case, bench)
        assert check(case).faults == ()
    return rows(str(path), BUT)


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[object, ...]]]:
    """The case as one process compares it."""
    found = compared(tmp_path_factory.mktemp("here") / "c.db", None)
    assert len(found["links"]) > COUNT
    return found


def test_several_processes_find_the_same(here: dict[str, list[tuple[object, ...]]], tmp_path: Path) -> None:
    with Linkers(2) as linkers:
        assert compared(tmp_path / "c.db", linkers) == here


class Deadly:
    """A bench whose processes are killed before its third answer."""

    def __init__(self, linkers: Linkers) -> None:
        self.ahead = linkers.ahead
        self._linkers = linkers
        self.answers: list[bytes | None] = []

    def give(self, question: bytes) -> Any:
        return self._linkers.give(question)

    def take(self, ticket: Any) -> bytes | None:
        pool = self._linkers._pool
        if len(self.answers) == 2 and pool is not None:
            for process in list(pool._processes.values()):
                os.kill(process.pid or 0, signal.SIGKILL)
        self.answers.append(self._linkers.take(ticket))
        return self.answers[-1]


def test_processes_that_die_change_nothing(here: dict[str, list[tuple[object, ...]]], tmp_path: Path) -> None:
    with Linkers(1) as linkers:
        bench = Deadly(linkers)
        assert compared(tmp_path / "c.db", bench) == here
    assert len(bench.answers) > 2


class Late:
    """A bench during whose first answer another program brings a report."""

    ahead = 3

    def __init__(self, path: Path) -> None:
        self._path = path
        self._others = [many(COUNT)[0]]

    def give(self, question: bytes) -> bytes:
        return question

    def take(self, ticket: bytes) -> bytes | None:
        while self._others:
            with Case(self._path) as other:
                other.write(2, READER, [self._others.pop()])
        return posting.answer(ticket)


def test_an_answer_to_what_is_no_longer_the_question_does_not_count(
    here: dict[str, list[tuple[object, ...]]], tmp_path: Path
) -> None:
    path = tmp_path / "c.db"
    with Case(path) as case:
        case.write(1, READER, many(COUNT)[1:])
        collate(case, Late(path))
        case.bring_index_up()
    found = rows(str(path), BUT | {"readers", "unworded", "worded", "unheard"})
    assert found == {name: here[name] for name in found}


def test_a_question_travels_as_bytes() -> None:
    lines = [(tuple(_lines(one)), None) for one in many(2)]
    [link] = [one for one in posting.answered(posting.answer(posting.question(lines, [], inside=True))) if one.agreed]
    assert {link.a_report, link.b_report} == {first.id for first, _ in many(2)}
    assert posting.answered(posting.answer(posting.question(lines[:1], [], inside=True))) == []
    beside = posting.answered(posting.answer(posting.question(lines[:1], lines[1:], inside=False)))
    assert link in beside


def _lines(reading: Any) -> list[str]:
    from accordingto.records import encode

    first, rest = reading
    return [encode(record) for record in (first, *rest)]
