"""Pronouns, titles, descriptions and short names lead to the fullest mention, or stay open."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from accordingto.reading.references import antecedent_of, resolve, with_speakers, words_for
from accordingto.records import Evidence, Mention, Party, Report, Statement
from accordingto.text import mention, sha256


def _resolve(nlp: Language, text: str) -> dict[tuple[str, int], str]:
    """Antecedents as {(words, offset): antecedent}."""
    report = Report("r", None, None, None, None, None, None, "en", None, sha256(text), text)
    return {(text[s:e], s): value.text for (s, e), value in resolve(nlp(text), report).items()}


def _behind(found: dict[tuple[str, int], str], words: str) -> list[str]:
    return [value for (key, _), value in sorted(found.items(), key=lambda kv: kv[0][1]) if key == words]


@pytest.mark.parametrize(
    ("text", "words", "behind"),
    [
        ("Prime Minister Ann Hill arrived in Oslo. She met the king.", "She", "Prime Minister Ann Hill"),
        ("Peruvian President Carlos Vega spoke on Monday. Vega left later.", "Vega", "Peruvian President Carlos Vega"),
        (
            "Peruvian President Carlos Vega spoke. The Peruvian leader then left.",
            "The Peruvian leader",
            "Peruvian President Carlos Vega",
        ),
        ("Sen. Laura Brown spoke first. The senator opposes the bill.", "The senator", "Sen. Laura Brown"),
        ("The Arctic Relief Council (ARC) closed its office. Staff of ARC left.", "ARC", "The Arctic Relief Council"),
        ("Chile said it would close its border.", "its", "Chile"),
        (
            "The Foreign Ministry protested. The ministry also recalled an envoy.",
            "The ministry",
            "The Foreign Ministry",
        ),
        ("Norway and Chile have sent their ships.", "their", "Norway and Chile"),
        ("Prime minister Nouri al-Hakim spoke. Hakim then left.", "Hakim", "Prime minister Nouri al-Hakim"),
        ("Prime minister Nouri Hakim spoke. Al-Hakim then left.", "Al-Hakim", "Prime minister Nouri Hakim"),
        (
            "Vice President Ann Hill spoke. The vice president then met the king.",
            "The vice president",
            "Vice President",
        ),
        ("Peru praised the new president, Carlos Vega.", "the new president", "Carlos Vega"),
        ("Peru, an aspiring member, which fought a war, was silent.", "an aspiring member", "Peru"),
        ("“We will stay,” Prime Minister Ann Hill said.", "We", "Prime Minister Ann Hill"),
        (
            "Foreign Ministry spokeswoman Ann Hill spoke in Lima. Hill then left the room.",
            "Hill",
            "Foreign Ministry spokeswoman Ann Hill",
        ),
        (
            "“It is over,” said Ann Hill, a spokeswoman for the navy. Hill gave no details.",
            "Hill",
            "Ann Hill, a spokeswoman for the navy",
        ),
        ("South Korean President Kim Dae-jung flew to Oslo. Kim will stay a week.", "Kim", "South Korean President"),
        (
            "A senior Chilean official spoke in Lima. Trade will stop, the official said.",
            "the official",
            "A senior Chilean",
        ),
        (
            "The Northern Relief Movement protested. The aid group filed a suit.",
            "The aid group",
            "The Northern Relief",
        ),
        ("The Mapuche rebels met Chilean officials. They said they would return.", "they", "The Mapuche rebels"),
        ("The officials said the army would help them. Soldiers told the mayor to leave.", "them", "The officials"),
    ],
)
def test_a_reference_leads_to_the_fullest_mention(nlp: Language, text: str, words: str, behind: str) -> None:
    assert any(value.startswith(behind) for value in _behind(_resolve(nlp, text), words))


def test_relatives_of_one_surname_stay_apart_where_the_recogniser_missed_one(nlp: Language) -> None:
    text = (
        "69 others were wounded, including American Jake Raat, who was shot in the hip.\n\n"
        '"I saw one person," said Raat.\n\nRaat\'s mother, Grace Raat, told The Herald that she was glad.'
    )
    assert _behind(_resolve(nlp, text), "Raat")[:3] == ["Jake Raat"] * 3


def test_the_new_holder_of_an_office_is_not_the_one_named_before(nlp: Language) -> None:
    found = _resolve(nlp, "President Ann Hill left Lima. Peru hailed the new president on Monday.")
    assert _behind(found, "the new president") == []


def test_he_who_spoke_last_goes_on_speaking(nlp: Language) -> None:
    text = (
        "Harbor chief Carlos Vega met the crews on Monday. “The docks are safe,” Vega said. “The cranes work.\n\n"
        "“The gates are open. The ships can leave. The fog has lifted,” he said."
    )
    assert _behind(_resolve(nlp, text), "he") == ["Harbor chief Carlos Vega"]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Chile closed the border. It was raining.", "It"),
        ("Chile closed the border. Drivers did not expect it.", "it"),
        ("The rebels left Lima. “They know nothing,” President Carlos Vega said.", "They"),
        ("Mayor Paul Stone blamed Norway. Some of them agreed.", "them"),
    ],
)
def test_where_no_one_is_meant_or_named_the_pronoun_stays_open(nlp: Language, text: str, word: str) -> None:
    assert _behind(_resolve(nlp, text), word) == []


def test_a_mention_that_says_more_than_its_antecedent_keeps_its_own_words() -> None:
    text = "Ann Hill spoke. Lima police chief Ann Hill spoke."
    full = mention(text, 16, 42)
    assert antecedent_of({(34, 42): mention(text, 0, 8), (16, 42): mention(text, 0, 8)}, full) is None


def test_a_possessor_is_spelled_out() -> None:
    text = "President Carlos Vega spoke. Then his forces left. Their ships wait."
    owner = mention(text, 0, 21)
    his = text.index("his")
    assert words_for({(his, his + 3): owner}, mention(text, his, his + 10)) == "President Carlos Vega's forces"
    their = mention(text, text.index("Their"), text.index("Their") + 11)
    assert words_for({(his, his + 3): owner}, their) == "Their ships"


def test_first_persons_in_quoted_words_are_the_speaker() -> None:
    text = "“Our ships will sail and I will lead,” Admiral Luis Rojas said. The US fleet waits for us."
    said = _statement(text, "Our ships will sail and I will lead", "Admiral Luis Rojas")
    found = with_speakers({}, [said])
    assert {text[s:e]: value.text for (s, e), value in found.items()} == {
        "Our": "Admiral Luis Rojas",
        "I": "Admiral Luis Rojas",
    }


def test_first_persons_of_an_unknown_he_stay_open() -> None:
    text = "“We will sail,” he said."
    assert with_speakers({}, [_statement(text, "We will sail", "he")]) == {}


def _statement(text: str, words: str, speaker: str) -> Statement:
    content = mention(text, text.index(words), text.index(words) + len(words))
    who = mention(text, text.index(speaker), text.index(speaker) + len(speaker))
    evidence = Evidence("r", sha256(text), 0, len(text), text, "", "")
    return Statement(
        "s",
        "r",
        Party(who),
        None,
        (content,),
        "direct",
        (content,),
        (),
        (),
        None,
        None,
        None,
        None,
        None,
        None,
        evidence,
    )


def test_inside_a_quotation_he_is_not_the_speaker(nlp: Language) -> None:
    text = "President Carlos Vega criticised Prime Minister John Hill. “He is weak,” Vega said."
    assert _behind(_resolve(nlp, text), "He") == ["Prime Minister John Hill"]


def test_two_equal_candidates_leave_the_pronoun_open(nlp: Language) -> None:
    text = "Generals Paul Stone and Peter Marsh met in Lima. There was a dispute. The army wants him out."
    assert _behind(_resolve(nlp, text), "him") == []


def test_gender_keeps_a_pronoun_from_the_nearer_name(nlp: Language) -> None:
    text = "Prime Minister Ann Hill met President Carlos Vega. She thanked the hosts."
    assert _behind(_resolve(nlp, text), "She") == ["Prime Minister Ann Hill"]


def test_lookup_answers_for_the_head_but_not_for_a_possessor(nlp: Language) -> None:
    text = "President Carlos Vega spoke in Lima. The president of Peru thanked his aides."
    report = Report("r", None, None, None, None, None, None, "en", None, sha256(text), text)
    found = resolve(nlp(text), report)
    aides = mention(text, text.index("his aides"), len(text) - 1)
    assert antecedent_of(found, aides) is None
    his = mention(text, aides.start, aides.start + 3)
    behind = antecedent_of(found, his)
    assert behind is not None and behind.text == "President Carlos Vega"


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(["He left.", "“They", "said it", "President Ann", "Hill", "\n\n", "the ministry", ".", "”"]),
        max_size=12,
    )
)
def test_every_antecedent_is_words_of_the_report(nlp: Language, parts: list[str]) -> None:
    text = " ".join(parts)
    report = Report("r", None, None, None, None, None, None, "en", None, sha256(text), text)
    for (start, end), value in resolve(nlp(text), report).items():
        assert 0 <= start < end <= len(text)
        assert text[value.start : value.end] == value.text


def test_a_counterpart_is_not_on_its_owners_side() -> None:
    behind = {(0, 3): Mention("Foreign Minister Ana Ruiz", 40, 65)}
    assert words_for(behind, Mention("her Kenyan counterpart", 0, 22)) == "her Kenyan counterpart"
    assert words_for(behind, Mention("her deputy", 0, 10)) == "Foreign Minister Ana Ruiz's deputy"


@pytest.mark.parametrize(
    ("text", "behind"),
    [
        ("The officials told the rebels they could keep their weapons.", "the rebels"),
        ("The officials told the rebels they would be punished.", "the rebels"),
        ("The ministers assured the farmers that they would be paid.", "the farmers"),
        ("The generals warned the ministers that they should not cross the river.", "the ministers"),
        ("The officials told reporters they would leave the port.", "The officials"),
        ("The officials told the rebels they would leave the port.", None),
    ],
)
def test_what_may_or_must_be_done_is_the_hearers(nlp: Language, text: str, behind: str | None) -> None:
    assert _behind(_resolve(nlp, text), "they") == ([behind] if behind else [])


def test_he_who_must_do_something_is_the_hearer(nlp: Language) -> None:
    assert _behind(_resolve(nlp, "The minister told the general he must resign."), "he") == ["the general"]


def test_the_leader_named_without_a_nation_is_the_one_at_home(nlp: Language) -> None:
    text = "President Lee spoke first. Freedonian President Ivan Brod answered. The president criticised the raid."
    assert _behind(_resolve(nlp, text), "The president") == ["President Lee"]


def test_an_office_holder_is_not_the_kin_of_that_name(nlp: Language) -> None:
    text = "President Vega spoke in Lima. His brother Carlos Vega listened. President Vega thanked the hosts. He left."
    assert _behind(_resolve(nlp, text), "Vega") == ["President Vega", "Carlos Vega", "President Vega"]
    text = "President Vega welcomed the crew. First lady Ana Vega came too. The president left."
    assert _behind(_resolve(nlp, text), "The president") == ["President Vega"]


def test_he_is_not_whom_his_own_clause_then_names(nlp: Language) -> None:
    found = _resolve(nlp, "President Paul Greer met Senator Mark Dale. After the talks, he called on Greer to resign.")
    assert _behind(found, "he") == ["Senator Mark Dale"]


def test_a_surname_with_a_description_keeps_the_whole_name_that_stands_elsewhere(nlp: Language) -> None:
    text = "The mayor hired lawyer Rudy Falk. Falk, a former police chief, said the vote stands. Falk then left."
    assert set(_behind(_resolve(nlp, text), "Falk")) == {"Rudy Falk"}
