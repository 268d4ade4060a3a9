"""A damaged case: check tells, repair keeps what is sound, reading the same reports again makes it whole."""

import os
import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from accordingto.casefile import Case, check
from accordingto.casefile.fetches import fetches, note_fetches
from accordingto.errors import CaseError
from accordingto.intake import settle_findings
from accordingto.records import make_problem
from accordingto.repairing import repair
from tests.stores import CLOCK_TABLES, behind_its_back, rows
from tests.test_collating import READER, many, readings

BUT = CLOCK_TABLES | {"superseded", "runs", "facts"}
COUNT = 60


def read(name: str, count: int = COUNT) -> None:
    """Read reports into a case as a run does: those that it does not know."""
    with Case(name) as case:
        run = case.begin_run("inputs", READER).id
        for report, records in many(count):
            if report.id not in case.current([report], READER):
                case.write(run, READER, [(report, records)])
        settle_findings(case)
        case.finish_run(run)


def faults(name: str) -> tuple[str, ...]:
    with Case(name, read_only=True) as case:
        return check(case).faults


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A case file of some size, as bytes."""
    path = tmp_path_factory.mktemp("whole") / "c.db"
    read(str(path))
    return path.read_bytes()


@pytest.fixture
def case(tmp_path: Path, whole: bytes) -> Path:
    """The same case in a file of its own."""
    (tmp_path / "c.db").write_bytes(whole)
    return tmp_path / "c.db"


def heals(case: Path, whole: bytes) -> tuple[str, ...]:
    """Repair a case and read the reports again: it must be as it was. Returns what repair left out."""
    left_out = repair(case).left_out
    assert faults(str(case)) == ()
    read(str(case))
    calm = case.with_name("calm.db")
    calm.write_bytes(whole)
    found, expected = rows(str(case), BUT | {"readers"}), rows(str(calm), BUT | {"readers"})
    assert {name: found[name] == expected[name] for name in found} == dict.fromkeys(found, True)
    return left_out


def test_a_sound_case_is_left_as_it_is(case: Path, whole: bytes) -> None:
    before = rows(str(case))
    assert repair(case) == ((), None)
    assert rows(str(case)) == before


@pytest.mark.parametrize("share", [0.5, 0.9])
def test_what_is_left_of_a_file_that_was_cut_short_is_kept(case: Path, whole: bytes, share: float) -> None:
    os.truncate(case, int(len(whole) * share))
    with pytest.raises(CaseError, match="accordingto repair"):
        faults(str(case))
    left_out = heals(case, whole)
    assert share < 0.9 or len(left_out) < COUNT
    assert case.with_name("c.db.damaged").stat().st_size == int(len(whole) * share)


def test_a_second_damage_does_not_overwrite_what_the_first_left(case: Path, whole: bytes) -> None:
    case.with_name("c.db.damaged").write_bytes(b"from before")
    os.truncate(case, len(whole) // 2)
    with pytest.raises(CaseError, match="move it away"):
        repair(case)
    assert case.with_name("c.db.damaged").read_bytes() == b"from before"


def test_a_repaired_file_knows_what_was_fetched_into_it(case: Path, whole: bytes) -> None:
    read_before = [report.id for report, _ in many(COUNT)]
    with Case(case) as opened:
        note_fetches(
            opened, [(f"https://echo.example/{id}", f"https://echo.example/{id}.html", id) for id in read_before]
        )
        told = fetches(opened)
    with closing(sqlite3.connect(case)) as c:
        (page,) = c.execute("SELECT rootpage FROM sqlite_master WHERE name = 'statements'").fetchone()
    data = bytearray(case.read_bytes())
    data[4096 * (page - 1) : 4096 * page] = random.Random(1).randbytes(4096)
    case.write_bytes(data)
    assert repair(case).aside is not None
    with Case(case, read_only=True) as opened:
        assert fetches(opened) == told
    assert len(told) == COUNT


@pytest.mark.parametrize("seed", range(4))
def test_overwritten_pages_cost_only_the_reports_on_them(case: Path, whole: bytes, seed: int) -> None:
    dice = random.Random(seed)
    data = bytearray(whole)
    for _ in range(3):
        start = 4096 * dice.randrange(1, len(data) // 4096)
        data[start : start + 4096] = dice.randbytes(4096)
    case.write_bytes(data)
    try:
        found = faults(str(case))
    except CaseError as error:
        found = (str(error),)
    assert found
    heals(case, whole)


def test_a_repair_that_was_killed_before_its_last_step_is_finished(case: Path, whole: bytes) -> None:
    case.rename(case.with_name("c.db.damaged"))
    case.with_name("c.db.repaired").write_bytes(whole)
    assert repair(case).left_out == ()
    assert case.read_bytes()[:16] == whole[:16]
    assert faults(str(case)) == ()


def test_what_is_no_database_is_not_repaired(tmp_path: Path) -> None:
    (tmp_path / "c.db").write_bytes(b"hello" * 2000)
    with pytest.raises(CaseError, match="restore a copy"):
        repair(tmp_path / "c.db")
    with closing(sqlite3.connect(tmp_path / "other.db")) as c:
        c.execute("CREATE TABLE mine (x)")
    with pytest.raises(CaseError, match="left as it is"):
        repair(tmp_path / "other.db")


HARM = {
    "something that was read from it is lost": "DELETE FROM statements WHERE id = (SELECT max(id) FROM statements)",
    "its cell content says something else": "UPDATE statements SET content = 'the border is open'"
    " WHERE id = (SELECT max(id) FROM statements)",
    "it cannot be read": "UPDATE statements SET record = '{' WHERE id = (SELECT max(id) FROM statements)",
    "is in the case, it is not": "DELETE FROM reports WHERE id = (SELECT max(id) FROM reports)",
    "it is the first to tell is lost": "DELETE FROM findings WHERE id = (SELECT max(id) FROM findings)",
    "to tell is lost or altered": "UPDATE findings SET record = record || ' '",
    "another one from its other side": "UPDATE links SET verdict = 'related' WHERE first = 1",
    "in common is not theirs": "UPDATE sketches SET mark = mark + 1 WHERE mark = (SELECT max(mark) FROM sketches)",
    "another one than was found": "UPDATE placed SET story = 'y0' WHERE report = (SELECT min(report) FROM placed)",
    "its member": 'UPDATE findings SET record = replace(record, \'"members":["\', \'"members":["x\')',
}


LEAVES_OUT = [fault for fault, harm in HARM.items() if "statements" in harm or "reports" in harm]
"""Harm to what was read; what was compared is compared again."""


@pytest.mark.parametrize(("fault", "harm"), HARM.items(), ids=list(HARM))
def test_false_rows_are_found_and_the_reports_of_them_read_again(place: str, fault: str, harm: str) -> None:
    read(place, 6)
    assert faults(place) == ()
    before = rows(place, BUT | {"readers"})
    with behind_its_back(place) as c:
        c.exec_driver_sql(harm)
    assert any(fault in one for one in faults(place)), faults(place)
    assert len(repair(place).left_out) == (fault in LEAVES_OUT)
    assert faults(place) == ()
    read(place, 6)
    assert rows(place, BUT | {"readers"}) == before


@pytest.mark.parametrize("table", ["statements", "findings", "links", "problems"])
def test_bytes_that_are_no_text_are_found_and_do_not_stop_a_repair(case: Path, whole: bytes, table: str) -> None:
    cell = {"links": "agreed", "problems": "detail"}.get(table, "record")
    problem = make_problem("3", "casefile", "same report twice", "already in the case from 3")
    with Case(case) as opened:
        opened.write(1, READER, [], [problem])
    with closing(sqlite3.connect(case)) as c, c:
        c.execute(f"UPDATE {table} SET {cell} = CAST(x'ff' || {cell} AS TEXT){' WHERE first = 1' * (table == 'links')}")
    assert faults(str(case))
    repair(case)
    assert faults(str(case)) == ()
    read(str(case))
    assert faults(str(case)) == ()


LEDGER_HARM = {
    "of the ledger: it is altered": "UPDATE ledger SET holder_words = 'another'",
    "of the ledger: a part of it is lost": "DELETE FROM ledger WHERE id = (SELECT max(id) FROM ledger)",
    "what the ledger knows of it is altered": "UPDATE hearings SET matter = 'another'",
}


def test_what_is_altered_in_the_ledger_of_positions_is_found_and_made_anew(place: str) -> None:
    with Case(place) as case:
        case.write(1, READER, readings())
        settle_findings(case)
    before = rows(place, BUT)
    for fault, harm in LEDGER_HARM.items():
        assert faults(place) == ()
        with behind_its_back(place) as c:
            c.exec_driver_sql(harm)
        assert any(fault in one for one in faults(place)), (fault, faults(place))
        assert repair(place).left_out == ()
        assert rows(place, BUT) == before
