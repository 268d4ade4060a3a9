"""Copies in a case: found in whatever order they come, and compared through their original where it stands for them."""

from collections.abc import Sequence
from itertools import permutations
from pathlib import Path

import pytest
from msgspec.structs import replace

from accordingto.casefile import Case
from accordingto.collating import collate
from accordingto.comparing.grouping import groups_of
from accordingto.comparing.pairing import ONE_STORY, all_links
from accordingto.comparing.sheets import sheets
from accordingto.pipeline import compare as pipeline_compare
from accordingto.records import Actor, Party, Report
from tests.builders import report, statement
from tests.test_collating import READER, Reading, at_once, in_case

BODY = " ".join(
    f"Ferry number {n} left the island at {n} o'clock with {n * 7} families after the levee near mill {n} broke."
    for n in range(2, 12)
)


def telling(outlet: str, day: str | None, text: str = BODY) -> Reading:
    """A report in which one minister says one thing."""
    one = report(f"Ana Ruiz said the ferries sail again. {text}", outlet=outlet, published=day, path=outlet)
    said = statement(one, "Ana Ruiz", "said", "the ferries sail again")
    assert said.speaker is not None
    return one, [replace(said, speaker=Party(said.speaker.mention, Actor("Ana Ruiz", "CHL", "GOV")))]


WIRE, SAME_DAY = telling("Agency", "2031-03-02"), telling("Gazette", "2031-03-02", f"{BODY} More on page 2.")
NEXT_DAY, LATE = telling("Courier", "2031-03-03", f"Photo. {BODY}"), telling("Weekly", "2031-03-06")
AFTER = telling("Observer", "2031-03-09", "Nothing else was told at the quay of Orvane that week.")
RIVAL = telling("Rival", "2031-03-04", "Nobody knows when the quay at Orvane will open, and the mayor keeps silent.")


def compared(path: Path, batches: Sequence[Sequence[Reading]]) -> list[str]:
    with Case(path) as case:
        for batch in batches:
            case.write(1, READER, batch)
            collate(case)
        return in_case(case)


def links(path: Path) -> set[frozenset[str]]:
    with Case(path, read_only=True) as case, case.transaction() as c:
        query = (
            "SELECT a.outlet, b.outlet FROM links "
            "JOIN reports a ON a.id = links.report JOIN reports b ON b.id = other_report"
        )
        return {frozenset(row) for row in c.exec_driver_sql(query)}


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_copies_come_in_whatever_order(order: tuple[int, ...], tmp_path: Path) -> None:
    told = (WIRE, SAME_DAY, NEXT_DAY, RIVAL)
    assert compared(tmp_path / "c.db", [[told[n]] for n in order]) == at_once(told)


def test_copies_of_a_day_are_linked_with_their_original_alone(tmp_path: Path) -> None:
    told = [WIRE, SAME_DAY, NEXT_DAY, LATE, RIVAL, AFTER]
    assert compared(tmp_path / "c.db", [told]) == at_once(told)
    found = links(tmp_path / "c.db")
    assert {frozenset({"Agency", other}) for other in ("Gazette", "Courier", "Weekly", "Rival")} <= found
    assert frozenset({"Gazette", "Courier"}) not in found
    assert frozenset({"Gazette", "Rival"}) not in found
    assert frozenset({"Weekly", "Rival"}) not in found
    assert frozenset({"Weekly", "Observer"}) in found, "the wire is too old to be compared with that"


def test_copies_join_what_they_would_join_if_each_were_compared_with_each(tmp_path: Path) -> None:
    dates = [f"2031-03-{day:02d}" for day in (2, 3, 4, 5, 6)]
    copied = [telling(f"Paper {n}", day, f"{BODY} Page {n}.") for n, day in enumerate(dates * 3)]
    others = [telling(f"Rival {day}", day, f"Nobody knows when quay {day[-1]} will open.") for day in dates]
    told = [record for one, rest in [WIRE, *copied, *others, AFTER] for record in (one, *rest)]
    laid_out = sheets(pipeline_compare(told))
    assert sum(sheet.echo is not None for sheet in laid_out) == len(copied)
    records = {record.id: record for sheet in laid_out for record in sheet.records}
    short, long = (list(all_links(some)) for some in (laid_out, [replace(one, echo=None) for one in laid_out]))
    assert len(short) < len(long) / 3
    reports = {sheet.report.id: sheet.report for sheet in laid_out}
    assert groups_of(short, records, reports) == groups_of(long, records, reports)
    of_one_story = [
        {r for link in some if link.verdict == ONE_STORY for r in (link.a, link.b)} for some in (short, long)
    ]
    assert of_one_story[0] == of_one_story[1]


def test_a_copy_with_words_of_its_own_is_compared_itself(tmp_path: Path) -> None:
    first, records = SAME_DAY
    longer = report(f"{first.text} Tomas Veld said the strike goes on.", outlet="Gazette", published="2031-03-02")
    own = [statement(longer, "Ana Ruiz", "said", "the ferries sail again")]
    own.append(statement(longer, "Tomas Veld", "said", "the strike goes on"))
    rival, told = RIVAL
    veld = statement(rival, "Ana Ruiz", "said", "the ferries sail again")
    assert records
    assert told
    named = [
        replace(one, speaker=Party(one.speaker.mention, Actor("Ana Ruiz", "CHL", "GOV"))) for one in own if one.speaker
    ]
    compared(tmp_path / "c.db", [[WIRE, (longer, named), (rival, [replace(veld, speaker=named[0].speaker)])]])
    assert frozenset({"Gazette", "Rival"}) in links(tmp_path / "c.db")


def test_when_the_original_goes_its_copies_are_compared_with_the_next(tmp_path: Path) -> None:
    changed = replace(WIRE[0], id="r0123456789abcdef", text="Snow fell.", sha256="0")
    with Case(tmp_path / "c.db") as case:
        case.write(1, READER, [WIRE, SAME_DAY, NEXT_DAY, RIVAL])
        collate(case)
        case.write(2, READER, [(changed, [])])
        assert case.settle(2, {changed.path or "": changed.id}) == 1
        collate(case)
        assert in_case(case) == at_once([(changed, []), SAME_DAY, NEXT_DAY, RIVAL])
        assert {one.copy_of for one in _reports(case)} == {None, SAME_DAY[0].id}


def _reports(case: Case) -> list[Report]:
    from accordingto.casefile import records

    return [one for one in records(case, "report") if isinstance(one, Report)]
