"""A passage seen before is read once, and nobody can tell from the records."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from accordingto import pipeline
from accordingto.grounding.actors import ActorResolver
from accordingto.reading.parsing import parse, passages
from accordingto.reading.quick.passages import Passages
from accordingto.records import Report, encode
from tests.builders import report

EXAMPLES = sorted((Path(__file__).parents[2] / "examples" / "reports").glob("*.txt"))
PARAGRAPHS = [
    "LIMA, Feb 3 (Andes Wire) - Peru closed its border with Chile on Monday, the interior minister said.",
    "“We will not reopen it before they withdraw,” she told reporters.",
    "Chile's president may send troops only to the northern valley, he said on Tuesday.",
    "It was not immediately clear who fired first.",
    "Rebels shelled the port of Arica, killing 12 people; the army struck back.",
    "This report was made by the desk in Lima. All rights reserved.",
]
TEXTS = st.lists(st.sampled_from(PARAGRAPHS), min_size=1, max_size=5).flatmap(
    lambda parts: st.sampled_from(["\n\n", "\n", "\n \n"]).map(lambda gap: gap.join(parts))
)


@pytest.fixture(scope="module")
def actors() -> ActorResolver:
    return ActorResolver()


def read(reports: Iterable[Report], tools: pipeline.Tools) -> list[list[str]]:
    return [[encode(record) for record in records] for records in pipeline.read_reports(reports, tools=tools)]


def test_a_passage_that_comes_again_is_not_parsed_again(nlp: Language) -> None:
    parsed: list[str] = []

    def parse_anew(texts: list[str]) -> Iterator[Doc]:
        parsed.extend(texts)
        return nlp.pipe(texts)

    known = Passages()
    first = known.find(["Peru waits.\n", "Chile moves.\n", "Peru waits.\n"], parse_anew)
    second = known.find(["Oslo listens.\n", "Peru waits.\n"], parse_anew)
    assert parsed == ["Peru waits.\n", "Chile moves.\n", "Oslo listens.\n"]
    assert [p.text for p in first] == ["Peru waits.\n", "Chile moves.\n", "Peru waits.\n"]
    assert second[1] is first[0]


def test_what_was_not_seen_for_long_is_forgotten(nlp: Language) -> None:
    parsed: list[str] = []

    def parse_anew(texts: list[str]) -> Iterator[Doc]:
        parsed.extend(texts)
        return nlp.pipe(texts)

    known = Passages(most_tokens=8)
    for text in ("Peru waits.", "Chile moves.", "Peru waits.", "Oslo listens.", "Peru waits.", "Chile moves."):
        assert known.find([text], parse_anew)[0].text == text
    assert parsed == ["Peru waits.", "Chile moves.", "Oslo listens.", "Chile moves."]


@given(st.text(alphabet="aB .\n", max_size=80))
def test_passages_make_up_the_text(text: str) -> None:
    assert "".join(words + gap for words, gap in passages(text)) == text


def test_white_space_behind_a_passage_changes_nothing_but_itself(nlp: Language) -> None:
    one, other = parse(nlp, ["Peru waits\n\nChile moves to Arica \n", "Peru waits \n \nChile moves to Arica"])
    assert [w.text for w in one] == ["Peru", "waits", "\n\n", "Chile", "moves", "to", "Arica", "\n"]
    assert [w.text for w in other] == ["Peru", "waits", "\n \n", "Chile", "moves", "to", "Arica"]
    assert [w.dep_ for w in one if not w.is_space] == [w.dep_ for w in other if not w.is_space]
    for doc in (one, other):
        assert "".join(w.text_with_ws for w in doc) == doc.text
        assert [doc.text[w.idx : w.idx + len(w)] for w in doc] == [w.text for w in doc]
        assert [s.text.strip() for s in doc.sents] == ["Peru waits", "Chile moves to Arica"]
        assert doc[1].right_edge.text == "waits"
        assert not any(c.is_space for w in doc for c in w.children)


def test_the_place_of_a_dateline_is_no_part_of_the_sentence_behind_it(nlp: Language) -> None:
    text = "LIMA, Feb 3 (Andes Wire) - Peru closed its border with Chile on Monday."
    (doc,) = parse(nlp, [text])
    assert [s.text for s in doc.sents] == ["LIMA, Feb 3 (Andes Wire) -", "Peru closed its border with Chile on Monday."]
    assert doc.text == text


def test_a_country_at_the_head_of_a_passage_is_a_name(nlp: Language) -> None:
    (doc,) = parse(nlp, ["Suriname has lifted its ban on Guyanese boats, the ministry said on Monday."])
    assert (doc[0].tag_, doc[0].pos_, doc[0].lemma_) == ("NNP", "PROPN", "Suriname")


def test_copies_are_read_as_if_nothing_had_been_read_before(nlp: Language, actors: ActorResolver) -> None:
    originals = [report(path.read_text("utf-8"), path=path.name) for path in EXAMPLES]
    copies = [report(r.text, path=f"copy-{r.path}", outlet="The Fjord Gazette") for r in originals]
    tools = pipeline.Tools(nlp, actors)
    assert read(originals, tools) == read(originals, tools)
    anew = [records for copy in copies for records in read([copy], pipeline.Tools(nlp, actors))]
    assert read(copies, tools) == anew


@settings(max_examples=15, deadline=None)
@given(st.lists(TEXTS, min_size=2, max_size=5))
def test_shared_passages_change_no_record(nlp: Language, actors: ActorResolver, texts: list[str]) -> None:
    reports = [report(text, path=f"{number}.txt") for number, text in enumerate(texts)]
    stream = read(reports, pipeline.Tools(nlp, actors, passages=Passages(most_tokens=60)))
    assert stream == [records for one in reports for records in read([one], pipeline.Tools(nlp, actors))]


def test_the_parse_of_a_text_does_not_hang_on_what_stands_beside_it(nlp: Language) -> None:
    text = "\n\n".join(PARAGRAPHS)
    alone = next(parse(nlp, [text]))
    among = list(parse(nlp, [*PARAGRAPHS, text, text[::-1]], Passages()))[len(PARAGRAPHS)]
    for name in ("text", "lemma_", "tag_", "dep_", "ent_type_", "is_sent_start"):
        assert [getattr(w, name) for w in among] == [getattr(w, name) for w in alone], name
    assert [w.head.i for w in among] == [w.head.i for w in alone]
