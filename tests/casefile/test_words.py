"""Reports and statements are found by their words, in every store alike, whatever happens to the case meanwhile."""

from pathlib import Path

import pytest

from accordingto.casefile import Case, Filters, records
from accordingto.casefile.leaving import leave_out_faulty
from accordingto.casefile.words import tokens
from accordingto.intake import settle_findings
from accordingto.records import Record, Report
from tests import postgres_server
from tests.builders import report, statement
from tests.stores import behind_its_back

READER = "reader-1"
TEXTS = {
    "shut": "Ana Ruiz said the border stays shut. Ferries wait at the Élysée quay.",
    "open": "Ana Ruiz said the harbour will open. The U.S. envoy left, and borders were calm.",
    "snow": "Snow closed the road to Straßburg. Nobody was hurt.",
}


def reading(name: str, text: str | None = None) -> tuple[Report, list[Record]]:
    one = report(text or TEXTS[name], path=name, outlet=name, title=f"{name} news")
    said = [statement(one, "Ana Ruiz", "said", one.text[13:].split(".")[0])] if "said" in one.text else []
    return one, said


def found(case: Case, asked: str, kind: str = "report") -> list[str]:
    reports = {r.id: r.path or "" for r in records(case, "report") if isinstance(r, Report)}
    ids = [getattr(one, "report", getattr(one, "id", "")) for one in records(case, kind, Filters(text=asked))]
    return sorted(reports[one] for one in ids)


@pytest.fixture
def case(place: str) -> Case:
    one = Case(place)
    one.write(1, READER, [reading(name) for name in TEXTS])
    settle_findings(one)
    return one


ASKED = {
    "border": ["open", "shut"],
    "BORDER": ["open", "shut"],
    "borders": ["open"],
    "order": [],
    "shut border": ["shut"],
    "border snow": [],
    '"border stays"': ["shut"],
    '"stays border"': [],
    '"borders were"': ["open"],
    "elysee": ["shut"],
    "ÉLYSÉE": ["shut"],
    "strassburg": ["snow"],
    "U.S.": ["open"],
    "news": ["open", "shut", "snow"],
    "ana's": [],
    "?": [],
    ".": ["open", "shut", "snow"],
    "snow .": ["snow"],
    "border NEAR shut": [],
    '"': [],
    "border) OR (snow": [],
    "body:border": [],
    "'border' & !shut": [],
    "border*": ["open", "shut"],
}


@pytest.mark.parametrize("asked", ASKED)
def test_a_word_is_found_where_a_word_begins_with_it(case: Case, asked: str) -> None:
    assert found(case, asked) == ASKED[asked]


def test_statements_are_found_by_what_is_said(case: Case) -> None:
    assert found(case, "harbour", "statement") == ["open"]
    assert found(case, '"the border"', "statement") == ["shut"]
    assert found(case, "envoy", "statement") == []


def test_what_is_not_yet_in_the_index_is_found(case: Case) -> None:
    case.write(2, READER, [reading("late", "Ana Ruiz said the border was moved.")])
    assert found(case, "border moved") == ["late"]
    assert found(case, "border", "statement") == ["late", "shut"]


def test_a_report_whose_text_changed_is_found_by_the_new_one_alone(case: Case) -> None:
    first, _ = reading("snow")
    changed, told = reading("snow", "Rain flooded the road to Aldern.")
    case.write(2, READER, [(changed, told)])
    assert case.settle(2, {"snow": changed.id}) == 1
    assert found(case, "snow") == ["snow"], "its title"
    for _ in range(2):
        assert found(case, "closed") == []
        assert found(case, "flooded") == ["snow"]
        settle_findings(case)
    assert first.id != changed.id


def test_what_repair_left_out_is_not_found(case: Case, place: str) -> None:
    with behind_its_back(place) as c:
        c.exec_driver_sql("UPDATE reports SET text = 'nothing' WHERE path = 'snow'")
    leave_out_faulty(case)
    assert found(case, "road") == []
    assert found(case, "border") == ["open", "shut"]
    settle_findings(case)
    assert found(case, "border") == ["open", "shut"]


def test_a_case_without_an_index_is_searched_and_gets_one(case: Case, place: str) -> None:
    with behind_its_back(place) as c:
        for table in ("words", "worded", "unworded"):
            c.exec_driver_sql(f"DROP TABLE {table}")
        c.exec_driver_sql("DELETE FROM facts WHERE name = 'worded'")
    for name in (None, "read", "settled"):
        with Case(place, read_only=name is None) as again:
            assert again.has_index == (name is not None)
            if name == "settled":
                settle_findings(again)
            assert found(again, "border shut") == ["shut"]
            assert found(again, "harbour", "statement") == ["open"]


def test_a_text_that_is_too_long_for_the_index_is_found(case: Case) -> None:
    long = " ".join(f"w{number}" for number in range(70_000))
    case.write(2, READER, [reading("long", f"{long} The ferry sank.")])
    settle_findings(case)
    assert found(case, "ferry sank") == ["long"]


def test_a_megabyte_of_one_word_does_no_harm(case: Case) -> None:
    case.write(2, READER, [reading("odd", f"{'x' * 300_000} The ferry sank. {'a ' * 20_000}")])
    settle_findings(case)
    assert found(case, "ferry") == ["odd", "shut"] or found(case, "sank") == ["odd"]


def test_the_index_is_the_same_in_a_file_and_on_a_server(server: str, tmp_path: Path) -> None:
    answers = []
    for name in (str(tmp_path / "c.db"), postgres_server.new_schema(server)):
        with Case(name) as case:
            case.write(1, READER, [reading(name) for name in TEXTS])
            settle_findings(case)
            answers.append([found(case, asked, kind) for asked in ASKED for kind in ("report", "statement")])
    assert answers[0] == answers[1]


def test_words_are_cut_alike_whatever_their_signs() -> None:
    assert tokens("“Don’t”, e.g. naïve co-op_2 Ñandú №5 ½") == [
        *("don", "t", "e", "g", "naive", "co", "op", "2", "nandu", "no5", "1", "2")
    ]
