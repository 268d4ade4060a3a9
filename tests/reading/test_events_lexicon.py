"""The event lexicon: its notation, its size, its agreement with the classes; pair coding and fine types."""

import pytest
from spacy.language import Language

from accordingto import codebook
from accordingto.reading.events import lexicon
from accordingto.reading.events.fine_types import acled_type
from accordingto.reading.events.pair import code_pair


def test_notation() -> None:
    pattern = lexicon.parse_pattern("! press * for @ceasefire", "request_ceasefire")
    assert (pattern.lemma, pattern.strict, pattern.swapped) == ("press", True, False)
    assert [(p.kind, p.value, p.after) for p in pattern.parts] == [("any", "", None), ("class", "ceasefire", "for")]


def test_the_lexicon_is_broad_and_every_class_is_known() -> None:
    patterns = [p for listed in lexicon.verb_patterns().values() for p in listed]
    assert len(patterns) >= 700
    assert len(lexicon.nouns()) >= 300
    assert {p.class_name for p in patterns} | set(lexicon.nouns().values()) <= set(lexicon.classes())


def test_object_classes_of_patterns_exist() -> None:
    known = set(codebook.load("events_objects", dict[str, tuple[str, ...]])) | {"party", "human", "polity"}
    asked = {
        p.value for listed in lexicon.verb_patterns().values() for v in listed for p in v.parts if p.kind == "class"
    }
    assert asked <= known


def test_modes_and_codes_are_those_of_the_ontology() -> None:
    for name, kind in lexicon.classes().items():
        assert kind.mode is None or kind.mode in lexicon.types()[kind.type].modes, name
        assert kind.cameo is None or kind.cameo in lexicon.cameo_codes(), name


@pytest.mark.parametrize(
    ("text", "source", "target", "answer"),
    [
        ("Ghana agreed to release the Togolese pilots.", "Ghana", "Togolese", ("AGREE", 1)),
        ("Ghana threatened to attack Togo.", "Ghana", "Togo", ("THREATEN", 3)),
        ("Ghana sent food to Togo after floods.", "Ghana", "Togo", ("AID", 2)),
        ("Togo was invaded by Ghana.", "Ghana", "Togo", ("ASSAULT", 4)),
    ],
)
def test_the_event_between_a_given_pair(
    nlp: Language, text: str, source: str, target: str, answer: tuple[str, int]
) -> None:
    a, b = text.index(source), text.index(target)
    assert code_pair(nlp(text), (a, a + len(source)), (b, b + len(target))) == answer


def test_no_answer_where_nothing_happens(nlp: Language) -> None:
    assert code_pair(nlp("Ghana is larger than Togo."), (0, 5), (21, 25)) == (None, None)


@pytest.mark.parametrize(
    ("text", "fine"),
    [
        ("A suicide bomber blew himself up outside a bank.", "SUIC_BOMB"),
        ("Residents fled as the river flooded three districts.", "NATURAL_DISASTER"),
        ("Teachers held a peaceful march with placards.", "PEACE_PROTEST"),
    ],
)
def test_fine_types(nlp: Language, text: str, fine: str) -> None:
    assert acled_type(nlp(text)) == fine


def test_no_fine_type_for_a_quiet_text(nlp: Language) -> None:
    assert acled_type(nlp("The museum is closed on Tuesdays.")) is None
