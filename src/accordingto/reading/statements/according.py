"""Sources named by a phrase: "according to X", "in the words of X", "X's view"."""

from spacy.tokens import Token

from accordingto.reading.statements import speakers
from accordingto.reading.statements.found import Found
from accordingto.reading.statements.page import Page
from accordingto.reading.statements.spans import char_span, strip_left, strip_right
from accordingto.text import Span


def read(page: Page, token: Token) -> Found | None:
    """Return what "according to X" attributes: the sentence around it."""
    after = token.i + 1
    if token.lower_ != "according" or after >= len(page.tokens) or page.tokens[after].lower_ != "to":
        return None
    unit = page.unit(token.i)
    noun = next((t for t in page.tokens[after].children if t.dep_ == "pobj"), None)
    if noun is None:
        noun = next((page.tokens[i] for i in range(after + 1, min(after + 8, unit.last + 1))
                     if page.tokens[i].pos_ in {"PROPN", "NOUN", "PRON"}), None)  # fmt: skip
    if noun is None or noun.i > unit.last:
        return None
    speaker = speakers.phrase(page, noun, token)
    content = _around(page, token, speaker.last)
    if not content:
        return None
    source, short = speakers.spans(page, speaker)
    return Found(
        "according", "speech", "according", char_span(page, token.i, after), token, source, short, tuple(content)
    )


def _around(page: Page, token: Token, last_of_source: int) -> list[Span]:
    unit = page.unit(token.i)
    if token.i - unit.first <= 1 or _only_connective(page, unit.first, token.i):
        first = strip_left(page, last_of_source + 1, unit.last)
        return [char_span(page, first, strip_right(page, first, unit.last))] if first < unit.last else []
    first = strip_left(page, unit.first, token.i)
    end = strip_right(page, first, token.i - 1)
    parts = [char_span(page, first, end)] if end >= first else []
    after = last_of_source + 1
    finished = any(page.tokens[i].tag_ in {"VBD", "VBZ", "VBP", "MD"} for i in range(first, end + 1))
    if not finished and after < unit.last - 1 and page.tokens[after].text == ",":
        parts.append(char_span(page, after + 1, strip_right(page, after + 1, unit.last)))
    return parts


def _only_connective(page: Page, first: int, end: int) -> bool:
    return all(page.tokens[i].pos_ in {"CCONJ", "ADV", "PUNCT", "SCONJ"} for i in range(first, end))
