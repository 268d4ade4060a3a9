"""Turns of phrase, modals of rule for whole classes, one-liners and orders, and what an action is about."""

from typing import Any

import pytest

from accordingto.reading import positions, references, statements
from accordingto.reading.parsing import parse
from accordingto.records import Position, Tags
from tests.builders import report


def read(nlp: Any, text: str) -> tuple[Position, ...]:
    one = report(text)
    [doc] = parse(nlp, [one.text])
    said = statements.find(doc, one, Tags())
    parties = positions.with_parties(references.resolve(doc, one), doc, one, said)
    return positions.find(doc, one, said, (), parties)


@pytest.mark.parametrize(
    ("text", "kind", "holder", "bearer"),
    [
        ("Peru gave Chile a free hand to patrol the strait.", "permission", "Peru", "Chile"),
        ("The ministry gave the plan its blessing on Monday.", "permission", "The ministry", None),
        ("The mayor put the old harbour off limits to tourists.", "prohibition", "The mayor", "tourists"),
        ("The rebels were put on notice to leave the town.", "demand", None, "The rebels"),
        ("The general left the door ajar to talks.", "not_ruled_out", "The general", None),
        ("Norway turned its back on the scheme.", "refusal", "Norway", None),
        ("Patience is wearing thin, the colonel said.", "threat", "the colonel", None),
        ("The minister has made no secret of the payments.", "admission", "The minister", None),
        ("The admiral kept his own counsel about the raid.", "no_comment", "The admiral", None),
        ("Priests may enter, one at a time.", "permission", None, "Priests"),
        ("No boat is to carry freight.", "prohibition", None, "No boat"),
        ("What we will not do is sell, Moreno said.", "refusal", "Moreno", None),
        ("“No lorries after dark,” the mayor said.", "prohibition", "the mayor", None),
        ("“Don't touch our nets,” said skipper Ana Soto.", "prohibition", "skipper Ana Soto", None),
        ("Elders disputed that their sons had taken part.", "denial", "Elders", None),
        ("The law forbids fishing in the bay.", "prohibition", "The law", None),
    ],
)
def test_positions_by_turn_of_phrase(nlp: Any, text: str, kind: str, holder: str | None, bearer: str | None) -> None:
    [found] = read(nlp, text)
    assert (found.position, found.holder and found.holder.mention.text) == (kind, holder)
    assert (found.bearer and found.bearer.mention.text) == bearer


@pytest.mark.parametrize(
    "text",
    [
        "The storm may pass the coast tonight.",
        "The mayor said nothing of the fire.",
        "The senator backed an amendment offered last week to strip the army of funds.",
        "Voters want a president who is ready to listen.",
    ],
)
def test_no_position(nlp: Any, text: str) -> None:
    assert not read(nlp, text)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The ministry has dropped its demand that protesters hand over the trucks.", "withdrawn"),
        ("The ban on night flights has lapsed.", "withdrawn"),
    ],
)
def test_what_became_of_a_position(nlp: Any, text: str, status: str) -> None:
    assert [p.status for p in read(nlp, text)] == [status]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Peru threatened to cut off the gas.", "SANCTION"),
        ("The governor demanded the release of the crew.", "CONCEDE"),
        ("Chile urged the rebels to leave the town.", "RETREAT"),
        ("Chile promised to send rice to Peru.", "AID"),
        ("The minister offered to meet the miners.", "CONSULT"),
    ],
)
def test_the_type_of_an_action(nlp: Any, text: str, act: str) -> None:
    assert [p.action.type for p in read(nlp, text)] == [act]


def test_a_pronoun_goes_on_with_the_party_last_spoken_of(nlp: Any) -> None:
    text = "The town council met on Monday. It has promised to repair the bridge."
    one = report(text)
    [doc] = parse(nlp, [one.text])
    parties = positions.with_parties({}, doc, one)
    assert parties[text.index("It"), text.index("It") + 2].text == "The town council"
