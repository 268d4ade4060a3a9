"""Real processes for the fault trials, forked from one that has all loaded, so that each starts at once.

They run the program's own commands. Reports are read by the language model once; where a fault has nothing to do with
reading, the processes play that reading back, so that ten trials of each take minutes.
"""

import io
import os
import random
import resource
import signal
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from accordingto import pipeline, sources
from accordingto.cli import main
from accordingto.engines import processes
from accordingto.records import Report
from benchmarks import recorded

COUNT = 24
"""Reports of a trial: two transactions."""

TEXT = """{place} stays shut, minister says

ORVANE, {day:%B} {day.day}, {day.year} – Minister {name} said on {day:%A} that {place} would stay shut. “We will not \
open it before the talks end,” {name} told reporters. Police arrested {number} people near {place}, the ministry said.
"""
NAMES = ("Ana Ruiz", "Tomas Veld", "Lena Marsh", "Ida Holm", "Mira Sanchez", "Jonas Eld", "Vera Kosta", "Pal Toth")
PLACES = (
    "the Kestrel Pass",
    "the port of Sele",
    "the Orvane bridge",
    "the Tarn tunnel",
    "the dam at Oru",
    "the Miren mine",
)


class Ended(NamedTuple):
    """How a process ended: its exit code, negative for a signal, and what it said on standard error."""

    code: int
    said: str


class Process(NamedTuple):
    """A child on its way."""

    pid: int
    log: Path

    def wait(self) -> Ended:
        """Wait for its end."""
        _, status = os.waitpid(self.pid, 0)
        return Ended(os.waitstatus_to_exitcode(status), self.log.read_text("utf-8", "replace"))

    def kill(self, how: signal.Signals) -> Ended:
        """End it."""
        os.kill(self.pid, how)
        return self.wait()


class Machine:
    """A folder with reports, a case that was read undisturbed, and children that run commands."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder, self.dice = folder, random.Random(seed)
        self.reports = folder / "reports"
        self.reports.mkdir()
        for number in range(COUNT):
            pair = number // 2  # two reports each tell of one thing, so that there is something to compare
            facts = {"place": PLACES[pair % 6], "name": NAMES[pair % 8], "day": date(2031, 3, 2) + timedelta(9 * pair)}
            (self.reports / f"{number:02d}.txt").write_text(TEXT.format(**facts, number=3 + number), "utf-8")
        self._tools = pipeline.load_tools()
        self._recorded = folder / "recorded.json"
        reports = [one for one in sources.read([self.reports]) if isinstance(one, Report)]
        recorded.record((pipeline.read_one(report, self._tools) for report in reports), self._recorded)
        self._count = 0
        self.calm = folder / "calm.db"
        ended = self.run("read", str(self.reports), "--case", str(self.calm), anew=True)
        if ended.code:
            raise RuntimeError(ended.said)
        self.expected = rows(self.calm)
        start = time.monotonic()
        self.read(folder / "second.db")
        self.seconds = time.monotonic() - start

    def fresh(self) -> Path:
        """Return a folder for one trial."""
        self._count += 1
        made = self.folder / f"trial{self._count}"
        made.mkdir()
        return made

    def start(self, *words: str, before: Callable[[], object] = lambda: None, anew: bool = False) -> Process:
        """Start a command in a child; ``before`` is done there first, such as setting a limit.

        It plays the recorded reading back, or reads ``anew`` with the language model.
        """
        self._count += 1
        log = self.folder / f"said{self._count}"
        sys.stdout.flush()
        pid = os.fork()
        if pid == 0:
            self._be(words, log, before, anew)
        return Process(pid, log)

    def run(self, *words: str, before: Callable[[], object] = lambda: None, anew: bool = False) -> Ended:
        """Run a command in a child to its end."""
        return self.start(*words, before=before, anew=anew).wait()

    def read(self, case: Path | str, before: Callable[[], object] = lambda: None, anew: bool = False) -> Ended:
        """Read all reports into a case."""
        return self.run("read", str(self.reports), "--case", str(case), before=before, anew=anew)

    def _be(self, words: tuple[str, ...], log: Path, before: Callable[[], object], anew: bool) -> None:
        """Be the command: never returns."""
        code = 70
        try:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            os.dup2(os.open(log, os.O_WRONLY | os.O_CREAT), 2)
            sys.stderr = io.TextIOWrapper(io.FileIO(2, "w"), write_through=True)
            self._lend(anew)
            sys.argv = ["accordingto", *words]
            before()
            main()
            code = 0
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 1
        finally:
            os._exit(code)

    def _lend(self, anew: bool) -> None:
        """Give this process what reads, and workers that it starts nothing to load but that."""
        tools, path = self._tools, self._recorded
        pipeline.load_tools = lambda *_, **__: tools
        if not anew:
            pipeline.read_reports = lambda reports, **_: recorded.read_reports(path, reports)
            vars(processes)["pipeline_reader"] = partial(recorded.reader, path)
            sys.modules["__main__"] = ModuleType("__main__")  # a worker that is spawned would load this one's


def rows(case: Path) -> set[tuple[object, ...]]:
    """Return the rows of a case that has no times and no numbers of runs in them, each with the name of its table."""
    left_out = {"run_log", "runs", "superseded", "facts", "fetches"}
    with closing(sqlite3.connect(case)) as c:
        tables = [n for (n,) in c.execute("SELECT name FROM sqlite_master WHERE type = 'table'") if n not in left_out]
        names = [name for name in tables if not name.startswith("words")]  # the index of words, in pieces of SQLite's
        found = [(name, *row) for name in names for row in c.execute(f"SELECT * FROM {name}")]
    found = [row[:1] + row[2:] if row[0] == "worded" else row for row in found]  # without its number there
    kept = {row[:3] if row[0] == "readers" else row for row in found}
    if len(kept) != len(found):
        raise RuntimeError("a row is there twice")
    return kept


def limit_memory(extra_mb: int) -> None:
    """Give this process so much more memory than it has now, and no more."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    most = pages * resource.getpagesize() + extra_mb * 2**20
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def limit_files(size: int) -> None:
    """Let no file of this process grow beyond a size in bytes: a full disk for who cannot mount one."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
