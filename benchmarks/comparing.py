"""Time and memory of comparing a case at 500, 5,000 and 40,000 reports, at once and for 100 reports more.

python -m benchmarks.comparing WORKLOAD.jsonl.gz [--sizes 500 5000 40000] [--base 250] [--longest 1000] [--json FILE]

Reading so many reports takes hours, so the densest stretch of the workload is read once (kept under ``.bench``):
reports of up to 1,000 words, 540 on average, 40 a week, all on one crisis. Its records are told again: each time some
weeks later, so that as many reports fall on a week as in that stretch, under other outlets, and in other words, for
every word but the commonest is spelt with its letters exchanged (vowels for vowels, so that no place in a text moves).
Seconds are of the processor, so that other work on the machine counts little.
"""

import argparse
import gzip
import json
import os
import random
import re
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256
from itertools import islice
from pathlib import Path

from msgspec import Struct

from accordingto import pipeline
from accordingto.batches import in_batches
from accordingto.casefile import Case
from accordingto.collating import collate
from accordingto.comparing.rarity import background
from accordingto.comparing.wording import stop_words
from accordingto.hearing import write_ledger
from accordingto.records import Record, Report, decode, encode
from accordingto.version import reader_version
from benchmarks.workload import load_all

FOLDER = Path(".bench")
MORE = 100
"""Reports of the batch that comes later."""

KEPT = 0.08
"""Words that so large a share of texts holds are spelt the same in every telling."""

_TEXTS = re.compile(r'"(?:text|exact|prefix|suffix|name|title|outlet|byline)":"((?:[^"\\]|\\.)*)"')
_TOKEN = re.compile(r"\\.|[A-Za-z]+")
_ID = re.compile(r'(?<=")[rsep][0-9a-f]{16}(?=")')
_DATE = re.compile(r'(?<=")\d{4}-\d\d-\d\d')

Reading = tuple[str, ...]
"""The lines of a report and its records, cut where something changes in a telling; those pieces begin with a NUL."""


class Figures(Struct, frozen=True):
    """What comparing took: processor seconds at once and for the later batch, and peak memory in MB."""

    reports: int
    findings: int
    at_once_seconds: float
    batch_seconds: float
    peak_memory_mb: int


def base_lines(workload: Path, count: int, longest: int) -> list[list[str]]:
    """Return the JSON lines of each report of the workload's densest stretch with its records, by date.

    Args: how many reports, and how many words these may have at most.
    """
    kept = FOLDER / f"readings-{count}-{longest}-{sha256(reader_version().encode()).hexdigest()[:8]}.jsonl.gz"
    if not kept.is_file():
        FOLDER.mkdir(exist_ok=True)
        reports = _densest([r for r in load_all(workload) if len(r.text.split()) <= longest], count)
        readings = pipeline.read_reports(reports, tools=pipeline.load_tools())
        with gzip.open(kept.with_suffix(".part"), "wt", encoding="utf-8") as stream:
            stream.writelines(encode(record) + "\n" for reading in readings for record in reading)
        kept.with_suffix(".part").rename(kept)
    found: list[list[str]] = []
    with gzip.open(kept, "rt", encoding="utf-8") as stream:
        for line in stream:
            if line.startswith('{"record":"report"'):
                found.append([])
            found[-1].append(line.rstrip("\n"))
    return found


def _densest(reports: list[Report], count: int) -> list[Report]:
    dated = sorted((r for r in reports if r.published), key=lambda r: (r.published or "")[:10])
    days = [date.fromisoformat((r.published or "")[:10]).toordinal() for r in dated]
    start = min(range(len(dated) - count + 1), key=lambda i: days[i + count - 1] - days[i])
    return dated[start : start + count]


def cut(line: str) -> Iterator[str]:
    """Yield a line in pieces; those that a telling changes are marked with NUL and what they are: word, date, id."""
    changes = [(m.start(), m.end(), "i") for m in _ID.finditer(line)]
    changes += [(m.start(), m.end(), "d") for m in _DATE.finditer(line)]
    for text in _TEXTS.finditer(line):
        inside = _TOKEN.finditer(line, text.start(1), text.end(1))
        changes += [(m.start(), m.end(), "w") for m in inside if m[0][0] != "\\" and not _common(m[0].lower())]
    at = 0
    for start, end, kind in sorted(changes):
        if start >= at:
            yield line[at:start]
            yield f"\0{kind}{line[start:end]}"
            at = end
    yield line[at:]


def _common(word: str) -> bool:
    return word in stop_words() or background().get(word, 0.0) >= KEPT


