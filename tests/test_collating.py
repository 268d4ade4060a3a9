"""A case is compared bit by bit: in whatever order and batches reports come, and however often the work is killed."""

import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from accordingto.casefile import Case, check, entry_lines, records
from accordingto.collating import collate
from accordingto.comparing import ledger
from accordingto.intake import settle_findings
from accordingto.pipeline import compare
from accordingto.records import Actor, Finding, Party, Record, Report, encode
from accordingto.scoring.base import load_tools
from accordingto.scoring.reports import make_report
from accordingto.scoring.running import read_records
from tests import crisis
from tests.builders import report, statement

READER = "reader-1"
Reading = tuple[Report, list[Record]]

LATER = """Marsh sends troops to Kestrel Pass

ORVANE, March 6, 2031 – President Lena Marsh said on Thursday that the government would send troops to the pass. \
Police arrested 20 people near Orvane on Monday, the interior ministry said. Union leader Tomas Veld said the blockade \
would go on until the mine is open again.
"""
ELSEWHERE = """Ferry strike ends in Sele

SELE, March 9, 2031 – Ferry crews in Sele ended a strike of nine days on Sunday, the port said. Captain Ida Holm said \
the crews had won all they asked for.
"""


@cache
def readings() -> tuple[Reading, ...]:
    """Reports of nine days by several outlets, a copy, an undated one and its copy among them, with what they tell."""
    wire, rival = crisis.WIRE, crisis.RIVAL
    told = [
        ("Northern Wire", "2031-03-03", wire),
        ("Coast Courier", "2031-03-04", crisis.COPY),
        ("The Lamp", "2031-03-04", rival),
        ("Evening Lamp", "2031-03-08", rival.replace("Twenty", "Some twenty")),
        ("Orvane Post", "2031-03-06", LATER),
        ("Sele Mail", "2031-03-07", LATER.replace("Thursday", "Wednesday")),
        ("Sele Mail", "2031-03-09", ELSEWHERE),
        ("Kestrel Weekly", "2031-03-11", LATER.replace("20 people", "25 people")),
        ("Unknown", None, wire.replace("40 miners", "50 miners")),
        ("Nobody", None, ELSEWHERE),
    ]
    reports = [make_report(text, outlet=o, published=day, path=f"{n}") for n, (o, day, text) in enumerate(told)]
    found = read_records(reports, tools=load_tools())
    return tuple((first, rest) for first, *rest in found if isinstance(first, Report))


def shown(found: Sequence[Record]) -> list[str]:
    return sorted(encode(record) for record in found if isinstance(record, Report | Finding))


def at_once(some: Sequence[Reading]) -> list[str]:
    return shown(compare([record for first, rest in some for record in (first, *rest)]))


def in_case(case: Case) -> list[str]:
    return shown([*records(case, "report"), *records(case, "finding")])


def ledger_of(case: Case) -> list[str]:
    return sorted(entry_lines(case))


def ledger_at_once(case: Case) -> list[str]:
    told = [record for kind in ("report", "statement", "event", "position") for record in records(case, kind)]
    return sorted(map(ledger.encode, ledger.build(told)))


def test_the_invented_crisis_has_what_is_to_be_compared() -> None:
    found = compare([record for first, rest in readings() for record in (first, *rest)])
    findings = [f for f in found if isinstance(f, Finding)]
    assert {f.verdict for f in findings} >= {"same", "differs", "single_source"}
    assert {f.of for f in findings} == {"statement", "event", "position"}
    reports = [r for r in found if isinstance(r, Report)]
    assert any(r.copy_of for r in reports)
    assert 1 < len({r.story for r in reports}) < len(reports)


@settings(max_examples=8, deadline=None)
@given(st.permutations(range(10)), st.lists(st.integers(1, 5), min_size=10, max_size=10), st.sets(st.integers(0, 9)))
def test_any_order_and_batches_give_the_record_of_comparing_at_once(
    order: list[int], sizes: list[int], again: set[int]
) -> None:
    """``again`` are reports that are read a second time, in a last batch of their own."""
    queue = [readings()[n] for n in order]
    with TemporaryDirectory() as folder, Case(Path(folder) / "c.db") as case:
        for size in sizes:
            case.write(1, READER, queue[:size])
            settle_findings(case)
            queue = queue[size:]
        case.write(1, READER, [readings()[n] for n in sorted(again)])
        settle_findings(case)
        assert in_case(case) == at_once(readings())
        assert ledger_of(case) == ledger_at_once(case)
        assert check(case).faults == ()
        assert not collate(case)


