"""Limits of positions: exceptions, hours, bounds and contrasts of invented sentences."""

import pytest
from spacy.language import Language

from accordingto.reading.positions import find
from accordingto.records import Report
from accordingto.text import sha256


def _limits(nlp: Language, text: str) -> list[tuple[str, str, str]]:
    report = Report("r", None, None, None, None, None, None, "en", None, sha256(text), text)
    return [(x.kind, x.sense, x.mention.text) for p in find(nlp(text), report) for x in p.limits]


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("Norway allowed the boats to fish at night only.", ("time", "only", "at night")),
        ("Norway allowed the boats to fish, but not with dynamite.", ("means", "except", "with dynamite")),
        ("The army banned vessels from the bay except ferries.", ("target", "except", "ferries")),
        ("Chile allowed Peru to send up to 20 ships a day.", ("quantity", "only", "up to 20 ships a day")),
        ("Chile will halt the patrols for three weeks, the minister said.", ("time", "for", "for three weeks")),
        ("Chile demanded that Peru withdraw its troops by Friday.", ("time", "only", "by Friday")),
        (
            "Norway barred lorries from the pass between 22:00 and 05:00.",
            ("time", "only", "between 22:00 and 05:00"),
        ),
        ("Norway allowed ferries to sail; trawlers are not.", ("target", "except", "trawlers")),
        ("Chile banned lorries from the pass. Ambulances are exempt.", ("target", "except", "Ambulances")),
        ("Chile allowed the nurses to cross the border on foot.", ("means", "only", "on foot")),
        ("Chile allowed the convoy to pass under police escort.", ("means", "only", "under police escort")),
        ("Norway promised to send blankets, but not weapons.", ("target", "except", "weapons")),
        ("Norway allowed the trawlers to fish no closer than 12 miles.", ("range", "only", "no closer than 12 miles")),
        ("Chile promised a 48-hour truce.", ("time", "for", "48-hour")),
        ("Norway demanded that the crew leave no later than Friday.", ("time", "only", "no later than Friday")),
        ("Peru permitted six trucks a day at most.", ("quantity", "only", "six trucks a day at most")),
        ("Only nurses may enter the camp, the army said.", ("target", "only", "nurses")),
        ("Norway banned drones over the harbour.", ("place", "only", "over the harbour")),
    ],
)
def test_words_that_set_a_limit(nlp: Language, text: str, limit: tuple[str, str, str]) -> None:
    assert limit in _limits(nlp, text)


@pytest.mark.parametrize(
    "text",
    [
        "Norway vowed to send the ships on Monday.",
        "Chile asked more than 30 witnesses to testify.",
        "Norway promised to back the mission, but not lead it.",
    ],
)
def test_dates_of_acts_and_plain_amounts_are_no_limits(nlp: Language, text: str) -> None:
    assert _limits(nlp, text) == []
