"""Stories of the corpus: the format, and what counts as a finding, a difference, a false merge and an origin."""

from pathlib import Path
from typing import Any

import pytest
from tools.agreement import findings_agreement
from tools.split_corpus import move

from accordingto.errors import GoldError
from accordingto.scoring import score
from accordingto.scoring.base import Options
from accordingto.scoring.stories import figures, read
from accordingto.scoring.story_files import load, to_rows
from accordingto.scoring.story_matching import Compared, Told, match

PAGE = """
id: s-quay-fire
region: Atlantic
crisis: a fire on the quay of Port Amber (made up)
reports:
  - id: a
    outlet: Amber Wire
    published: "2031-05-06"
    text: |
      Rebels shelled the quay of Port Amber on Monday, killing three dockers. On Sunday rebels shelled the mill.

      "We will rebuild the quay," Mayor Ana Lume said. The harbour stays shut, she said.
  - id: b
    outlet: The Lantern
    published: "2031-05-07"
    text: |
      Five dockers died when rebels shelled the quay on Monday. Two cranes fell.

      Mayor Ana Lume promised to rebuild the quay.
findings:
  - id: f1
    of: event
    verdict: same
    members:
      - {report: a, words: 'Rebels shelled the quay of Port Amber on Monday, killing three dockers'}
      - {report: b, words: 'Five dockers died when rebels shelled the quay on Monday'}
    differences:
      - {field: number, type: update, a: three dockers, b: Five dockers}
    origins: {low: 1, high: 2}
  - id: f2
    of: position
    verdict: same
    members:
      - {report: a, words: '"We will rebuild the quay," Mayor Ana Lume said'}
      - {report: b, words: 'Mayor Ana Lume promised to rebuild the quay'}
    origins: {low: 1, high: 1}
  - id: f3
    of: event
    verdict: only_one
    members:
      - {report: a, words: On Sunday rebels shelled the mill}
  - id: f4
    of: statement
    verdict: only_one
    optional: true
    members:
      - {report: a, words: 'The harbour stays shut, she said'}
copies:
  - {reports: [a, b], class: non-derived}
"""


def write(folder: Path, page: str = PAGE) -> Path:
    path = folder / "s-quay-fire.yaml"
    path.write_text(page, "utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("words: On Sunday", "words: On Friday", "does not occur"),
        ("id: f2", "id: f1", "f1 stands twice"),
        ("verdict: only_one", "verdict: same", "same with 1 members"),
        ("    origins: {low: 1, high: 1}\n", "", "needs origins"),
        ("{low: 1, high: 1}", "{low: 2, high: 1}", "more origins at least"),
        ("[a, b]", "[a, d]", "not there"),
        ("type: update", "type: growth", "growth"),
    ],
)
def test_what_does_not_hold_is_named(tmp_path: Path, old: str, new: str, fault: str) -> None:
    assert old in PAGE
    with pytest.raises(GoldError, match=fault):
        to_rows(load(write(tmp_path, PAGE.replace(old, new, 1))))


def spot(rows: list[dict[str, Any]], finding: int, report: str, of: str = "event", cut: int = 0) -> Told:
    span = rows[finding]["members"][report][0]
    return Told(of, report, (frozenset(range(span["start"] + cut, span["end"])),))


def ours(name: str, of: str, verdict: str, members: list[str], **more: Any) -> dict[str, Any]:
    usual = {"origins": {"low": 1, "high": 1}, "differences": []}
    return {"id": name, "of": of, "verdict": verdict, "members": members, **usual, **more}


def numeric(*values: str | None) -> dict[str, Any]:
    return {"field": "killed", "type": "numeric", "values": [{"value": v, "member": "m"} for v in values]}


@pytest.fixture
def rows(tmp_path: Path) -> list[dict[str, Any]]:
    return to_rows(load(write(tmp_path)))


@pytest.fixture
def records(rows: list[dict[str, Any]]) -> dict[str, Told]:
    """Our events of the quay in both reports and of the mill in one, and the mayor's promise."""
    return {
        "quay-a": spot(rows, 0, "a"),
        "quay-b": spot(rows, 0, "b"),
        "mill-a": spot(rows, 2, "a"),
        "vow-a": spot(rows, 1, "a", "statement"),
        "vow-b": spot(rows, 1, "b", "position"),
        "other-a": Told("event", "a", (frozenset(range(2)),)),
        "crane-b": Told("event", "b", (frozenset({60, 61}),)),
    }


def test_all_found_is_one_and_no_error_but_the_origins(rows: list[Any], records: dict[str, Told]) -> None:
    system = [
        ours("1", "event", "differs", ["quay-a", "quay-b"], differences=[numeric("3-3", "5-5")]),
        ours("2", "statement", "same", ["vow-a", "vow-b"]),
        ours("3", "event", "single_source", ["mill-a"]),
    ]
    found = figures([match(rows, system, records)])
    assert (found["finding_f1"], found["difference_f1"], found["false_merge_rate"]) == (1.0, 1.0, 0.0)
    assert found["origin_error"] == 0.25  # the quay's upper bound is one too low, half a point over two findings
    assert found["kind_accuracy"] == 0.6667  # a promise told as a statement is found, of another kind
    assert found["event_f1"] == 1.0


