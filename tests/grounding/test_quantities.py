"""Numbers in prose, and the victim counts that they give."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from accordingto.grounding.quantities import casualties, find_numbers, parse_number
from accordingto.records import Report


@pytest.mark.parametrize("digits", [17, 40, 400])
def test_a_number_that_nobody_can_count_to_is_none(digits: int) -> None:
    assert find_numbers(f"At least {'9' * digits} people fled.") == []


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("twenty-three", 23, 23),
        ("a dozen", 12, 12),
        ("two dozen", 24, 24),
        ("dozens", 24, None),
        ("scores", 40, None),
        ("hundreds of thousands", 200_000, None),
        ("several hundred", 200, None),
        ("half a million", 500_000, 500_000),
        ("2.3 million", 2_300_000, 2_300_000),
        ("two hundred and five", 205, 205),
        ("1,204", 1204, 1204),
        ("at least 12", 12, None),
        ("more than 500", 501, None),
        ("up to 30", None, 30),
        ("nearly 40", None, 40),
        ("between three and five", 3, 5),
        ("3-5", 3, 5),
        ("20 to 30", 20, 30),
        ("50+", 50, None),
        ("no number", None, None),
    ],
)
def test_a_number_has_these_bounds(text: str, low: int | None, high: int | None) -> None:
    assert parse_number(text) == (low, high)


@pytest.mark.parametrize("text", ["a 3-year-old", "$50", "12%", "9 percent", "21:00", "3/4", "€2,000"])
def test_money_shares_ages_and_clock_times_are_no_counts(text: str) -> None:
    assert find_numbers(text) == []


@given(st.integers(0, 999_999_999))
def test_digits_keep_their_value_with_and_without_commas(number: int) -> None:
    assert parse_number(f"{number:,}") == parse_number(str(number)) == (number, number)


@given(st.text(max_size=80))
def test_any_text_gives_spans_inside_it_and_ordered_bounds(text: str) -> None:
    for found in find_numbers(text):
        assert 0 <= found.start < found.end <= len(text)
        assert found.low is None or found.high is None or found.low <= found.high


def counts(nlp: Language, text: str) -> list[tuple[str, str, int | None, int | None]]:
    report = Report("r1", None, None, None, None, "2024-06-07", "day", "en", None, "0", text)
    found = casualties(nlp(text), report)
    assert all(text[c.mention.start : c.mention.end] == c.mention.text for c in found)
    return [(c.mention.text, c.kind, c.count.low, c.count.high) for c in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "At least 12 people were killed and 30 wounded in the blast.",
            [("At least 12 people", "killed", 12, None), ("30 wounded", "injured", 30, 30)],
        ),
        (
            "The raid killed three soldiers and two civilians, wounding a child.",
            [
                ("three soldiers", "killed", 3, 3),
                ("two civilians", "killed", 2, 2),
                ("a child", "injured", 1, 1),
            ],
        ),
        ("Shelling left five dead, including three children.", [("five dead", "killed", 5, 5)]),
        (
            "At least three guards, including two officers, were killed.",
            [("At least three guards", "killed", 3, None)],
        ),
        ("Police arrested more than 200 protesters.", [("more than 200 protesters", "arrested", 201, None)]),
        ("A purge led to the arrest of 11 generals.", [("11 generals", "arrested", 11, 11)]),
        ("Between 3 and 5 fighters were captured.", [("Between 3 and 5 fighters", "captured", 3, 5)]),
        ("Gunmen took 12 people hostage.", [("12 people", "captured", 12, 12)]),
        ("Thousands fled the valley.", [("Thousands", "displaced", 2000, None)]),
        ("Hundreds of thousands were made homeless.", [("Hundreds of thousands", "displaced", 200_000, None)]),
        ("The death toll rose to 45 on Monday.", [("45", "killed", 45, 45)]),
        ("The quake toll nears 3,000.", [("3,000", "killed", None, 3000)]),
        ("The number of injured has passed 150.", [("150", "injured", 151, None)]),
        ("The flood claimed eight lives.", [("eight lives", "killed", 8, 8)]),
        ("The clinic counted 16 deaths.", [("16 deaths", "killed", 16, 16)]),
        ("A 34-year-old man was shot dead.", [("A 34-year-old man", "killed", 1, 1)]),
        ("A mortar round killed 4 in Dara.", [("4", "killed", 4, 4)]),
    ],
)
def test_a_sentence_gives_these_victims(
    nlp: Language, text: str, expected: list[tuple[str, str, int | None, int | None]]
) -> None:
    assert counts(nlp, text) == expected


def test_no_casualties_is_none_killed_and_none_injured(nlp: Language) -> None:
    assert {(kind, low, high) for _, kind, low, high in counts(nlp, "The strike caused no casualties.")} == {
        ("killed", 0, 0),
        ("injured", 0, 0),
    }


@pytest.mark.parametrize(
    "text",
    [
        "There were no immediate reports of casualties.",
        "The raid destroyed 12 houses.",
        "The group freed 12 hostages.",
        "The general warned that thousands will die.",
        "They plotted to kill 30 officers.",
        "Fifteen of those injured remained in hospital.",
        "The bombing happened in 2010.",
        "The soldiers did not kill 20 villagers.",
        "The blast cost $30 million.",
        "Ana Ruiz, 57, died on Friday.",
        "Ten of the dead came from Lima.",
        "Of the 250 missing or dead many were pupils.",
        "Two doctors stood in the square and were treating wounded villagers.",
        "One flag from the home of each person killed was raised.",
    ],
)
def test_what_counts_no_victims_is_left_alone(nlp: Language, text: str) -> None:
    assert counts(nlp, text) == []
