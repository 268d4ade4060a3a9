"""Do each fault to real runs, ten times, and compare the case that comes of it with an undisturbed one.

python -m benchmarks.faults [--times 10] [--only NAME …] [--seed 7] [--json]
"""

import argparse
import json
import sys
import tempfile
from collections import Counter
from pathlib import Path

from benchmarks.harness import Machine
from benchmarks.trials import FAULTS, Outcome


def attempt(machine: Machine, name: str) -> Outcome | str:
    """Do a fault once; returns what came of it, or what was promised and not kept."""
    try:
        return FAULTS[name](machine)
    except (AssertionError, RuntimeError) as error:
        return f"{type(error).__name__}: {error}"


def main() -> None:
    """Run the trials; exit 1 where a promise was not kept."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--times", type=int, default=10)
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--only", nargs="*", choices=FAULTS, default=list(FAULTS))
    options.add_argument("--json", action="store_true", help="a line of JSON for each fault")
    given = options.parse_args()
    broken = 0
    with tempfile.TemporaryDirectory() as scratch:
        machine = Machine(Path(scratch), given.seed)
        if not given.json:
            print(f"{len(machine.expected)} rows of an undisturbed case\n")
            print("| fault | times | lost | doubled | promises broken | what happened |\n|---|---|---|---|---|---|")
        for name in given.only:
            found = [attempt(machine, name) for _ in range(given.times)]
            kept = [one for one in found if isinstance(one, Outcome)]
            failed = [one for one in found if isinstance(one, str)]
            lost, doubled = sum(one.lost for one in kept), sum(one.doubled for one in kept)
            broken += len(failed) + lost + doubled
            notes = Counter(one.note for one in kept)
            if given.json:
                row = {"fault": name, "lost": lost, "doubled": doubled, "broken": failed, "notes": notes}
                print(json.dumps(row), flush=True)
                continue
            told = ", ".join(f"{note} ×{count}" for note, count in sorted(notes.items()))
            print(f"| {name} | {len(found)} | {lost} | {doubled} | {len(failed)} | {told} |", flush=True)
            for one in failed:
                print(f"  broken: {one[:2000]}", file=sys.stderr)
    sys.exit(bool(broken))


if __name__ == "__main__":
    main()
