"""Several processes read: the same case row for row, whoever dies on the way; tried with real processes."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from msgspec.structs import replace

from accordingto.engines import Processes, sensible_workers
from accordingto.engines.worker import Reader
from accordingto.errors import ModelError, WorkerError
from accordingto.records import Problem, Record, Report
from tests.engines.readers import die_at_start, numbered, read, start, start_without_model

ROOT = Path(__file__).parents[2]
COUNT = 160
PIPES = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}


def readings(
    reports: list[Report], workers: int, limit: float = 30, start: Callable[[], Reader] = start
) -> list[list[Record]]:
    batches = [reports[:5], [], reports[5:]]
    with Processes("", workers, limit, start) as engine:
        found = list(engine.read(batches))
    assert [len(batch) for batch in found] == [len(batch) for batch in batches]
    return [reading for batch in found for reading in batch]


@pytest.mark.parametrize("workers", [1, 3])
def test_readings_come_in_the_order_of_the_reports(workers: int) -> None:
    reports = numbered(12)
    assert readings(reports, workers) == [read(one) for one in reports]


def misbehaving(text: str, tmp_path: Path) -> tuple[list[Report], int]:
    reports = numbered(10)
    reports[6] = replace(reports[6], text=f"{reports[6].text} {text}", url=str(tmp_path / "mark"))
    return reports, 6


def test_a_report_at_which_a_worker_dies_once_is_read(tmp_path: Path) -> None:
    reports, number = misbehaving("DIE ONCE", tmp_path)
    found = readings(reports, 2)
    assert (tmp_path / "mark").exists()
    assert all(len(reading) == 2 and not isinstance(reading[1], Problem) for reading in found)
    assert found[number][0] == reports[number]


@pytest.mark.parametrize(("text", "reason"), [("DIE ALWAYS", "reading failed"), ("HANG", "time limit")])
def test_a_report_that_ends_or_holds_up_workers_is_a_problem_and_the_rest_is_read(
    tmp_path: Path, text: str, reason: str
) -> None:
    reports, number = misbehaving(text, tmp_path)
    found = readings(reports, 2, limit=3)
    bad = found.pop(number)
    assert [type(record) for record in bad] == [Report, Problem]
    assert isinstance(bad[1], Problem)
    assert (bad[1].stage, bad[1].reason, bad[1].path) == ("reading", reason, reports[number].path)
    assert found == [read(one) for one in reports if one is not reports[number]]


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux only")
def test_a_report_that_takes_too_much_memory_is_a_problem_and_the_rest_is_read(tmp_path: Path) -> None:
    reports, number = misbehaving("HUNGRY", tmp_path)
    found = readings(reports, 2)
    bad = found.pop(number)
    assert isinstance(bad[1], Problem)
    assert (bad[1].stage, bad[1].reason, bad[1].path) == ("reading", "memory limit", reports[number].path)
    assert "--memory-limit" in bad[1].detail
    assert found == [read(one) for one in reports if one is not reports[number]]


@pytest.mark.skipif(sys.platform != "linux", reason="memory is measured on Linux only")
def test_a_worker_that_has_grown_makes_room_for_a_new_one() -> None:
    reports = [replace(one, text=f"{one.text} GROW") for one in numbered(2)]
    first, second = (reading[0] for reading in readings(reports, 1))
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert first.title != second.title
    assert (first.path, second.path) == (reports[0].path, reports[1].path)


def test_a_missing_model_is_said_and_not_tried_for_every_report() -> None:
    with pytest.raises(ModelError, match="not installed"):
        readings(numbered(3), 1, start=start_without_model)


def test_workers_that_never_start_are_said() -> None:
    with pytest.raises(WorkerError, match="fewer --workers"):
        readings(numbered(3), 1, start=die_at_start)


def test_there_is_room_for_one_worker_everywhere() -> None:
    assert 1 <= sensible_workers() <= (os.cpu_count() or 1)


def reading(case: Path, workers: int = 2) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.engines.readers", str(case), str(COUNT), str(workers)]
    return subprocess.Popen(command, cwd=ROOT, text=True, **PIPES)


def children(pid: int) -> list[int]:
    listed = subprocess.run(["ps", "-eww", "-o", "pid=,ppid=,args="], capture_output=True, text=True, check=True).stdout
    rows = [line.split(maxsplit=2) for line in listed.splitlines()]
    return [int(own) for own, parent, words in rows if int(parent) == pid and "spawn_main" in words]


def is_running(pid: int) -> bool:
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout
    return bool(state.strip()) and not state.startswith("Z")


def met_in_the_middle(process: subprocess.Popen[str]) -> list[int]:
    """Wait until a batch that had to be read is written, the process waits for input then; return the workers."""
    assert process.stdin and process.stdout and process.stderr
    while process.stdout.readline():
        if workers := children(process.pid):
            return workers
        process.stdin.write("\n")
        process.stdin.flush()
    raise AssertionError(process.stderr.read())


def rows(case: Path) -> dict[str, list[object]]:
    with sqlite3.connect(case) as c:
        names = [
            n
            for (n,) in c.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN ('run_log', 'words')"
            )
        ]
        return {name: c.execute(f"SELECT * FROM {name}").fetchall() for name in names}


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[object]]:
    case = tmp_path_factory.mktemp("calm") / "c.db"
    process = reading(case, workers=1)
    assert process.communicate()[1] == ""
    found = rows(case)
    assert len(found["reports"]) == len(found["statements"]) == COUNT
    return found


needs_signals = pytest.mark.skipif(sys.platform == "win32", reason="no such signals on Windows")


@needs_signals
def test_whatever_ends_a_run_the_next_goes_on_and_the_case_is_the_same(
    tmp_path: Path, undisturbed: dict[str, list[object]]
) -> None:
    case = tmp_path / "c.db"
    for name in ("SIGINT", "SIGTERM", "SIGKILL"):
        process = reading(case)
        workers = met_in_the_middle(process)
        assert len(workers) == 2
        for pid in [process.pid, *(workers if name == "SIGINT" else [])]:  # a terminal sends Ctrl-C to all of them
            with suppress(ProcessLookupError):  # a worker ends by itself when its parent does
                os.kill(pid, getattr(signal, name))
        process.communicate()
        assert process.returncode != 0
        wait_for_the_end_of(workers)
        half = rows(case)
        assert 0 < len(half["reports"]) == len(half["statements"]) < COUNT
    process = reading(case)
    os.kill(met_in_the_middle(process)[0], signal.SIGKILL)
    assert process.communicate()[1] == ""
    assert process.returncode == 0
    assert rows(case) == undisturbed


def wait_for_the_end_of(workers: list[int]) -> None:
    end = time.monotonic() + 20
    while any(map(is_running, workers)) and time.monotonic() < end:
        time.sleep(0.05)
    assert not any(map(is_running, workers))


PROGRAM = """
import os

