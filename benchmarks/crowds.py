"""Time of comparing where everything meets everything: copies of one wire text within days, and reports without a date.

python -m benchmarks.crowds WORKLOAD.jsonl.gz [--sizes 500 1000 2000 4000] [--kinds copies undated] [--base 250]

Copies: a report of middling length of a stretch of the workload (``benchmarks.comparing``) under so many outlets, over
four days in the midst of that stretch; what the stretch itself takes is measured beside it and taken off. Undated:
the tellings of that stretch without their dates. Each in a process of its own; seconds are of the processor.
"""

import argparse
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from hashlib import sha256
from itertools import islice
from pathlib import Path

from msgspec.structs import replace

from accordingto.batches import in_batches
from accordingto.casefile import Case
from accordingto.records import Record, Report, decode
from benchmarks.comparing import FOLDER, base_lines, measure_at_once, readings

DAYS = 4
"""Days over which the copies are spread."""

_ID = re.compile(r'(?<=")[rsep][0-9a-f]{16}(?=")')

Reading = tuple[Report, list[Record]]


def copies(base: list[list[str]], count: int) -> Iterator[Reading]:
    """Yield a stretch of reports, and so many copies of one of middling length."""
    yield from islice(readings(base), len(base))
    lines = sorted(base[len(base) // 3 : 2 * len(base) // 3], key=len)[len(base) // 6]
    first = decode(lines[0])
    day = date.fromisoformat((first.published or "")[:10]) if isinstance(first, Report) else date.min
    for number in range(count):
        one, *rest = (decode(_ID.sub(partial(_other, number), line)) for line in lines)
        if isinstance(one, Report):
            published = (day + timedelta(days=number * DAYS // count)).isoformat()
            yield replace(one, outlet=f"Outlet {number}", path=f"copy-{number}", published=published), rest


def _other(number: int, found: re.Match[str]) -> str:
    name = found[0]
    return name[0] + sha256(f"copy {number} {name}".encode()).hexdigest()[:16]


def undated(base: list[list[str]], count: int) -> Iterator[Reading]:
    """Yield so many reports without a date."""
    for one, rest in islice(readings(base), count):
        yield replace(one, published=None, published_precision=None), rest


KINDS = {"copies": copies, "undated": undated}


def seconds(told: Iterator[Reading], name: str) -> tuple[float, int, int]:
    """Return the processor seconds of comparing some reports in a process of its own, its MB, and the links found."""
    path = FOLDER / f"crowd-{name}.db"
    for suffix in ("", "-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)
    with Case(path) as case:
        for batch in in_batches(told, 64):
            case.write(1, "bench", batch)
    command = [sys.executable, "-m", "benchmarks.crowds", "--measure", str(path)]
    done = subprocess.run(command, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": "0"})
    path.unlink()
    took, memory, links = json.loads(done.stdout)
    return took, memory, links


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("workload", type=Path, nargs="?")
    options.add_argument("--sizes", type=int, nargs="+", default=[500, 1000, 2000, 4000])
    options.add_argument("--kinds", nargs="+", choices=KINDS, default=list(KINDS))
    options.add_argument("--base", type=int, default=250)
    options.add_argument("--longest", type=int, default=1000)
    options.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.measure:
        print(json.dumps(measure_at_once(given.measure)))
        return
    base = base_lines(given.workload, given.base, given.longest)
    for kind in given.kinds:
        alone = seconds(copies(base, 0), "alone")[0] if kind == "copies" else 0.0
        before = 0.0
        for size in given.sizes:
            took, memory, links = seconds(KINDS[kind](base, size), kind)
            each = 1000 * (took - alone) / size
            row = {"kind": kind, "reports": size, "ms_per_report": round(each, 1), "links_per_report": links // size}
            print(json.dumps({**row, "growth": round(each / before, 2) if before else None, "peak_memory_mb": memory}))
            sys.stdout.flush()
            before = each


if __name__ == "__main__":
    main()
