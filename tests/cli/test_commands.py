"""The command line through real files: what goes in, what comes out, what goes wrong and what it says then."""

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

STORY = """Talks fail in Port Amber

PORT AMBER, March 3 (Coastal Wire) — President Lena Okafor of Nigeria said on Monday that her government would bar
foreign warships from the harbor unless the blockade ends.

“We will not be starved,” Okafor told reporters. Her defense minister warned that the navy could fire on any vessel
that crosses the line.
"""


def run(*words: str | Path, stdin: bytes | None = None, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "accordingto", *map(str, words)]
    environment = {**os.environ, "COLUMNS": "200"}
    done = subprocess.run(command, input=stdin, capture_output=True, env=environment, cwd=cwd, check=False)
    result = subprocess.CompletedProcess(command, done.returncode, done.stdout.decode(), done.stderr.decode())
    assert "Traceback" not in result.stderr, result.stderr
    return result


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a readable story, its facts beside it, and files that cannot be read."""
    reports = tmp_path_factory.mktemp("desk") / "reports"
    reports.mkdir()
    (reports / "talks.txt").write_text(STORY, "utf-8")
    (reports / "talks.meta.json").write_text('{"outlet": "The Amber Post", "published": "2031-03-03"}', "utf-8")
    (reports / "empty.txt").write_text("", "utf-8")
    (reports / "picture.txt").write_bytes(bytes(range(256)) * 40)
    rows = [json.dumps({"text": f"Minister {n} said trade will resume.", "outlet": "Feed"}) for n in range(4)]
    rows[2] = '{"text": "cut off'
    (reports / "feed.jsonl").write_text("\n".join(rows), "utf-8")
    return reports


@pytest.fixture(scope="module")
def case(folder: Path) -> Path:
    """A case read from the folder."""
    path = folder.parent / "crisis.db"
    done = run("read", folder, "--case", path)
    assert done.returncode == 1, done.stderr
    assert "could not be read" in done.stderr
    assert "3 reports without a date: compared with one another alone" in done.stderr
    assert f"accordingto show {path} problems" in done.stderr
    return path


def rows(case: Path, kind: str, *filters: str) -> list[dict[str, object]]:
    done = run("show", case, kind, "--format", "jsonl", *filters)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_good_reports_are_read_and_bad_ones_become_problems(case: Path) -> None:
    reports = rows(case, "reports")
    assert len(reports) == 4
    assert {r["outlet"] for r in reports} == {"The Amber Post", "Feed"}
    problems = rows(case, "problems")
    paths = [str(p["path"]) for p in problems if p["stage"] == "sources"]
    assert len(paths) == 3
    assert any("empty.txt" in p for p in paths)
    assert any("picture.txt" in p for p in paths)
    assert any("feed.jsonl#3" in p for p in paths)
    assert all(p["detail"] for p in problems if p["stage"] == "sources")


def test_the_record_says_who_said_what(case: Path) -> None:
    said = rows(case, "statements", "--actor", "Okafor")
    assert any("We will not be starved" in json.dumps(s["content"]) and s["form"] == "direct" for s in said)
    done = run("check", case)
    assert done.returncode == 0
    assert "every one true" in done.stdout


def test_reading_again_adds_nothing(case: Path, folder: Path) -> None:
    before = [rows(case, kind) for kind in ("reports", "statements", "events", "positions", "problems")]
    done = run("read", folder, "--case", case)
    assert "0 reports read; 4 already in the case" in done.stderr
    assert before == [rows(case, kind) for kind in ("reports", "statements", "events", "positions", "problems")]


def test_every_format_has_every_row(case: Path, tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    lines = rows(case, "statements")
    run("show", case, "statements", "--format", "csv", "-o", tmp_path / "s.csv")
    run("show", case, "statements", "--format", "parquet", "-o", tmp_path / "s.parquet")
    table = pq.read_table(tmp_path / "s.parquet")
    assert table.column("id").to_pylist() == [line["id"] for line in lines]
    assert (tmp_path / "s.csv").read_text("utf-8").splitlines()[0].split(",") == table.column_names
    assert f"{len(lines)} statements" in run("show", case, "statements").stderr


def test_the_digest_names_outlet_day_and_words(case: Path) -> None:
    done = run("show", case)
    assert done.returncode == 0
    assert "WHO SAID WHAT" in done.stdout
    assert "We will not be starved" in done.stdout
    assert "The Amber Post, 2031-03-03" in done.stdout
    assert "\x1b[" not in done.stdout


def test_a_story_from_standard_input(tmp_path: Path) -> None:
    done = run("read", "-", "--outlet", "The Daily", "--date", "2031-03-04", "--format", "jsonl", stdin=STORY.encode())
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout.splitlines()[0])
    assert (report["record"], report["outlet"], report["published"]) == ("report", "The Daily", "2031-03-04")
    assert report["text"] == STORY


@pytest.mark.parametrize(
    ("words", "advice"),
    [
        (["show", "none.db"], "accordingto read"),
        (["show", "none.db", "rumours"], "statements, events, positions"),
        (["read", "nowhere", "--case", "x.db"], "problems"),
        (["read", "-", "--column", "text"], "FIELD=NAME"),
        (["score", "nothing", "."], "seeds"),
        (["codebook", "nothing"], "pages"),
        (["read", "."], "nothing could be read"),
        (["frobnicate"], "No such command"),
    ],
)
def test_misuse_ends_with_two_and_says_what_to_do(words: list[str], advice: str, tmp_path: Path) -> None:
    done = run(*words, cwd=tmp_path, stdin=b"")
    assert done.returncode == 2
    assert advice in done.stderr


def test_a_case_that_cannot_be_written_is_said(tmp_path: Path, folder: Path) -> None:
    done = run("read", folder, "--case", tmp_path / "no" / "such" / "folder" / "c.db")
    assert done.returncode == 2
    assert "check the path" in done.stderr


def test_no_space_left_keeps_what_was_read(tmp_path: Path, folder: Path) -> None:
    case = tmp_path / "c.db"
    limit = f"ulimit -f 100; exec {sys.executable} -m accordingto read {folder} --case {case}"
    done = subprocess.run(["bash", "-c", f"trap '' XFSZ; {limit}"], capture_output=True, text=True, check=False)
    assert done.returncode in (1, 2), done.stderr
    assert "Traceback" not in done.stderr
    assert "accordingto:" in done.stderr
    after = run("read", folder, "--case", case)
    assert after.returncode == 1
    assert run("check", case).returncode == 0


def test_an_interrupted_run_is_taken_up_again(tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    for number in range(80):
        (reports / f"{number:03}.txt").write_text(f"{STORY} No. {number}\n", "utf-8")
    case = tmp_path / "c.db"
    process = subprocess.Popen(
        [sys.executable, "-m", "accordingto", "read", str(reports), "--case", str(case)], stderr=subprocess.PIPE
    )
    _wait_for_rows(case)
    process.send_signal(signal.SIGINT)
    _, words = process.communicate(timeout=60)
    assert process.returncode == 130, words
    assert b"goes on from there" in words
    done = run("read", reports, "--case", case)
    assert done.returncode == 0
    assert "already in the case" in done.stderr
    with sqlite3.connect(case) as c:
        assert c.execute("SELECT count(*) FROM reports").fetchone() == (80,)
        assert c.execute("SELECT count(*) FROM runs").fetchone() == (1,)


def _wait_for_rows(case: Path) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if case.exists():
            with sqlite3.connect(f"{case.absolute().as_uri()}?mode=ro", uri=True) as c:
                tables = c.execute("SELECT count(*) FROM sqlite_master WHERE name = 'reports'").fetchone()[0]
                if tables and c.execute("SELECT count(*) FROM reports").fetchone()[0]:
                    return
        time.sleep(0.05)
    raise AssertionError("nothing was written in a minute")


LEAVE = """Nigeria opens the harbor to grain ships