def test_the_figures_of_a_poor_comparison_are_those_counted_by_hand(rows: list[Any], records: dict[str, Told]) -> None:
    system = [
        ours("1", "event", "same", ["mill-a", "quay-b"], differences=[numeric("1-1", "5-5")]),
        ours("2", "statement", "same", ["vow-a", "vow-b"], differences=[numeric("1-1", "2-2"), numeric("1", None)]),
        ours("3", "event", "single_source", ["quay-a"]),
        ours("4", "event", "related", ["quay-a", "crane-b"]),
    ]
    found = figures([match(rows, system, records)])
    # found: f2; missed: f1, f3; wrong: 1 (two happenings), 3 (both tell it), 4 (related to nothing annotated)
    assert (found["finding_precision"], found["finding_recall"]) == (0.25, 0.3333)
    assert found["finding_f1"] == 0.2857
    assert found["false_merge_rate"] == 0.5
    assert (found["same_recall"], found["only_one_recall"], found["related_recall"]) == (0.5, 0.0, None)
    assert (found["difference_precision"], found["difference_f1"]) == (0.0, 0.0)


def test_a_second_telling_costs_nothing_and_one_side_is_no_difference(
    rows: list[Any], records: dict[str, Told]
) -> None:
    again = {**records, "quay-a2": spot(rows, 0, "a", cut=20), "quay-b2": spot(rows, 0, "b", cut=20)}
    system = [
        ours("1", "event", "same", ["quay-a", "quay-b"], differences=[numeric(None, "5-5")]),
        ours("2", "event", "same", ["quay-a2", "quay-b2"]),
    ]
    result = match(rows, system, again)
    assert (result.spurious, result.false_merges) == ([], [])
    found = figures([result])
    assert (found["finding_precision"], found["difference_recall"]) == (1.0, 1.0)


def test_what_only_one_tells_must_not_be_joined(rows: list[Any], records: dict[str, Told]) -> None:
    system = [ours("1", "event", "same", ["mill-a", "crane-b"])]
    assert match(rows, system, records).false_merges == system


def test_an_optional_row_is_free(rows: list[Any], records: dict[str, Told]) -> None:
    said = {**records, "shut-a": spot(rows, 3, "a", "statement")}
    found = match(rows, [ours("1", "statement", "single_source", ["shut-a"])], said)
    assert len(found.pairs) == 1
    assert [row["id"] for row in found.missed] == ["s-quay-fire/f1", "s-quay-fire/f2", "s-quay-fire/f3"]
    assert figures([found])["finding_recall"] == 0.0


def test_the_reason_of_a_difference_is_measured_where_it_is_given(rows: list[Any], records: dict[str, Told]) -> None:
    given = {**numeric("3-3", "5-5"), "cause": "update"}
    right = ours("1", "event", "differs", ["quay-a", "quay-b"], differences=[given])
    wrong = {**right, "differences": [{**given, "cause": "contradiction"}]}
    assert figures([match(rows, [right], records)])["difference_type_accuracy"] == 1.0
    assert figures([match(rows, [wrong], records)])["difference_type_accuracy"] == 0.0


def test_nothing_measured_is_no_figure() -> None:
    assert set(figures([Compared([], [], [], [], 0)]).values()) == {None}


def test_the_pipeline_is_scored_and_other_files_are_left_out(tmp_path: Path, nlp: Any) -> None:
    write(tmp_path)
    (tmp_path / "p-other.yaml").write_text("positions: []\n", "utf-8")
    assert len(read(tmp_path, Options(nlp))) == 1
    result = score("comparing", tmp_path)
    assert result.items == 4
    assert result.metrics["copies_accuracy"] == 1.0
    assert result.metrics["finding_recall"]
    with pytest.raises(GoldError, match="with findings"):
        read(tmp_path / "p-other.yaml", Options(nlp))


def test_two_annotators_who_agree_have_full_marks_and_a_missed_row_costs_recall(tmp_path: Path) -> None:
    first = write(tmp_path)
    (tmp_path / "second").mkdir()
    second = write(tmp_path / "second")
    same = findings_agreement([(first, second)])
    assert (same["finding_f1"], same["difference_f1"], same["origin_error"]) == (1.0, 1.0, 0.0)
    assert (same["difference_type_accuracy"], same["origins_equal"], same["matched"]) == (1.0, 1.0, 4)
    write(tmp_path / "second", PAGE.replace("high: 2}", "high: 1}").replace("type: update", "type: contradiction"))
    other = findings_agreement([(first, second)])
    assert (other["origin_error"], other["origins_equal"], other["difference_type_accuracy"]) == (0.25, 0.5, 0.0)


def test_a_second_annotation_of_other_reports_is_refused(tmp_path: Path) -> None:
    first = write(tmp_path)
    (tmp_path / "second").mkdir()
    second = write(tmp_path / "second", PAGE.replace("Two cranes fell", "Three cranes fell"))
    with pytest.raises(GoldError, match="reports are not those"):
        findings_agreement([(first, second)])


def test_stories_are_divided_once_two_to_one_by_writer(tmp_path: Path) -> None:
    for part in ("dev", "test"):
        (tmp_path / part).mkdir()
    for number in range(6):
        name = f"s-quay-{number}"
        page = PAGE.replace("id: s-quay-fire", f"id: {name}")
        (tmp_path / "dev" / f"{name}.yaml").write_text(page, "utf-8")
    assert move(tmp_path) == 0
    assert len([*(tmp_path / "test").iterdir()]) == 2
    assert move(tmp_path) == 1
