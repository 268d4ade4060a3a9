"""Milliseconds of every page over a large case, asked by several visitors at once, and the memory of the server.

python -m benchmarks.pages WORKLOAD.jsonl.gz [--reports 5000] [--visitors 1 4] [--seconds 60] [--case CASE]

The case is filled as in ``benchmarks.comparing`` (250 reports of the workload that were read, told again and again in
other words) and compared; it is kept under ``.bench``. The server is the one that ``accordingto serve`` starts; the
visitors are Locust's: they ask for a page of every kind in turn, at random rows, under random filters, without a pause.
"""

import argparse
import csv
import json
import os
import random
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from tools.serving import served

from accordingto.batches import in_batches
from accordingto.casefile import Case, records
from accordingto.columns import flat
from accordingto.comparing.wording import stop_words
from accordingto.intake import settle_findings
from accordingto.records import Event, Finding, Position, Report, Statement
from accordingto.version import reader_version
from benchmarks.comparing import FOLDER, base_lines, readings

BAR_MS = 150
"""Milliseconds within which 95 of 100 answers must come."""

EACH = 60
"""Addresses of each kind."""

_KINDS: tuple[tuple[str, type[Any]], ...] = (("statement", Statement), ("event", Event), ("position", Position))
_WORD = re.compile(r"[a-z]{4,}")


def make_case(workload: Path, size: int) -> Path:
    """Return a compared case of so many reports; it is made where it is not kept."""
    path = FOLDER / f"pages-{size}-{reader_version().replace(' ', '_')[:40]}.db"
    if path.is_file():
        return path
    part = path.with_suffix(".part")
    part.unlink(missing_ok=True)
    with Case(part) as case:
        for batch in in_batches(islice(readings(base_lines(workload, 250, 1000)), size), 64):
            case.write(1, "bench", batch)
        settle_findings(case)
    return part.rename(path)


def addresses(case: Case, dice: random.Random) -> dict[str, list[str]]:
    """Return addresses for each kind of page: of random records, random rows, random filters."""
    reports = [r for r in records(case, "report") if isinstance(r, Report)]
    compared = [f.id for f in records(case, "finding") if isinstance(f, Finding) and f.verdict != "single_source"]
    stories = Counter(r.story for r in reports if r.story)
    told = [name for name, n in stories.items() if n > 1]
    days = sorted({r.published[:10] for r in reports if r.published})
    words = _words(reports, dice)
    found = {
        "overview": ["/"],
        "stories": _rows("/stories", len(stories), dice),
        "story": [f"/stories/{s}" for s in _some(told, dice)],
        "largest story": [f"/stories/{s}" for s, _ in stories.most_common(3)],
        "timeline": [f"/timeline/{s}" for s in _some(told, dice)],
        "report": [f"/reports/{r.id}" for r in _some(reports, dice)],
        "finding": [f"/findings/{f}" for f in _some(compared, dice)],
        "positions": ["/positions"],
        "positions on a day": [_asked("/positions", as_of=day) for day in _some(days, dice)],
        "positions of a country": [
            _asked("/positions", as_of=dice.choice(days), holder=country) for country in ("USA", "RUS", "IRN", "UKR")
        ],
        "positions about": [_asked("/positions", about=word) for word in words],
        "actors": [_asked("/actors", kind=k, by=b) for k, _ in _KINDS for b in ("name", "country")],
        "map": ["/map", *(_asked("/map", type=kind) for kind in ("ASSAULT", "CONSULT", "COERCE"))],
    }
    for kind, number in case.counts().items():
        if number:
            found |= _tables(case, kind, number, words, dice)
    return found


def _tables(case: Case, kind: str, number: int, words: Sequence[str], dice: random.Random) -> dict[str, list[str]]:
    address = f"/tables/{kind}s"
    found = {
        f"{kind}s": _rows(address, number, dice),
        f"{kind}s with words": [_asked(address, text=word) for word in words],
    }
    if kind in dict(_KINDS):
        some = [flat(r) for r in islice(records(case, kind), 2000)]
        column = {"statement": "form", "event": "type", "position": "position"}[kind]
        party = {"statement": "speaker", "event": "actor", "position": "holder"}[kind]
        dice.shuffle(some)
        found[f"{kind}s by filters"] = [
            _asked(address, type=row[column], country=row[f"{party}_country"])
            for row in some
            if re.fullmatch("[A-Z]{3}", str(row[f"{party}_country"]))
        ][:EACH]
        found[f"{kind}s of an actor"] = [_asked(address, actor=row[party]) for row in some if row[party]][:EACH]
    return found


