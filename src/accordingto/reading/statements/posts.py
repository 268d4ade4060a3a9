"""Posts set into a page: the words without marks, a dash, the account's name, its handle and the day."""

import re

from accordingto.reading.paragraphs import paragraphs
from accordingto.reading.statements.found import Found
from accordingto.reading.statements.page import Page
from accordingto.text import Span, trim

_SIGNED = re.compile(
    r"\s*(?:—|–|--)\s*(?P<name>[^\W\d_][^\n(—–]{1,50}?)\s*\(@\w{1,20}\)"
    r"(?:\s+(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?),? \d{4})?"
)
"""``Words — Ana Roe (@anaroe) May 1, 2018``: how embedded posts come out as plain text."""

_LONGEST = 600
"""Characters of a post with its addresses; more is an article that ends in its writer's handle."""


def read(page: Page) -> list[Found]:
    """Return what posts say that are set into the page: all before the signature, from the paragraph's start.

    A post in quotation marks is left to the readers of quotations.
    """
    found = []
    for paragraph in paragraphs(page.text):
        start = paragraph.start
        for signed in _SIGNED.finditer(page.text, paragraph.start, paragraph.end):
            words = trim(page.text, start, signed.start())
            start = signed.end()
            if 0 < words.end - words.start <= _LONGEST and page.text[words.start] not in '“"”':
                name = Span(*signed.span("name"))
                found.append(Found("posts", "writing", "post", None, None, name, name, (words,)))
    return found
