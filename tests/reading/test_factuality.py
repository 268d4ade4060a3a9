"""How acts stand: status and factuality by governing words, auxiliaries and hedges."""

import pytest
from spacy.language import Language

from accordingto.reading.factuality import judge, weakened


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        ("Chad attacked the base.", "attacked", "occurred"),
        ("Chad is attacking the base.", "attacking", "ongoing"),
        ("Chad continues to attack the base.", "attack", "ongoing"),
        ("Chad will attack the base.", "attack", "planned"),
        ("Chad plans to attack the base.", "attack", "planned"),
        ("Chad is considering attacking the base.", "attacking", "considered"),
        ("Chad threatened to attack the base.", "attack", "threatened"),
        ("Chad promised to release the pilots.", "release", "promised"),
        ("Kenya urged Chad to attack the base.", "attack", "demanded"),
        ("Kenya allowed Chad to attack the base.", "attack", "permitted"),
        ("Kenya did not allow Chad to attack the base.", "attack", "prohibited"),
        ("Kenya prohibited Chad from attacking the base.", "attacking", "prohibited"),
        ("Chad denied attacking the base.", "attacking", "denied"),
        ("Chad may attack the base.", "attack", "hypothetical"),
        ("Chad should have attacked the base.", "attacked", "hypothetical"),
        ("If Chad attacks the base, Kenya will react.", "attacks", "hypothetical"),
        ("The possible attack worried Kenya.", "attack", "hypothetical"),
        ("The planned visit pleased Kenya.", "visit", "planned"),
        ("Chad cancelled the visit.", "visit", "cancelled"),
    ],
)
def test_status(nlp: Language, text: str, word: str, status: str) -> None:
    token = next(t for t in nlp(text) if t.text == word)
    assert judge(token).status == status


@pytest.mark.parametrize(
    ("text", "word", "factuality"),
    [
        ("Chad attacked the base.", "attacked", "CT+"),
        ("Chad reportedly attacked the base.", "attacked", "PR+"),
        ("Chad possibly attacked the base.", "attacked", "PS+"),
        ("Chad did not attack the base.", "attack", "CT-"),
        ("Chad plans to attack the base.", "attack", "Uu"),
    ],
)
def test_factuality(nlp: Language, text: str, word: str, factuality: str) -> None:
    token = next(t for t in nlp(text) if t.text == word)
    assert judge(token).factuality == factuality


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        ("The envoy talked rather than attack the base.", "attack", "hypothetical"),
        ("There is no evidence that Chad attacked the base.", "attacked", "hypothetical"),
        ("Residents feared that Chad attacked the base.", "attacked", "hypothetical"),
        ("The blog said, falsely, that Chad attacked the base.", "attacked", "denied"),
        ("Nobody attacked the base.", "attacked", "denied"),
        ("Kenya will end the war by attacking the base.", "attacking", "planned"),
    ],
)
def test_what_did_not_happen(nlp: Language, text: str, word: str, status: str) -> None:
    token = next(t for t in nlp(text) if t.text == word)
    assert judge(token).status == status


def test_a_doubting_cue_weakens() -> None:
    assert weakened("CT+", ["neutral"]) == "CT+"
    assert weakened("CT+", ["doubting"]) == "PS+"
    assert weakened("PR-", ["doubting"]) == "PS-"
    assert weakened("CT+", ["counter-factive"]) == "CT-"
