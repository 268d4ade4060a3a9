"""Which words of a report are the outlet's own: not quoted, not somebody's speech or post, not page furniture."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from accordingto import codebook

Mark = Literal["own", "quoted", "speech", "furniture"]
"""`own`: told by the narrator. `quoted`: inside quotation marks. `speech`: in the first or second person or a post,
without marks. `furniture`: galleries, newsletters, notices that the page carries on every article."""

POST_REACH = 320
"""Characters before a post's signature that can belong to the post."""

LINE = 400
"""Characters of a line that can be a notice of the page as a whole; in a longer one, only its sentence is."""

CAPTION_REACH = 900
"""Characters between two captions' counters of one gallery; a caption before the first can be half as long."""

REMEMBERED = 64
"""Texts whose words are kept: each is compared with several others in a row."""

_WORD = re.compile(r"\w+(?:[’'-]\w+)*")
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*[\"”’')]*")


class Word(Struct, frozen=True, gc=False):
    """A word of a text, lower-case, with its characters and whose words it is."""

    form: str
    start: int
    end: int
    mark: Mark


class _Page(Struct, frozen=True):
    speech_words: frozenset[str]
    post_signatures: tuple[str, ...]
    furniture: tuple[str, ...]
    gallery_opening: str
    gallery_counter: str


@lru_cache(maxsize=REMEMBERED)
def words_of(text: str) -> tuple[Word, ...]:
    """Return the words of a text in order, each with its mark.

    >>> [word.mark for word in words_of("He left. “Stay,” she said.")]
    ['own', 'own', 'quoted', 'own', 'own']
    """
    spans = [(m.group().lower().replace("’", "'"), m.start(), m.end()) for m in _WORD.finditer(text)]
    starts = [start for _, start, _ in spans]
    marks: list[Mark] = ["own"] * len(spans)
    stretches: list[tuple[Mark, Iterator[tuple[int, int]]]] = [
        ("furniture", _furniture(text)),
        ("quoted", _quotations(text)),
        ("speech", _posts(text)),
    ]
    for mark, spots in stretches:
        for first, last in spots:
            for i in range(bisect_left(starts, first), bisect_left(starts, last)):
                marks[i] = mark if marks[i] == "own" else marks[i]
    _mark_speech(text, spans, starts, marks)
    return tuple(Word(form, start, end, mark) for (form, start, end), mark in zip(spans, marks, strict=True))


def _page() -> _Page:
    page: _Page = codebook.load("reuse", _Page)
    return page


def _mark_speech(text: str, spans: Sequence[tuple[str, int, int]], starts: Sequence[int], marks: list[Mark]) -> None:
    """Mark the sentences whose unquoted words are in the first or second person: a narrator of news has none."""
    speaking = _page().speech_words
    for sentence in _SENTENCE.finditer(text):
        inside = range(bisect_left(starts, sentence.start()), bisect_left(starts, sentence.end()))
        own = [i for i in inside if marks[i] == "own"]
        if any(spans[i][0] in speaking for i in own):
            for i in own:
                marks[i] = "speech"


def _quotations(text: str) -> Iterator[tuple[int, int]]:
    """Yield what stands in double quotation marks; one that its paragraph does not close runs to its end."""
    start = 0
    for paragraph in text.split("\n"):
        opened: int | None = None
        for at, char in enumerate(paragraph):
            if opened is None:
                opened = at if char in "“«" or (char == '"' and _opens(paragraph, at)) else None
            elif char in "”»" or (char == '"' and not paragraph[at - 1].isspace()):
                yield start + opened, start + at + 1
                opened = None
        if opened is not None:
            yield start + opened, start + len(paragraph)
        start += len(paragraph) + 1


def _opens(paragraph: str, at: int) -> bool:
    before, after = paragraph[at - 1 : at], paragraph[at + 1 : at + 2]
    return not before.isalnum() and bool(after) and not after.isspace()


def _posts(text: str) -> Iterator[tuple[int, int]]:
    """Yield embedded posts: from the line's start, or near enough, to the signature."""
    for pattern in _page().post_signatures:
        for signature in re.finditer(pattern, text):
            line = text.rfind("\n", 0, signature.start()) + 1
            yield max(line, signature.start() - POST_REACH), signature.end()


def _line_or_sentence(text: str, start: int, end: int) -> tuple[int, int]:
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    last = len(text) if last < 0 else last
    if last - first <= LINE:
        return first, last
    stops = [stop.end() for stop in re.finditer(r"[.!?][\"”’')]*(?=\s|[A-Z])", text[first:last])]
    before = [first + stop for stop in stops if first + stop <= start]
    after = [first + stop for stop in stops if first + stop >= end]
    return before[-1] if before else first, after[0] if after else last


def _furniture(text: str) -> Iterator[tuple[int, int]]:
    page = _page()
    for pattern in page.furniture:
        for notice in re.finditer(pattern, text, re.IGNORECASE):
            yield _line_or_sentence(text, notice.start(), notice.end())
    counters = [(m.start(), m.end()) for m in re.finditer(page.gallery_counter, text)]
    for number, (start, end) in enumerate(counters):
        before = counters[number - 1][1] if number else -1
        if 0 <= start - before <= CAPTION_REACH and number:
            yield before, end
        else:
            opening = text.rfind(page.gallery_opening, max(0, start - CAPTION_REACH), start)
            yield (opening if opening >= 0 else max(0, start - CAPTION_REACH // 2)), end
