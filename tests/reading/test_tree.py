"""The parse in plain objects answers as spaCy's own does."""

import ast
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

import accordingto
from accordingto.reading.quick.tree import tree_of

EXAMPLES = sorted((Path(__file__).parents[2] / "examples" / "reports").glob("*.txt"))
WORDS = [
    "The",
    "pilots",
    "Peru",
    "said",
    "that",
    "it",
    "and",
    "Chile",
    "will",
    "not",
    "land",
    ",",
    ".",
    "“",
    "”",
    "\n\n",
]
PLAIN = "text lower_ lemma_ pos_ tag_ dep_ ent_type_ ent_iob_ i idx is_sent_start is_space is_punct"
OTHER = "is_sent_end is_quote is_alpha is_title is_upper like_num whitespace_ is_stop shape_ is_digit n_lefts n_rights"


READERS = Path(accordingto.__file__).parent
OF_THE_MODEL = {"quick", "model.py"}
"""What makes the parse and may ask spaCy anything."""


OURS = {"from_bytes", "id", "lemma", "spans", "tag"}
"""Names that our functions and records have in common with spaCy's."""


def attributes(path: Path) -> set[str]:
    return {node.attr for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Attribute)}


def test_a_tree_answers_whatever_readers_ask_of_a_parse(nlp: Language) -> None:
    paths = [p for wing in ("reading", "grounding") for p in (READERS / wing).rglob("*.py")]
    asked = set().union(*(attributes(p) for p in paths if not OF_THE_MODEL & set(p.relative_to(READERS).parts)))
    tree = tree_of(nlp("Ana Ruiz waits."))
    known = {name for one in (tree, tree[0], tree[0:1], nlp.vocab["Ana"]) for name in dir(one)} | set(vars(tree))
    theirs = {name for kind in (Doc, Span, Token) for name in dir(kind)}
    assert (asked & theirs) - known <= OURS


def check(parsed: Doc) -> None:
    tree = tree_of(parsed)
    assert (tree.text, len(tree), str(tree)) == (parsed.text, len(parsed), parsed.text)
    for word, token in zip(tree, parsed, strict=True):
        for name in [*PLAIN.split(), *OTHER.split()]:
            assert getattr(word, name) == getattr(token, name), name
        assert (len(word), str(word), word.sent.text) == (len(token), token.text, token.sent.text)
        for name in ("head", "left_edge", "right_edge"):
            assert getattr(word, name) is tree[getattr(token, name).i], name
        for name in ("children", "lefts", "rights", "subtree", "ancestors", "conjuncts"):
            assert [w.i for w in getattr(word, name)] == [t.i for t in getattr(token, name)], name
    for name in ("sents", "ents"):
        ours, theirs = list(getattr(tree, name)), list(getattr(parsed, name))
        assert [(s.start, s.end, s.label_) for s in ours] == [(s.start, s.end, s.label_) for s in theirs]
        for our, their in zip(ours, theirs, strict=True):
            assert (our.text, our.start_char, our.end_char) == (their.text, their.start_char, their.end_char)
            assert (our.root.i, our.lemma_, len(our)) == (their.root.i, their.lemma_, len(their))
            assert our.sent.text == their.sent.text


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.stem)
def test_every_word_answers_as_its_token_does(nlp: Language, path: Path) -> None:
    check(nlp(path.read_text("utf-8")))


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join))
def test_so_do_the_words_of_any_text(nlp: Language, text: str) -> None:
    check(nlp(text))


@settings(deadline=None)
@given(st.integers(-3, 12), st.integers(-3, 12), st.sampled_from(["strict", "contract", "expand"]))
def test_stretches_are_cut_as_spans_are(nlp: Language, start: int, end: int, mode: str) -> None:
    parsed = nlp("The port of Lima, Peru, reopened.")
    tree = tree_of(parsed)
    ours, theirs = tree[start:end], parsed[start:end]
    assert ([w.i for w in ours], ours.text) == ([t.i for t in theirs], theirs.text)
    assert ours[1:].text == theirs[1:].text
    assert not len(theirs) or ours.root.i == theirs.root.i
    offset = max(0, start)
    found, their = (d.char_span(offset, offset + 9, alignment_mode=mode) for d in (tree, parsed))
    assert (found and found.text) == (their and their.text)


def test_one_word_is_one_object(nlp: Language) -> None:
    tree = tree_of(nlp("The port of Lima reopened."))
    lima = tree[3]
    assert lima.nbor(-1).nbor(1) is lima
    assert lima == tree[-3]
    assert list(tree[3:4]) == [lima]
    assert lima in tree[1].subtree
    assert tree[1].is_ancestor(lima)
    assert not lima.is_ancestor(tree[1])
    assert lima < tree[4]
    assert tree[4].sent.text == tree.text


def test_there_is_nothing_beyond_the_text(nlp: Language) -> None:
    tree = tree_of(nlp("Lima waits."))
    for step in (-1, 3):
        with pytest.raises(IndexError):
            tree[0].nbor(step)
