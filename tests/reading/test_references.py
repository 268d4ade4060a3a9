"""Pronouns, titles, descriptions and short names lead to the fullest mention, or stay open."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from accordingto.reading.references import antecedent_of, resolve
from accordingto.records import Report
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
        ("“We will stay,” Prime Minister Ann Hill said.", "We", "Prime Minister Ann Hill"),
    ],
)
def test_a_reference_leads_to_the_fullest_mention(nlp: Language, text: str, words: str, behind: str) -> None:
    assert behind in _behind(_resolve(nlp, text), words)


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
