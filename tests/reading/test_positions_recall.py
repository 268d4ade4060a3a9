"""Positions told beside the usual verbs: terms, states of rules, penalties, clefts, short answers, headlines."""

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
    ("text", "kinds"),
    [
        ("A spokeswoman for the bank said it would leave inspectors in place for sixty days.", ["promise"]),
        ("The port authority would waive the fee for boats under 20 tonnes.", ["promise"]),
        ("Our men will pull back from the bridge if the shelling stops.", ["promise"]),
        ("The mediators asked for a pause. The government declined.", ["request", "refusal"]),
        ("I'm not leaving until the water is clean, the farmer said.", ["refusal"]),
        ("Fishing is suspended until further notice.", ["prohibition"]),
        ("Car washing is out as of Monday.", ["prohibition"]),
        ("The roadblocks will open to ambulances.", ["permission"]),
        ("The exclusion zone has been cut from three miles to one.", ["prohibition"]),
        ("Whoever disobeys loses his licence.", ["threat"]),
        ("Any vessel that crosses the line will be escorted to port.", ["threat"]),
        ("What is banned is fresh fish from the bay.", ["prohibition"]),
        ("What we will not do is negotiate with thieves, the premier said.", ["refusal"]),
        ("Police said no officer had fired a shot.", ["denial"]),
        ("The deputy says there are no such plans.", ["denial"]),
        ("The foreign advisers have until Friday to leave.", ["demand"]),
        ("Peru to Chile: take your boats home", ["demand"]),
        ("Lima has promised a doctor.", ["promise"]),
        ("There is a ban on filming near the base.", ["prohibition"]),
        ("The bishop has dropped his objection to moving the shrine.", ["refusal"]),
    ],
)
def test_positions_in_rarer_forms_are_read(nlp: Any, text: str, kinds: list[str]) -> None:
    assert [p.position for p in read(nlp, text)] == kinds


@pytest.mark.parametrize(
    "text",
    [
        "The war would leave the town in ruins for years, she said.",
        "The minister will meet his counterpart on Monday.",
        "The ship is back in port.",
        "Police said no one was hurt.",
        "I want my wife back.",
        "The envoy let it be known that he was tired.",
    ],
)
def test_what_only_looks_like_them_is_not(nlp: Any, text: str) -> None:
    assert read(nlp, text) == ()


@pytest.mark.parametrize(
    ("text", "bearer"),
    [
        ("Nobody may climb the tower.", "Nobody"),
        ("The harbour office let two trawlers pass.", "two trawlers"),
        ("The order bars lorries from the bridge.", "lorries"),
    ],
)
def test_vehicles_and_indefinites_are_bound(nlp: Any, text: str, bearer: str) -> None:
    [found] = read(nlp, text)
    assert found.bearer is not None and found.bearer.mention.text == bearer
