"""What came in, asked of a case: the same rows as of the whole record, from a part of it."""

from pathlib import Path

import pytest

import accordingto as acc
from accordingto import views
from accordingto.arriving import changes_in
from accordingto.casefile import Case
from accordingto.casefile.runs import read_after
from accordingto.frames import CaseRecord
from accordingto.intake import settle_findings


@pytest.fixture
def path(crisis: CaseRecord, tmp_path: Path) -> Path:
    """The invented crisis in two runs: the later half of its reports came in after the first."""
    told = [*crisis.statements, *crisis.events, *crisis.positions]
    half = len(crisis.reports) // 2
    with Case(tmp_path / "two.db") as case:
        for inputs, reports in (("first", crisis.reports[:half]), ("second", crisis.reports[half:])):
            run = case.begin_run(inputs, "reader")
            case.write(run.id, "reader", [(r, [t for t in told if t.report == r.id]) for r in reports])
            settle_findings(case)
            case.finish_run(run.id)
    return tmp_path / "two.db"


@pytest.mark.parametrize("after", [0, 1, 2])
def test_a_part_of_the_record_gives_the_rows_of_the_whole(path: Path, after: int) -> None:
    with Case(path, read_only=True) as case:
        fresh = read_after(case, after)
        whole, rows = changes_in(case, fresh)
    record = acc.open_case(path)
    assert rows == views.changes(views.gather(record), fresh)
    assert {row.change for row in rows} >= ({"added", "confirmed"} if after == 1 else set())
    assert (after == 2) == (not rows)
    assert len(whole.reports) <= len(record.reports)
