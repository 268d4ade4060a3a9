"""The faster steps of the language model decide what its own steps decide, token by token."""

from pathlib import Path

import pytest
import spacy
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, MORPH, POS, SENT_START, TAG
from spacy.language import Language

from accordingto.reading import model
from accordingto.reading.quick import names, vectors, words

EXAMPLES = sorted((Path(__file__).parents[2] / "examples" / "reports").glob("*.txt"))
ALL = [TAG, DEP, HEAD, SENT_START, POS, MORPH, LEMMA, ENT_IOB, ENT_TYPE]

ODD = [
    "",
    " ",
    "\n\n",
    "Oslo",
    "They're gonna wait; c'mon, let's go, y'all gotta see it. It ain't over, there's more: there are two.",
    "  The\tNorwegian Foreign Ministry\n\nsaid   on Monday, March 3 2031, that 1,200 people left Tromsø.\n",
    "Ana Ruiz, Bo Li and the International Red Cross flew from New York\nCity Hall said nothing.",
    "$40 million – 30% of it – went to Acme Corp. (ACME) 🚢🚢 at 5 p.m. GMT. Born: 1999–2031",
    "She had better leave. He felt better than they. To read is to know; they read it; I have read it.",
]


@pytest.fixture(scope="module")
def bare() -> Language:
    pipeline = spacy.load(model.DEFAULT_MODEL)
    pipeline.add_pipe("accordingto_paragraphs", first=True)
    return pipeline


def test_the_pinned_model_is_understood(nlp: Language) -> None:
    assert {names.FACTORY, vectors.FACTORY, words.FACTORY} < set(nlp.pipe_names)
    assert not {"tok2vec", "ner", "attribute_ruler", "lemmatizer"} & set(nlp.pipe_names)


@pytest.mark.parametrize("text", [*(p.read_text("utf-8") for p in EXAMPLES), *ODD])
def test_every_token_gets_what_the_slower_steps_give_it(nlp: Language, bare: Language, text: str) -> None:
    assert nlp(text).to_array(ALL).tolist() == bare(text).to_array(ALL).tolist()


def test_what_was_learned_of_a_word_outlives_the_text(nlp: Language) -> None:
    lemmas = []
    for _ in range(2):
        with nlp.memory_zone():
            lemmas.append([token.lemma_ for token in nlp("The zorblaxes were walking.")])
    assert lemmas[0] == lemmas[1]
    assert lemmas[0][2:4] == ["be", "walk"]


def test_entities_that_are_there_already_are_kept(nlp: Language, bare: Language) -> None:
    first = nlp.make_doc("Ana Ruiz met Bo Li in Oslo on Monday.")
    first.set_ents([first[3:5]], default="missing")
    second = first.copy()
    for _, component in nlp.pipeline:
        first = component(first)
    for _, component in bare.pipeline:
        second = component(second)
    assert first.to_array(ALL).tolist() == second.to_array(ALL).tolist()
