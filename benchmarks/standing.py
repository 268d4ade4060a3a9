"""How fast the ledger answers `--as-of` on a case of 5,000 reports: some hundred are read, their records repeated.

python -m benchmarks.standing WORKLOAD.jsonl.gz [--read 400] [--reports 5000] [--case FILE]
"""

import argparse
import re
import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from accordingto import pipeline
from accordingto.casefile import Case
from accordingto.comparing.ledger import Query
from accordingto.hearing import write_ledger
from accordingto.records import Record, Report, decode, derive_id, encode
from accordingto.standing import standing
from benchmarks.workload import load

_ID = re.compile(r'"([a-z])([0-9a-f]{16})"')
_STEP = timedelta(days=37)
"""Days between a report and its repetition, so that courses go on in time as in a real crisis."""

QUERIES = (
    Query(as_of="2015-01-01", holder="USA"),
    Query(as_of="2015-01-01", holder="USA", toward="SYR", about="strikes"),
    Query(as_of="2015-01-01", holder="Obama", about="weapons"),
    Query(as_of="2012-06-01", toward="ISR"),
    Query(as_of="2022-06-01", holder="RUS", toward="UKR"),
    Query(as_of="2012-06-01", about="ceasefire"),
    Query(as_of="2015-01-01"),
)


def repeated(readings: list[list[Record]], count: int) -> Iterator[list[Record]]:
    """Yield ``count`` readings: those given, then the same with other ids and later dates."""
    for number in range(count):
        turn, index = divmod(number, len(readings))
        yield [_again(record, turn) for record in readings[index]] if turn else readings[index]


def _again(record: Record, turn: int) -> Record:
    line = _ID.sub(lambda m: f'"{m[1]}{derive_id("x", m[0], turn)[1:]}"', encode(record))
    told = decode(line)
    if isinstance(told, Report) and told.published:
        later = date.fromisoformat(told.published[:10]) + turn * _STEP
        line = line.replace(f'"published":"{told.published}"', f'"published":"{later.isoformat()}"')
        told = decode(line.replace(f'"path":"{told.path}"', f'"path":"{told.path}-{turn}"'))
    return told


def fill(path: Path, workload: Path, read: int, count: int) -> None:
    """Write the case: readings, then the ledger over them."""
    readings = list(pipeline.read_reports(load(workload, read), tools=pipeline.load_tools()))
    with Case(path) as case:
        run = case.begin_run("benchmark", "benchmark")
        for reading in repeated(readings, count):
            report, *rest = reading
            if isinstance(report, Report):
                case.write(run.id, "benchmark", [(report, rest)])
        start = time.perf_counter()
        write_ledger(case)
        print(f"the ledger made in {time.perf_counter() - start:.1f} s")


def measure(path: Path, rounds: int) -> None:
    """Print for each query how many positions it finds and the median and slowest time, in milliseconds."""
    standing(path, QUERIES[1])
    for query in QUERIES:
        times = []
        for _ in range(rounds):
            start = time.perf_counter()
            found = standing(path, query)
            times.append(1000 * (time.perf_counter() - start))
        asked = " ".join(f"--{n.replace('_', '-')} {v}" for n in query.__struct_fields__ if (v := getattr(query, n)))
        print(f"{statistics.median(times):8.1f} ms  slowest {max(times):8.1f} ms  {len(found):6} positions  {asked}")


def main() -> None:
    """Fill a case, or take the one that is there, and ask it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("workload", type=Path)
    parser.add_argument("--read", type=int, default=400)
    parser.add_argument("--reports", type=int, default=5000)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--case", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.case or Path(folder) / "ledger.db"
        if not path.exists():
            fill(path, options.workload, options.read, options.reports)
        with Case(path, read_only=True) as case:
            print(", ".join(f"{n} {kind}s" for kind, n in case.counts().items()))
        measure(path, options.rounds)


if __name__ == "__main__":
    main()
