"""A case: what is written once stays, what changed is replaced and kept aside, what is false is found."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from accordingto.casefile import Case, Filters, check, lines, records
from accordingto.casefile.fetches import fetched_before, fetches, note_fetches
from accordingto.casefile.runs import runs
from accordingto.errors import CaseError, UsageError
from accordingto.records import Report, decode, make_problem
from tests.builders import TEXT, report, statement
from tests.stores import behind_its_back, rows

READER = "reader-1"


def fill(case: Case, *reports: Report, run: int | None = None) -> int:
    run = run or case.begin_run("inputs", READER).id
    case.write(run, READER, [(r, [statement(r, "Ana Ruiz", "said", "the border stays shut")]) for r in reports])
    case.settle(run, {r.path: r.id for r in reports if r.path})
    case.finish_run(run)
    return run


def test_writing_the_same_report_again_adds_nothing(place: str) -> None:
    with Case(place) as case:
        fill(case, report())
        before = rows(place)
        assert case.current([report()], READER) == {report().id}
        case.write(1, READER, [(report(), [statement(report(), "Ana Ruiz", "said", "the border stays shut")])])
        assert rows(place) == before


def test_a_newer_reader_reads_again(place: str) -> None:
    with Case(place) as case:
        fill(case, report())
        assert case.current([report()], "reader-2") == frozenset()


def test_a_changed_report_takes_the_old_ones_place_and_the_change_is_kept(place: str) -> None:
    old, new = report(), report(TEXT + " Correction: the border is open.")
    with Case(place) as case:
        fill(case, old)
        run = case.begin_run("inputs", READER).id
        fill(case, new, run=run)
        assert [decode(line).id for line in lines(case, "report")] == [new.id]
        assert all(s.report == new.id for s in records(case, "statement"))
    found = rows(place)
    assert [row[:2] for row in found["changes"]] == [(old.id, new.id)]
    kept = [decode(str(line)) for report, _, line in found["superseded"] if report == old.id]
    assert old in kept
    assert len(kept) == 2


def test_a_row_that_only_left_its_table_stays_in_the_case(place: str) -> None:
    first, second = report(path="t.csv#1"), report(TEXT + " More.", path="t.csv#2")
    with Case(place) as case:
        fill(case, first, second)
        run = case.begin_run("inputs", READER).id
        assert case.settle(run, {"t.csv#1": second.id}) == 0
        assert len(list(lines(case, "report"))) == 2


def test_an_updated_row_with_the_same_address_is_replaced(place: str) -> None:
    url = "https://echo.example/border"
    first, second = report(path="t.csv#1", url=url), report(TEXT + " More.", path="t.csv#4", url=url)
    with Case(place) as case:
        fill(case, first)
        fill(case, second, run=case.begin_run("inputs", READER).id)
        assert [decode(line).id for line in lines(case, "report")] == [second.id]


def test_an_article_takes_the_place_of_its_summary_in_a_feed(place: str) -> None:
    first, second = report(path="a.rss#x1", url="https://e.example/1"), report(TEXT + " More.", path="a.rss#x1")
    with Case(place) as case:
        fill(case, first)
        fill(case, second, run=case.begin_run("inputs", READER).id)
        assert [decode(line).id for line in lines(case, "report")] == [second.id]


def test_two_reports_of_one_title_at_two_addresses_both_stay(place: str) -> None:
    """A feed whose daily entry is always called the same, and no longer holds yesterday's."""
    day = [
        report(f"{TEXT} Day {n}.", path=f"a.rss#{n}", url=f"https://echo.example/{n}", title="Brief") for n in (1, 2)
    ]
    with Case(place) as case:
        for one in day:
            fill(case, one)
        assert {decode(line).id for line in lines(case, "report")} == {one.id for one in day}


def test_what_was_fetched_is_found_by_its_address_while_its_report_is_there(place: str) -> None:
    first, second = report(path="https://echo.example/1"), report(TEXT + " More.", path="https://echo.example/1")
    with Case(place) as case:
        fill(case, first)
        note_fetches(case, [("https://echo.example/1", "https://echo.example/a", first.id)])
        assert fetched_before(case, "https://echo.example/1") == first
        assert fetched_before(case, "https://echo.example/a") is None
        fill(case, second, run=case.begin_run("inputs", READER).id)
        assert fetched_before(case, "https://echo.example/1") is None
        note_fetches(case, [("https://echo.example/1", "https://echo.example/a", second.id)])
        [only] = fetches(case)
        assert (only.report, fetched_before(case, only.url)) == (second.id, second)


def test_an_unfinished_run_is_taken_up_and_a_finished_one_is_not(place: str) -> None:
    with Case(place) as case:
        first = case.begin_run("inputs", READER)
        assert case.begin_run("inputs", READER) == (first.id, True)
        case.finish_run(first.id)
        assert case.begin_run("inputs", READER) == (first.id + 1, False)


