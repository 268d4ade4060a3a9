"""Conditions of positions in invented sentences: what opens one, how far it goes, and what is none."""

import pytest
from spacy.language import Language

from accordingto import pipeline
from accordingto.grounding.actors import shared_resolver
from accordingto.reading.positions import find
from accordingto.records import Position, Report
from accordingto.text import sha256
from tests.builders import report as make_report


def _conditions(nlp: Language, text: str) -> list[str]:
    report = Report("r", None, None, None, None, None, None, "en", None, sha256(text), text)
    return [p.condition.mention.text for p in find(nlp(text), report) if p.condition is not None]


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("Chile will open the pass as soon as Peru frees the crew.", "as soon as Peru frees the crew"),
        ("Chile will reopen the pass provided no soldiers cross.", "provided no soldiers cross"),
        ("Norway promised to lift the ban in exchange for a licence.", "in exchange for a licence"),
        ("Touch the cable and we will close the strait, Norway said.", "Touch the cable"),
        ("The police banned rallies without the mayor's consent.", "without the mayor's consent"),
        ("Should the crew be harmed, Chile will expel the envoy.", "Should the crew be harmed"),
        ("Boats are banned from the bay while the talks go on.", "while the talks go on"),
        ("Any attack on the fleet will be met with force, Chile warned.", "Any attack on the fleet"),
    ],
)
def test_words_that_open_a_condition(nlp: Language, text: str, condition: str) -> None:
    assert _conditions(nlp, text) == [condition]


@pytest.mark.parametrize(
    "text",
    [
        "Chile will not leave the island even if Peru asks.",
        "Chile promised to send the ships if necessary.",
        "Chile closed the pass until Monday.",
        "Asked if the ban would go, the minister declined to comment.",
    ],
)
def test_words_that_open_none(nlp: Language, text: str) -> None:
    assert _conditions(nlp, text) == []


@pytest.mark.parametrize(
    "text",
    [
        '"Withdraw the ships and the harbour is yours," Ruiz told the envoy.',
        '"We are no thieves," Ruiz said. "Withdraw the decree and the roads are yours."',
    ],
)
def test_what_an_order_earns_is_its_consequence(nlp: Language, text: str) -> None:
    read = pipeline.read_one(make_report(text), pipeline.Tools(nlp, shared_resolver()))
    (demand,) = (p for p in read if isinstance(p, Position) and p.position == "demand")
    assert demand.consequence is not None
    assert demand.consequence.mention.text in {"the harbour is yours", "the roads are yours"}
