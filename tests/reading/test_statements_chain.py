"""Who passes a statement on: go-betweens, carriers, documents, transcripts' turns; and the chains that come of it."""

from typing import NamedTuple

import pytest
from spacy.language import Language

from accordingto import assembling, pipeline
from accordingto import text as texts
from accordingto.reading import statements
from accordingto.records import Actor, Mention, Report, Statement, Tags

OUTLET = Actor("The Morning Wire")


class Chained(NamedTuple):
    """A statement's words and its links by name."""

    content: str
    chain: list[str]


def read(nlp: Language, text: str) -> list[Chained]:
    """Return the statements of a text with their chains, everybody known by the words alone."""
    report = Report("r", None, None, None, None, None, None, None, None, texts.sha256(text), text, ())
    doc = nlp(text)
    said = statements.find(doc, report, Tags())
    antecedents = statements.with_outlets({}, doc, said)
    link = pipeline.linker(antecedents, lambda _: None)
    chained = assembling.with_chains(said, OUTLET, statements.passed_on(doc, said), link, statements.beside(doc, said))
    return [_chained(s) for s in chained]


def _chained(statement: Statement) -> Chained:
    return Chained(" ".join(m.text for m in statement.content), [a.name for a in statement.chain])


def chain(nlp: Language, text: str, words: str) -> list[str]:
    """Return the chain, without the report's outlet, of the shortest statement that holds some words."""
    holding = [s for s in read(nlp, text) if words in s.content]
    found = min(holding, key=lambda s: len(s.content))
    assert found.chain[0] == OUTLET.name
    return found.chain[1:]


@pytest.mark.parametrize(
    ("text", "words", "links"),
    [
        (
            "Kasalan denied through his lawyer that he had met the rebels.",
            "met the rebels",
            ["lawyer", "Kasalan"],
        ),
        (
            "The ministry said through a spokesman that the dam was safe.",
            "the dam was safe",
            ["spokesman", "ministry"],
        ),
        (
            "In a statement carried by the state agency Vesta, the general warned that the road would be mined.",
            "would be mined",
            ["state agency Vesta", "general"],
        ),
        (
            "The Lorat Herald quoted the harbour master as saying that the quay was closed.",
            "the quay was closed",
            ["Lorat Herald", "harbour master"],
        ),
        (
            "The general was quoted by the Lorat Herald as saying the road was closed.",
            "the road was closed",
            ["Lorat Herald", "general"],
        ),
        (
            "According to the newspaper Lorat Herald, Ana Roe said the bridge was mined.",
            "the bridge was mined",
            ["newspaper Lorat Herald", "Ana Roe"],
        ),
        (
            "A leaked memo, seen by the Lorat Herald, says the port will be closed.",
            "the port will be closed",
            ["Lorat Herald", "leaked memo"],
        ),
        (
            "The mayor told the Lorat Herald, which reported the talks on Monday, that the flood was over.",
            "the flood was over",
            ["Lorat Herald", "mayor"],
        ),
        (
            "A poll by the Lima Institute found that a third of residents blamed the army for the flood.",
            "the army for the flood",
            ["poll by the Lima Institute", "third of residents"],
        ),
        (
            "Ana Roe said she had been told by an officer that the camp was closed.",
            "the camp was closed",
            ["Ana Roe", "officer"],
        ),
        (
            "The gunmen ordered the crew to leave, according to a leaked recording.",
            "the crew to leave",
            ["leaked recording", "gunmen"],
        ),
        (
            "“The soldiers told us that the well was poisoned,” said Ana Roe.",
            "the well was poisoned",
            ["Ana Roe", "soldiers"],
        ),
    ],
)
def test_a_chain_names_who_passes_it_on(nlp: Language, text: str, words: str, links: list[str]) -> None:
    assert chain(nlp, text, words) == links


@pytest.mark.parametrize(
    ("text", "words", "links"),
    [
        ("The mayor told the Lorat Herald that the flood was over.", "the flood was over", ["mayor"]),
        ("The mayor told the council in a letter that the flood was over.", "the flood was over", ["mayor"]),
        ("The mayor said through Telegram that the flood was over.", "the flood was over", ["mayor"]),
        ("The mayor said the lawyer through whom he sold the mine had fled.", "had fled", ["mayor"]),
        ("The bridge was built by the army, the mayor said on Monday.", "built by the army", ["mayor"]),
    ],
)
def test_who_is_only_told_or_named_is_no_link(nlp: Language, text: str, words: str, links: list[str]) -> None:
    assert chain(nlp, text, words) == links


def test_what_stands_beside_a_statement_is_not_in_it(nlp: Language) -> None:
    text = "Roe said that the bridge was safe, but Ruiz says the river is rising."
    assert chain(nlp, text, "the river is rising") == ["Ruiz"]


