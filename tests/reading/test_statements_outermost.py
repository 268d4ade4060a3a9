"""Attributions as PolNeAR marks them: whole sources, the narrator's participles, clauses that open a sentence."""

import pytest
from spacy.language import Language

from accordingto import text as texts
from accordingto.reading import statements
from accordingto.records import Report


def triples(nlp: Language, text: str) -> list[tuple[str, str, list[str]]]:
    report = Report("r", None, None, None, None, None, None, None, None, texts.sha256(text), text, ())

    def words(spans: tuple[texts.Span, ...]) -> list[str]:
        return [text[s.start : s.end] for s in spans]

    found = statements.attributions(nlp(text), report)
    return [(" ".join(words(a.source)), " ".join(words(a.cue)), words(a.content)) for a in found]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Okoro, who had not slept, said that the dam was safe.", "Okoro"),
        ("Okoro, waving a red flag, said that the dam was safe.", "Okoro"),
        (
            "Ngozi Okoro, who runs the water board, said that the dam was safe.",
            "Ngozi Okoro, who runs the water board",
        ),
        ("Ngozi Okoro, a former engineer, said that the dam was safe.", "Ngozi Okoro, a former engineer"),
    ],
)
def test_a_source_keeps_what_tells_who_it_is(nlp: Language, text: str, source: str) -> None:
    assert (source, "said", ["that the dam was safe"]) in triples(nlp, text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Okoro said the levy would rise next year, adding that farmers had been told.",
            ("Okoro", "adding", ["that farmers had been told"]),
        ),
        (
            "Okoro said the minister's levy would hurt the farmers, and called it a theft.",
            ("Okoro", "called", ["it a theft"]),
        ),
    ],
)
def test_what_the_narrator_adds_has_the_narrators_subject(
    nlp: Language, text: str, expected: tuple[str, str, list[str]]
) -> None:
    assert expected in triples(nlp, text)


def test_a_clause_that_opens_its_sentence_ends_at_the_main_clause(nlp: Language) -> None:
    found = triples(nlp, "While Okoro claimed that the dam was safe, the council closed the road.")
    assert ("Okoro", "claimed", ["that the dam was safe"]) in found


def test_a_quotation_that_ends_in_a_full_stop_has_the_cue_after_it(nlp: Language) -> None:
    found = triples(nlp, "“If you hear the siren, I hope you run.” Okoro said.\n\nThe siren rang at noon.")
    assert found == [("Okoro", "said", ["“If you hear the siren, I hope you run.”"])]


def test_a_question_has_the_one_who_asks_whom_after_it(nlp: Language) -> None:
    found = triples(nlp, "“Who will pay for the dam?” Okoro asked the city engineers.")
    assert found == [("Okoro", "asked", ["“Who will pay for the dam?”"])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "“We have room,” Okoro said. “But I think the harbour has changed” because of the floods.",
            ["“We have room,”", "“But I think the harbour has changed” because of the floods"],
        ),
        (
            "“We have room now,” and ships began to come in last week, Okoro said.",
            ["“We have room now,” and ships began to come in last week"],
        ),
        ("“We fear,” Okoro said, that the dam will go by May.", ["“We fear,”", "that the dam will go by May"]),
    ],
)
def test_a_quotation_goes_on_in_the_narrators_words(nlp: Language, text: str, expected: list[str]) -> None:
    assert triples(nlp, text) == [("Okoro", "said", expected)]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Okoro criticized the levy in an interview with the daily Delta Post.", "the levy"),
        ("Okoro criticized the levy, which few pay.", "the levy"),
        ("Okoro criticized the levy on cotton.", "the levy on cotton"),
    ],
)
def test_an_object_ends_before_the_occasion_of_speaking(nlp: Language, text: str, content: str) -> None:
    assert triples(nlp, text) == [("Okoro", "criticized", [content])]


def test_what_nobody_says_is_no_attribution(nlp: Language) -> None:
    assert triples(nlp, "A man known as the Miller lived here.\n\nShe came to defend the levy.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The dam, said Okoro, an engineer from Lagos, would hold for years.",
            ("Okoro, an engineer from Lagos", "said", ["The dam", "would hold for years"]),
        ),
        (
            "Okoro referred to the flooded farmers as heroes.",
            ("Okoro", "referred", ["the flooded farmers as heroes"]),
        ),
    ],
)
def test_content_around_and_after_its_cue(nlp: Language, text: str, expected: tuple[str, str, list[str]]) -> None:
    assert triples(nlp, text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "The letter, written by Senators Tim Kane and Mark Warn, came a day after the flood.",
        "Almost everything said in the hall was false.",
    ],
)
def test_words_that_are_only_spoken_of_are_nobodys_statement(nlp: Language, text: str) -> None:
    assert triples(nlp, text) == []
