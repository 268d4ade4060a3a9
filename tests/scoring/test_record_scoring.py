import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from accordingto.errors import GoldError
from accordingto.scoring.record_fields import is_same_actor
from accordingto.scoring.record_matching import gold_items, match
from accordingto.scoring.record_scores import score_records

TEXT = "Harbour news\n\nPort chief Lea Moor said the quay will stay shut. Divers seized a Marland trawler on Friday."


def span(words: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words)}


GOLD = [
    {"id": "z1", "kind": "zone", "report": "n", "zone": "section", "span": span("Harbour news")},
    {
        "id": "s1",
        "kind": "statement",
        "report": "n",
        "speaker": {"exact": "Lea Moor"},
        "speaker_is": "MRL BUS Lea Moor",
        "content": [span("the quay will stay shut")],
        "form": "indirect",
    },
    {
        "id": "e1",
        "kind": "event",
        "report": "n",
        "trigger": span("seized"),
        "type": "COERCE",
        "also_ok_type": ["ASSAULT"],
        "actor": ["MRL MIL divers"],
        "recipient": [],
        "status": "occurred",
        "when": "2031-05-02",
    },
    {
        "id": "e2",
        "kind": "event",
        "report": "n",
        "trigger": span("shut"),
        "type": "SANCTION",
        "status": "ongoing",
        "optional": True,
    },
]
REPORT = {"record": "report", "id": "r", "text": TEXT, "zones": [{"kind": "section", **span("Harbour news")}]}


def statement(**fields: Any) -> dict[str, Any]:
    plain = {
        "record": "statement",
        "id": "sx",
        "report": "r",
        "content": [span("the quay will stay shut")],
        "form": "indirect",
        "speaker": {"mention": {"text": "Port chief Lea Moor"}, "actor": None},
    }
    return plain | fields


def event(words: str, kind: str, **fields: Any) -> dict[str, Any]:
    plain = {
        "record": "event",
        "id": f"e-{words}-{kind}",
        "report": "r",
        "trigger": {"mention": span(words)},
        "type": kind,
        "actors": [],
        "recipients": [],
        "status": "occurred",
        "when": None,
    }
    return plain | fields


def metrics(*rows: dict[str, Any]) -> dict[str, Any]:
    return score_records(GOLD, {"n": TEXT}, [REPORT, *rows]).metrics


def test_a_right_record_scores_one() -> None:
    divers = {"mention": {"text": "Divers"}, "actor": {"name": "divers", "country": "MRL"}}
    found = metrics(statement(), event("seized", "COERCE", actors=[divers], when={"start": "2031-05-02"}))
    assert found["zones_f1"] == found["statements_f1"] == found["events_f1"] == 1
    assert found["statements_fields"] == found["events_fields"] == 1
    assert found["event_when"] == 1


def test_alternatives_count_optional_rows_cost_nothing_and_extras_do() -> None:
    assert metrics(event("seized", "ASSAULT"))["events_f1"] == 1
    with_optional = metrics(event("seized", "COERCE"), event("shut", "SANCTION"))
    assert with_optional["events_recall"] == with_optional["events_precision"] == 1
    assert metrics(event("seized", "COERCE"), event("said", "REJECT"))["events_precision"] == 0.5


def test_content_needs_half_of_the_characters() -> None:
    assert metrics(statement(content=[span("stay shut")]))["statements_f1"] == 0


def test_a_field_that_is_wrong_lowers_fields_only() -> None:
    found = metrics(statement(form="direct"))
    assert found["statements_f1"] == 1
    assert found["statements_fields"] == 0.5


def test_a_report_whose_text_was_changed_is_told() -> None:
    with pytest.raises(GoldError, match="text unchanged: n"):
        score_records(GOLD, {"n": TEXT}, [REPORT | {"text": TEXT + "!"}])


def test_mentions_joined_by_same_as_are_one_item() -> None:
    rows = [{"id": "a"}, {"id": "b", "same_as": "a"}, {"id": "c", "same_as": "b"}, {"id": "d"}]
    assert [[r["id"] for r in group] for group in gold_items(rows)] == [["a", "b", "c"], ["d"]]