def test_the_same_draft_comes_from_the_same_people(nlp: Language) -> None:
    text = (
        "A draft assessment, described to me by two officers, says that the port will close. "
        "The same draft says the road stays open."
    )
    assert chain(nlp, text, "the road stays open")[0] == "two officers"


def test_the_paper_is_the_one_named_before(nlp: Language) -> None:
    text = "The mine is flooded, the Lorat Herald reported. The paper said that Ana Roe warned that the dam leaks."
    assert chain(nlp, text, "the dam leaks")[:1] == ["Lorat Herald"]


def test_a_turn_of_a_transcript_is_an_outer_source_and_a_presenter_is_none(nlp: Language) -> None:
    text = (
        "Evening programme\n\n"
        "PRESENTER: The bridge is shut and the governor says the river is rising. What happened?\n\n"
        "WOMAN (by telephone): We were at home. The soldiers said that the dam was broken.\n\n"
        "PRESENTER: Thank you. What will you do?\n\nROE: The mayor told us that the school is open."
    )
    assert chain(nlp, text, "the dam was broken") == ["WOMAN", "soldiers"]
    assert chain(nlp, text, "the school is open") == ["ROE", "mayor"]
    assert chain(nlp, text, "the river is rising") == ["governor"]


def test_the_outlet_is_the_first_link_once(nlp: Language) -> None:
    assert chain(nlp, "The mayor said the flood was over, the Wire reported.", "the flood was over")[-1] == "mayor"
    assert "Wire" not in chain(nlp, "The mayor said the flood was over, the Wire reported.", "the flood was over")


def test_own_outlet_by_short_name_and_initials() -> None:
    assert assembling.is_same_outlet("the Comet", "The Kampala Comet")
    assert assembling.is_same_outlet("IOP", "Indian Ocean Press")
    assert not assembling.is_same_outlet("the press", "Indian Ocean Press")
    assert not assembling.is_same_outlet("Lorat Herald", "Lima Herald")


def test_an_unknown_person_is_known_by_the_words_and_a_pronoun_by_nothing() -> None:
    assert assembling.unknown_actor("The two officials") == Actor("two officials")
    assert assembling.unknown_actor("They") is None
    assert assembling.unknown_actor("the") is None
    assert assembling.unknown_actor("49%") is None


def test_passers_are_mentions_of_the_text(nlp: Language) -> None:
    text = "Kasalan denied through his lawyer that he had met the rebels."
    report = Report("r", None, None, None, None, None, None, None, None, texts.sha256(text), text, ())
    doc = nlp(text)
    found = statements.passed_on(doc, statements.find(doc, report, Tags()))
    start = text.index("his lawyer")
    assert list(found.values()) == [(Mention("his lawyer", start, start + 10),)]


@pytest.mark.parametrize(
    ("text", "content", "links"),
    [
        (
            "“We will answer,” the state agency Vesta quoted the general as saying.",
            "We will answer",
            ["agency", "general"],
        ),
        (
            "Kasalan will answer any raid, the agency quoted General Oda as saying on Friday.",
            "Kasalan will answer any raid",
            ["agency", "General Oda"],
        ),
        ("“Kasalan will answer,” General Oda was quoted as saying.", "Kasalan will answer", ["General Oda"]),
    ],
)
def test_what_stands_before_one_who_is_quoted_is_his(nlp: Language, text: str, content: str, links: list[str]) -> None:
    (found,) = read(nlp, text)
    assert found.content == content
    assert [any(link in name for name in found.chain) for link in links] == [True] * len(links)
    assert len(found.chain) == len(links) + 1


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("The dam would fail, the Kasalan Herald reported, citing two officers.", ["Kasalan Herald", "two officers"]),
        ("The Kasalan Herald, citing two officers, said that the dam would fail.", ["Kasalan Herald", "two officers"]),
        ("Citing two officers, the Kasalan Herald said that the dam would fail.", ["Kasalan Herald", "two officers"]),
        ("The dam would fail, said the Kasalan Herald, citing General Oda.", ["Kasalan Herald", "General Oda"]),
        (
            "The dam would fail, according to the Kasalan Herald, which cited two officers.",
            ["Kasalan Herald", "two officers"],
        ),
    ],
)
def test_whom_a_source_cites_says_the_same_behind_it(nlp: Language, text: str, links: list[str]) -> None:
    told = [s for s in read(nlp, text) if s.content.lower() == "the dam would fail"]
    assert sorted(s.chain[1:] for s in told) == sorted([links[:1], links])


def test_reasons_that_are_cited_say_nothing(nlp: Language) -> None:
    told = read(nlp, "The ministry said it would close the dam, citing repair costs.")
    assert all("costs" not in link for s in told for link in s.chain)
