"""Draw a sample of sure events from workload reports to be judged one by one, and count the verdicts.

python -m benchmarks.event_verdicts WORKLOAD.jsonl.gz --seed 7 [--reports 200] [--events 150] [--seen VERDICTS.csv]

Prints each event with its sentence, in an order that the seed fixes. Reports named in the table of verdicts are left
out, so that every sample is fresh. Verdicts are kept by event and report id, without text.
"""

import argparse
import csv
import random
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from accordingto import pipeline
from accordingto.records import Event, Party, Position, Report
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


def described(report: Report, event: Event) -> str:
    """Return one event for a reader: its code, its parties, its place and time, and the sentence around it."""
    trigger = event.trigger.mention
    start = max(report.text.rfind("\n", 0, trigger.start) + 1, trigger.start - 300)
    end = report.text.find("\n", trigger.end)
    end = min(len(report.text) if end < 0 else end, trigger.end + 300)
    before, after = report.text[start : trigger.start], report.text[trigger.end : end]
    code = f"{event.type} {event.mode or '-'} {event.status} {event.factuality} {event.confidence:.2f}"
    return (
        f"{event.id} {report.path}\n  {code} | {_names(event.actors)} -> {_names(event.recipients)}\n"
        f"  {before}[[{trigger.text}]]{after}"
    )


def _names(parties: Iterable[Party]) -> str:
    said = (
        f"{p.mention.text}<{p.actor.country or ''} {p.actor.sector or ''}>" if p.actor else p.mention.text
        for p in parties
    )
    return "; ".join(said) or "-"


def main() -> None:
    """Read, draw and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("workload", type=Path)
    options.add_argument("--seed", type=int, required=True)
    options.add_argument("--reports", type=int, default=200)
    options.add_argument("--events", type=int, default=150)
    options.add_argument("--seen", type=Path, help="table of verdicts whose reports are left out")
    given = options.parse_args()
    reports = reports_of(given.workload, given.seed, given.reports, seen_reports(given.seen))
    found: list[tuple[Report, Event]] = []
    for records in pipeline.read_reports(reports, tools=pipeline.load_tools()):
        report = next(r for r in records if isinstance(r, Report))
        found.extend((report, r) for r in records if isinstance(r, Event))
    sure = sum(event.confidence >= SURE for _, event in found)
    print(f"{len(found)} events, {sure} of them with {SURE} or more")
    for number, (report, event) in enumerate(sample(found, given.seed, given.events), 1):
        print(f"{number}. {described(report, event)}")


if __name__ == "__main__":
    main()
