"""``accordingto changes``: what the next day's batch brought, through real files."""

import json
from pathlib import Path

import pytest

from tests.cli.test_commands import run

MONDAY = """Minister shuts the harbor

PORT AMBER, March 3 (Coastal Wire) — Defense Minister Tomas Wirth of Estonia said on Monday that the harbor would stay
shut until the mines were cleared. Wirth said that four sailors had been killed.
"""
TUESDAY = """Harbor stays shut, minister says

PORT AMBER, March 4 — Defense Minister Tomas Wirth of Estonia said that the harbor would stay shut until the mines were
cleared. Fishermen in Port Amber threatened to sail anyway, their union said on Tuesday.
"""


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of two runs, one report each."""
    folder = tmp_path_factory.mktemp("batches")
    for day, (outlet, text) in enumerate((("Coastal Wire", MONDAY), ("Amber Post", TUESDAY)), 3):
        report = folder / f"day{day}.txt"
        report.write_text(text, "utf-8")
        done = run("read", report, "--case", folder / "c.db", "--outlet", outlet, "--date", f"2031-03-0{day}")
        assert done.returncode == 0, done.stderr
    return folder / "c.db"


def test_the_last_run_confirms_and_adds(case: Path) -> None:
    rows = [json.loads(line) for line in run("changes", case, "--format", "jsonl").stdout.splitlines()]
    confirmed = [row for row in rows if row["change"] == "confirmed"]
    assert any("harbor" in row["words"] and len(row["cells"]) == 2 for row in confirmed)
    added = [row for row in rows if row["change"] == "added"]
    assert added
    assert all(cell["source"].startswith("Amber Post") for row in added for cell in row["cells"])
    assert not any("four sailors" in row["words"] for row in rows)


def test_since_the_beginning_everything_is_new(case: Path) -> None:
    rows = [json.loads(line) for line in run("changes", case, "--since", "0", "--format", "jsonl").stdout.splitlines()]
    assert {row["change"] for row in rows} == {"added"}
    assert any("four sailors" in cell["words"] for row in rows for cell in row["cells"])


def test_the_screen_tells_runs_and_reports(case: Path) -> None:
    done = run("changes", case)
    assert "1 run after run 1: 1 report read" in done.stdout + done.stderr
    assert "CONFIRMED" in done.stdout


def test_a_run_that_is_none_is_refused_with_the_runs_there_are(case: Path) -> None:
    done = run("changes", case, "--since", "9")
    assert done.returncode == 2
    assert "from 0 to 2" in done.stderr
