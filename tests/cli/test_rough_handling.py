"""The command line in rough hands: readers that leave, full disks, other people's files, values that match nothing."""

import hashlib
import json
import os
import shlex
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from accordingto.cli.app import app
from accordingto.errors import AccordingToError

STORY = "OSLO, March 3 - Envoy Lena Okafor said on Monday that the talks about the strait had failed.\n"


def shell(line: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    words = line.replace("accordingto ", f"{sys.executable} -m accordingto ")
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", words],
        capture_output=True,
        cwd=cwd,
        env={**os.environ, **environment},
        check=False,
        encoding="utf-8",
        errors="replace",
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a case of many lines."""
    folder = tmp_path_factory.mktemp("rough")
    rows = [{"text": STORY + f"Minister {n} said ships would sail.", "outlet": "Feed “N”"} for n in range(30)]
    (folder / "feed.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    (folder / "story.txt").write_text(STORY, "utf-8")
    done = shell("accordingto read feed.jsonl --case c.db", folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.mark.parametrize("what", ["", "statements", "statements --format jsonl"])
def test_a_reader_that_leaves_ends_it_quietly(desk: Path, what: str) -> None:
    done = shell(f"accordingto show c.db {what} | head -1", desk)
    assert done.returncode == 0, done.stderr
    assert done.stdout
    assert "Error" not in done.stderr
    assert "ignored" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("what", ["show c.db", "schema"])
def test_output_that_takes_no_more_is_said(desk: Path, what: str) -> None:
    done = shell(f"accordingto {what} > /dev/full", desk)
    assert done.returncode == 2
    assert "No space left" in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("columns", ["abc", "0", "3"])
def test_a_strange_width_is_not_followed(desk: Path, columns: str) -> None:
    done = shell("accordingto show c.db", desk, COLUMNS=columns)
    assert done.returncode == 0, done.stderr
    assert "WHO SAID WHAT" in done.stdout


def test_a_terminal_without_our_quotation_marks_gets_the_words(desk: Path) -> None:
    done = shell("accordingto show c.db", desk, PYTHONIOENCODING="ascii")
    assert done.returncode == 0, done.stderr
    assert "talks about the strait had failed" in done.stdout


def test_data_is_utf8_in_every_locale(desk: Path) -> None:
    done = shell("accordingto read story.txt --outlet 'Пост' --format jsonl", desk, PYTHONIOENCODING="ascii")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[0])["outlet"] == "Пост"


@pytest.mark.parametrize("command", ["read story.txt --case other.db", "show other.db"])
@pytest.mark.parametrize("script", ["CREATE TABLE reports (x)", "CREATE TABLE mine (y)"])
def test_another_programs_database_is_left_as_it_is(desk: Path, tmp_path: Path, command: str, script: str) -> None:
    (tmp_path / "story.txt").write_text(STORY, "utf-8")
    with sqlite3.connect(tmp_path / "other.db") as c:
        c.execute(script)
    c.close()
    before = hashlib.sha256((tmp_path / "other.db").read_bytes()).hexdigest()
    done = shell(f"accordingto {command}", tmp_path)
    assert done.returncode == 2
    assert "left as it is: name another file" in done.stderr
    assert hashlib.sha256((tmp_path / "other.db").read_bytes()).hexdigest() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["other.db", "story.txt"]


@pytest.mark.parametrize(
    ("line", "advice"),
    [
        ("show c.db events --since yesterday", "YYYY-MM-DD"),
        ("show c.db events --type RUMOUR", "ASSAULT"),
        ("show c.db positions --status happy", "in_force"),
        ("show c.db events --min-confidence 2", "from 0 to 1"),
        ("show c.db events --country Russia", "three letters"),
        ("show c.db --format csv", "name what to show"),
        ("show c.db --type threat", "name what to show"),
        ("show c.db events --format csv -o /dev/null", "not a plain file"),
        ("read story.txt --date 06/07/2031", "YYYY-MM-DD"),
        ("read story.txt --case x.db --format csv", "accordingto show x.db"),
        ("read story.txt --case ''", "name a file"),
        ("read story.txt --case .", "name a file"),
    ],
)
def test_a_wish_that_cannot_be_met_is_refused(
    desk: Path, line: str, advice: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(desk)
    with pytest.raises(AccordingToError, match=advice):
        app(shlex.split(line), standalone_mode=False)


def test_an_empty_folder_is_called_so(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    done = shell("accordingto read reports --case c.db", tmp_path)
    assert done.returncode == 2
    assert "nothing to read there" in done.stderr


def test_the_name_of_the_output_tells_its_format(desk: Path) -> None:
    done = shell("accordingto show c.db statements -o s.csv", desk)
    assert done.returncode == 0, done.stderr
    assert (desk / "s.csv").read_text("utf-8").startswith("id,report,speaker")


def test_a_link_to_a_file_stays_a_link(desk: Path) -> None:
    (desk / "shared").mkdir()
    (desk / "shared" / "s.jsonl").write_text("", "utf-8")
    (desk / "linked.jsonl").symlink_to(desk / "shared" / "s.jsonl")
    assert shell("accordingto show c.db statements -o linked.jsonl", desk).returncode == 0
    assert (desk / "linked.jsonl").is_symlink()
    assert (desk / "shared" / "s.jsonl").read_text("utf-8")
