"""Rules without a ruler, answers in other words, threats by what sets them off, and what limits and dates them."""

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


def only(nlp: Any, text: str) -> Position:
    found = read(nlp, text)
    assert len(found) == 1, [(p.position, p.evidence.exact) for p in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "kind", "holder", "bearer"),
    [
        ("Lorries are prohibited from using the tunnel.", "prohibition", None, "Lorries"),
        ("The fishermen are asked to leave the bay.", "request", None, "The fishermen"),
        ("The miners were told to leave by Friday.", "demand", None, "The miners"),
        ("None of the sailors may board another ship.", "prohibition", None, "None of the sailors"),
        ("Trucks may use the bridge only at night, the colonel said.", "permission", "the colonel", "Trucks"),
        ("Chile has shut the pass to Bolivian trucks.", "prohibition", "Chile", "Bolivian trucks"),
        ("Chile has reopened the pass to Bolivian trucks.", "permission", "Chile", "Bolivian trucks"),
        ("The army will let food trucks into the town.", "permission", "The army", "food trucks"),
        ("The guards let nobody in.", "prohibition", "The guards", "nobody"),
        ("Chile eases the curfew.", "prohibition", "Chile", None),
        ("The ministry suspended exports of rice.", "prohibition", "The ministry", None),
        ("Peru turned down the offer.", "refusal", "Peru", None),
        ("The company has no intention of paying the fine.", "refusal", "The company", None),
        ("A spokesman gave no answer.", "no_comment", "A spokesman", None),
        ("The minister said he excluded nothing.", "not_ruled_out", "he", None),
        ("Rangers maintain they never fired.", "denial", "Rangers", None),
        ("“We did not burn the depot,” the captain said.", "denial", "the captain", None),
        ("The reports are false, the ministry said.", "denial", "the ministry", None),
        ("“Otherwise we walk out,” the captain said.", "threat", "the captain", None),
        ("“Touch the line and I shut the gate,” the mayor said.", "threat", "the mayor", None),
        ("“Come and we talk,” the mayor said.", "promise", "the mayor", None),
        ("“We will answer in kind,” the general said.", "threat", "the general", None),
    ],
)
def test_positions_in_other_words(nlp: Any, text: str, kind: str, holder: str | None, bearer: str | None) -> None:
    found = only(nlp, text)
    assert found.position == kind
    assert (found.holder.mention.text if found.holder else None) == holder
    assert (found.bearer.mention.text if found.bearer else None) == bearer


@pytest.mark.parametrize(
    "text",
    [
        "“You must remember that he was young,” the general said.",
        "The bodies may be those of miners.",
        "Both countries have yet to decide, the envoy said.",
        "The river closed the road.",
        "NATO officials said they saw no pattern.",
    ],
)
def test_what_only_looks_like_one_is_none(nlp: Any, text: str) -> None:
    assert read(nlp, text) == ()


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("Trucks may use the bridge only at night, the colonel said.", ("time", "only", "at night")),
        (
            "Drones are banned from the bay other than for scientists.",
            ("target", "except", "for scientists"),
        ),
        ("Chile has shut the pass to Bolivian trucks until further notice.", ("time", "for", "until further notice")),
        ("Peru demanded that the crew leave before the rains.", ("time", "only", "before the rains")),
    ],
)
def test_limits_in_set_words(nlp: Any, text: str, limit: tuple[str, str, str]) -> None:
    kind, sense, words = limit
    found = only(nlp, text).limits
    assert any((x.kind, x.sense) == (kind, sense) and x.mention.text.endswith(words) for x in found)


def test_until_further_notice_is_no_condition(nlp: Any) -> None:
    found = only(nlp, "Chile has shut the pass to Bolivian trucks until further notice.")
    assert (found.condition, found.status) == (None, "in_force")


def test_who_is_to_meet_the_condition_is_whom_a_threat_is_made_to(nlp: Any) -> None:
    found = only(nlp, "“If Peru crosses the line, we will close the strait,” President Gabriela Mora said.")
    assert found.position == "threat"
    assert found.bearer is not None and found.bearer.mention.text == "Peru"


def test_what_happens_otherwise_is_the_consequence(nlp: Any) -> None:
    found = only(nlp, "Peru ordered the crew to leave the bay or face arrest.")
    assert found.consequence is not None and found.consequence.mention.text == "face arrest"


def test_a_position_is_dated_by_when_it_was_taken(nlp: Any) -> None:
    found = only(nlp, "In March Peru banned the crew from sailing.")
    assert found.since is not None and found.since.mention.text == "March"


def test_an_implied_threat_says_so_and_is_trusted_less(nlp: Any) -> None:
    implied = only(nlp, "Chile has reserved the right to strike the base.")
    said = only(nlp, "Chile threatened to strike the base.")
    assert (implied.explicit, implied.status, said.explicit) == (False, "reserved", True)
    assert implied.confidence < said.confidence


def test_leave_that_takes_the_place_of_a_ban_names_it(nlp: Any) -> None:
    found = read(nlp, "Chile lifted its ban on whaling. Chile allowed whalers to sail.")
    by_kind = {p.position: p for p in found}
    assert by_kind["permission"].replaces == by_kind["prohibition"].id
