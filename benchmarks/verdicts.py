"""Samples of sure records from workload reports to be judged one by one: drawn by a seed, always from fresh reports."""

import argparse
import csv
import random
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from accordingto import pipeline
from accordingto.records import Event, Position, Report
from benchmarks.workload import load_all

SURE = 0.7

Kind = TypeVar("Kind", Event, Position)


def reports_of(workload: Path, seed: int, count: int, seen: frozenset[str]) -> list[Report]:
    """Return ``count`` reports drawn by the seed from those whose path is not among ``seen``."""
    fresh = [report for report in load_all(workload) if report.path not in seen]
    return random.Random(seed).sample(fresh, count)


def seen_reports(table: Path | None) -> frozenset[str]:
    """Return the report ids of a table of verdicts."""
    if table is None:
        return frozenset()
    with table.open(encoding="utf-8", newline="") as stream:
        return frozenset(row["report"] for row in csv.DictReader(stream))


def sample(found: Iterable[tuple[Report, Kind]], seed: int, count: int) -> list[tuple[Report, Kind]]:
    """Return ``count`` of the sure records, drawn by the seed whatever the order they come in."""
    sure = sorted((f for f in found if f[1].confidence >= SURE), key=lambda f: (f[0].path or "", f[1].id))
    return random.Random(seed).sample(sure, min(count, len(sure)))


def judge(about: str | None, kind: type[Kind], described: Callable[[Report, Kind], str]) -> None:
    """Read, draw and print a sample of one kind of record; ``about`` is the help of the command."""
    name = f"{kind.__name__.lower()}s"
    options = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("workload", type=Path)
    options.add_argument("--seed", type=int, required=True)
    options.add_argument("--reports", type=int, default=200)
    options.add_argument(f"--{name}", dest="count", type=int, default=150)
    options.add_argument("--seen", type=Path, help="table of verdicts whose reports are left out")
    given = options.parse_args()
    reports = reports_of(given.workload, given.seed, given.reports, seen_reports(given.seen))
    found: list[tuple[Report, Kind]] = []
    for records in pipeline.read_reports(reports, tools=pipeline.load_tools()):
        report = next(r for r in records if isinstance(r, Report))
        found.extend((report, r) for r in records if isinstance(r, kind))
    sure = sum(record.confidence >= SURE for _, record in found)
    print(f"{len(found)} {name}, {sure} of them with {SURE} or more")
    for number, (report, record) in enumerate(sample(found, given.seed, given.count), 1):
        print(f"{number}. {described(report, record)}")
