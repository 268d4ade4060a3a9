"""The timeline of an invented crisis."""

from itertools import pairwise

from accordingto.frames import CaseRecord
from accordingto.views.naming import days


def test_known_times_come_in_order_and_unknown_ones_apart(crisis: CaseRecord) -> None:
    moments = crisis.timeline()
    known = [m.start for m in moments if m.start]
    assert known
    assert known == sorted(known)
    first_unknown = next(i for i, m in enumerate(moments) if m.start is None)
    assert all(m.start is None and m.when == "no time told" for m in moments[first_unknown:])
    told = [m.told_on or "~" for m in moments[first_unknown:]]
    assert all(a <= b for a, b in pairwise(told))


def test_what_several_reports_tell_is_one_moment_with_all_its_sources(crisis: CaseRecord) -> None:
    protest = [m for m in crisis.timeline() if m.kind == "event" and "the road" in m.words]
    assert any(len({c.report for c in m.cells}) > 1 for m in protest)
    records = [c.record for m in crisis.timeline() for c in m.cells]
    assert len(records) == len(set(records))
    assert set(records) == {r.id for rows in (crisis.events, crisis.statements, crisis.positions) for r in rows}


def test_days_are_as_precise_as_they_are_told() -> None:
    assert days("2031-03-01", "2031-03-31", "month") == "March 2031"
    assert days("2031-03-01", "2031-03-31", "week") == "2031-03-01 to 2031-03-31"
    assert days("2031-01-01", "2031-12-31", "year") == "2031"
    assert days("2031-03-03T10:00", "2031-03-03T12:00", "hour") == "2031-03-03"
