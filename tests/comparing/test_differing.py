"""Differences: in what reports of one thing differ, and why."""

import pytest
from msgspec.structs import replace

from accordingto.comparing.differing import Compared, contradicts, differences
from accordingto.records import Actor, Count, Difference, Magnitude, Party, Report, Statement
from tests.builders import event, find, position, report, statement


def told(text: str, day: int = 3, outlet: str = "Coastal Wire") -> Report:
    return report(text, outlet=outlet, path=f"{outlet}{day}.txt", published=f"2031-02-{day:02}")


def of(*members: tuple[Report, Compared], said: tuple[Statement, ...] = ()) -> dict[str, Difference]:
    reports = {r.id: r for r, _ in members}
    own = [m for _, m in members if isinstance(m, Statement)]
    found = differences([m for _, m in members], reports, {s.id: s for s in (*own, *said)})
    return {f"{d.type} {d.field}": d for d in found}


def shelled(text: str, day: int = 3, outlet: str = "Coastal Wire") -> tuple[Report, Compared]:
    of_day = told(text, day, outlet)
    return of_day, event(of_day, "shelled")


def test_a_later_and_higher_toll_is_an_update() -> None:
    found = of(
        shelled("Guns shelled Karst, killing four people."),
        shelled("Guns shelled Karst and six people were killed.", 4, "Amber Post"),
    )
    killed = found["numeric killed"]
    assert killed.cause == "update"
    assert [v.value for v in killed.values] == ["four people", "six people"]


def test_one_number_in_figures_and_in_words_is_no_difference() -> None:
    assert not of(
        shelled("Guns shelled Karst, killing 4 people."), shelled("Guns shelled Karst and killed four villagers.", 4)
    )


def test_a_toll_in_another_sentence_is_asked_for() -> None:
    found = of(
        shelled("Guns shelled Karst. Four people were killed, doctors said."),
        shelled("Guns shelled Karst, killing six people.", 4, "Amber Post"),
    )
    assert found["numeric killed"].cause == "update"


def test_one_toll_that_either_report_counts_elsewhere_is_no_difference() -> None:
    assert not of(
        shelled("Guns shelled Karst. Doctors counted four people killed."),
        shelled("Guns shelled Karst, killing four people.", 4, "Amber Post"),
    )


def test_a_condition_that_one_report_leaves_out_is_no_other_status_and_what_was_met_is() -> None:
    a, b = told("The guard must leave the pier."), told("The guard must leave the pier by noon.", 4)
    one, two = position(a, "The guard must leave"), position(b, "The guard must leave")
    assert not of((a, one), (b, replace(two, status="conditional")))
    assert "status status" in of((a, one), (b, replace(two, status="met")))


@pytest.mark.parametrize(
    ("first", "second", "cause"),
    [
        ("about 300 tonnes of rice were lost", "280 tonnes of rice were lost", "rounding"),
        ("more than 300 lorries wait", "310 lorries wait", "rounding"),
        ("61 shells fell", "48 shells fell", "contradiction"),
        ("48 shells fell", "61 shells fell", "update"),
        ("five arrests were made", "12 arrests in all", "scope"),
    ],
)
def test_why_two_numbers_of_one_speaker_differ(first: str, second: str, cause: str) -> None:
    a, b = told(f"Ana Ruiz said {first}."), told(f"Ana Ruiz said {second}.", 4)
    found = of((a, statement(a, "Ana Ruiz", "said", first)), (b, statement(b, "Ana Ruiz", "said", second)))
    (numeric,) = (d for key, d in found.items() if key.startswith("numeric"))
    assert numeric.cause == cause
    assert contradicts([numeric]) is (cause not in {"rounding", "scope"})


def carried(text: str, by: str, day: int = 3) -> tuple[Report, Compared, Statement]:
    of_day = told(text, day, by)
    plain = statement(of_day, by, "said", "shelled")
    speaker = Party(find(text, by), Actor(by, None, "GOV"))
    carrier = replace(plain, speaker=speaker)
    return of_day, event(of_day, "shelled", statements=(carrier.id,)), carrier


def test_two_bodies_with_two_counts_on_one_day_are_two_sources() -> None:
    a, x, s = carried("Harbour Union said guns shelled Karst with 40 bombs.", "Harbour Union")
    b, y, t = carried("Frontier Guard said guns shelled Karst with 12 bombs.", "Frontier Guard")
    found = of((a, x), (b, y), said=(s, t))
    assert found["attribution source"].cause == "different_source"
    assert {d.cause for d in found.values()} == {"different_source"}


def test_what_was_planned_and_has_happened_is_an_update() -> None:
    a, b = told("Karst will be shelled."), told("Karst was shelled.", 4)
    found = of((a, event(a, "shelled", status="planned")), (b, event(b, "shelled")))
    assert found["status status"].cause == "update"


def test_a_denial_is_a_difference_of_polarity() -> None:
    a, b = told("Karst was shelled."), told("The guard denied it had shelled Karst.")
    found = of((a, event(a, "shelled")), (b, event(b, "shelled", status="denied")))
    assert list(found) == ["polarity denied"]


def test_a_name_and_its_surname_are_no_difference_and_a_paraphrase_is_none() -> None:
    a, b = told("Ivo Marsh demands that the guard leave the pier."), told("Marsh wants the pier free of guards.")
    assert not of(
        (a, position(a, "that the guard leave the pier", "Ivo Marsh")), (b, position(b, "the pier free", "Marsh"))
    )


def test_a_word_that_judges_against_a_neutral_one_is_a_difference_of_wording() -> None:
    found = of(
        shelled("Guns shelled Karst, killing two men."), shelled("Guns shelled Karst, where two men were martyred.")
    )
    assert found["wording words"].cause == "wording"


def test_victims_that_the_record_counts_are_compared_as_ranges() -> None:
    a, b = told("Karst was shelled."), told("Karst was shelled again.", 4)
    first = event(a, "shelled", magnitude=Magnitude(injured=Count(3, 5)))
    second = event(b, "shelled", magnitude=Magnitude(injured=Count(8, 8)))
    found = of((a, first), (b, second))
    assert [v.value for v in found["numeric injured"].values] == ["3-5", "8-8"]


def test_many_reports_of_one_thing_keep_every_value() -> None:
    tolls = ["four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"]
    found = of(*(shelled(f"Guns shelled Karst, killing {n} people.", 3 + i, f"Wire {i}") for i, n in enumerate(tolls)))
    assert [v.value for v in found["numeric killed"].values] == [f"{n} people" for n in tolls]
