"""Addressee, venue, occasion, time and place of saying, as news words them; sentences of invented crises."""

import pytest
from spacy.language import Language

from accordingto import grounding
from accordingto import text as texts
from accordingto.reading import statements
from accordingto.records import Report, Statement


def read(nlp: Language, text: str, outlet: str | None = "The Lorat Comet") -> tuple[Statement, ...]:
    report = Report("r", outlet, None, None, None, "2031-05-07", "day", None, None, texts.sha256(text), text, ())
    doc = nlp(text)
    return statements.find(doc, report, grounding.tag(doc, report))


def fields(statement: Statement) -> dict[str, str]:
    """Return the words of the fields that a statement gives."""
    given = {
        "to": statement.addressee,
        "venue": statement.venue,
        "occasion": statement.occasion,
        "when": statement.said_when,
        "where": statement.said_where,
    }
    return {name: value.mention.text for name, value in given.items() if value is not None}


def fields_of(nlp: Language, text: str, outlet: str | None = "The Lorat Comet") -> dict[str, str]:
    (statement,) = read(nlp, text, outlet)
    return fields(statement)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The minister told reporters in Nairobi that the port would stay shut.",
         {"to": "reporters", "where": "Nairobi"}),
        ("Speaking to parliament on Monday, the premier warned that the dam could fail.",
         {"to": "parliament", "when": "Monday"}),
        ("The king told employees by telephone that he would stay.", {"to": "employees", "venue": "telephone"}),
        ("The governor informed it that the vote was off.", {"to": "it"}),
        ("Police are reminding everyone that the bridge is shut.", {"to": "everyone"}),
        ("The coordinator had asked Kenya on Saturday to let food through.", {"to": "Kenya", "when": "Saturday"}),
        ("The envoy was told on Friday that the road was mined.", {"to": "The envoy", "when": "Friday"}),
    ],
)  # fmt: skip
def test_who_is_told(nlp: Language, text: str, expected: dict[str, str]) -> None:
    assert fields_of(nlp, text) == expected


@pytest.mark.parametrize(
    ("text", "venue"),
    [
        ("In a post on X, the mayor said the bridge was safe.", "X"),
        ("“We are ready,” the governor wrote on Telegram.", "Telegram"),
        ("Police posted on their Facebook page that the road was closed.", "their Facebook page"),
        ("In a statement carried by state agency Vesta, the army said the town had fallen.", "a statement"),
        ("The rebel chief said by telephone from Goma that his men would stay.", "telephone"),
        ("In an interview with Radio Lorat, the general said the road was mined.", "Radio Lorat"),
        ("“No deal,” the president told state television late on Sunday.", "state television"),
        ("He told CNN's Ana Roe that the talks had collapsed.", "CNN"),
        ("The minister told the BBC's morning programme that the ban would stay.", "the BBC"),
        ("“We are ready,” said Ana Roe in a Lima Herald interview on Tuesday.", "Lima Herald"),
        ("A deputy told The Comet that the mine was flooded.", "The Comet"),
        ("The mediator told Lorat Live that both sides had agreed.", "Lorat Live"),
        ("The engineer argued in a paper published last week that the dam would fail.", "a paper"),
    ],
)  # fmt: skip
def test_through_what_it_is_said(nlp: Language, text: str, venue: str) -> None:
    assert fields_of(nlp, text)["venue"] == venue


@pytest.mark.parametrize(
    "text",
    [
        "The envoy told the Harbour Council that the pier was unsafe.",
        "The general told parliament that the road was mined.",
        "The reporter, who works on the Harbour website, said the pier was unsafe.",
    ],
)
def test_no_body_is_a_venue(nlp: Language, text: str) -> None:
    assert "venue" not in fields_of(nlp, text)


@pytest.mark.parametrize(
    ("text", "occasion"),
    [
        ("At a news conference in Lima on Tuesday, the envoy said talks had failed.", "a news conference in Lima"),
        ("“They will pay,” the colonel told a rally in Gori.", "a rally in Gori"),
        ("“We will not bend,” he said on the sidelines of the summit in Accra.",
         "the sidelines of the summit in Accra"),
        ("The premier said in an interview four days later that the gates were shut.", "an interview"),
        ("“It is a trap,” the deputy told lawmakers in a closed-door session on Friday.", "a closed-door session"),
        ("In a televised address on Sunday night, the president said the curfew would end.", "a televised address"),
        ("The minister, speaking on a visit to Gori, said the road would reopen.", "a visit to Gori"),
    ],
)  # fmt: skip
def test_at_what_event_it_is_said(nlp: Language, text: str, occasion: str) -> None:
    assert fields_of(nlp, text)["occasion"] == occasion


@pytest.mark.parametrize(
    "text",
    [
        "Duna Kim, a fellow at the Lorat Security Conference, said the vote was lost.",
        "The minister held talks with the emir and said the truce would hold.",
    ],
)
def test_what_is_told_of_the_speaker_is_no_field(nlp: Language, text: str) -> None:
    assert fields_of(nlp, text) == {}


@pytest.mark.parametrize(
    ("text", "when", "content"),
    [
        ("The minister said on Friday it would close the border.", "Friday", "it would close the border"),
        ("The minister said last week the border would close.", "last week", "the border would close"),
        ("The minister said late on Tuesday that the ban was off.", "late on Tuesday", "the ban was off"),
        ("Monday's statement said the ban was off.", "Monday", "the ban was off"),
        ("The minister said Monday prayers were banned.", None, "Monday prayers were banned"),
    ],
)
def test_when_it_is_said(nlp: Language, text: str, when: str | None, content: str) -> None:
    (s,) = read(nlp, text)
    assert fields(s).get("when") == when
    assert [m.text for m in s.content] == [content]


def test_a_time_of_another_clause_is_not_when_it_is_said(nlp: Language) -> None:
    text = "The vote was held on Monday after the mayor criticised the council."
    assert [fields(s) for s in read(nlp, text)] == [{}]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("“It is over,” the mayor said at the airport.", "the airport"),
        ("The general, speaking at a base near Gori, said the drones were his.", "a base near Gori"),
        ("The girl told the Comet from her hospital bed that the boat had sunk.", "her hospital bed"),
        ("The premier, in Rome, dismissed the claim as a joke.", "Rome"),
    ],
)
def test_where_it_is_said(nlp: Language, text: str, where: str) -> None:
    assert fields_of(nlp, text)["where"] == where


def test_cues_of_one_sentence_share_their_frame(nlp: Language) -> None:
    text = "In Jakarta on Monday, the envoy urged both sides to wait, warning that a raid would bury the truce."
    urged, warned = read(nlp, text)
    assert fields(urged) == {"to": "both sides", "when": "Monday", "where": "Jakarta"}
    assert fields(warned) == {"when": "Monday", "where": "Jakarta"}


def test_who_speaks_ends_before_the_time(nlp: Language) -> None:
    (s,) = read(nlp, "Egypt's new cabinet on Sunday ordered the banks to stay shut.")
    assert s.speaker and s.speaker.mention.text == "Egypt's new cabinet"
    assert fields(s)["when"] == "Sunday"


def test_the_name_below_a_quotation_has_fields(nlp: Language) -> None:
    (s,) = read(nlp, "“The windows are humming.”\n– Ana Roe, a student, by voice message")
    assert fields(s) == {"venue": "voice message"}
