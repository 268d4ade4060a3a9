"""A quick reader for worker processes, with reports that misbehave; run as a script it reads reports into a case.

python -m tests.engines.readers CASE COUNT WORKERS
"""

import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

from msgspec.structs import replace

from accordingto.engines import Processes
from accordingto.engines.worker import Reader
from accordingto.errors import ModelError
from accordingto.records import Record, Report
from tests.builders import report, statement

SECONDS = 0.01
"""What a report takes, so that a run can be met in the middle."""


_LEFT: list[bytes] = []
"""What reading leaves in memory."""


def numbered(count: int) -> list[Report]:
    """Return reports that differ in a number."""
    text = "Minister Ana Ruiz said the border stays shut. Number {}."
    return [report(text.format(n), path=f"{n:04d}.txt") for n in range(count)]


def read(one: Report) -> list[Record]:
    """Read a report, or do what its text says instead."""
    if "DIE ONCE" in one.text and not (mark := Path(str(one.url))).exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    if "DIE ALWAYS" in one.text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "KILL THE WORKER ITSELF" in one.text:
        os.kill(os.getppid(), signal.SIGKILL)
    if "HANG" in one.text:
        time.sleep(600)
    if "HUNGRY" in one.text:
        bytearray(3_000_000_000)
    if "GROW" in one.text:
        one = replace(one, title=f"read by {os.getpid()}")
        _LEFT.append(b"x" * 750_000_000)
    time.sleep(SECONDS)
    return [one, statement(one, "Ana Ruiz", "said", "the border stays shut")]


def start() -> Reader:
    """Return the reader, as a worker makes it."""
    return Reader(read, nullcontext)


def start_without_model() -> Reader:
    """Fail as a worker does where the model is missing."""
    raise ModelError("the language model is not installed")


def die_at_start() -> Reader:
    """End before anything is read."""
    os._exit(3)


def _inputs(count: int) -> Iterator[Report]:
    yield from numbered(count)


def tell_and_wait(_: int) -> None:
    """Say that a batch is written and wait until somebody says to go on, or nobody is there to say it."""
    sys.stdout.write("written\n")
    sys.stdout.flush()
    sys.stdin.readline()


def main() -> None:
    """Read into a case, waiting for a line of input after every batch."""
    from accordingto import intake
    from accordingto.casefile import Case

    path, count, workers = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    with Case(path) as case, Processes("", workers, start=start) as engine:
        intake.read_into(case, _inputs(count), engine=engine, version="1", key="k", step=tell_and_wait)


if __name__ == "__main__":
    main()
