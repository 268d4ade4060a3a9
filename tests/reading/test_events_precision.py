"""What the reader is unsure of, how short triggers are, and who is meant behind relatives, places and speakers."""

import pytest
from spacy.language import Language

from accordingto.reading.events import find
from accordingto.records import Equipment, Event, Instrument, Mention, Report, Tags, When
from accordingto.text import sha256

SURE = 0.7


def events_of(nlp: Language, text: str, tags: Tags | None = None) -> tuple[Event, ...]:
    report = Report("r", None, None, None, None, None, None, "en", None, sha256(text), text, ())
    return find(nlp(text), report, tags or Tags(), ())


def one(nlp: Language, text: str, type_: str, tags: Tags | None = None) -> Event:
    return next(e for e in events_of(nlp, text, tags) if e.type == type_)


def weapon(text: str, word: str, kind: str) -> Tags:
    at = text.index(word)
    return Tags(instruments=(Instrument(Mention(word, at, at + len(word)), Equipment(word, kind)),))


@pytest.mark.parametrize(
    "text",
    [
        "The rebels fight the army every spring.",
        "Tourists travelled to Kenya.",
        "If war came, Chad would lose the ships that guard Kenya.",
        "Residents left the city.",
        "The spokesman accused critics, rejecting the idea of Kenya.",
        "The senator killed the amendment last year.",
        "Chad detonated a bomb at its range in the test.",
        "Peru warned travellers of the floods.",
        "A journalist had been standing behind the Kenyan envoy.",
        "Officials escorted reporters to the mine.",
    ],
)
def test_doubtful_readings_stay_below_the_threshold(nlp: Language, text: str) -> None:
    doubtful = {"ASSAULT", "CONSULT", "AID", "RETREAT", "REJECT", "SUPPORT", "THREATEN"}
    assert not [e for e in events_of(nlp, text) if e.confidence >= SURE and e.type in doubtful]


@pytest.mark.parametrize(
    ("text", "type_", "trigger"),
    [
        ("Chad struck more than forty targets in Kenya.", "ASSAULT", "struck"),
        ("Chad accused Kenya of lying.", "ACCUSE", "accused"),
        ("Rebels released the pilots on Monday.", "RETREAT", "released"),
        ("Chad carried out several strikes on Kenya.", "ASSAULT", "carried out several strikes"),
    ],
)
def test_a_trigger_leaves_out_what_is_acted_upon(nlp: Language, text: str, type_: str, trigger: str) -> None:
    assert one(nlp, text, type_).trigger.mention.text == trigger


def test_the_weapon_gives_the_mode(nlp: Language) -> None:
    text = "Chad attacked the port of Mombasa with drones."
    assert one(nlp, text, "ASSAULT", weapon(text, "drones", "drone")).mode == "drone"


def test_a_weapon_that_was_hit_is_no_instrument(nlp: Language) -> None:
    text = "The army shot down two drones near the border."
    assert one(nlp, text, "ASSAULT", weapon(text, "drones", "drone")).instrument is None


def test_a_missile_fired_at_nobody_is_a_show_of_arms(nlp: Language) -> None:
    assert one(nlp, "Iran fired a missile on Monday.", "MOBILIZE").mode == "weapons"


def test_some_of_whom_are_the_people_named_before(nlp: Language) -> None:
    event = one(nlp, "He praised the trainers in the camp, some of whom were killed by rebels.", "ASSAULT")
    assert [p.mention.text for p in event.recipients] == ["the trainers"]


def test_an_act_at_a_place_is_directed_at_it(nlp: Language) -> None:
    event = one(nlp, "Serbia lifted a curfew in Montenegro.", "RETREAT")
    assert [p.mention.text for p in event.recipients] == ["Montenegro"]


def test_a_reported_attack_is_an_accusation_too(nlp: Language) -> None:
    event = one(nlp, "Kenya said that Uganda had attacked the town.", "ACCUSE")
    assert [p.mention.text for p in event.actors] == ["Kenya"]
    assert [p.mention.text for p in event.recipients] == ["Uganda"]
    assert event.confidence < SURE


def test_readiness_to_strike_is_a_threat(nlp: Language) -> None:
    assert one(nlp, "Chad is prepared to attack Kenya.", "THREATEN").status == "occurred"


def test_nobody_acts_upon_itself(nlp: Language) -> None:
    assert not events_of(nlp, "The man barricaded himself in the shop.")


@pytest.mark.parametrize(
    ("text", "type_", "actor"),
    [
        ("Chile urged everyone, above all Peru, to send troops to Quito.", "REQUEST", "Chile"),
        ("Rebels beat the army, capturing its chief of staff.", "COERCE", "Rebels"),
        (
            "Members of parliament issued a statement condemning the government of Peru.",
            "ACCUSE",
            "Members of parliament",
        ),
        ("Chadian warplanes bombed the rebels on Monday.", "ASSAULT", "Chadian warplanes"),
        ("Algerian officials said they would meet the rebels in Lomé.", "AGREE", "Algerian officials"),
    ],
)
def test_who_acts_behind_addressees_commas_and_pronouns(nlp: Language, text: str, type_: str, actor: str) -> None:
    assert actor in [
        party.mention.text for event in events_of(nlp, text) if event.type == type_ for party in event.actors
    ]


def test_a_protest_is_against_whom_its_purpose_names(nlp: Language) -> None:
    event = one(nlp, "Farmers blocked a road to protest against Peru's decree.", "PROTEST")
    assert [party.mention.text for party in event.recipients] == ["Peru's"] or event.recipients[
        0
    ].mention.text == "Peru"


@pytest.mark.parametrize(
    "text",
    [
        "Peru does not mean that it invaded Chile.",
        "It is unclear who will help the refugees.",
        "He dismissed claims that Peru attacked Chile.",
    ],
)
def test_what_is_disbelieved_or_asked_is_no_event(nlp: Language, text: str) -> None:
    assert not [event for event in events_of(nlp, text) if event.type in {"ASSAULT", "AID", "AGREE"}]


def test_victims_of_unnamed_hands_are_sure(nlp: Language) -> None:
    event = one(nlp, "Two students were arrested on Monday.", "COERCE")
    assert event.confidence >= 0.7 and not event.actors


@pytest.mark.parametrize(
    "text",
    [
        "President Greer attacked the senator in a television interview.",
        "Greer attacked Minister Rod Rosen on Thursday, alleging he was withholding papers.",
        "Greer attacked the conduct of the court.",
    ],
)
def test_an_attack_in_words_is_an_accusation(nlp: Language, text: str) -> None:
    assert {e.type for e in events_of(nlp, text)} == {"ACCUSE"}


def test_an_attack_that_its_doers_explain_is_an_attack(nlp: Language) -> None:
    assert one(nlp, "Rebels attacked the convoy in Peru, saying it carried arms.", "ASSAULT").confidence > SURE


def test_what_is_prepared_for_just_in_case_has_not_come(nlp: Language) -> None:
    text = "Aid groups have made plans in case the army does launch strikes against the rebels."
    assert all(e.status == "hypothetical" for e in events_of(nlp, text) if e.type == "ASSAULT")


def test_a_year_since_which_something_is_the_worst_is_not_its_time(nlp: Language) -> None:
    text = "The consul was the first envoy killed in the line of duty since 1979."
    at = text.index("1979")
    when = When(Mention("1979", at, at + 4), "1979-01-01", "1979-12-31", "year")
    assert one(nlp, text, "ASSAULT", Tags(times=(when,))).when is None
