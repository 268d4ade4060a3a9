"""Local, two workers, a Dask cluster, and the cluster with workers killed: the same case, row for row.

python -m benchmarks.cluster WORKLOAD.jsonl.gz [--reports 64] [--kills 2]
"""

import argparse
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from accordingto import engines, intake
from accordingto.casefile import Case
from accordingto.engines import Engine
from accordingto.reading.model import DEFAULT_MODEL
from accordingto.records import Report
from benchmarks.kills import rows
from benchmarks.workload import load


def read(path: Path, reports: Sequence[Report], engine: Engine, step: Callable[[int], None] = lambda _: None) -> float:
    """Read reports into a case; return the seconds that it took."""
    start = time.perf_counter()
    with Case(path) as case, engine:
        intake.read_into(case, reports, engine=engine, version="1", key="cluster", step=step)
    return time.perf_counter() - start


def killer(cluster: Any, kills: int) -> Callable[[int], None]:
    """Return a step that kills a worker of the cluster after each of the first batches."""
    left = list(range(kills))

    def kill_one(_: int) -> None:
        living = [n.process.pid for n in cluster.workers.values() if n.process and n.process.pid]
        if left and living:
            os.kill(living[left.pop() % len(living)], signal.SIGKILL)

    return kill_one


def main() -> None:
    """Read four times, compare; exit 1 where the cases differ."""
    from distributed import LocalCluster

    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("workload", type=Path)
    options.add_argument("--reports", type=int, default=64)
    options.add_argument("--kills", type=int, default=2)
    given = options.parse_args()
    reports = list(load(given.workload, given.reports))
    with (
        tempfile.TemporaryDirectory() as scratch,
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
    ):
        cases = {name: Path(scratch) / f"{number}.db" for number, name in enumerate(("here", "two", "dask", "killed"))}
        on_cluster = {"engine": "dask", "scheduler": cluster.scheduler_address}
        seconds = {
            "here": read(cases["here"], reports, engines.choose(DEFAULT_MODEL)),
            "two": read(cases["two"], reports, engines.choose(DEFAULT_MODEL, 2)),
            "dask": read(cases["dask"], reports, engines.choose(DEFAULT_MODEL, **on_cluster)),
            "killed": read(
                cases["killed"], reports, engines.choose(DEFAULT_MODEL, **on_cluster), killer(cluster, given.kills)
            ),
        }
        found = {name: rows(case) for name, case in cases.items()}
    wrong = [name for name in found if found[name] != found["here"]]
    times = ", ".join(f"{name} {taken:.0f}" for name, taken in seconds.items())
    print(f"{len(reports)} reports, {given.kills} workers killed; seconds {times}")
    print(", ".join(f"{name} {len(listed)}" for name, listed in found["here"].items() if listed))
    print("identical, row for row" if not wrong else f"DIFFERENT: {', '.join(wrong)}")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
