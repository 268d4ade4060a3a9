"""What notebooks show: every word as a word, nothing that runs or reaches out, and how much is left out."""

import re

import pytest
from lxml import html

from accordingto.errors import UsageError
from accordingto.frames import CaseRecord
from tests.crisis import HOSTILE


def shown(thing: object) -> html.HtmlElement:
    return html.fragment_fromstring(thing._repr_html_(), create_parent=True)  # type: ignore[attr-defined]


def everything(crisis: CaseRecord) -> list[object]:
    kinds = [crisis.reports, crisis.statements, crisis.events, crisis.positions, crisis.findings, crisis.problems]
    told = [crisis.statements[0], crisis.events[0], crisis.positions[0]]
    return [crisis, *kinds, *(crisis.show(one.id) for one in (*crisis.reports, *told, *crisis.findings))]


def test_hostile_words_are_words_and_nothing_runs_or_reaches_out(crisis: CaseRecord) -> None:
    for thing in everything(crisis):
        found = shown(thing)
        assert not found.xpath("//script | //img | //iframe | //form | //@id | //@*[starts-with(name(), 'on')]")
        assert len(found.xpath("//style")) == 1
        assert {h.split(":")[0] for h in found.xpath("//@href")} <= {"http", "https"}


def test_a_report_shows_its_words_and_what_was_read_in_them(crisis: CaseRecord) -> None:
    hostile = next(r for r in crisis.reports if "alert('x')" in r.text)
    found = shown(crisis.show(hostile.id))
    assert "".join("".join(found.xpath("//p[position() > 1]//text()[not(parent::small)]")).split()).startswith(
        "".join(HOSTILE.split())
    )
    assert found.xpath("//mark[contains(@class, 'statement')]")
    assert len(found.xpath("//ol/li")) == sum(
        one.report == hostile.id for kind in (crisis.statements, crisis.events, crisis.positions) for one in kind
    )
    assert crisis.show(str(hostile.path)) == crisis.show(hostile.id)


def test_a_record_is_shown_in_its_words_with_its_cells(crisis: CaseRecord) -> None:
    event = crisis.events[0]
    found = shown(crisis.show(event.id))
    assert found.xpath("string(//mark)") == event.evidence.exact
    assert event.status in found.xpath("string(//table)")
    finding = next(f for f in crisis.findings if f.verdict == "differs")
    assert len(shown(crisis.show(finding.id)).xpath("//blockquote")) == len(finding.members)


def test_the_record_tells_how_much_and_where_reports_differ(crisis: CaseRecord) -> None:
    words = " ".join(shown(crisis).text_content().split())
    assert "4 reports" in words
    assert "Where reports differ" in words
    assert re.search(r"arrested 12 / 20", words)


def test_rows_tell_how_many_are_left_out(crisis: CaseRecord) -> None:
    number = len(crisis.statements)
    assert number > 20
    assert f"{number} statements, {number - 20} of them not shown" in shown(crisis.statements).text_content()
    assert len(shown(crisis.statements.head(3)).xpath("//tbody/tr")) == 3
    assert len(crisis.statements.head(3).to_arrow()) == 3


def test_what_is_not_there_is_said(crisis: CaseRecord) -> None:
    with pytest.raises(UsageError, match="no report is called"):
        crisis.show("nobody")
    assert "HTML for a notebook" in repr(crisis.show(crisis.reports[0].id))
