"""A long text is parsed in pieces, and nobody notices: same text, same offsets, sentences and names intact."""

from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from accordingto.reading.parsing import PIECE, parse, pieces

PARAGRAPH = "Minister Ana Ruiz said on Monday that the harbor of Lima stays shut. “We wait,” she told reporters.\n\n"


@given(st.text(alphabet="ab .\n", max_size=200), st.integers(3, 40))
def test_pieces_make_up_the_text(text: str, size: int) -> None:
    cut = pieces(text, size)
    assert "".join(cut) == text
    assert all(len(piece) <= size for piece in cut)


def test_a_long_text_comes_back_whole(nlp: Language) -> None:
    text = PARAGRAPH * (2 * PIECE // len(PARAGRAPH) + 3)
    short, long = parse(nlp, [PARAGRAPH, text])
    assert (short.text, long.text) == (PARAGRAPH, text)
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in long)
    starts = {sentence.start_char for sentence in long.sents}
    assert all(at in starts for at in range(0, len(text), len(PARAGRAPH)))
    names = {entity.text for entity in long.ents}
    assert names == {entity.text for entity in short.ents}
    assert len(long.ents) == len(short.ents) * (len(text) // len(PARAGRAPH))
