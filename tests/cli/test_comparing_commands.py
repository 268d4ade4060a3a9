"""``compare``, ``timeline`` and ``report`` on the command line."""

import csv
import json
import subprocess
from pathlib import Path

import pytest

from tests.cli.test_commands import run


@pytest.fixture(scope="module")
def case(crisis_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("case") / "pass.db"
    done = run("read", crisis_folder, "--case", path)
    assert done.returncode == 0, done.stderr
    return path


def lines(done: subprocess.CompletedProcess[str]) -> list[dict[str, object]]:
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_compare_shows_numbers_words_and_sources(case: Path) -> None:
    done = run("compare", case, "wire.txt", "rival.txt")
    assert done.returncode == 0, done.stderr
    differ, agree = done.stdout.index("WHERE THEY DIFFER"), done.stdout.index("WHAT THEY AGREE ON")
    assert differ < agree < done.stdout.index("ONLY IN Northern Wire, 2031-03-03")
    assert "2 reports, 2 publishers, 1 to 2 independent origins" in done.stdout
    assert "arrested (numeric): 12 [Northern Wire, 2031-03-03] / 20 [The Lamp, 2031-03-04]" in done.stdout


def test_compare_without_reports_goes_by_story(case: Path) -> None:
    rows = lines(run("compare", case, "--format", "jsonl"))
    assert rows[0]["section"] == "differs"
    story = str(rows[0]["story"])
    text = run("compare", case, "--story", story[:5]).stdout
    assert f"story {story}: 4 reports, 4 outlets, 2031-03-03 to 2031-03-04" in text
    assert "COPIES, NO SECOND SOURCE" in text


def test_one_report_is_compared_with_its_story(case: Path) -> None:
    assert "ONLY IN The Lamp" in run("compare", case, "wire.txt").stdout


def test_a_table_of_cells_for_other_programs(case: Path, tmp_path: Path) -> None:
    done = run("compare", case, "-o", tmp_path / "sides.csv")
    assert done.returncode == 0, done.stderr
    with (tmp_path / "sides.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert {"section", "what", "numbers_origins_high", "told_words", "told_said_by"} <= set(rows[0])
    assert "written to" in done.stderr


def test_the_timeline_keeps_unknown_times_apart(case: Path) -> None:
    done = run("timeline", case)
    assert done.returncode == 0, done.stderr
    assert done.stdout.index("2031-03-03\n") < done.stdout.index("no time told (")
    moments = lines(run("timeline", case, "--kind", "events", "--format", "jsonl"))
    assert {m["kind"] for m in moments} == {"event"}


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("compare", "nothing.txt"), "no report is called"),
        (("compare", "--story", "zz"), "there is no story zz"),
        (("compare", "wire.txt", "--story", "y"), "either reports or a story"),
        (("timeline", "--kind", "rumours"), "--kind is one of"),
        (("compare", "--format", "xml"), "--format is one of"),
    ],
)
def test_wrong_wishes_say_what_is_right(case: Path, words: tuple[str, ...], says: str) -> None:
    done = run(words[0], case, *words[1:])
    assert done.returncode == 2
    assert says in done.stderr


def test_a_page_of_the_case_in_one_file(case: Path, tmp_path: Path) -> None:
    page = tmp_path / "pass.html"
    done = run("report", case, "-o", page, "--title", "The pass")
    assert done.returncode == 0, done.stderr
    assert "one page of 4 reports" in done.stderr
    assert '<h1 dir="auto">The pass</h1>' in page.read_text("utf-8")
    again = run("report", case, "--title", "The pass")
    assert again.stdout == page.read_text("utf-8")
