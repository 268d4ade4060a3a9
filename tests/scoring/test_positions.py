"""Positions of the corpus: the format, and what counts as right."""

from pathlib import Path
from typing import Any

import pytest
from tools.agreement import as_system, kappa

from accordingto.errors import GoldError
from accordingto.scoring import score
from accordingto.scoring.base import Options
from accordingto.scoring.corpus import read as read_statements
from accordingto.scoring.position_files import load, to_rows
from accordingto.scoring.positions import compared, read

PAGE = """
id: p-wire-salt-road
style: wire
region: Sahel
crisis: the salt road (made up)
outlet: Dune Wire
published: "2031-05-06"
text: |
  Salt traders may pass, says Mali

  Mali allowed the traders to use the salt road until Friday unless raids resume. Governor Aminata Diallo refused to
  comment.
positions:
  - {id: p1, kind: permission, holder: {say: Mali, nth: 2}, holder_is: MLI GOV,
     bearer: the traders, action: use the salt road, limits: [{kind: time, sense: for, words: until Friday}],
     condition: unless raids resume, status: conditional,
     evidence: allowed the traders to use the salt road until Friday unless raids resume}
  - {id: p2, kind: no_comment, holder: Governor Aminata Diallo, action: comment, evidence: refused to comment}
  - {id: p3, kind: permission, holder: Mali, bearer: Salt traders, action: pass, evidence: Salt traders may pass,
     same_as: p1}
"""


def write(folder: Path, page: str = PAGE) -> Path:
    path = folder / "p-wire-salt-road.yaml"
    path.write_text(page.replace("to\n  comment", "to comment"), "utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("action: pass,", "action: pass over,", "does not occur"),
        ("kind: no_comment", "kind: silence", "silence"),
        ("same_as: p1", "same_as: p7", "not there"),
        ("same_as: p1", "replaces: p3", "not there"),
        ("id: p2", "id: p1", "stands twice"),
        ("sense: for", "sense: never", "never"),
    ],
)
def test_what_does_not_hold_is_named(tmp_path: Path, old: str, new: str, fault: str) -> None:
    assert old in PAGE
    with pytest.raises(GoldError, match=fault):
        to_rows(load(write(tmp_path, PAGE.replace(old, new, 1))))


def found(tmp_path: Path) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    rows = to_rows(load(write(tmp_path)))
    return rows, [as_system(row) for row in rows]


def test_an_annotation_agrees_with_itself(tmp_path: Path) -> None:
    rows, same = found(tmp_path)
    metrics = compared(rows, same)
    assert {v for v in metrics.values() if v is not None} == {1.0}
    assert metrics["since_accuracy"] is None


def test_a_headline_and_its_body_are_one_position(tmp_path: Path) -> None:
    rows, same = found(tmp_path)
    assert compared(rows, same[:2])["position_f1"] == 1.0
    assert compared(rows, same[1:])["position_f1"] == 1.0


def test_a_wrong_kind_is_told_from_a_miss(tmp_path: Path) -> None:
    rows, same = found(tmp_path)
    wrong = [{**same[0], "position": "promise"}, same[1]]
    metrics = compared(rows, wrong)
    assert (metrics["position_f1"], metrics["kind_accuracy"]) == (0.5, 0.5)
    missed = compared(rows, same[1:2])
    assert (missed["kind_accuracy"], missed["position_recall"]) == (1.0, 0.5)


def test_limits_conditions_and_what_should_stay_empty_are_measured(tmp_path: Path) -> None:
    rows, same = found(tmp_path)
    bare = [{**same[0], "limits": [], "condition": None}, {**same[1], "bearer": same[0]["bearer"]}]
    metrics = compared(rows, bare)
    assert (metrics["limits_f1"], metrics["condition_f1"]) == (0.0, 0.0)
    assert metrics["absent_fields_left_empty"] is not None
    assert metrics["absent_fields_left_empty"] < 1


def test_files_of_other_annotations_and_second_ones_are_left_out(tmp_path: Path, nlp: Any) -> None:
    write(tmp_path)
    (tmp_path / "second").mkdir()
    write(tmp_path / "second")
    options = Options(nlp)
    assert len(read(tmp_path, options)) == 1
    with pytest.raises(GoldError, match="with statements"):
        read_statements(tmp_path, options)


def test_the_reader_is_scored(tmp_path: Path) -> None:
    write(tmp_path)
    result = score("positions", tmp_path)
    assert result.items == 3
    assert result.metrics["position_f1"] == 1.0
    assert result.metrics["limits_f1"] == 1.0
    assert result.metrics["condition_f1"] == 1.0


def test_kappa_leaves_chance_out() -> None:
    assert kappa([("demand", "demand"), ("promise", "promise")]) == 1
    assert kappa([("demand", "demand"), ("promise", "demand")]) == 0
    assert kappa([("demand", "demand")]) is None
