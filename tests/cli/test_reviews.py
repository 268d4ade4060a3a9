"""Reviews on the command line: shown, exported beside the record, applied in columns of their own, used as gold."""

import csv
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.request import urlopen

import pytest

import accordingto as acc
from accordingto.casefile import Case, reviewing
from accordingto.cli.app import app
from accordingto.errors import UsageError
from accordingto.records import decode
from accordingto.reviews import corrections
from tests.cli.test_commands import run as run_apart

Said = Callable[..., str]
"""Runs a command in this process and returns what it prints to standard output."""


@pytest.fixture
def said(capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Said:
    monkeypatch.setenv("COLUMNS", "200")

    def call(*words: object) -> str:
        app([str(word) for word in words], standalone_mode=False)
        return capsysbinary.readouterr().out.decode()

    return call


@pytest.fixture(scope="module")
def case(crisis_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = Path(shutil.copy(crisis_file, tmp_path_factory.mktemp("case") / "case.db"))
    first, second = acc.open_case(path).events[:2]
    with Case(path) as opened:
        reviewing.add(opened, first.id, "corrected", "Ana", corrections=corrections(first, {"status": "planned"}))
        reviewing.add(opened, second.id, "accepted", "Ana", drawn=True)
        reviewing.add(opened, second.id, "rejected", "Ben [red]", note="=1+1\nno source")
    return path


def test_show_lists_them_and_narrows_them_down(case: Path, said: Said) -> None:
    shown = said("show", case, "--reviews")
    assert "status: occurred → planned" in shown
    assert "Ben [red]" in shown
    rows = [json.loads(line) for line in said("show", case, "--reviews", "--format", "jsonl").splitlines()]
    assert [(r["record"], r["verdict"]) for r in rows] == [
        ("review", "corrected"),
        ("review", "accepted"),
        ("review", "rejected"),
    ]
    assert said("show", case, "statements", "--reviews", "--format", "csv").count("\n") == 1
    with pytest.raises(UsageError, match="can be narrowed"):
        said("show", case, "--reviews", "--actor", "Marsh")
    with pytest.raises(UsageError, match="problems are not reviewed"):
        said("show", case, "problems", "--reviews")


def test_exports_carry_them_beside_what_was_read(case: Path, tmp_path: Path, said: Said) -> None:
    import pyarrow.parquet as pq

    for name in ("csv", "parquet"):
        said("export", case, name, "-o", tmp_path / name, "--apply-reviews")
    with (tmp_path / "csv/events.csv").open(encoding="utf-8", newline="") as stream:
        rows = {row["id"]: row for row in csv.DictReader(stream)}
    first, second = acc.open_case(case).events[:2]
    read = rows[first.id]
    assert (read["status"], read["status_corrected"], read["review"]) == ("occurred", "planned", "corrected")
    assert (read["corrected_fields"], read["reviewed_by"]) == ("status", "Ana")
    assert (rows[second.id]["review"], rows[second.id]["status_corrected"]) == ("disputed", "")
    assert sum(bool(row["review"]) for row in rows.values()) == 2
    table = pq.read_table(tmp_path / "parquet/reviews.parquet").to_pylist()
    assert [row["note"] for row in table] == [None, None, "=1+1\nno source"]
    assert "killed_low_corrected" in pq.read_schema(tmp_path / "parquet/events.parquet").names


def test_without_asking_nothing_is_applied(case: Path, tmp_path: Path, said: Said) -> None:
    said("export", case, "csv", "-o", tmp_path / "plain")
    assert "status_corrected" not in (tmp_path / "plain/events.csv").read_text("utf-8")
    assert (tmp_path / "plain/reviews.csv").read_text("utf-8").count("Ana") == 2
    with pytest.raises(UsageError, match="write one of jsonl, csv, parquet"):
        said("export", case, "geojson", "-o", tmp_path / "x", "--apply-reviews")


def test_the_package_with_reviews_is_valid(case: Path, tmp_path: Path) -> None:
    frictionless = pytest.importorskip("frictionless", reason="needs `pip install frictionless`")
    acc.open_case(case).export("csv", tmp_path / "package", apply_reviews=True)
    done = frictionless.validate(str(tmp_path / "package/datapackage.json"))
    assert done.valid, done.flatten(["message"])


def test_lines_stay_the_contract_with_reviews_behind_them(case: Path, tmp_path: Path, said: Said) -> None:
    plain, applied = tmp_path / "plain.jsonl", tmp_path / "applied.jsonl"
    said("export", case, "jsonl", "-o", plain)
    said("export", case, "jsonl", "-o", applied, "--apply-reviews")
    record = acc.open_case(case)
    assert plain.read_text("utf-8").startswith(record.to_jsonl())
    lines = [json.loads(line) for line in applied.read_text("utf-8").splitlines()]
    assert [one["record"] for one in lines[-3:]] == ["review"] * 3
    noted = {one["id"]: one["review"] for one in lines if one["record"] == "event" and "review" in one}
    assert noted[record.events[0].id]["corrected"] == {"status": "planned"}
    assert noted[record.events[1].id]["outcome"] == "disputed"
    again = [decode(line) for line in applied.read_text("utf-8").splitlines()[:-3]]
    assert again == list(record)


def test_score_takes_them_as_gold(case: Path, said: Said) -> None:
    metrics = json.loads(said("score", "reviews", case, "--json"))["metrics"]
    assert (metrics["event_reviewed"], metrics["event_precision"], metrics["disputed"]) == (1, 1, 1)
    assert not any("recall" in name for name in metrics)


def test_reading_the_same_again_keeps_them(case: Path, crisis_folder: Path) -> None:
    before = acc.open_case(case).reviews
    assert run_apart("read", crisis_folder, "--case", case).returncode == 0
    assert acc.open_case(case).reviews == before


@pytest.mark.parametrize("options", [["--review"], ["--as", "Ana"], ["--review", "--as", " "]])
def test_who_reviews_must_be_said(case: Path, options: list[str], said: Said) -> None:
    pytest.importorskip("uvicorn", reason="the pages need `pip install 'accordingto[web]'`")
    with pytest.raises(UsageError, match="--as NAME"):
        said("serve", case, "--port", "0", *options)


def test_serve_offers_forms_when_asked(case: Path) -> None:
    pytest.importorskip("uvicorn", reason="the pages need `pip install 'accordingto[web]'`")
    words = [sys.executable, "-m", "accordingto", "serve", str(case), "--port", "0", "--review", "--as", "Ana"]
    with subprocess.Popen(words, stderr=subprocess.PIPE, text=True, env={**os.environ, "COLUMNS": "200"}) as served:
        try:
            assert served.stderr is not None
            address = served.stderr.readline().split(": ")[1].split(" ")[0]
            for _ in range(100):
                try:
                    page = urlopen(f"{address}reviews").read().decode()
                    break
                except OSError:
                    time.sleep(0.05)
            assert "You review as" in page
        finally:
            served.send_signal(signal.SIGINT)
            served.wait(20)