def worked_out(case: Case) -> list[tuple[object, ...]]:
    with case.transaction() as c:
        return [tuple(row) for row in c.exec_driver_sql("SELECT * FROM placed ORDER BY report")]


def test_an_older_report_that_makes_others_its_copies_leaves_the_same_rows_as_if_it_had_come_first(
    tmp_path: Path,
) -> None:
    with Case(tmp_path / "calm.db") as calm, Case(tmp_path / "c.db") as case:
        calm.write(1, READER, readings())
        collate(calm)
        for one in reversed(readings()):
            case.write(1, READER, [one])
            collate(case)
        assert any(report.copy_of for report in records(case, "report") if isinstance(report, Report))
        assert worked_out(case) == worked_out(calm)


def test_a_report_that_left_the_case_leaves_nothing_in_what_is_compared(tmp_path: Path) -> None:
    first, *rest = readings()
    changed = make_report(ELSEWHERE, outlet=first[0].outlet, published="2031-03-09", path=first[0].path)
    with Case(tmp_path / "c.db") as case:
        run = case.begin_run("inputs", READER).id
        case.write(run, READER, readings())
        collate(case)
        case.write(run, READER, [(changed, [])])
        assert case.settle(run, {changed.path or "": changed.id}) == 1
        collate(case)
        assert in_case(case) == at_once([(changed, []), *rest])


CHILD = """
import sys
from accordingto import collating
from accordingto.casefile import Case
collating.BATCH = 1
with Case(sys.argv[1]) as case:
    collating.collate(case)
"""


def many(count: int) -> list[Reading]:
    """Reports of many days that tell one thing over and over."""
    found: list[Reading] = []
    for number in range(count):
        day = f"2031-{1 + number // 20:02d}-{1 + number % 20:02d}"
        text = f"Ana Ruiz said the border stays shut. Convoy {number} waited near mill {number * 7}."
        one = report(text, outlet=f"Outlet {number}", path=f"{number}", published=day)
        said = statement(one, "Ana Ruiz", "said", "the border stays shut")
        assert said.speaker is not None
        found.append((one, [replace(said, speaker=Party(said.speaker.mention, Actor("Ana Ruiz", "CHL", "GOV")))]))
    return found


def half_done(path: Path) -> bool:
    with sqlite3.connect(path) as c:
        return bool(c.execute("SELECT count(*) FROM next_findings").fetchone()[0])


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_killed_comparing_shows_nothing_half_done_and_is_gone_on_with(tmp_path: Path, how: signal.Signals) -> None:
    path, (first, later) = tmp_path / "c.db", (many(120)[:6], many(120)[6:])
    with Case(path) as case:
        case.write(1, READER, first)
        collate(case)
        case.write(2, READER, later)
        before = [encode(f) for f in records(case, "finding")]
        process = subprocess.Popen([sys.executable, "-c", CHILD, str(path)], stderr=subprocess.DEVNULL)
        while process.poll() is None and not half_done(path):
            time.sleep(0.002)
        process.send_signal(how)
        assert process.wait() != 0, "the work was over before it could be killed"
        assert [encode(f) for f in records(case, "finding")] == before
        assert half_done(path)
        assert check(case).waiting > 0
        collate(case)
        assert check(case) == (check(case).spans, (), 0)
        assert in_case(case) == at_once([*first, *later])
        assert not half_done(path)


def test_check_finds_what_was_compared_and_is_gone(tmp_path: Path) -> None:
    with Case(tmp_path / "c.db") as case:
        case.write(1, READER, many(3))
        collate(case)
        assert check(case).faults == ()
        with case.transaction() as c:
            c.exec_driver_sql("DELETE FROM statements WHERE id = (SELECT min(id) FROM statements)")
            c.exec_driver_sql(
                "UPDATE reports SET copy_of = 'r0', story = NULL WHERE id = (SELECT min(id) FROM reports)"
            )
        faults = " ".join(check(case).faults)
    assert "its member" in faults
    assert "it copies" in faults
    assert "in no story" in faults
