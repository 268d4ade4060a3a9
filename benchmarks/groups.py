"""How many reports and records the findings of a case join, and the largest of them to be read by a person.

python -m benchmarks.groups CASE [--show 5]

A wrong link joins two things; where hundreds of reports tell of one crisis, the largest findings show it first.
"""

import argparse
from collections import Counter
from pathlib import Path

from accordingto.casefile import Case, records
from accordingto.records import Event, Finding, Party, Position, Statement

_SIZES = (2, 3, 5, 10, 20, 50)


def _named(parties: tuple[Party, ...]) -> str:
    return ", ".join(party.mention.text for party in parties) or "?"


def line(record: Statement | Event | Position) -> str:
    """Return a record in its report's words, on one line."""
    match record:
        case Statement():
            who = record.speaker.mention.text if record.speaker else "?"
            cue = record.cue.mention.text if record.cue else "-"
            words = f"{who} {cue}: {' … '.join(m.text for m in record.content)}"
        case Event():
            words = f"{_named(record.actors)} {record.trigger.mention.text} {_named(record.recipients)}"
        case Position():
            parties = [(party,) if party else () for party in (record.holder, record.bearer)]
            words = f"{record.position}: {' → '.join(map(_named, parties))}: {record.action.mention.text}"
    return " ".join(words.split())[:150]


def main() -> None:
    """Count and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("case", type=Path)
    options.add_argument("--show", type=int, default=5)
    given = options.parse_args()
    with Case(given.case, read_only=True) as case:
        shared = [f for f in records(case, "finding") if isinstance(f, Finding) and len(f.reports) > 1]
        told = {r.id: r for kind in ("statement", "event", "position") for r in records(case, kind)}
    for what in ("members", "reports"):
        sizes = Counter(max(size for size in _SIZES if size <= len(getattr(f, what))) for f in shared)
        print(f"findings by {what}: " + ", ".join(f"{size}+ {sizes[size]}" for size in _SIZES))
    for finding in sorted(shared, key=lambda f: (-len(f.members), f.id))[: given.show]:
        print(f"\n{finding.verdict} {finding.of}: {len(finding.members)} records of {len(finding.reports)} reports")
        for member in finding.members:
            record = told[member]
            assert isinstance(record, Statement | Event | Position)
            print(f"  {record.report[:6]} {line(record)}")


if __name__ == "__main__":
    main()