def _words(reports: Sequence[Report], dice: random.Random) -> list[str]:
    """Return words of reports, common and rare ones, and pairs that stand together."""
    found = []
    for report in _some(reports, dice):
        words = [w for w in _WORD.findall(report.text) if w not in stop_words()]
        if words:
            found.append(dice.choice(words))
    return found


def _some(values: Sequence[Any], dice: random.Random) -> list[Any]:
    return dice.sample(list(values), min(EACH, len(values)))


def _rows(address: str, number: int, dice: random.Random) -> list[str]:
    """Return addresses of the first rows, the last, and some between."""
    firsts = [0, max(0, number - 50), *(dice.randrange(max(1, number)) // 50 * 50 for _ in range(EACH))]
    return [_asked(address, first=first) for first in firsts]


def _asked(address: str, **query: object) -> str:
    return f"{address}?{urlencode({name: value for name, value in query.items() if value not in (None, '')})}"


def visit(origin: str, asked: dict[str, list[str]], visitors: int, seconds: int) -> list[dict[str, Any]]:
    """Let visitors walk for some seconds; return for each kind of page how many answers came and how fast (ms)."""
    with tempfile.TemporaryDirectory() as place:
        listed = Path(place) / "addresses.json"
        listed.write_text(json.dumps(asked), "utf-8")
        command = [sys.executable, "-m", "locust", "-f", str(Path(__file__).with_name("visitors.py")), "--headless"]
        command += ["-u", str(visitors), "-r", str(visitors), "-t", f"{seconds}s", "-H", origin, "--only-summary"]
        done = subprocess.run(
            [*command, "--csv", f"{place}/found"],
            env={**os.environ, "ADDRESSES": str(listed)},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode not in {0, 1}:
            raise SystemExit(f"Locust did not run: {done.stderr[-2000:]}")
        rows = list(csv.DictReader(Path(f"{place}/found_stats.csv").read_text("utf-8").splitlines()))
    return [_row(row, visitors) for row in rows if row["Name"] != "Aggregated"]


def _row(row: dict[str, str], visitors: int) -> dict[str, Any]:
    return {
        "page": row["Name"],
        "visitors": visitors,
        "answers": int(row["Request Count"]),
        "failures": int(row["Failure Count"]),
        "p50_ms": float(row["50%"]),
        "p95_ms": float(row["95%"]),
        "max_ms": round(float(row["Max Response Time"]), 1),
    }


def peak_mb(process: int) -> int:
    """Return the most memory that a process has held, in MB."""
    status = Path(f"/proc/{process}/status").read_text("ascii")
    return int(re.findall(r"VmHWM:\s+(\d+) kB", status)[0]) // 1024


def main() -> int:
    """Measure and print; 1 where a page fails or is slower than the bar for one visitor."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("workload", type=Path)
    options.add_argument("--reports", type=int, default=5000)
    options.add_argument("--visitors", type=int, nargs="+", default=[1, 4])
    options.add_argument("--seconds", type=int, default=60)
    options.add_argument("--case", type=Path, help="a compared case that is there already")
    options.add_argument("--json", type=Path)
    given = options.parse_args()
    path = given.case or make_case(given.workload, given.reports)
    with Case(path, read_only=True) as case:
        counts = case.counts()
        asked = addresses(case, random.Random(1))
    print(", ".join(f"{n:,} {kind}s" for kind, n in counts.items()))
    rows: list[dict[str, Any]] = []
    with served(path) as server:
        for visitors in given.visitors:
            rows += visit(server.origin, asked, visitors, given.seconds)
        memory = peak_mb(server.process)
    for row in rows:
        print("{page:26}{visitors:3}{answers:6}{failures:4}{p50_ms:8.0f}{p95_ms:8.0f}{max_ms:9.0f}".format(**row))
    print(f"server: at most {memory} MB")
    if given.json:
        given.json.write_text(json.dumps({"counts": counts, "pages": rows, "memory_mb": memory}, indent=1), "utf-8")
    slow = [r for r in rows if r["failures"] or (r["visitors"] == given.visitors[0] and r["p95_ms"] > BAR_MS)]
    return int(bool(slow))


if __name__ == "__main__":
    raise SystemExit(main())
