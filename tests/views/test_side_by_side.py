"""Reports of one crisis side by side: what a fact-checker is shown."""

import pytest

from accordingto import views
from accordingto.errors import UsageError
from accordingto.frames import CaseRecord
from accordingto.views import Row
from accordingto.views.numbers import in_words
from accordingto.views.sidebyside import SECTIONS


@pytest.fixture(scope="module")
def rows(crisis: CaseRecord) -> tuple[Row, ...]:
    return crisis.compare("wire.txt", "rival.txt", "copy.txt")


def test_differences_come_first_and_what_is_alone_last(rows: tuple[Row, ...]) -> None:
    places = [SECTIONS.index(row.section) for row in rows]
    assert places == sorted(places)
    assert {"agreed", "copied", "only_here"} <= {row.section for row in rows}


def test_a_number_that_two_reports_give_differently_is_a_difference(rows: tuple[Row, ...]) -> None:
    arrests = next(row for row in rows if row.section == "differs")
    found = next(d for d in arrests.differences if d.type == "numeric")
    assert found.field == "arrested"
    assert {v.value for v in found.values} == {"12-12", "20-20"}


def test_every_row_has_its_words_and_who_says_it(crisis: CaseRecord, rows: tuple[Row, ...]) -> None:
    texts = {r.id: r.text for r in crisis.reports}
    for row in rows:
        assert row.cells
        for cell in row.cells:
            assert " ".join(texts[cell.report][cell.start : cell.end].split()) == cell.words
            assert cell.said_by
    refusal = next(row for row in rows if "would not send troops" in row.words and row.of == "statement")
    assert all("Lena Marsh" in cell.said_by for cell in refusal.cells)


def test_what_nobody_is_quoted_for_is_the_outlets_own_word(rows: tuple[Row, ...]) -> None:
    arrest = next(c for row in rows for c in row.cells if c.words.startswith("Police arrested 12"))
    assert arrest.said_by == f"{arrest.source.split(',')[0]} itself"


def test_three_numbers_with_the_reason(rows: tuple[Row, ...]) -> None:
    refusal = next(row for row in rows if "would not send troops" in row.words and row.of == "statement")
    assert in_words(refusal.numbers) == "3 reports, 3 publishers, 1 independent origin"
    assert "Coast Courier copies Northern Wire" in refusal.numbers.reason
    assert "The Lamp has it from Lena Marsh" in refusal.numbers.reason
    arrests = next(row for row in rows if row.section == "differs")
    assert in_words(arrests.numbers) == "3 reports, 3 publishers, 1 to 2 independent origins"
    for row in rows:
        assert row.numbers.origins_low <= row.numbers.origins_high <= max(1, row.numbers.reports)
        assert row.numbers.reason


def test_a_copy_is_no_agreement(rows: tuple[Row, ...]) -> None:
    copied = [row for row in rows if row.section == "copied"]
    assert any("run out of coal" in row.words for row in copied)
    assert all(row.numbers.origins_high == 1 for row in copied)


def test_two_reports_leave_the_third_out_and_name_it(crisis: CaseRecord) -> None:
    rows = crisis.compare("wire.txt", "rival.txt")
    refusal = next(row for row in rows if "would not send troops" in row.words and row.of == "statement")
    assert refusal.numbers.reports == 2
    assert len(refusal.elsewhere) == 2
    assert not [row for row in rows if row.section == "copied"]
    county = [row for row in rows if "county" in row.words]
    assert not county


def test_the_same_words_are_alone_once(rows: tuple[Row, ...]) -> None:
    alone = [(c.report, c.start, c.end) for row in rows if row.section == "only_here" for c in row.cells]
    for report, start, end in alone:
        around = [a for a in alone if a[0] == report and a[1] <= start and end <= a[2]]
        assert len(around) == 1


def test_stories_have_a_title_and_an_id_that_can_be_shortened(crisis: CaseRecord) -> None:
    story, *others = crisis.stories()
    assert not others
    assert story.title == "Miners block the road"
    assert len(story.reports) == 4
    assert crisis.compare(story=story.id[:4]) == crisis.compare(story=story.id)
    assert {row.story for row in crisis.compare()} == {story.id}


def test_a_wrong_name_says_where_to_look(crisis: CaseRecord) -> None:
    with pytest.raises(UsageError, match=r"no report is called 'nobody\.txt'"):
        crisis.compare("nobody.txt")
    with pytest.raises(UsageError, match="there is no story"):
        crisis.compare(story="zzz")
    with pytest.raises(UsageError, match="fits 4 reports"):
        views.find_reports(views.gather(crisis), ["r"])
