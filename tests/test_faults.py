"""Each fault once, done for real: what ``make faults`` does ten times."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FAULTS = ("disk full", "read-only disk", "two writers", "memory limit")
ELSEWHERE = {
    **dict.fromkeys(("SIGKILL", "SIGTERM", "worker killed", "worker hangs"), "engines/test_processes.py"),
    **dict.fromkeys(("file cut short", "file corrupted"), "test_repairing.py"),
    **{"database locked": "casefile/test_stores.py", "clock changed": "casefile/test_case.py"},
}
"""Faults that other tests try with a quicker reader; ``make faults`` tries them with the whole."""

Rows = dict[str, dict[str, object]]

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the trials fork processes")


@pytest.fixture(scope="module")
def trials() -> Rows:
    command = [sys.executable, "-m", "benchmarks.faults", "--times", "1", "--json", "--only", *FAULTS]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=600)
    found = {row["fault"]: row for row in map(json.loads, done.stdout.splitlines())}
    assert len(found) == len(FAULTS), done.stderr
    return found


@pytest.mark.parametrize("fault", FAULTS)
def test_nothing_is_lost_or_doubled_and_what_was_promised_is_kept(
    trials: dict[str, dict[str, object]], fault: str
) -> None:
    row = trials[fault]
    assert row["broken"] == []
    assert (row["lost"], row["doubled"]) == (0, 0)


def test_every_fault_is_tried_here_or_elsewhere() -> None:
    from benchmarks.trials import FAULTS as ALL

    assert set(ALL) == {*FAULTS, *ELSEWHERE}
    assert all((ROOT / "tests" / path).is_file() for path in ELSEWHERE.values())
