"""Memory of a worker over many reports, none of whose passages comes again.

python -m benchmarks.memory WORKLOAD.jsonl.gz [--reports 40000] [--words 0] [--every 500] [--minutes 0]

The workload is read round after round, each time with its names spelled otherwise, so that words and passages are new.
With ``--words`` only the first paragraphs of each report are read, until they have so many words. Prints reports,
minutes, and the memory in MB that the worker and this program hold. 0 is no limit of words or of time.
"""

import argparse
import multiprocessing
import re
import time
from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from accordingto.batches import BATCH, in_batches
from accordingto.engines import Processes
from accordingto.reading.model import DEFAULT_MODEL
from accordingto.records import Report, derive_id
from accordingto.text import sha256
from benchmarks.workload import load_all

_NAME = re.compile(r"\b[A-Z][a-z]{3,}\b")
_LETTERS = "bcdfghjklmnpqrstvwxz"


def resident(process: int | None) -> int:
    """Return the memory that a process holds in MB, 0 where it has ended or the system does not tell."""
    try:
        lines = Path(f"/proc/{process or 'self'}/status").read_text("ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("VmRSS:")), 0)


def beginning(report: Report, words: int) -> Report:
    """Return a report with its first paragraphs alone, as many as have so many words together; 0 leaves it whole."""
    if not words:
        return report
    kept, count = list[str](), 0
    for paragraph in report.text.splitlines():
        if count >= words:
            break
        kept.append(paragraph)
        count += len(paragraph.split())
    return replace(report, text="\n".join(kept))


def renamed(report: Report, number: int) -> Report:
    """Return a report with its names spelled otherwise, the same way throughout; number 0 leaves it as it is."""
    if number == 0:
        return report
    ending = _LETTERS[number % len(_LETTERS)] + "aeiou"[number % 5] + _LETTERS[number // len(_LETTERS) % len(_LETTERS)]
    text = _NAME.sub(lambda found: found[0] + ending, report.text)
    return replace(
        report,
        id=derive_id("report", report.id, str(number)),
        path=f"{report.path}-{number}",
        text=text,
        sha256=sha256(text),
    )


def rounds(reports: list[Report], count: int) -> Iterator[Report]:
    """Yield so many reports, the list round after round."""
    for number in range(count):
        yield renamed(reports[number % len(reports)], number // len(reports))


def main() -> None:
    """Read and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("workload", type=Path)
    options.add_argument("--reports", type=int, default=40_000)
    options.add_argument("--words", type=int, default=0)
    options.add_argument("--every", type=int, default=500)
    options.add_argument("--minutes", type=float, default=0)
    given = options.parse_args()
    start, read, seen, highest = time.monotonic(), 0, set[int](), 0
    reports = [beginning(report, given.words) for report in load_all(given.workload)]
    with Processes(DEFAULT_MODEL, 1) as engine:
        for batch in engine.read(in_batches(rounds(reports, given.reports), BATCH)):
            before, read = read, read + len(batch)
            workers = {child.pid for child in multiprocessing.active_children() if child.pid}
            seen |= workers
            worker = max(map(resident, workers), default=0)
            highest = max(highest, worker)
            minutes = (time.monotonic() - start) / 60
            if read // given.every > before // given.every:
                print(f"{read} reports {minutes:.1f} min worker {worker} MB program {resident(None)} MB", flush=True)
            if given.minutes and minutes > given.minutes:
                break
    print(f"{read} reports, {len(seen)} workers one after another, most memory seen of one {highest} MB")


if __name__ == "__main__":
    main()
