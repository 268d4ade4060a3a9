"""What an act is coded as: requests and demands, refusals, wishes, attacks in words; and whose a party is."""

import pytest
from spacy.language import Language

from accordingto.grounding.actors import shared_resolver
from accordingto.pipeline import Tools, read_reports
from accordingto.reading.events.pair import code_pair
from accordingto.records import Event
from accordingto.scoring.petr2 import Coded, triples
from accordingto.scoring.reports import make_report
from tests.reading.test_events import events_of, names


def coded(nlp: Language, text: str) -> set[Coded]:
    (records,) = read_reports([make_report(text, published="2016-05-02")], tools=Tools(nlp, shared_resolver()))
    return set(triples([record for record in records if isinstance(record, Event)]))


@pytest.mark.parametrize(
    ("text", "type_", "root"),
    [
        ("Ghana asked Togo to return the vessel.", "REQUEST", "02"),
        ("Ghana demanded a ceasefire from Togo.", "REQUEST", "10"),
        ("Ghana will not lift the ban on Togo.", "REJECT", "12"),
        ("Ghana did not give permission to Togo for the flight.", "REJECT", "12"),
        ("Ghana wants to help Togo.", "AGREE", "03"),
        ("Ghana wants to invade Togo.", "THREATEN", "13"),
        ("Ghana wants Togo to withdraw its troops.", "REQUEST", "02"),
        ("Ghana launched a scathing attack on Togo over the tax.", "ACCUSE", "11"),
        ("Ghana said Togo was responsible for the spill.", "ACCUSE", "11"),
        ("Ghana expressed condolences to Togo.", "SUPPORT", "01"),
        ("Ghana sent peacekeepers to Togo.", "AID", "07"),
        ("A Togolese bank was destroyed by Ghanaian protesters.", "PROTEST", "14"),
    ],
)
def test_type_and_cameo_root(nlp: Language, text: str, type_: str, root: str) -> None:
    assert (type_, root) in [(e.type, (e.cameo or "")[:2]) for e in events_of(nlp, text)]


def test_a_trigger_that_only_names_a_party_is_not_the_act(nlp: Language) -> None:
    text = "The alliance fighting Togolese rebels praised Ghana."
    assert code_pair(nlp(text), (0, 36), (45, 50)) == ("SUPPORT", 1)


def test_two_peoples_before_one_noun_are_two_actors(nlp: Language) -> None:
    (protest,) = [
        e for e in events_of(nlp, "Kenyan and Malian students staged a protest in Lima.") if e.type == "PROTEST"
    ]
    assert names(protest.actors) == ["Kenyan", "Malian students"]


@pytest.mark.parametrize(
    ("text", "triple"),
    [
        ("Peru, Chile and Ecuador met on Monday.", Coded("CHL", "ECU", "04")),
        ("Peru met dissidents from Chile on Monday.", Coded("PER", "CHL", "04")),
        ("Peru released a Chilean trawler on Monday.", Coded("PER", "CHL", "08")),
    ],
)
def test_whose_a_party_is(nlp: Language, text: str, triple: Coded) -> None:
    assert triple in coded(nlp, text)


def test_nobody_accuses_itself(nlp: Language) -> None:
    events = events_of(nlp, "Peru shelled a camp in Chile, the Peruvian army said on Monday.")
    assert "ACCUSE" not in {e.type for e in events}


def test_what_is_only_promised_gives_no_triple(nlp: Language) -> None:
    assert coded(nlp, "Peru agreed to lift the sanctions on Chile.") == {Coded("PER", "CHL", "03")}


def test_a_planned_deployment_needs_no_second_party(nlp: Language) -> None:
    (event,) = events_of(nlp, "Chile plans to deploy troops in the north.")
    assert (event.type, event.status, names(event.actors)) == ("MOBILIZE", "planned", ["Chile"])