PORT AMBER, March 9 (Coastal Wire) — Nigeria allowed Ghana to ship grain through the harbor for 30 days.
"""


def test_positions_in_force_on_a_day_are_told_with_their_sources(tmp_path: Path) -> None:
    (tmp_path / "leave.txt").write_text(LEAVE, "utf-8")
    (tmp_path / "leave.meta.json").write_text('{"outlet": "The Amber Post", "published": "2031-03-09"}', "utf-8")
    case = tmp_path / "grain.db"
    assert run("read", tmp_path / "leave.txt", "--case", case).returncode == 0
    asked = ("positions", case, "--holder", "NGA", "--toward", "Ghana", "--about", "grain")
    on_the_day = run(*asked, "--as-of", "2031-03-10")
    assert "in force" in on_the_day.stdout
    assert "The Amber Post 2031-03-09" in on_the_day.stdout
    assert "until 2031-04-08" in on_the_day.stdout
    assert "ran out" in run(*asked, "--as-of", "2031-05-01").stdout
    assert run(*asked, "--as-of", "2031-03-01").stdout == ""
    [row] = [json.loads(line) for line in run(*asked, "--format", "jsonl").stdout.splitlines()]
    assert row["entry"]["record"] == "entry"
    assert row["entry"]["steps"][0]["told"][0]["outlet"] == "The Amber Post"
    header, line = run(*asked, "--format", "csv").stdout.splitlines()
    assert header.startswith("course,holder,") and ",permission," in line
    assert "grain" in run(*asked, "--format", "table").stdout
    refused = run("positions", case, "--as-of", "soon")
    assert refused.returncode == 2 and "YYYY-MM-DD" in refused.stderr


@pytest.mark.parametrize("kind", [[], ["statements"], ["findings"]])
def test_show_starts_without_the_heavy_libraries(folder: Path, tmp_path: Path, kind: list[str]) -> None:
    run("read", folder / "talks.txt", "--case", tmp_path / "c.db")
    command = [sys.executable, "-X", "importtime", "-m", "accordingto", "show", str(tmp_path / "c.db"), *kind]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    loaded = {line.rpartition("|")[2].strip() for line in told.splitlines() if line.startswith("import time")}
    assert {"sqlalchemy", "typer"} <= loaded
    assert not loaded & {"spacy", "numpy", "pyarrow", "scipy", "pandas"}


def test_export_writes_a_file_and_names_the_formats_it_knows(case: Path, tmp_path: Path) -> None:
    done = run("export", case, "graphml", "-o", tmp_path / "crisis.graphml")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "crisis.graphml").read_text("utf-8").startswith("<?xml")
    assert "edges written to" in done.stderr
    wrong = run("export", case, "excel")
    assert wrong.returncode == 2
    assert "plover-shaped" in wrong.stderr


def test_serve_answers_on_a_free_port_and_tells_where(case: Path) -> None:
    pytest.importorskip("uvicorn", reason="the pages need `pip install 'accordingto[web]'`")
    command = [sys.executable, "-m", "accordingto", "serve", str(case), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stderr is not None
            found = re.search(r"http://127\.0\.0\.1:(\d+)/", server.stderr.readline())
            assert found is not None
            with urllib.request.urlopen(found[0], timeout=20) as page:
                assert b"<h1>" in page.read()
            taken = run("serve", case, "--port", found[1])
            assert taken.returncode == 2
            assert "--port" in taken.stderr
        finally:
            server.terminate()