THREADS = os.environ.get("OPENBLAS_NUM_THREADS")  # as numpy would find it here

from contextlib import nullcontext

from msgspec.structs import replace

from accordingto.engines import Processes
from accordingto.engines.worker import Reader
from tests.engines.readers import numbered


def start():
    return Reader(lambda one: [replace(one, title=THREADS)], nullcontext)


if __name__ == "__main__":
    with Processes("", 1, start=start) as engine:
        print(*(reading[0].title for batch in engine.read([numbered(1)]) for reading in batch))
    print(os.environ.get("OPENBLAS_NUM_THREADS"))
"""


@pytest.mark.parametrize(("set_by_user", "in_worker", "afterwards"), [(None, "1", "None"), ("3", "3", "3")])
def test_workers_compute_with_one_thread_unless_the_user_says_so(
    tmp_path: Path, set_by_user: str | None, in_worker: str, afterwards: str
) -> None:
    (tmp_path / "program.py").write_text(PROGRAM, "utf-8")
    env = {name: value for name, value in os.environ.items() if name not in {"OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"}}
    env |= {"OPENBLAS_NUM_THREADS": set_by_user} if set_by_user else {}
    env["PYTHONPATH"] = os.pathsep.join([str(ROOT), *filter(None, [env.get("PYTHONPATH")])])
    done = subprocess.run(
        [sys.executable, tmp_path / "program.py"], capture_output=True, text=True, env=env, check=True, timeout=60
    )
    assert done.stdout.split() == [in_worker, afterwards]
