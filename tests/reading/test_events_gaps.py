"""Acts whose victim the clause does not say again, numbers of victims, and acts that were missed in real reports."""

import pytest
from spacy.language import Language

from accordingto.reading.events import find
from accordingto.records import Event, Report, Tags
from accordingto.text import sha256


def events_of(nlp: Language, text: str) -> tuple[Event, ...]:
    report = Report("r", None, None, None, None, None, None, "en", None, sha256(text), text, ())
    return find(nlp(text), report, Tags(), ())


def words(event: Event) -> tuple[str, list[str], list[str]]:
    return (
        event.trigger.mention.text,
        [p.mention.text for p in event.actors],
        [p.mention.text for p in event.recipients],
    )


@pytest.mark.parametrize(
    ("text", "type_", "told"),
    [
        ("The man they arrested over the fire is from Chile.", "COERCE", ("arrested", ["they"], ["The man"])),
        ("The prisoners Chile released on Monday flew home.", "RETREAT", ("released", ["Chile"], ["The prisoners"])),
        (
            "After being captured by the rebels, Mora spent two years in a cave.",
            "COERCE",
            ("captured", ["the rebels"], ["Mora"]),
        ),
    ],
)
def test_the_victim_is_found_where_the_clause_leaves_it_out(
    nlp: Language, text: str, type_: str, told: tuple[str, list[str], list[str]]
) -> None:
    (event,) = events_of(nlp, text)
    assert (event.type, words(event)) == (type_, told)


def test_the_night_of_an_arrest_is_not_arrested(nlp: Language) -> None:
    assert all("night" not in p.mention.text for e in events_of(nlp, "The night police arrested Roe was cold.")
               for p in e.recipients)  # fmt: skip


@pytest.mark.parametrize("text", ["Dozens were wounded in the blast.", "69 others were wounded, two of them badly."])
def test_numbers_of_victims_stand_for_people(nlp: Language, text: str) -> None:
    (event,) = events_of(nlp, text)
    assert event.type == "ASSAULT"
    assert event.recipients


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Tens of thousands of Peruvians marched in the streets of Lima against the president.", "PROTEST"),
        ("Kurdish forces pushed the militants out of the village of Asra on Sunday.", "ASSAULT"),
        ("Norway secretly airlifted $40 million in cash to Chile in January.", "AID"),
        ("The court sought the arrest of Mora and two relatives.", "REQUEST"),
        ("Chilean President Ana Roe sent an envoy to Lima on Monday.", "CONSULT"),
        ("A man mowed people down with a rented truck in Tarma.", "ASSAULT"),
    ],
)
def test_acts_of_real_reports_have_their_type(nlp: Language, text: str, type_: str) -> None:
    assert type_ in {e.type for e in events_of(nlp, text)}
