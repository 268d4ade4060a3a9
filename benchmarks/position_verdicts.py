"""Draw a sample of sure positions from workload reports to be judged one by one.

python -m benchmarks.position_verdicts WORKLOAD.jsonl.gz --seed 5 [--reports 200] [--positions 150] [--seen TABLE.csv]

Prints each position with the text around it, in an order that the seed fixes. Reports named in the table of verdicts
are left out, so that every sample is fresh. Verdicts are kept by position and report id, without text.
"""

import argparse
from pathlib import Path

from accordingto import pipeline
from accordingto.records import Party, Position, Report
from benchmarks.event_verdicts import SURE, reports_of, sample, seen_reports

AROUND = 260  # characters shown on either side of the evidence


def described(report: Report, position: Position) -> str:
    """Return one position for a reader: its kind, its parties, its fields, and the text around its evidence."""
    first, last = position.evidence.start, position.evidence.end
    before = report.text[max(0, first - AROUND) : first].replace("\n", " / ")
    after = report.text[last : last + AROUND].replace("\n", " / ")
    marked = [f"if={m.mention.text}" for m in (position.condition, position.consequence) if m is not None]
    limits = [f"{limit.kind}:{limit.sense}" for limit in position.limits]
    fields = " ".join([position.status, f"{position.confidence:.2f}", *limits, *marked])
    parties = f"{_name(position.holder)} -> {_name(position.bearer)}"
    inside = report.text[first:last].replace("\n", " / ")
    head = f"{position.position.upper()} {parties} | {position.action.mention.text} | {fields}"
    return f"{position.id} {report.path}\n  {head}\n  {before}[[{inside}]]{after}"


def _name(party: Party | None) -> str:
    if party is None:
        return "-"
    actor = f"<{party.actor.country or ''} {party.actor.sector or ''}>" if party.actor else ""
    return party.mention.text + actor


def main() -> None:
    """Read, draw and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("workload", type=Path)
    options.add_argument("--seed", type=int, required=True)
    options.add_argument("--reports", type=int, default=200)
    options.add_argument("--positions", type=int, default=150)
    options.add_argument("--seen", type=Path, help="table of verdicts whose reports are left out")
    given = options.parse_args()
    reports = reports_of(given.workload, given.seed, given.reports, seen_reports(given.seen))
    found: list[tuple[Report, Position]] = []
    for records in pipeline.read_reports(reports, tools=pipeline.load_tools()):
        report = next(r for r in records if isinstance(r, Report))
        found.extend((report, r) for r in records if isinstance(r, Position))
    sure = sum(position.confidence >= SURE for _, position in found)
    print(f"{len(found)} positions, {sure} of them with {SURE} or more")
    for number, (report, position) in enumerate(sample(found, given.seed, given.positions), 1):
        print(f"{number}. {described(report, position)}")


if __name__ == "__main__":
    main()
