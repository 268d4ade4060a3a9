"""Findings: who carries the same, in what it differs, and what only one carries."""

from msgspec.structs import replace

from accordingto.comparing.findings import compare
from accordingto.records import Actor, Finding, Party, Record, Report, Statement
from accordingto.scoring.base import load_tools
from accordingto.scoring.reports import make_report
from accordingto.scoring.running import read_records
from tests.builders import report, statement

MINISTER = Actor("Ana Ruiz", "CHL", "GOV")


def said(of: Report, content: str) -> Statement:
    plain = statement(of, "Ana Ruiz", "said", content)
    assert plain.speaker is not None
    return replace(plain, speaker=Party(plain.speaker.mention, MINISTER))


def findings(*records: Report | Statement) -> list[Finding]:
    return list(compare(records))


def test_one_speaker_saying_alike_things_in_two_reports_is_one_statement() -> None:
    a = report("Ana Ruiz said the northern border stays shut until the harvest ends.", outlet="One", path="1")
    b = report("Ana Ruiz said the border in the north would stay shut through harvest.", outlet="Two", path="2")
    one, two = (
        said(a, "the northern border stays shut until the harvest ends"),
        said(b, "the border in the north would stay shut through harvest"),
    )
    (finding,) = findings(a, b, one, two)
    assert (finding.verdict, set(finding.members)) == ("same", {one.id, two.id})
    assert set(finding.publishers) == {"One", "Two"}
    assert finding.differences == ()


def test_other_words_of_the_same_speaker_are_single_source() -> None:
    a = report("Ana Ruiz said the border stays shut. Ana Ruiz said ferries run again.", outlet="One", path="1")
    b = report("Ana Ruiz said the border stays shut.", outlet="Two", path="2")
    shut = [said(a, "the border stays shut"), said(b, "the border stays shut")]
    found = findings(a, b, *shut, said(a, "ferries run again"))
    assert sorted(f.verdict for f in found) == ["same", "single_source"]


def test_reports_a_month_apart_are_not_put_together() -> None:
    a = report("Ana Ruiz said the border stays shut.", outlet="One", path="1", published="2031-01-01")
    b = report("Ana Ruiz said the border stays shut.", outlet="Two", path="2", published="2031-02-01")
    assert findings(a, b, said(a, "the border stays shut"), said(b, "the border stays shut")) == []


def quoted(of: Report, content: str, speaker: Party | None = None) -> Statement:
    plain = said(of, content)
    return replace(plain, form="direct", speaker=speaker or plain.speaker)


def test_a_turn_of_phrase_that_one_report_quotes_joins_what_another_retells() -> None:
    a = report("Ana Ruiz said: “We were betrayed, it is a knife at the throat of the valley.”", outlet="One", path="1")
    b = report("Ana Ruiz said the blockade was a knife at the throat.", outlet="Two", path="2")
    one = quoted(a, "We were betrayed, it is a knife at the throat of the valley.")
    (finding,) = findings(a, b, one, said(b, "the blockade was a knife at the throat"))
    assert finding.verdict == "same"


def test_a_word_that_both_use_is_no_quotation() -> None:
    a = report("Ana Ruiz said: “The blockade is cruel to everybody here.”", outlet="One", path="1")
    b = report("Ana Ruiz said the blockade would end on Friday.", outlet="Two", path="2")
    one = quoted(a, "The blockade is cruel to everybody here.")
    assert findings(a, b, one, said(b, "the blockade would end on Friday")) == []


def test_a_name_that_both_speak_is_no_quotation() -> None:
    a = report("Ana Ruiz said: “The Harbor Council failed us all.”", outlet="One", path="1")
    b = report("Ana Ruiz said the Harbor Council meets again on Friday.", outlet="Two", path="2")
    one = quoted(a, "The Harbor Council failed us all.")
    found = findings(a, b, one, said(b, "the Harbor Council meets again on Friday"))
    assert not [f for f in found if len(f.members) > 1]


def test_one_long_quotation_is_one_statement_though_its_speaker_is_called_otherwise() -> None:
    words = "nobody will cross this river again without the leave of the people"
    a = report(f"Ana Ruiz said: “{words}.”", outlet="One", path="1")
    b = report(f"Ana Ruiz said: “{words}.”", outlet="Two", path="2")
    other = said(b, words).speaker
    assert other is not None
    found = findings(a, b, quoted(a, words), quoted(b, words, Party(other.mention, Actor("ministry", "CHL", "GOV"))))
    assert [f.verdict for f in found] == ["same"]


def read(*texts: str) -> list[Record]:
    """The whole records of invented reports of one day, each by another outlet."""
    tools = load_tools()
    reports = [make_report(t, outlet=f"Outlet {i}", published="2031-02-03", path=f"{i}") for i, t in enumerate(texts)]
    return [record for found in read_records(reports, tools=tools) for record in found]


def test_an_event_that_a_report_tells_twice_is_one_member_more_not_a_finding_more() -> None:
    records = read(
        "Kenyan troops shelled the Somali town of Afmadow on Monday, officials said. Two days of talks had failed. "
        "Kenyan troops shelled Afmadow after dusk, a doctor said.",
        "Kenyan troops shelled the Somali town of Afmadow on Monday, a witness said.",
    )
    events = [f for f in compare(records) if f.of == "event" and f.verdict != "single_source"]
    assert [(f.verdict, len(f.members)) for f in events] == [("same", 3)]


def test_reports_of_one_happening_without_a_common_remark_stand_side_by_side() -> None:
    a = report(
        "The bridge at Kasra over the Ondo fell near Velim and Tarsk. Ana Ruiz said nobody crossed it.",
        outlet="One",
        path="1",
    )
    b = report(
        "Kasra lost its bridge over the Ondo; Velim and Tarsk are cut off. Ben Oro said ferries sail.",
        outlet="Two",
        path="2",
    )
    found = findings(a, b, said(a, "nobody crossed it"), statement(b, "Ben Oro", "said", "ferries sail"))
    assert [(f.verdict, f.reports) for f in found] == [("single_source", (a.id,)), ("single_source", (b.id,))]
