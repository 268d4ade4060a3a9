"""The faults, each as a trial: it is done for real, and what was promised is asserted afterwards."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from subprocess import PIPE
from typing import NamedTuple

from accordingto.casefile import Case
from accordingto.errors import CaseError
from benchmarks.harness import Ended, Machine, limit_files, limit_memory, rows


class Outcome(NamedTuple):
    """Rows of the undisturbed case that are missing at the end, rows that it does not have, and what was seen."""

    lost: int
    doubled: int
    note: str


def outcome(machine: Machine, case: Path, note: str) -> Outcome:
    """Compare a case with the undisturbed one."""
    found = rows(case)
    return Outcome(len(machine.expected - found), len(found - machine.expected), note)


def told(ended: Ended, *words: str) -> None:
    """Assert that a command said what is wrong, in a sentence and not in a traceback."""
    assert "Traceback" not in ended.said, ended.said
    assert "a fault of this program" not in ended.said, ended.said
    assert any(word in ended.said for word in words), ended


def is_sound(machine: Machine, case: Path) -> None:
    """Assert that ``accordingto check`` finds nothing wrong, and that it is right."""
    ended = machine.run("check", str(case))
    assert ended.code == 0, ended
    shown = ("reports", "statements", "events", "positions")
    half = {row for row in rows(case) if row[0] in shown[1:]}
    assert not half - machine.expected, "a half-written report"


def finish(machine: Machine, case: Path, note: str) -> Outcome:
    """Check a case that was disturbed, run the same command again, compare."""
    if case.exists() and case.stat().st_size:
        is_sound(machine, case)
    ended = machine.read(case)
    assert ended.code == 0, ended
    return outcome(machine, case, note)


def killed(how: signal.Signals) -> Callable[[Machine], Outcome]:
    """Return the trial that ends a run by a signal, somewhere."""

    def trial(machine: Machine) -> Outcome:
        case = machine.fresh() / "c.db"
        process = machine.start("read", str(machine.reports), "--case", str(case))
        time.sleep(machine.dice.uniform(0.1, 0.9) * machine.seconds)
        ended = process.kill(how)
        met = "met running" if ended.code else "over already"
        if case.exists() and "there is no case" in machine.run("check", str(case)).said:
            machine.read(case)  # it was ended before it had made the tables
        return finish(machine, case, met)

    return trial


@contextmanager
def small_disk(folder: Path, size: int) -> Iterator[bool]:
    """Mount a disk of so many bytes on a folder, for who may do that; yields whether it is there."""
    words = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    mounted = not os.getuid() and not subprocess.run(words, capture_output=True, check=False).returncode
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", "-l", str(folder)], check=True)


def remount(folder: Path, options: str) -> None:
    """Change a mounted disk."""
    subprocess.run(["mount", "-o", f"remount,{options}", str(folder)], check=True)


def disk_full(machine: Machine) -> Outcome:
    """Fill the disk, or a file to its limit, in the middle of a run; then make room."""
    folder = machine.fresh()
    size = int(machine.calm.stat().st_size * machine.dice.uniform(0.2, 1.2))
    with small_disk(folder, size) as mounted:
        case = folder / "c.db"
        ended = machine.read(case, before=(lambda: None) if mounted else (lambda: limit_files(size)))
        if ended.code:
            told(ended, "no space left", "its disk refuses")
            if mounted:
                shown = machine.run("check", str(case))
                told(Ended(shown.code, shown.said + "checked"), "checked")
                remount(folder, "size=500m")
        return finish(machine, case, "tmpfs" if mounted else "file size limit")


def disk_read_only(machine: Machine) -> Outcome:
    """Make the disk read-only: the case can be read and checked, writing is refused in words, nothing changes."""
    folder = machine.fresh()
    with small_disk(folder, 500 * 2**20) as mounted:
        case = folder / "c.db"
        half = machine.dice.random() < 0.5
        if half:
            process = machine.start("read", str(machine.reports), "--case", str(case))
            _until_begun(case)
            time.sleep(machine.dice.uniform(0, 0.5) * machine.seconds)
            process.kill(signal.SIGKILL)
        else:
            machine.read(case)
        if mounted:
            remount(folder, "ro")
        elif os.getuid():
            folder.chmod(0o555)
        else:
            return finish(machine, case, "NOT TRIED: may not mount")
        try:
            for command in (["show", str(case), "reports"], ["check", str(case)]):
                ended = machine.run(*command)
                assert ended.code == 0, (command, ended)
            ended = machine.read(case)
            assert ended.code == 2, ended
            told(ended, "cannot be written", "cannot be opened")
        finally:
            if mounted:
                remount(folder, "rw")
            else:
                folder.chmod(0o755)
        return finish(machine, case, "after a kill" if half else "finished case")


_HOLD = """
import sqlite3, sys
held = sqlite3.connect(sys.argv[1], isolation_level=None)
held.execute("BEGIN IMMEDIATE")
print("x", flush=True)
sys.stdin.read()
"""


def locked(machine: Machine) -> Outcome:
    """Hold the case locked: a run waits, and one without patience is told why."""
    case = machine.fresh() / "c.db"
    with Case(case):
        pass
    with subprocess.Popen([sys.executable, "-c", _HOLD, str(case)], stdin=PIPE, stdout=PIPE) as other:
        assert other.stdout and other.stdout.read(1)
        try:
            with Case(case, patience=0.2):
                raise AssertionError("a locked case was written to")
        except CaseError as error:
            assert "another program is writing to it" in str(error), error
        process = machine.start("read", str(machine.reports), "--case", str(case))
        time.sleep(machine.dice.uniform(0.5, 2))
        other.kill()
    ended = process.wait()
    assert ended.code == 0, ended
    return finish(machine, case, "waited")


def two_writers(machine: Machine) -> Outcome:
    """Let two runs write the same reports at once; sometimes one of them is killed."""
    case = machine.fresh() / "c.db"
    one = machine.start("read", str(machine.reports), "--case", str(case))
    time.sleep(machine.dice.uniform(0, 0.3) * machine.seconds)
    other = machine.start("read", str(machine.reports), "--case", str(case))
    note = "both finished"
    if machine.dice.random() < 0.4:
        time.sleep(machine.dice.uniform(0.1, 0.7) * machine.seconds)
        one.kill(signal.SIGKILL)
        note = "one killed"
    else:
        assert one.wait().code == 0
    ended = other.wait()
    assert ended.code == 0, ended
    return finish(machine, case, note)


def damaged(harm: Callable[[Machine, Path], str]) -> Callable[[Machine], Outcome]:
    """Return the trial that harms a finished file: check must tell, repair must help, reading again must heal."""

    def trial(machine: Machine) -> Outcome:
        case = machine.fresh() / "c.db"
        shutil.copy(machine.calm, case)
        note = harm(machine, case)
        checked = machine.run("check", str(case))
        assert "Traceback" not in checked.said, checked
        if checked.code == 0:
            assert not machine.expected ^ rows(case), "check says that a harmed case is sound"
            return outcome(machine, case, f"{note}: no row touched")
        repaired = machine.run("repair", str(case))
        told(repaired, "left out", "Nothing is left out", "nothing can be kept", "nothing of it can be read", "no case")
        if repaired.code == 2:
            for path in case.parent.glob("c.db*"):
                path.unlink()
            note += ": beyond repair, read anew"
        else:
            is_sound(machine, case)
            note += ": repaired"
        return finish(machine, case, note)

    return trial


def cut(machine: Machine, case: Path) -> str:
    """Cut a file short."""
    size = int(case.stat().st_size * machine.dice.uniform(0.02, 0.98))
    os.truncate(case, size)
    return "cut"


def scribble(machine: Machine, case: Path) -> str:
    """Write noise over some pages, or turn one byte."""
    data = bytearray(case.read_bytes())
    if machine.dice.random() < 0.5:
        data[machine.dice.randrange(4096, len(data))] ^= 1 << machine.dice.randrange(8)
        note = "a bit turned"
    else:
        for _ in range(machine.dice.randrange(1, 6)):
            start = 4096 * machine.dice.randrange(1, len(data) // 4096)
            data[start : start + 4096] = machine.dice.randbytes(4096)
        note = "pages overwritten"
    case.write_bytes(data)
    return note


def clock_turned(machine: Machine) -> Outcome:
    """Kill a run, move the clock by years and the time zone around the world, go on."""
    case = machine.fresh() / "c.db"
    zone = machine.dice.choice(["Pacific/Kiritimati", "America/Adak", "Asia/Kathmandu"])

    def elsewhere() -> None:
        os.environ["TZ"] = zone
        time.tzset()

    process = machine.start("read", str(machine.reports), "--case", str(case), before=elsewhere)
    time.sleep(machine.dice.uniform(0.3, 0.8) * machine.seconds)
    process.kill(signal.SIGKILL)
    jump = timedelta(days=machine.dice.randrange(-4000, 4000))
    with Case(case, clock=lambda: datetime.now(UTC) + jump) as opened:
        opened.finish_run(opened.begin_run("another", "reader").id)
    return finish(machine, case, f"{jump.days:+} days, {zone}")


def memory_short(machine: Machine) -> Outcome:
    """Let a run reach its limit of memory, somewhere."""
    case = machine.fresh() / "c.db"
    extra = machine.dice.choice([2, 8, 20, 60])
    ended = machine.read(case, before=lambda: limit_memory(extra), anew=True)
    assert "Traceback" not in ended.said, ended
    note = "ended" if ended.code not in {0, 1} else "went on"
    return finish(machine, case, f"{extra} MB more: {note}")


def _worker_trial(how: signal.Signals, *options: str) -> Callable[[Machine], Outcome]:
    def trial(machine: Machine) -> Outcome:
        case = machine.fresh() / "c.db"
        process = machine.start("read", str(machine.reports), "--case", str(case), "--workers", "2", *options)
        _until_begun(case)
        workers = _workers(process.pid)
        met = bool(workers)
        if met:
            os.kill(machine.dice.choice(workers), how)
        ended = process.wait()
        assert ended.code in {0, 1}, ended
        return finish(machine, case, "met working" if met else "over already")

    return trial


def _until_begun(case: Path) -> None:
    """Wait until a run has written its first reports."""
    end = time.monotonic() + 300
    while time.monotonic() < end and not (case.exists() and _count(case)):
        time.sleep(0.02)


def _count(case: Path) -> int:
    try:
        with closing(sqlite3.connect(f"file:{case}?mode=ro", uri=True)) as c:
            return int(c.execute("SELECT count(*) FROM reports").fetchone()[0])
    except sqlite3.DatabaseError:
        return 0


def _workers(pid: int) -> list[int]:
    listed = subprocess.run(["ps", "-eww", "-o", "pid=,ppid=,args="], capture_output=True, text=True, check=True).stdout
    split = [line.split(maxsplit=2) for line in listed.splitlines()]
    return [int(own) for own, parent, words in split if int(parent) == pid and "spawn_main" in words]


FAULTS: Mapping[str, Callable[[Machine], Outcome]] = {
    "SIGKILL": killed(signal.SIGKILL),
    "SIGTERM": killed(signal.SIGTERM),
    "disk full": disk_full,
    "read-only disk": disk_read_only,
    "database locked": locked,
    "two writers": two_writers,
    "file cut short": damaged(cut),
    "file corrupted": damaged(scribble),
    "clock changed": clock_turned,
    "memory limit": memory_short,
    "worker killed": _worker_trial(signal.SIGKILL),
    "worker hangs": _worker_trial(signal.SIGSTOP, "--time-limit", "4"),
}
