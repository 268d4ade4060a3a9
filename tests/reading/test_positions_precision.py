"""What is worded like a position in news and is none, or is one of another kind."""

from typing import Any

import pytest

from tests.reading.test_positions_phrases import read


@pytest.mark.parametrize(
    "text",
    [
        "The nurse said: “Let's take the other road.”",
        "The harbour board denied the miners dignity and wages.",
        "It demands patience, and it requires a plan.",
        "The guards left early, allowing the herd to escape.",
        "The senator said his aim was not to harm the mayor.",
        "Analysts do not expect that Zambia will admit that it burned the boats.",
        "Most observers acknowledge that the talks were slow.",
        "The crews have not commented.",
        "The driver asked how far the mayor would let them go.",
        "He spoke on condition of anonymity, saying he was not authorized to talk to the press.",
        "“We need a commitment from Norway to fund the clinics,” the bishop said.",
        "“I have not spoken to the widows,” the mayor said.",
    ],
)
def test_what_only_sounds_like_a_position_is_none(nlp: Any, text: str) -> None:
    assert read(nlp, text) == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The court denied her request for a boat.", "refusal"),
        ("The army will not hesitate to bomb the camp, the general said.", "threat"),
        ("The general promised to rain fire on the camp.", "threat"),
        ("The miners refused to say much about the blast.", "no_comment"),
        ("Peru told Chile that it has not ruled out a blockade.", "not_ruled_out"),
        ("The minister rejected suggestions that he resign.", "refusal"),
        ("The union reiterated its call for a truce.", "request"),
        ("Norway rejected the notion that its boats had crossed the line.", "denial"),
    ],
)
def test_the_kind_is_what_the_words_do(nlp: Any, text: str, kind: str) -> None:
    [found] = read(nlp, text)
    assert found.position == kind


def test_whose_calls_are_resisted_is_not_whom_they_name(nlp: Any) -> None:
    [found] = read(nlp, "Norway has resisted calls to cut off rice to the islanders.")
    assert (found.position, found.bearer) == ("refusal", None)


def test_who_suffers_what_is_not_allowed_is_not_bound_by_it(nlp: Any) -> None:
    (found,) = read(nlp, "“We will not allow Peru to be flooded by cheap sugar,” the minister said.")
    assert (found.position, found.bearer) == ("prohibition", None)
    (found,) = read(nlp, "“We will not allow Peru to ship cheap sugar,” the minister said.")
    assert found.bearer is not None
    assert found.bearer.mention.text == "Peru"


def test_a_limit_that_a_quotation_mark_cuts_short_is_left_out(nlp: Any) -> None:
    text = "Peru's rules allow the use of dynamite only in an “exceptional case,” when a dam is threatened, Vega said."
    for found in read(nlp, text):
        assert all(limit.mention.text != "in an" for limit in found.limits)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“I will not hesitate to take action against the rebels,” President Vega said.", "threat"),
        ("President Vega refused to speak to the rebels.", "refusal"),
        ("President Vega refused to speak to reporters.", "no_comment"),
    ],
)
def test_what_is_withheld_or_not_shrunk_from(nlp: Any, text: str, kind: str) -> None:
    assert [p.position for p in read(nlp, text)] == [kind]
