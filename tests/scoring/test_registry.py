import json
from datetime import date
from pathlib import Path

import pytest

from accordingto.errors import GoldError, UsageError
from accordingto.scoring import SETS, Score, corpus, positions, score, stories
from accordingto.scoring.base import BareTools, StageMissingError, stage
from accordingto.scoring.table import figures, measure_all, to_markdown, write_scores

WANTED = {
    "seeds": "zones_f1 statements_f1 statements_fields events_f1 events_fields positions_f1 positions_fields "
    "findings_f1",
    "polnear": "linked_f1 linked_precision linked_recall linked_f1_direct linked_f1_mixed linked_f1_indirect "
    "content_f1 source_given_content linked_recall_speech linked_recall_other "
    "exact_source_f1 exact_cue_f1 exact_content_f1",
    "plv": "root_f1 quad_f1 binary_f1 coverage",
    "gsr": "event_f1 actor_f1 country_f1 sector_f1 record_f1",
    "petr2": "right missed extra",
    "case2021": "weighted_f1",
    "actors": "accuracy",
    "trnews": "exact within_161km detection_f1",
    "geowebnews": "exact within_161km detection_f1",
    "lgl": "exact within_161km detection_f1",
    "wikiwars": "strict_f1 relaxed_f1 value_f1",
    "ecbplus": "conll_f1 conll_f1_without_singletons above_lemma_floor",
    "np4e": "conll_f1 above_lemma_floor",
    "basil": "bcubed_f1",
    "copies": "accuracy",
    "claimdiff": "accuracy",
    "corpus": " ".join(corpus.METRICS),
    "positions": " ".join(positions.METRICS),
    "comparing": " ".join(stories.METRICS),
}


@pytest.fixture
def tools(nlp) -> BareTools:
    return BareTools(nlp)


def test_sets_and_metric_keys_are_the_agreed_ones() -> None:
    assert {name: " ".join(gold_set.metrics) for name, gold_set in SETS.items()} == WANTED


def test_unknown_set_and_missing_path_say_what_to_do(tools: BareTools, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="choose one of seeds, polnear"):
        score("seed", tmp_path, tools=tools)
    with pytest.raises(UsageError, match="nothing at"):
        score("plv", tmp_path / "none.jsonl", tools=tools)


def test_another_sets_file_is_told_as_such(tools: BareTools, tmp_path: Path) -> None:
    file = tmp_path / "x.jsonl"
    file.write_text('{"text": "a"}\n', "utf-8")
    with pytest.raises(GoldError, match="not in the format of the set plv"):
        score("plv", file, tools=tools)


def test_a_score_prints_four_fields_and_never_prose_for_a_figure(tools: BareTools, tmp_path: Path) -> None:
    file = tmp_path / "pairs.jsonl"
    file.write_text(json.dumps({"a": {"text": "x"}, "b": {"text": "y"}}) + "\n", "utf-8")
    found = score("copies", file, tools=tools)
    printed = json.loads(found.to_json())
    assert list(printed) == ["set", "items", "protocol", "metrics"]
    assert (printed["set"], printed["items"], printed["metrics"]) == ("copies", 1, {"accuracy": None})
    assert found.notes


def test_a_limit_scores_the_first_items_only(tools: BareTools, tmp_path: Path) -> None:
    file = tmp_path / "pairs.jsonl"
    row = json.dumps({"a": {"text": "x"}, "b": {"text": "y"}, "label": "non-derived"})
    file.write_text(f"{row}\n{row}\n", "utf-8")
    assert score("copies", file, tools=tools, limit=1).items == 1


def test_a_stage_that_is_not_there_is_named() -> None:
    with pytest.raises(StageMissingError, match=r"does not exist yet: accordingto\.reading\.dreams\.find"):
        stage("reading.dreams", "find")
    with pytest.raises(StageMissingError):
        stage("reading.model", "dream")


def test_the_page_has_a_row_for_each_set_and_the_peers(tools: BareTools, tmp_path: Path) -> None:
    scores = write_scores(tmp_path, tmp_path / "scores.md", tools=tools, day=date(2031, 2, 3))
    page = (tmp_path / "scores.md").read_text("utf-8")
    assert all(f"| `{name}` |" in page for name in SETS)
    assert "2031-02-03" in page
    assert "Citron" in page
    assert str(tmp_path) not in page
    assert [s.set for s in scores] == list(SETS) == [s.set for s in measure_all(tmp_path, tools=tools)]


def test_figures_are_printed_in_the_sets_order_with_the_reason_for_a_gap() -> None:
    found = Score("plv", 2, "p", {"quad_f1": 50.0, "root_f1": None}, ("no stage",))
    assert figures(found, SETS["plv"]).startswith("root_f1 – · quad_f1 50")
    assert figures(found, SETS["plv"]).endswith("(no stage)")
    assert "(no stage)" in to_markdown([found], date(2031, 2, 3))


def test_no_gold_folder_is_misuse(tools: BareTools, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no gold folder"):
        write_scores(tmp_path / "none", tmp_path / "x.md", tools=tools)
