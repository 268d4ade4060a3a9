"""A Dask cluster of real processes reads: the same case row for row, whichever worker is killed on the way."""

import multiprocessing
import os
import signal
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from msgspec.structs import replace

from accordingto import engines, intake, sources
from accordingto.casefile import Case
from accordingto.engines import Engine, Processes
from accordingto.engines.worker import Reader
from accordingto.errors import ModelError, UsageError, WorkerError
from accordingto.linking import WORTH
from accordingto.reading.model import DEFAULT_MODEL
from accordingto.records import Problem, Record, Report
from accordingto.tabulating import write_tables
from tests.engines.readers import numbered, read, start, start_without_model
from tests.test_collating import many

distributed = pytest.importorskip("distributed", reason="Dask is not installed: pip install 'accordingto[dask]'")

from accordingto.engines.cluster import Cluster  # noqa: E402 (needs what the line above may skip)


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Two workers, each a process of its own that is started again when it dies."""
    import dask

    settings = {"distributed.scheduler.allowed-failures": 0, "distributed.worker.memory.terminate": False}
    with (
        dask.config.set(settings),
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as local,
    ):
        yield local


def engine(cluster: Any, start: Callable[[], Reader] = start, limit: float = 30, memory_limit: int = 1_000) -> Cluster:
    return Cluster(DEFAULT_MODEL, cluster.scheduler_address, limit, start, memory_limit)


def workers(cluster: Any) -> list[int]:
    return [nanny.process.pid for nanny in cluster.workers.values() if nanny.process and nanny.process.pid]


def rows(case: Path) -> dict[str, list[object]]:
    with sqlite3.connect(case) as c:
        names = [
            n
            for (n,) in c.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN ('run_log', 'words')"
            )
        ]
        return {name: c.execute(f"SELECT * FROM {name}").fetchall() for name in names}


def read_into(path: Path, engine: Engine, reports: Sequence[Report], step: Callable[[int], None]) -> None:
    with Case(path) as case, engine:
        intake.read_into(case, reports, engine=engine, version="1", key="k", step=step)


def test_a_worker_killed_in_the_middle_changes_nothing(cluster: Any, tmp_path: Path) -> None:
    reports = numbered(64)
    read_into(tmp_path / "local.db", Processes("", 1, start=start), reports, lambda _: None)
    killed: list[int] = []

    def kill_one(_: int) -> None:
        if not killed:
            killed.append(workers(cluster)[0])
            os.kill(killed[0], signal.SIGKILL)

    read_into(tmp_path / "cluster.db", engine(cluster), reports, kill_one)
    assert killed
    assert rows(tmp_path / "cluster.db") == rows(tmp_path / "local.db")


def test_a_report_that_ends_every_worker_is_a_problem_and_the_rest_is_read(cluster: Any) -> None:
    reports = numbered(6)
    reports[4] = replace(reports[4], text=f"{reports[4].text} KILL THE WORKER ITSELF")
    with engine(cluster) as one:
        [first, empty, last] = one.read([reports[:3], [], reports[3:]])
    assert empty == []
    found: list[list[Record]] = [*first, *last]
    report, problem = found.pop(4)
    assert report == reports.pop(4)
    assert isinstance(problem, Problem)
    assert problem.reason == "reading failed"
    assert found == [read(one) for one in reports]


def test_a_report_that_hangs_is_a_problem(cluster: Any) -> None:
    report = replace(numbered(1)[0], text="A text to HANG at.")
    with engine(cluster, limit=1) as one:
        [[[_, problem]]] = one.read([[report]])
    assert isinstance(problem, Problem)
    assert problem.reason == "time limit"


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux alone")
def test_a_report_that_takes_too_much_memory_is_a_problem(cluster: Any) -> None:
    report = replace(numbered(1)[0], text="A HUNGRY text.")
    with engine(cluster, memory_limit=200) as one:
        [[[_, problem]]] = one.read([[report]])
    assert isinstance(problem, Problem)
    assert problem.reason == "memory limit"


def test_parquet_in_parquet_out(cluster: Any, tmp_path: Path) -> None:
    given = tmp_path / "reports.parquet"
    pq.write_table(pa.table({"text": [one.text for one in numbered(3)] + [numbered(1)[0].text, "?"]}), given)
    for name, one in (("here", Processes("", 1, start=start)), ("there", engine(cluster))):
        with one:
            done = write_tables(tmp_path / name, sources.read([given]), engine=one)
        assert (done.read, done.known, done.failed) == (3, 1, 1)
    for kind in ("report", "statement", "event", "position", "problem"):
        here, there = (pq.read_table(tmp_path / name / f"{kind}s.parquet") for name in ("here", "there"))
        assert here.equals(there)
    assert pq.read_table(tmp_path / "there" / "statements.parquet")["speaker"].to_pylist() == ["Ana Ruiz"] * 3
    assert all(path.suffix == ".parquet" for path in (tmp_path / "there").iterdir())


def test_what_is_wrong_with_a_cluster_is_said(cluster: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("accordingto.engines.cluster._ANSWER_LIMIT", 1)
    with engine(cluster, start=start_without_model) as one, pytest.raises(ModelError, match="not installed"):
        list(one.read([numbered(1)]))
    with pytest.raises(UsageError, match="--scheduler"):
        engines.choose(DEFAULT_MODEL, engine="dask")
    with pytest.raises(UsageError, match="--engine dask"):
        engines.choose(DEFAULT_MODEL, scheduler="tcp://127.0.0.1:1")
    with pytest.raises(WorkerError, match="no scheduler answers at tcp:"):
        Cluster(DEFAULT_MODEL, "tcp://127.0.0.1:1")


def test_a_worker_of_another_version_is_refused(cluster: Any) -> None:
    with engine(cluster) as one:
        one._order = replace(one._order, version="another")
        with pytest.raises(WorkerError, match="install the same one on every worker"):
            list(one.read([numbered(1)]))


def test_a_worker_killed_while_it_compares_changes_nothing(cluster: Any, tmp_path: Path) -> None:
    told = many(WORTH + 20)
    for name in ("local.db", "cluster.db"):
        with Case(tmp_path / name) as case:
            case.write(1, "1", told)
    with Case(tmp_path / "local.db") as case:
        intake.settle_findings(case)
    killed: list[int] = []

    class Killing:
        """The cluster, of which a worker dies when the first answer is asked for."""

        def __init__(self, bench: Any) -> None:
            self._bench, self.ahead, self.give = bench, bench.ahead, bench.give

        def take(self, ticket: Any) -> bytes | None:
            if not killed:
                killed.append(workers(cluster)[0])
                os.kill(killed[0], signal.SIGKILL)
            found: bytes | None = self._bench.take(ticket)
            return found

    with Case(tmp_path / "cluster.db") as case, engine(cluster) as one:
        intake.settle_findings(case, Killing(one.bench))
    assert killed
    assert rows(tmp_path / "cluster.db") == rows(tmp_path / "local.db")


def test_a_worker_that_would_compare_otherwise_is_refused(
    cluster: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("accordingto.engines.cluster.linking_version", lambda: "another")
    with Case(tmp_path / "c.db") as case, engine(cluster) as one:
        case.write(1, "1", many(WORTH))
        with pytest.raises(WorkerError, match="install the same one on every worker"):
            intake.settle_findings(case, one.bench)


def test_idle_readers_are_ended() -> None:
    from accordingto.engines.station import Order, Station
    from accordingto.version import reader_version

    station = Station(Order(DEFAULT_MODEL, 30, 500, reader_version(DEFAULT_MODEL), start), 1, idle_limit=0.2)
    others = set(multiprocessing.active_children())
    assert len(station.read([msgspec.json.encode(numbered(1)[0])])) == 1
    assert set(multiprocessing.active_children()) - others
    end = time.monotonic() + 10
    while set(multiprocessing.active_children()) - others and time.monotonic() < end:
        time.sleep(0.05)
    assert not set(multiprocessing.active_children()) - others
