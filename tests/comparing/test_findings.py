"""Findings: who carries the same, in what it differs, and what only one carries."""

from msgspec.structs import replace

from accordingto.comparing.findings import compare, origins
from accordingto.records import Actor, Finding, Party, Report, Statement
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
    assert [d.field for d in finding.differences] == ["content"]
    assert {v.member for v in finding.differences[0].values} == {one.id, two.id}


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


def test_a_copy_is_no_second_origin() -> None:
    a = report("one", outlet="Wire", path="1")
    b = replace(report("two", outlet="Gazette", path="2"), copy_of=a.id)
    c = report("three", outlet="Post", path="3")
    assert origins([a, b]).high == 1
    assert origins([a, b, c]).high == 2
    assert origins([a, b, c]).low == 1
