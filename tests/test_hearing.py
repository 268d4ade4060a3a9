"""The ledger of a case is kept up with it: the same as over all positions at once, touching only what it must."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from accordingto.casefile import Case, hearings, records
from accordingto.collating import collate
from accordingto.comparing import ledger
from accordingto.hearing import write_ledger
from accordingto.intake import settle_findings
from accordingto.records import Actor, Party, Record, Report
from accordingto.version import ledger_version
from tests.builders import position, report
from tests.test_collating import READER, Reading, ledger_at_once, ledger_of

CHILE, PERU = Actor("Chile", "CHL", "GOV"), Actor("Peru", "PER", "GOV")


def demand(holder: str, what: str, day: str, outlet: str) -> Reading:
    """A report in which one of two states demands something of the other."""
    one = report(f"{holder} demanded that {what}.", outlet=outlet, published=day, path=outlet)
    actors = (CHILE, PERU) if holder == "Chile" else (PERU, CHILE)
    told = position(one, what, holder)
    assert told.holder is not None
    sides = [Party(told.holder.mention, actor) for actor in actors]
    return one, [replace(told, holder=sides[0], bearer=sides[1])]


READINGS = [
    demand("Chile", "Peru open the border", "2031-02-03", "Andes Post"),
    demand("Chile", "Peru open the border at once", "2031-02-05", "Coast Courier"),
    demand("Peru", "Chile withdraw its troops", "2031-02-04", "Lima Wire"),
]


def settled(case: Case, *batch: Reading) -> None:
    case.write(1, READER, batch)
    settle_findings(case)


def test_a_batch_joins_the_course_that_it_goes_on_with(tmp_path: Path) -> None:
    with Case(tmp_path / "c.db") as case:
        settled(case, READINGS[0])
        settled(case, *READINGS[1:])
        entries = [ledger.decode(line) for line in ledger_of(case)]
        assert sorted((e.holder.country, len(e.told)) for e in entries) == [("CHL", 2), ("PER", 1)]
        assert ledger_of(case) == ledger_at_once(case)


def test_what_a_batch_does_not_tell_of_is_left_as_it_is(tmp_path: Path) -> None:
    with Case(tmp_path / "c.db") as case:
        settled(case, READINGS[0], READINGS[2])
        with case.transaction() as c:
            c.exec_driver_sql("UPDATE ledger_entries SET entry = replace(entry, 'troops', 'TROOPS')")
        settled(case, READINGS[1])
        entries = " ".join(ledger_of(case))
    assert "TROOPS" in entries, "Peru's demand was put together anew though nobody told of it"
    assert "at once" in entries


def test_a_report_that_went_leaves_the_ledger(tmp_path: Path) -> None:
    first, later, _ = READINGS
    changed = replace(later[0], id="r0", path=later[0].path)
    with Case(tmp_path / "c.db") as case:
        settled(case, first, later)
        case.write(2, READER, [(changed, [])])
        assert case.settle(2, {changed.path or "": changed.id}) == 1
        settle_findings(case)
        entries = [ledger.decode(line) for line in ledger_of(case)]
        assert [len(e.told) for e in entries] == [1]
        assert ledger_of(case) == ledger_at_once(case)


def test_a_case_of_an_earlier_version_gets_its_ledger_anew(tmp_path: Path) -> None:
    with Case(tmp_path / "c.db") as case:
        settled(case, READINGS[0], READINGS[2])
        with case.transaction() as c:
            for table in ("hearings", "matter_entries", "matters_due", "unheard"):
                c.exec_driver_sql(f"DROP TABLE {table}")
            c.exec_driver_sql("DELETE FROM facts WHERE name = 'heard'")
    with Case(tmp_path / "c.db") as case:
        settled(case, READINGS[1])
        assert ledger_of(case) == ledger_at_once(case)
        assert len(ledger_of(case)) == 2


def test_what_another_version_of_the_ledger_heard_is_heard_anew(tmp_path: Path) -> None:
    with Case(tmp_path / "c.db") as case:
        settled(case, *READINGS)
        right = ledger_of(case)
        with case.transaction() as c:
            c.exec_driver_sql("UPDATE facts SET value = 'another' WHERE name = 'heard'")
            c.exec_driver_sql("UPDATE hearings SET heard = replace(heard, 'CHL', 'BOL')")
        settled(case, READINGS[0])
        assert ledger_of(case) == right


@pytest.mark.parametrize("heard", [0, 1, 2])
def test_a_killed_run_is_gone_on_with(tmp_path: Path, heard: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hearings, "READINGS", 1)
    with Case(tmp_path / "c.db") as case:
        settled(case, READINGS[0])
        case.write(2, READER, READINGS[1:])
        collate(case)
        before = ledger_of(case)
        hearings.begin(case, ledger_version())
        for _ in range(heard):
            readings = hearings.unheard_readings(case)
            hearings.keep(case, {name: _told(reading) for name, reading in readings.items()})
        assert ledger_of(case) == before, "nothing half done is shown"
    with Case(tmp_path / "c.db") as case:
        settle_findings(case)
        assert ledger_of(case) == ledger_at_once(case)


def _told(reading: list[Record]) -> list[hearings.Hearing]:
    found = ledger.hear_all(reading)
    return [hearings.Hearing(one.position.id, ledger.matter_of(one), ledger.kept(one)) for one in found]


def test_whoever_looked_at_older_records_does_not_have_the_last_word(tmp_path: Path) -> None:
    with Case(tmp_path / "c.db") as case:
        settled(case, READINGS[0])
        case.write(2, READER, READINGS[1:2])
        collate(case)
        due = hearings.due(case)
        write_ledger(case)
        right = ledger_of(case)
        assert not hearings.replace_entries(case, due, ledger_version(), [])
        assert ledger_of(case) == right
        assert all(isinstance(r, Report) for r in records(case, "report"))