def test_the_better_overlap_is_taken_first() -> None:
    near = {"content": [span("the quay will stay")], "_doc": "n"}
    whole = {"content": [span("the quay will stay shut")], "_doc": "n"}
    assert match("statement", [GOLD[1]], [near, whole]).pairs[0][1] is whole


@pytest.mark.parametrize(
    ("gold", "system", "same"),
    [
        ("MRL GOV Ana Dube", {"actor": {"country": "MRL", "name": "somebody"}}, True),
        ("MRL GOV Ana Dube", {"mention": {"text": "Ana Dube"}, "actor": None}, True),
        ("MRL GOV Ana Dube", {"actor": {"country": "QLD", "name": "somebody"}}, False),
        ("Northern villagers", {"mention": {"text": "the villagers"}}, True),
        ("MRL and QLD", {"actor": {"country": "QLD"}}, True),
        (None, None, True),
        (None, {"mention": {"text": "she"}}, False),
    ],
)
def test_the_same_actor_by_code_or_name(gold: str | None, system: Any, same: bool) -> None:
    assert is_same_actor(gold, system) is same


def _as_system(row: dict[str, Any], rng: random.Random) -> dict[str, Any] | None:
    """An annotated row as an imperfect system might give it; other kinds of row have no such form."""
    blur = rng.randint(0, 6)
    base = {"id": f"sys-{row['id']}", "report": row.get("report"), "record": row["kind"]}
    if row["kind"] == "statement":
        content = [{"start": c["start"], "end": c["end"] + blur} for c in row["content"]]
        speaker = {"mention": row.get("speaker"), "actor": {"name": row.get("speaker_is", "").partition(" ")[0]}}
        return base | {"content": content, "form": rng.choice(["direct", "indirect"]), "speaker": speaker, "edits": []}
    if row["kind"] == "event":
        actors = [{"actor": {"name": a or ""}} for a in row.get("actor") or []]
        rest = {"type": row["type"], "actors": actors, "recipients": [], "status": rng.choice(["occurred", "planned"])}
        return base | rest | {"trigger": {"mention": row["trigger"]}}
    if row["kind"] == "position":
        rest = {"holder": {"actor": {"name": row.get("holder") or ""}}, "limits": [], "status": row["status"]}
        return base | rest | {"evidence": row["evidence"], "position": row["position"]}
    if row["kind"] == "finding":
        members = [f"sys-{m}" for m in row["members"]]
        verdict = rng.choice(["same", "differs", "related", "single_source"])
        return base | {"members": members, "verdict": verdict, "reports": ["x", "y"]}
    return None


def test_agrees_with_the_reference_scorer(gold_root: Path, tmp_path: Path) -> None:
    gold_file, texts = gold_root / "seeds" / "gold.jsonl", gold_root.parent / "seeds"
    gold = [json.loads(line) for line in gold_file.read_text("utf-8").splitlines()]
    files = {name: (texts / f"report-{name}.txt").read_text("utf-8") for name in "ab"}
    for seed in range(4):
        rng = random.Random(seed)
        rows = [found for row in gold if rng.random() < 0.8 and (found := _as_system(row, rng))]
        for name, text in files.items():
            zones = [{"kind": "body", "start": 3, "end": 9}]
            zones += [{"kind": r["zone"], **r["span"]} for r in gold if r["kind"] == "zone" and r["report"] == name]
            rows.append({"record": "report", "id": name, "text": text, "zones": zones})
        system = tmp_path / "system.jsonl"
        system.write_text("\n".join(map(json.dumps, rows)), "utf-8")
        command = [sys.executable, gold_root / "score_records.py", gold_file, texts, system]
        done = subprocess.run([*command, "--names", "a=report-a,b=report-b", "--json"], capture_output=True, check=True)
        assert score_records(gold, files, rows).metrics == json.loads(done.stdout)["metrics"]
