"""Whom a position is directed at, read off its action, in invented sentences."""

import pytest
from spacy.language import Language

from accordingto.reading.positions import find
from accordingto.records import Report
from accordingto.text import sha256


@pytest.mark.parametrize(
    ("text", "bearer"),
    [
        ("The army vowed not to attack the rebels.", "the rebels"),
        ("Norway guaranteed the safety of the nurses.", "the nurses"),
        ("Chile refused to sell the islands to Peru.", "Peru"),
        ("Chile refused to reopen the harbour.", None),
        ("Peru promised to rebuild it.", None),
    ],
)
def test_whom_the_act_is_done_to_or_for(nlp: Language, text: str, bearer: str | None) -> None:
    report = Report("r", None, None, None, None, None, None, "en", None, sha256(text), text)
    [position] = find(nlp(text), report)
    assert (position.bearer.mention.text if position.bearer else None) == bearer
