"""Parties that another clause names: guests, those who announce, those whose deed is condemned; deeds that are seen."""

import pytest
from spacy.language import Language

from tests.reading.test_events import events_of, names, only


@pytest.mark.parametrize(
    ("text", "actor", "recipient"),
    [
        ("President Ramos praised the army during a visit to Oslo.", "President Ramos", "Oslo"),
        ("Minister Okello and the governor are in Lima for talks with Peruvian officials.", None, "Peruvian officials"),
    ],
)
def test_who_is_there_is_the_subject_of_the_clause(nlp: Language, text: str, actor: str | None, recipient: str) -> None:
    event = only(nlp, text, "CONSULT")
    assert event.actors
    assert actor in {None, *names(event.actors)}
    assert names(event.recipients) == [recipient]


def test_who_announces_a_passive_does_it(nlp: Language) -> None:
    event = only(nlp, "Peru said its envoy to Chile would be recalled.", "SANCTION")
    assert (names(event.actors), names(event.recipients), event.status) == (["Peru"], ["Chile"], "planned")


def test_what_is_condemned_was_done_by_the_last_doer(nlp: Language) -> None:
    event = only(nlp, "Chadian rebels struck a school near Goz. Kenya condemned the raid.", "ACCUSE")
    assert names(event.recipients) == ["Chadian rebels"]


def test_whose_deed_is_unknown_stays_unknown(nlp: Language) -> None:
    event = only(nlp, "Two schools were struck near Goz. Kenya condemned the raid.", "ACCUSE")
    assert event.recipients == ()


def test_a_talk_with_reporters_is_no_event(nlp: Language) -> None:
    events = events_of(nlp, "At a meeting with journalists in Lima, President Ramos smiled.")
    assert "CONSULT" not in {e.type for e in events}


def test_what_a_film_shows_is_done(nlp: Language) -> None:
    event = only(nlp, "Chadian rebels aired a video showing them destroying a Sudanese tank.", "ASSAULT")
    assert event.status == "occurred"


def test_a_weapon_is_no_actor(nlp: Language) -> None:
    event = only(nlp, "The helicopter was shot down by a HIMARS rocket.", "ASSAULT")
    assert event.actors == ()


def test_sanctions_that_hit_strike_nobody(nlp: Language) -> None:
    events = events_of(nlp, "The sanctions hit seven Chilean officials in May.")
    assert "ASSAULT" not in {e.type for e in events}


def test_an_allegation_names_whom_it_is_about(nlp: Language) -> None:
    event = only(nlp, "Peru rejected Chile's allegations that the army had armed smugglers.", "ACCUSE")
    assert (names(event.actors), names(event.recipients)) == (["Chile"], ["the army"])
