"""Positions in turns of phrase: what is weighed, what somebody is to do, terms set by an imperative."""

from typing import Any

import pytest

from accordingto.reading import positions, statements
from accordingto.reading.parsing import parse
from accordingto.records import Position, Tags
from tests.builders import report


def read(nlp: Any, text: str) -> tuple[Position, ...]:
    one = report(text)
    [doc] = parse(nlp, [one.text])
    return positions.find(doc, one, statements.find(doc, one, Tags()))


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("The army said the rebels were to hand over their guns within ten days.", "demand", "in_force"),
        ("Peru is weighing a tax holiday for fishermen.", "promise", "considered"),
        ("Peru remains ready to meet on neutral ground.", "promise", "in_force"),
        ('"We do not sell our wells," the mayor said.', "refusal", "in_force"),
        ('"Sign the paper and the bridge is yours," union chief Rosa Paz said.', "promise", "conditional"),
        ('"If one truck crosses, we will cut off the water," the chief said.', "threat", "conditional"),
        ("Passengers were told they could go home.", "permission", "in_force"),
        ("Peru wants the ships out of the bay, or else it will sink them.", "demand", "in_force"),
        ("Could troops drive the buses? The minister wouldn't rule it out.", "not_ruled_out", "in_force"),
    ],
)
def test_turns_of_phrase(nlp: Any, text: str, kind: str, status: str) -> None:
    assert (kind, status) in {(p.position, p.status) for p in read(nlp, text)}


@pytest.mark.parametrize(
    "text",
    [
        "The ministry said the king was to visit Lima in May.",
        "Peru is considering a new map of the bay.",
        "Peru wants a large harbour.",
        "The general said the mission was to protect the town.",
        '"We do not know the road," the mayor said.',
    ],
)
def test_plans_and_wishes_are_no_positions(nlp: Any, text: str) -> None:
    assert read(nlp, text) == ()
