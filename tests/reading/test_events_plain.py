"""Plain acts told in few words: without a doer, without a named victim, or only named again."""

import pytest
from spacy.language import Language

from accordingto.reading.events import find
from accordingto.records import Event, Report, Tags
from accordingto.text import sha256

SURE = 0.7


def events_of(nlp: Language, text: str) -> tuple[Event, ...]:
    report = Report("r", None, None, None, None, None, None, "en", None, sha256(text), text, ())
    return find(nlp(text), report, Tags(), ())


@pytest.mark.parametrize(
    ("text", "word", "type_"),
    [
        ("Some 70 grenades were confiscated at the checkpoint.", "confiscated", "COERCE"),
        ("Rangers burned nine canoes near the delta.", "burned", "ASSAULT"),
        ("The pylon was blown up.", "blown up", "ASSAULT"),
        ("Nine were detained on the pier.", "detained", "COERCE"),
        ("Customs officers found 90 pistols in a crate of tiles.", "found", "COERCE"),
        ("The ambush at the ford cost the patrol its radio.", "ambush", "ASSAULT"),
        ("A bomb exploded at a market on the hill.", "exploded", "ASSAULT"),
        ("Two charges went off under the viaduct.", "went off", "ASSAULT"),
        ("Shells fell on the mill in the night.", "fell on", "ASSAULT"),
        ("The train was stopped in the pass.", "train was stopped", "COERCE"),
        ("The lawyer has been in custody since Friday.", "custody", "COERCE"),
    ],
)
def test_acts_with_unsaid_parties_are_given_with_little_confidence(
    nlp: Language, text: str, word: str, type_: str
) -> None:
    found = [e for e in events_of(nlp, text) if word in e.trigger.mention.text]
    assert [e.type for e in found] == [type_]
    assert found[0].confidence < SURE


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Gendarmes arrested a butcher and three electricians.", "arrested"),
        ("Coast guards boarded the freighter Solvang off the cape.", "boarded"),
    ],
)
def test_trades_are_people_and_names_are_of_the_kind_said_before_them(nlp: Language, text: str, word: str) -> None:
    (found,) = (e for e in events_of(nlp, text) if e.type == "COERCE")
    assert word in found.trigger.mention.text
    assert found.actors


@pytest.mark.parametrize(
    "text",
    [
        "She seized the moment.",
        "The storm destroyed nine huts.",
        "Canoes are burned every spring.",
        "The idea was killed in committee.",
        "If the pistols were seized, nobody said so.",
        "The attack of nerves passed.",
    ],
)
def test_figures_habits_and_forces_of_nature_are_no_plain_acts(nlp: Language, text: str) -> None:
    assert not [e for e in events_of(nlp, text) if e.type in {"COERCE", "ASSAULT"}]


def test_a_doer_left_unsaid_stays_empty(nlp: Language) -> None:
    (found,) = events_of(nlp, "Some 70 grenades were confiscated at the checkpoint.")
    assert found.actors == ()


def test_a_deed_named_again_is_one_event_unless_its_day_is_another(nlp: Language) -> None:
    text = "Rebels attacked the mill near Gao. The governor condemned the attack on the mill."
    assert [e.trigger.mention.text for e in events_of(nlp, text) if e.type == "ASSAULT"] == ["attacked"]


@pytest.mark.parametrize(
    "text", ["Prices fell at the market.", "An alarm went off in the vault.", "A gas bottle exploded at the mill."]
)
def test_what_no_weapon_did_is_no_attack(nlp: Language, text: str) -> None:
    assert not events_of(nlp, text)


def test_an_envoy_with_a_title_is_called_in(nlp: Language) -> None:
    found = events_of(nlp, "Ambassador Ulf Brandt was called in by the foreign ministry on Tuesday.")
    assert [(e.type, e.recipients[0].mention.text) for e in found] == [("ACCUSE", "Ambassador Ulf Brandt")]
