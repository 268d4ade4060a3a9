"""The confidence of events: what is read plainly has more of it than what daily life, storms or elections explain."""

import pytest
from spacy.language import Language

from tests.reading.test_events_precision import events_of, one

SURE = 0.7


@pytest.mark.parametrize(
    ("plain", "everyday", "type_"),
    [
        ("Rebels hit the port of Beira on Monday.", "Cyclone Selma hit the port of Beira on Monday.", "ASSAULT"),
        (
            "The government of Peru declared a state of emergency after the riots.",
            "The government of Peru declared a state of emergency after the flood.",
            "COERCE",
        ),
        ("Peru wants Chile to release the sailors.", "Voters want him to release the song.", "REQUEST"),
        ("Senator Mary Holt questioned the minister.", "Police questioned the driver.", "ACCUSE"),
    ],
)
def test_everyday_readings_are_less_sure(nlp: Language, plain: str, everyday: str, type_: str) -> None:
    sure = max(e.confidence for e in events_of(nlp, plain) if e.type == type_)
    assert all(e.confidence < min(sure, SURE) for e in events_of(nlp, everyday) if e.type == type_)


@pytest.mark.parametrize(
    "text",
    ["Chile's parliament condemned Peru's raid on the port.", "Police arrested three men in Lima on Monday."],
)
def test_plain_reports_are_sure(nlp: Language, text: str) -> None:
    assert max(e.confidence for e in events_of(nlp, text)) >= SURE


@pytest.mark.parametrize(
    "text",
    [
        "Senator Mary Holt attacked the decision on Monday.",
        "Senator Mary Holt attacked Governor Bill Reed for ignoring the miners.",
    ],
)
def test_attacks_in_words_are_criticism(nlp: Language, text: str) -> None:
    assert one(nlp, text, "ACCUSE").mode == "disapprove"


def test_attacks_on_convoys_are_assaults(nlp: Language) -> None:
    assert one(nlp, "Rebels attacked the convoy as it left Beira.", "ASSAULT").status == "occurred"


def test_nobody_is_no_victim(nlp: Language) -> None:
    assert not [e for e in events_of(nlp, "No soldiers were injured in Lima.") if e.type == "ASSAULT"]


def test_telling_reporters_asks_nobody(nlp: Language) -> None:
    assert not [e for e in events_of(nlp, "The driver told reporters he lost control.") if e.type == "REQUEST"]
