"""Kill a run ten times with SIGKILL, let it finish, and compare the case row for row with an undisturbed run.

python -m benchmarks.kills WORKLOAD.jsonl.gz [--reports 500] [--kills 10]
"""

import argparse
import json
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.workload import load

CLOCK_TABLES = ("run_log",)
"""The only tables with clock times in them; everything else must be equal."""


def write_reports(workload: Path, count: int, folder: Path) -> None:
    """Write reports as files with sidecars, the way a user has them."""
    for number, report in enumerate(load(workload, count)):
        (folder / f"{number:05d}.txt").write_text(report.text, "utf-8")
        facts = {"outlet": report.outlet, "published": report.published, "title": report.title}
        (folder / f"{number:05d}.meta.json").write_text(json.dumps(facts), "utf-8")


def read(folder: Path, case: Path) -> subprocess.Popen[bytes]:
    """Start reading a folder into a case."""
    command = [sys.executable, "-m", "accordingto", "read", str(folder), "--case", str(case)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def rows(case: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return every table of a case with its rows in stored order."""
    with sqlite3.connect(case) as connection:
        names = [n for (n,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        kept = [n for n in names if n not in CLOCK_TABLES]
        return {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in kept}


def main() -> None:
    """Kill, finish, compare; exit 1 where the cases differ."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("workload", type=Path)
    options.add_argument("--reports", type=int, default=500)
    options.add_argument("--kills", type=int, default=10)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "reports"
        folder.mkdir()
        write_reports(given.workload, given.reports, folder)
        calm, killed = Path(scratch) / "calm.db", Path(scratch) / "killed.db"
        start = time.perf_counter()
        read(folder, calm).wait()
        whole = time.perf_counter() - start
        dice = random.Random(7)
        kills = 0
        for _ in range(given.kills):
            process = read(folder, killed)
            time.sleep(dice.uniform(0.3, 1.0) * min(30.0, 4 + whole / given.kills))
            kills += process.poll() is None
            process.send_signal(signal.SIGKILL)
            process.wait()
        read(folder, killed).wait()
        a, b = rows(calm), rows(killed)
        different = sorted(name for name in a | b if a.get(name) != b.get(name))
        print(f"{given.reports} reports, {kills} of {given.kills} kills hit a running process")
        print(", ".join(f"{name} {len(found)}" for name, found in a.items()))
        print("identical, row for row" if not different else f"DIFFERENT: {', '.join(different)}")
    sys.exit(bool(different))


if __name__ == "__main__":
    main()
