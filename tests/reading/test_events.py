"""Event coding on invented reports: parties, types, light verbs, nominal events, and what must not be an event."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from accordingto.reading.events import find
from accordingto.records import Event, Report, Tags, Zone
from accordingto.text import sha256


def report_of(text: str, zones: tuple[Zone, ...] = ()) -> Report:
    return Report("r", None, None, None, None, None, None, "en", None, sha256(text), text, zones)


def events_of(nlp: Language, text: str, zones: tuple[Zone, ...] = ()) -> tuple[Event, ...]:
    return find(nlp(text), report_of(text, zones), Tags(), ())


def only(nlp: Language, text: str, type_: str) -> Event:
    found = [e for e in events_of(nlp, text) if e.type == type_]
    assert len(found) == 1, [(e.type, e.trigger.mention.text) for e in events_of(nlp, text)]
    return found[0]


def names(parties: tuple) -> list[str]:
    return [party.mention.text for party in parties]


@pytest.mark.parametrize(
    ("text", "type_", "mode", "actor", "recipient"),
    [
        ("Rwanda accused Congo of breaking the deal.", "ACCUSE", "allege", "Rwanda", "Congo"),
        ("Police arrested two opposition leaders in Kampala.", "COERCE", "arrest", "Police", "two opposition leaders"),
        ("Ethiopian warplanes bombed Eritrean positions.", "ASSAULT", "aerial", "Ethiopian", "Eritrean positions"),
        ("Kenya expelled three Somali diplomats.", "SANCTION", "expel", "Kenya", "three Somali diplomats"),
        (
            "The president of Peru met with the king of Spain.",
            "CONSULT",
            None,
            "The president of Peru",
            "the king of Spain",
        ),
        ("Norway sent ammunition to Latvia.", "AID", None, "Norway", "Latvia"),
        ("Rebels released 40 hostages on Monday.", "RETREAT", "release", "Rebels", "40 hostages"),
        ("Chile praised Bolivia for the decision.", "SUPPORT", None, "Chile", "Bolivia"),
        ("Thousands of students demonstrated against the government.", "PROTEST", "demo", "students", "the government"),
        ("Greece deployed troops to Cyprus.", "MOBILIZE", "troops", "Greece", "Cyprus"),
        ("Armenia rejected a proposal from Georgia.", "REJECT", "meet", "Armenia", "Georgia"),
        ("Mali urged Niger to open talks.", "REQUEST", "meet", "Mali", "Niger"),
        ("Rwanda accused Congo of collusion with the rebels.", "ACCUSE", "allege", "Rwanda", "Congo"),
        ("Kenyan troops took back two towns from the rebels.", "COERCE", "seize", "Kenyan troops", "the rebels"),
    ],
)
def test_plain_sentences(nlp: Language, text: str, type_: str, mode: str | None, actor: str, recipient: str) -> None:
    event = only(nlp, text, type_)
    assert event.mode == mode
    assert any(actor in name for name in names(event.actors))
    assert any(recipient in name for name in names(event.recipients))
    assert event.status == "occurred"


def test_a_passive_turns_the_parties_round(nlp: Language) -> None:
    event = only(nlp, "The mayor was kidnapped by gunmen.", "ASSAULT")
    assert names(event.actors) == ["gunmen"]
    assert names(event.recipients) == ["The mayor"]


def test_a_relative_clause_gives_its_head(nlp: Language) -> None:
    event = only(nlp, "The militants who attacked the village fled.", "ASSAULT")
    assert names(event.actors) == ["The militants"]


@pytest.mark.parametrize(
    ("text", "type_", "trigger"),
    [
        ("Sudanese forces carried out strikes on Chad.", "ASSAULT", "carried out strikes"),
        ("The rebels mounted a major offensive against the army.", "ASSAULT", "mounted a major offensive"),
        ("Spain gave Morocco the green light to use the port.", "CONCEDE", "gave Morocco the green light"),
        ("Egypt's leader held a meeting with Libyan envoys.", "CONSULT", "held a meeting"),
    ],
)
def test_light_verbs_carry_the_noun(nlp: Language, text: str, type_: str, trigger: str) -> None:
    event = only(nlp, text, type_)
    assert event.trigger.mention.text == trigger
    assert event.actors


def test_a_demonym_before_an_event_noun_is_the_actor(nlp: Language) -> None:
    event = only(nlp, "Residents fled after Ethiopian airstrikes on Asmara.", "ASSAULT")
    assert names(event.actors) == ["Ethiopian"]
    assert names(event.recipients) == ["Asmara"]
    assert event.mode == "aerial"


def test_who_suffers_an_attack_is_the_recipient(nlp: Language) -> None:
    event = only(nlp, "Bamako faced relentless attacks last week.", "ASSAULT")
    assert names(event.recipients) == ["Bamako"]
    assert not event.actors


def test_the_maker_of_a_weapon_is_not_the_shooter(nlp: Language) -> None:
    for event in events_of(nlp, "Chad shelled rebel camps with French-made howitzers."):
        assert "French" not in names(event.actors)


def test_a_killing_and_the_strike_that_did_it_are_one_event(nlp: Language) -> None:
    found = [e for e in events_of(nlp, "Three nurses were killed in a Sudanese air strike.") if e.type == "ASSAULT"]
    assert len(found) == 1
    assert found[0].mode == "aerial"
    assert names(found[0].actors) == ["Sudanese"]


def test_a_later_mention_without_news_is_no_second_event(nlp: Language) -> None:
    text = "Rwanda accused Congo of lying. Later the report recalled that Rwanda had accused Congo."
    assert len([e for e in events_of(nlp, text) if e.type == "ACCUSE"]) == 1


def test_announced_help_is_an_agreement(nlp: Language) -> None:
    event = only(nlp, "Canada will send medicine to Haiti.", "AGREE")
    assert event.status == "occurred"


def test_refused_help_is_a_rejection(nlp: Language) -> None:
    assert only(nlp, "Canada will not send weapons to Haiti.", "REJECT").status == "occurred"


def test_an_offer_under_consideration_keeps_the_inner_act(nlp: Language) -> None:
    found = events_of(nlp, "Turkey is considering sending weapons to Azerbaijan.")
    assert {(e.type, e.status) for e in found} >= {("AGREE", "occurred"), ("AID", "considered")}


@pytest.mark.parametrize(
    "text",
    [
        "The striking view from the hill attracts visitors.",
        "Analysts met the deadline for their report.",
        "The minister declined to comment.",
        "He suffered a heart attack.",
        "The ministry released a statement.",
        "No government attacked the port.",
        "The goalkeeper pushed the ball away.",
    ],
)
def test_look_alikes_are_no_events(nlp: Language, text: str) -> None:
    assert events_of(nlp, text) == ()


def test_boilerplate_is_silent(nlp: Language) -> None:
    text = "Rebels attacked the port."
    assert events_of(nlp, text, (Zone("boilerplate", 0, len(text)),)) == ()


def test_facts_come_with_the_type(nlp: Language) -> None:
    event = only(nlp, "Rebels shelled the port of Aden.", "ASSAULT")
    assert (event.quad, event.cameo, event.goldstein) == (4, "194", -10.0)
    assert "military" in event.contexts


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["Rebels", "attacked", "Kenya", "told", "aid", "to", "-", "—", "the", "of", "will", "\n\n", "not", "."]
        ),
        max_size=14,
    )
)
def test_every_mention_says_what_the_text_says(nlp: Language, words: list[str]) -> None:
    text = " ".join(words).strip()
    for event in events_of(nlp, text) if text else ():
        for said in (event.trigger.mention, *(p.mention for p in (*event.actors, *event.recipients))):
            assert text[said.start : said.end] == said.text != ""
        assert text[event.evidence.start : event.evidence.end] == event.evidence.exact
        assert 0 <= event.confidence <= 1
