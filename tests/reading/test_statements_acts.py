"""Speech acts told by their topic, and what looks like one but is a deed."""

import pytest
from spacy.language import Language

from accordingto import text as texts
from accordingto.reading import statements
from accordingto.records import Report, Statement, Tags


def read(nlp: Language, text: str) -> tuple[Statement, ...]:
    report = Report("r", None, None, None, None, None, None, None, None, texts.sha256(text), text, ())
    return statements.find(nlp(text), report, Tags())


def told(nlp: Language, text: str) -> list[tuple[str | None, str]]:
    return [
        (s.speaker.mention.text if s.speaker else None, " ".join(m.text for m in s.content)) for s in read(nlp, text)
    ]


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("The union demanded the release of six nurses.", "The union", "the release of six nurses"),
        ("The mayor of Lugo welcomed the decision of the court.", "The mayor of Lugo", "the decision of the court"),
        ("The envoy conveyed the protest of his government.", "The envoy", "the protest of his government"),
        ("Peru offered its condolences to the families.", "Peru", "its condolences"),
        ("The landlord's lawyer denies that.", "The landlord's lawyer", "that"),
        ("The plan was rejected by the governor.", "the governor", "The plan"),
        ("The ministry repeated a claim Lima denies.", "Lima", "a claim"),
        ("Hospital officials put the toll at 19.", "Hospital officials", "the toll at 19"),
        ("Lima has not ruled out a boycott.", "Lima", "a boycott"),
        ("The decree forbids the sale of fuel after dark.", "The decree", "the sale of fuel after dark"),
        ("The governor ordered an inquiry into the fire.", "The governor", "an inquiry into the fire"),
        ("The miners declined an invitation to the palace.", "The miners", "an invitation to the palace"),
        ("Survivors told of a night of gunfire.", "Survivors", "a night of gunfire"),
        ("The rebels' promise to disarm came on Monday.", "The rebels", "to disarm"),
    ],
)  # fmt: skip
def test_an_act_and_its_topic_are_a_statement(nlp: Language, text: str, speaker: str, content: str) -> None:
    assert content in [c for _, c in told(nlp, text)]
    assert speaker in [(s or "").rstrip("'") for s, _ in told(nlp, text)]


@pytest.mark.parametrize(
    "text",
    [
        "The town welcomed him with songs.",
        "The clerk ordered two coffees.",
        "The shop offered a discount.",
        "The cook put the pot on the stove at noon.",
        "The doors opened in order to let the smoke out.",
        "The child refused her soup.",
        "The drought demands patience.",
    ],
)
def test_deeds_with_the_same_verbs_are_none(nlp: Language, text: str) -> None:
    assert read(nlp, text) == ()


def test_a_label_may_carry_a_role_and_a_remark(nlp: Language) -> None:
    text = (
        "HOST: The bridge is shut.\n\nANA ROE, BRIDGE KEEPER: We shut it ourselves at noon.\n\n"
        "CRANE (through interpreter): Nobody asked us before it was shut."
    )
    said = [(s.speaker.mention.text, s.form) for s in read(nlp, text) if s.speaker and s.form == "direct"]
    assert said == [("ANA ROE", "direct"), ("CRANE", "direct")]


def test_a_quotation_over_a_dash_is_signed_by_a_role(nlp: Language) -> None:
    text = "Voices\n\n“Nobody will cross that bridge on foot.” — Chilean trade minister Ana Roe"
    assert told(nlp, text) == [("Chilean trade minister Ana Roe", "Nobody will cross that bridge on foot.")]


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Amina Odhiambo ruled out talks with the rebels.", "ruled out"),
        ("The rebels spoke of forty dead.", "spoke of"),
        ("Amina Odhiambo said the bridge was open.", "said"),
    ],
)
def test_a_cue_holds_its_particle_and_preposition(nlp: Language, text: str, cue: str) -> None:
    (statement,) = read(nlp, text)
    assert statement.cue is not None and statement.cue.mention.text == cue


def test_a_name_keeps_what_it_asks_for(nlp: Language) -> None:
    (statement,) = read(nlp, "The Kenyan army called the raid a reply to the ambush.")
    assert [m.text for m in statement.content] == ["the raid a reply to the ambush"]
    assert statement.addressee is None
