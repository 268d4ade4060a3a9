"""Weapons: named systems with their aliases, generic weapons with their class, and look-alikes left alone."""

import pytest
from spacy.language import Language

from accordingto.grounding import equipment
from accordingto.records import Instrument, Report, Zone
from accordingto.text import sha256


def weapons(nlp: Language, text: str, *zones: Zone) -> list[Instrument]:
    report = Report("r1", None, None, None, None, None, None, None, None, sha256(text), text, zones)
    return list(equipment.tag(nlp(text), report))


def named(nlp: Language, text: str) -> list[tuple[str, str, str]]:
    return [(i.mention.text, i.equipment.name, i.equipment.kind) for i in weapons(nlp, text) if i.equipment]


def test_an_expansion_with_its_acronym_is_one_mention(nlp: Language) -> None:
    text = "The army fired the Army Tactical Missile System (ATACMS) at the airfield."
    assert named(nlp, text) == [("Army Tactical Missile System (ATACMS)", "ATACMS", "ballistic missile")]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [("Crews moved the HIMARS by night.", "HIMARS", "rocket artillery"),
     ("They shot down a Shahed-136 over the port.", "Shahed-136", "drone"),
     ("Two F-16s crossed the border.", "F-16 Fighting Falcon", "combat aircraft"),
     ("He carried an AK-47 to the rally.", "AK-47", "small arms"),
     ("A car bomb exploded outside the mosque.", "car bomb", "explosive"),
     ("Police fired tear gas at the crowd.", "tear gas", "chemical")],
)  # fmt: skip
def test_weapons_come_with_their_class(nlp: Language, text: str, name: str, kind: str) -> None:
    assert [found[1:] for found in named(nlp, text)] == [(name, kind)]


def test_the_mention_is_the_whole_name(nlp: Language) -> None:
    text = "Rebels used Turkish-made drones and long-range missiles against the base."
    assert [i.mention.text for i in weapons(nlp, text)] == ["Turkish-made drones", "long-range missiles"]


def test_a_system_swallows_the_class_behind_it(nlp: Language) -> None:
    found = weapons(nlp, "Jets launched Storm Shadow cruise missiles on Sunday.")
    assert [i.mention.text for i in found] == ["Storm Shadow cruise missiles"]


def test_ordinary_words_are_no_weapons(nlp: Language) -> None:
    assert weapons(nlp, "A grad student from a think tank met coal mine workers.") == []
    assert weapons(nlp, "Tony Hawk praised the patriot in his speech to the warrior class.") == []


def test_an_ambiguous_name_needs_a_weapon_beside_it(nlp: Language) -> None:
    assert [f[1] for f in named(nlp, "Germany delivered a second Patriot battery.")] == ["Patriot"]
    assert named(nlp, "The Patriot Party lost the vote.") == []


def test_verbs_are_no_weapons(nlp: Language) -> None:
    assert weapons(nlp, "They bombed and shelled the town.") == []


def test_credits_are_not_read(nlp: Language) -> None:
    text = "Photo of a tank by A. Someone"
    assert weapons(nlp, text, Zone("credit", 0, len(text))) == []


def test_the_codebook_knows_the_arsenals() -> None:
    systems = equipment.systems()
    assert len({s.name for s in systems}) >= 250
    assert len({s.maker for s in systems}) >= 20


def test_a_suicide_bomber_is_no_aircraft(nlp: Language) -> None:
    assert weapons(nlp, "A suicide bomber struck the checkpoint.") == []