def telling(number: int, weeks: int, pieces: set[str]) -> dict[str, str]:
    """Return what each marked piece is in one telling; the first telling changes nothing."""
    dice = random.Random(number)
    spelling: dict[str, str] = {}
    for letters in ("aeiou", "bcdfghjklmnpqrstvwxyz"):
        other = dice.sample(letters, len(letters)) if number else list(letters)
        spelling |= dict(zip(letters + letters.upper(), [*other, *map(str.upper, other)], strict=True))
    table = str.maketrans(spelling)

    def told(piece: str) -> str:
        kind, value = piece[1], piece[2:]
        if kind == "w":
            return value.translate(table)
        if kind == "d":
            return (date.fromisoformat(value) + timedelta(weeks=number * weeks)).isoformat()
        return value[0] + sha256(f"{number} {value}".encode()).hexdigest()[:16]

    return {piece: told(piece) for piece in pieces}


def readings(base: list[list[str]]) -> Iterator[tuple[Report, list[Record]]]:
    """Yield reports with their records without end, one telling after the other."""
    cuts = [[tuple(cut(line)) for line in lines] for lines in base]
    pieces = {piece for lines in cuts for line in lines for piece in line if piece[:1] == "\0"}
    days = [date.fromisoformat(json.loads(lines[0])["published"][:10]) for lines in base]
    weeks = (max(days) - min(days)).days // 7 + 1
    number = 0
    while True:
        said = telling(number, weeks, pieces)
        for lines in cuts:
            first, *rest = (decode("".join([said.get(piece, piece) for piece in line])) for line in lines)
            if isinstance(first, Report):
                yield first, rest
        number += 1


def fill(case_path: Path, later_path: Path, base: list[list[str]], size: int) -> None:
    """Write so many reports into a case without comparing them, and those of the later batch into another."""
    told = readings(base)
    for path, count in ((case_path, size), (later_path, MORE)):
        with Case(path) as case:
            for batch in in_batches(islice(told, count), 64):
                case.write(1, "bench", batch)


def measure(case_path: Path, later_path: Path) -> Figures:
    """Compare a case at once, then with the later batch."""
    with Case(later_path, read_only=True) as later:
        more = _held(later)
    with Case(case_path) as case:
        at_once = _seconds(case)
        count = case.counts()["report"]
        case.write(1, "bench", more)
        batch = _seconds(case)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        return Figures(count, case.counts()["finding"], round(at_once, 2), round(batch, 2), peak)


def measure_at_once(case_path: Path) -> tuple[float, int, int]:
    """Compare a case; return processor seconds, peak memory in MB, and how many links there are."""
    with Case(case_path) as case:
        took = _seconds(case)
        with case.transaction() as c:
            links = c.exec_driver_sql("SELECT count(*) FROM links WHERE first = 1").scalar_one()
    return took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, int(links)


def _held(case: Case) -> list[tuple[Report, list[Record]]]:
    from accordingto.casefile import records
    from accordingto.casefile.workings import told

    reports = [r for r in records(case, "report") if isinstance(r, Report)]
    with case.transaction() as c:
        found = told(c, [r.id for r in reports])
    return [(r, found[r.id]) for r in reports]


def _seconds(case: Case) -> float:
    start = time.process_time()
    collate(case)
    write_ledger(case)
    return time.process_time() - start


def run(base: list[list[str]], size: int) -> Figures:
    """Return the figures of one size, measured in a process of its own."""
    case_path, later_path = FOLDER / f"case-{size}.db", FOLDER / f"later-{size}.db"
    for path in (case_path, later_path):
        for suffix in ("", "-wal", "-shm"):
            Path(f"{path}{suffix}").unlink(missing_ok=True)
    fill(case_path, later_path, base, size)
    command = [sys.executable, "-m", "benchmarks.comparing", "--measure", str(case_path), str(later_path)]
    done = subprocess.run(command, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": "0"})
    for path in (case_path, later_path):
        path.unlink()
    return Figures(**json.loads(done.stdout))


def as_row(found: Figures) -> dict[str, float]:
    """Return figures as they are printed."""
    return {
        "reports": found.reports,
        "findings": found.findings,
        "at_once_ms_per_report": round(1000 * found.at_once_seconds / found.reports, 2),
        "batch_of_100_ms_per_report": round(1000 * found.batch_seconds / MORE, 2),
        "peak_memory_mb": found.peak_memory_mb,
    }


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("workload", type=Path, nargs="?")
    options.add_argument("--sizes", type=int, nargs="+", default=[500, 5000, 40000])
    options.add_argument("--base", type=int, default=250)
    options.add_argument("--longest", type=int, default=1000)
    options.add_argument("--json", type=Path)
    options.add_argument("--measure", type=Path, nargs=2, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.measure:
        figures = measure(*given.measure)
        print(json.dumps({name: getattr(figures, name) for name in Figures.__struct_fields__}))
        return
    base = base_lines(given.workload, given.base, given.longest)
    rows = []
    for size in given.sizes:
        rows.append(as_row(run(base, size)))
        print(json.dumps(rows[-1]), flush=True)
    if len(rows) > 1:
        growth = rows[-1]["at_once_ms_per_report"] / rows[-2]["at_once_ms_per_report"]
        print(f"growth per report from {rows[-2]['reports']} to {rows[-1]['reports']}: {growth:.2f}")
    if given.json:
        given.json.write_text(json.dumps(rows, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
