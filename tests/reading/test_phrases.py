"""Noun phrases of a report that speak of the same thing."""

import pytest
from spacy.language import Language

from accordingto.reading.references import cluster_phrases, resolve
from accordingto.text import Span
from tests.builders import report


def clusters(nlp: Language, text: str, *phrases: str) -> list[int]:
    found = []
    at = 0
    for phrase in phrases:
        at = text.index(phrase, at)
        found.append(Span(at, at + len(phrase)))
        at += 1
    doc = nlp(text)
    return cluster_phrases(doc, resolve(doc, report(text)), found)


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("Rebels took the bridge at dawn. By noon the bridge was empty.", "the bridge", "the bridge was"),
        ("Anna Holt, the mayor of Karst, left early. She was tired.", "Anna Holt", "She"),
        ("Karst is the largest port of the island.", "Karst", "the largest port of the island"),
    ],
)
def test_the_same_thing_is_one_cluster(nlp: Language, text: str, one: str, other: str) -> None:
    first, second = clusters(nlp, text, one, other.removesuffix(" was"))
    assert first == second


def test_other_heads_stay_apart(nlp: Language) -> None:
    first, second = clusters(nlp, "Rebels took the bridge. Farmers fled the valley.", "the bridge", "the valley")
    assert first != second