def test_a_problem_goes_when_its_path_is_read(place: str) -> None:
    with Case(place) as case:
        for _ in range(2):
            case.write(1, READER, [], [make_problem("a.txt", "sources", "empty", "nothing in it")])
        assert case.counts()["problem"] == 1
        fill(case, report())
        assert case.counts()["problem"] == 0


def test_a_problem_found_in_this_run_outlives_the_reading_of_its_report(place: str) -> None:
    unclear = make_problem("a.txt", "sources", "unclear_date", "3/4/31")
    with Case(place) as case:
        case.write(1, READER, [], [unclear])
        case.write(1, READER, [(report(), [])], [unclear])
        assert list(records(case, "problem")) == [unclear]


def test_the_same_report_under_a_second_path_is_said(place: str) -> None:
    with Case(place) as case:
        fill(case, report())
        assert case.note_second_path(report()) is None
        problem = case.note_second_path(report(path="copy.txt"))
        assert problem is not None
        assert "a.txt" in (problem.detail or "")


def test_check_finds_a_record_that_says_what_the_report_does_not(place: str) -> None:
    with Case(place) as case:
        fill(case, report())
        assert check(case).faults == ()
        assert check(case).spans >= 4
    with behind_its_back(place) as c:
        c.exec_driver_sql(
            "UPDATE statements SET record = replace(record, 'the border stays shut', 'the border stays open')"
        )
    with Case(place, read_only=True) as case:
        assert any("does not say" in fault for fault in check(case).faults)


def test_filters_keep_what_they_name_and_refuse_what_cannot_be(place: str) -> None:
    with Case(place) as case:
        fill(case, report(), report(TEXT + " x", path="b.txt", outlet="Other", published="2031-03-01"))
        assert len(list(lines(case, "statement", Filters(outlet="other")))) == 1
        assert len(list(lines(case, "statement", Filters(until="2031-02-03")))) == 1
        assert len(list(lines(case, "statement", Filters(actor="ruiz", text="BORDER")))) == 2
        assert list(lines(case, "statement", Filters(actor="100%"))) == []
        with pytest.raises(UsageError, match="--status"):
            list(lines(case, "statement", Filters(status="occurred")))


def test_what_is_no_case_is_refused_with_advice(tmp_path: Path) -> None:
    (tmp_path / "notes.db").write_text("hello, this is no database at all" * 50)
    with pytest.raises(CaseError, match="name another file"):
        Case(tmp_path / "notes.db")
    with pytest.raises(CaseError, match="make one with"):
        Case(tmp_path / "none.db", read_only=True)


def test_a_transaction_that_fails_leaves_nothing_behind(place: str) -> None:
    with Case(place) as case:
        with pytest.raises(RuntimeError), case.transaction() as c:
            c.exec_driver_sql("INSERT INTO facts VALUES ('half', 'done')")
            raise RuntimeError
        with case.transaction() as c:
            assert c.exec_driver_sql("SELECT count(*) FROM facts WHERE name = 'half'").scalar() == 0


def test_a_clock_that_jumps_changes_nothing_but_the_log_of_runs(place: str, tmp_path: Path) -> None:
    times = iter([datetime(2031, 5, 1, tzinfo=UTC), datetime(1999, 1, 1, 23, tzinfo=timezone(timedelta(hours=14)))])
    last = datetime(2040, 1, 1, tzinfo=UTC)
    with Case(place, clock=lambda: next(times, last)) as case:
        assert case.begin_run("inputs", READER) == (1, False)
        assert case.begin_run("inputs", READER) == (1, True)
        fill(case, report(), run=1)
        told = [(run.id, run.started, run.finished) for run in runs(case)]
    assert told == [(1, "2031-05-01T00:00:00+00:00", "2040-01-01T00:00:00+00:00")]
    with Case(tmp_path / "calm.db") as calm:
        fill(calm, report())
    assert rows(place) == rows(str(tmp_path / "calm.db"))


def test_a_report_that_could_not_be_read_is_tried_again(place: str) -> None:
    with Case(place) as case:
        case.write(1, READER, [(report(), [make_problem("a.txt", "reading", "time limit", "not read in time")])])
        assert case.current([report()], READER) == frozenset()
        assert case.counts()["problem"] == 1
        fill(case, report())
        assert case.current([report()], READER) == {report().id}
        assert case.counts()["problem"] == 0


def test_what_a_run_left_that_was_killed_before_it_had_made_the_tables_is_no_case_yet(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "c.db")) as c:
        c.execute("PRAGMA journal_mode = WAL")
    assert (tmp_path / "c.db").stat().st_size
    with pytest.raises(CaseError, match="there is no case at"):
        Case(tmp_path / "c.db", read_only=True)
    with Case(tmp_path / "c.db") as case:
        assert check(case).faults == ()
