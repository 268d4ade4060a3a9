"""A report laid out for the readers of statements: which quotations a stretch of it touches."""

import random

from spacy.language import Language

from accordingto.reading.statements.page import Page, lay_out
from tests.builders import report

QUOTES = 300


def page_of(nlp: Language, text: str) -> Page:
    return lay_out(nlp(text), report(text))


def test_a_stretch_touches_the_quotations_that_share_characters_with_it(nlp: Language) -> None:
    text = " ".join(f"She said “we wait {n} days” and he called it “a ‘plain’ trap”." for n in range(30))
    page = page_of(nlp, text)
    assert len(page.quoted) == 60
    assert [text[q.start : q.end] for q in page.inner] == ["‘plain’"] * 30
    dice = random.Random(3)
    for _ in range(300):
        start = dice.randrange(len(text))
        end = start + dice.randrange(1, 200)
        shared = [q for q in page.quoted if q.quotation.start < end and start < q.quotation.end]
        assert list(page.quoted_in(start, end)) == shared


def test_the_work_grows_with_the_quotations_and_not_with_their_square(nlp: Language) -> None:
    page = page_of(nlp, "Ana Ruiz said: " + "“<b>” " * QUOTES)
    looked_at = sum(1 for q in page.quoted for _ in page.quoted_in(q.quotation.start, q.quotation.end))
    assert looked_at == len(page.quoted) >= QUOTES - 1
