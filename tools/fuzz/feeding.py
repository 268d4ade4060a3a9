"""Feeding one target in a process of its own: each input under a limit of processor seconds and of memory.

What is found and how far it has come goes to standard output as lines of JSON.
"""

import json
import mmap
import os
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.fuzz import inputs
from tools.fuzz.targets import EXPECTED, TARGETS, Target

SECONDS = 10.0
"""Processor seconds that an input may take."""

STEP = 500
"""Inputs after which it is told how far the feeding has come."""

MEGABYTES = 1_000
"""Memory that an input may take beyond what the process has when it begins."""


class OverrunError(BaseException):
    """An input took longer than it may; no ``except Exception`` on the way catches it."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise ``OverrunError`` in the block once it has used up some processor seconds."""

    def stop(*_: object) -> None:
        raise OverrunError(f"more than {seconds:g} processor seconds")

    signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def limit_memory(megabytes: int) -> None:
    """Let this process take only some more memory than it has; then ``MemoryError`` is raised."""
    held = next(int(x.split()[1]) for x in Path("/proc/self/status").read_text().splitlines() if x.startswith("VmData"))
    most = (held // 1024 + megabytes) * 1_048_576
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))


def signature(error: BaseException) -> str:
    """Return what findings of one cause have in common: the kind of error and the last line of ours that it passed."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [f for f in frames if "accordingto" in f.filename]
    last = (ours or frames)[-1]
    where = f"{Path(last.filename).parent.name}/{Path(last.filename).name}:{last.lineno}"
    return f"{type(error).__name__} at {where}: {str(error)[:160]}"


def feed(target: Target, number: int, folder: Path, seed: int = 0, seconds: float = SECONDS) -> str | None:
    """Feed the input of a number; return the signature of what went wrong, if anything."""
    data = inputs.of(target.kinds[number % len(target.kinds)], number, seed)
    try:
        with limited(seconds):
            target.feed(data, folder)
    except EXPECTED:
        return None
    except (Exception, OverrunError) as error:  # noqa: BLE001 (that is what is looked for)
        return signature(error)
    return None


def tell(line: dict[str, object]) -> None:
    """Put a line of JSON on standard output at once."""
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Feed a span of numbers to a target; the one in hand stands in a file, so that a dead process tells it."""
    name, first, last, seed, at_file = sys.argv[1], *map(int, sys.argv[2:5]), Path(sys.argv[5])
    target, parent = TARGETS[name], os.getppid()
    with tempfile.TemporaryDirectory() as scratch, at_file.open("r+b") as stream:
        at = mmap.mmap(stream.fileno(), 8)
        for number in range(-3, 0):
            feed(target, number, Path(scratch), seconds=120)  # loads what is loaded late
        limit_memory(MEGABYTES)
        slowest, slowest_at, told = 0.0, first, time.process_time()
        for number in range(first, last):
            at[:] = number.to_bytes(8, "little")
            start = time.process_time()
            wrong = feed(target, number, Path(scratch), seed)
            now = time.process_time()
            if now - start > slowest:
                slowest, slowest_at = now - start, number
            if wrong:
                tell({"number": number, "wrong": wrong})
            if (number + 1) % STEP == 0 or number + 1 == last:
                most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
                came = {"slowest": round(slowest, 3), "slowest_at": slowest_at, "most_mb": most}
                tell({"upto": number + 1, **came, "seconds": round(now - told, 3)})
                told = now
                if os.getppid() != parent:  # nobody waits for it any more
                    return


if __name__ == "__main__":
    main()
