"""Reviews in a case, in every store: kept, in their order, true to the record as it is now, and counted as gold."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

import accordingto as acc
from accordingto.casefile import Case, check, reviewing
from accordingto.columns import COLUMNS
from accordingto.errors import UsageError
from accordingto.records import Statement
from accordingto.reviews import CORRECTABLE, corrections, outcome
from accordingto.scoring.reviewed import score_reviews, wilson
from tests.builders import event, position, report, statement

READER = "reader 1"
TEXT = "Ana Ruiz said the border stays shut. Rebels shelled the port. Ruiz demanded a truce."


def fill(name: str) -> tuple[str, str, str]:
    """Make a case of one report; return the ids of its statement, event and position."""
    one = report(TEXT)
    told = (statement(one, "Ana Ruiz", "said", "the border stays shut"), event(one, "shelled"))
    asked = position(one, "a truce", "Ruiz")
    with Case(name, clock=lambda: datetime(2031, 2, 3, 4, 5, tzinfo=UTC)) as case:
        case.write(1, READER, [(one, [*told, asked])])
    return told[0].id, told[1].id, asked.id


def otherwise(name: str) -> None:
    """Read the report of ``fill`` with another reader: the statement is put otherwise, the event is gone."""
    one = report(TEXT)
    with Case(name) as case:
        case.write(
            2, "reader 2", [(one, [replace(statement(one, "Ana Ruiz", "said", "the border stays shut"), form="mixed")])]
        )


def test_reviews_are_kept_in_order_and_alter_nothing(place: str) -> None:
    said, done, _ = fill(place)
    before = acc.open_case(place).to_jsonl()
    with Case(place) as case:
        reviewing.add(case, done, "accepted", "  Ana  Ruiz ")
        reviewing.add(case, done, "rejected", "Ben", note=" no\x00\r\nsource ")
        reviewing.add(case, said, "accepted", "Ben")
        assert check(case).faults == ()
    found = acc.open_case(place).reviews
    assert [(v.number, v.by, v.verdict, v.note) for v in found] == [
        (1, "Ana Ruiz", "accepted", None),
        (2, "Ben", "rejected", "no\nsource"),
        (3, "Ben", "accepted", None),
    ]
    assert outcome(found[:2]) == "disputed"
    assert acc.open_case(place).to_jsonl() == before


def test_what_is_read_otherwise_or_gone_is_told(place: str) -> None:
    said, done, _ = fill(place)
    with Case(place) as case:
        reviewing.add(case, said, "accepted", "Ana")
        reviewing.add(case, done, "accepted", "Ana")
    otherwise(place)
    with Case(place) as case:
        assert reviewing.note_gone(case) == 1
        assert reviewing.note_gone(case) == 1
        assert [v.stands for v in reviewing.listed(case)] == ["read_otherwise", "gone"]
        assert isinstance(reviewing.seen(case, said), Statement)
    (problem,) = acc.open_case(place).problems
    assert (problem.stage, problem.path, done in (problem.detail or "")) == ("review", "a.txt", True)
    fill(place)
    with Case(place) as case:
        assert reviewing.note_gone(case) == 0
        assert [v.stands for v in reviewing.listed(case)] == ["as_read", "as_read"]
    assert len(acc.open_case(place).problems) == 0


def test_a_review_of_what_was_read_anew_meanwhile_is_refused(place: str) -> None:
    said, done, _ = fill(place)
    with Case(place) as case:
        found = reviewing.find(case, said)
        assert found is not None
        otherwise(place)
        with pytest.raises(UsageError, match="read anew meanwhile"):
            reviewing.add(case, said, "accepted", "Ana", seen=found.line)
        with pytest.raises(UsageError, match="no record"):
            reviewing.add(case, done, "accepted", "Ana")
        with pytest.raises(UsageError, match="nothing was corrected"):
            reviewing.add(case, said, "corrected", "Ana")
        with pytest.raises(UsageError, match="--as NAME"):
            reviewing.add(case, said, "accepted", " \x00 ")
        assert reviewing.listed(case) == ()


def test_records_are_dealt_until_none_is_left(place: str) -> None:
    ids = fill(place)
    with Case(place) as case:
        assert reviewing.next_drawn(case, "event", "Ana") == ids[1]
        assert reviewing.next_in_report(case, report(TEXT).id, "Ana", ids[0]) == ids[1]
        reviewing.add(case, ids[1], "accepted", "Ana")
        assert reviewing.next_drawn(case, "event", "Ana") is None
        assert reviewing.next_drawn(case, "event", "Ben") == ids[1]
        assert reviewing.next_in_report(case, report(TEXT).id, "Ana", ids[0]) == ids[2]
        reviewing.add(case, ids[1], "withdrawn", "Ana")
        assert reviewing.next_drawn(case, "event", "Ana") == ids[1]


def test_a_case_from_before_there_were_reviews_has_none(tmp_path: Path) -> None:
    name = tmp_path / "case.db"
    said, _, _ = fill(str(name))
    with Case(name) as case, case.transaction() as c:
        c.exec_driver_sql("DROP TABLE reviews")
    assert acc.open_case(name).reviews == ()
    with Case(name, read_only=True) as case:
        assert reviewing.seen(case, said) is None
    with Case(name) as case:
        assert reviewing.add(case, said, "accepted", "Ana").number == 1


def test_every_column_that_can_be_corrected_is_a_column() -> None:
    for kind, names in CORRECTABLE.items():
        assert set(names) <= {column.name for column in COLUMNS[kind]}, kind


def test_reviewed_records_are_gold_for_precision(place: str) -> None:
    said, done, asked = fill(place)
    record = acc.open_case(place)
    with Case(place) as case:
        reviewing.add(case, done, "corrected", "Ana", corrections=corrections(record.events[0], {"status": "planned"}))
        reviewing.add(case, asked, "rejected", "Ana", drawn=True)
        reviewing.add(case, said, "accepted", "Ana")
        reviewing.add(case, said, "rejected", "Ben")
    score = score_reviews(place)
    assert score.items == 3
    assert score.metrics["disputed"] == 1
    assert score.metrics["agreement"] == 0
    assert (score.metrics["event_precision"], score.metrics["event_unchanged"]) == (1, 0)
    assert score.metrics["event.status"] == 0
    assert (score.metrics["position_precision"], score.metrics["position_drawn_precision"]) == (0, 0)
    assert "statement_precision" not in score.metrics
    assert "recall is not measured" in score.protocol
    low, high = wilson(50, 100)
    assert (round(low, 3), round(high, 3)) == (0.404, 0.596)  # as R's binom::binom.wilson(50, 100) gives it
