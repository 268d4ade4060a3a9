"""Layouts instead of cues: "Name: …" in headlines and transcripts, a quotation over a dash and a name."""

import re
from dataclasses import dataclass, replace

from accordingto.reading.statements.found import Found
from accordingto.reading.statements.page import Page, Quoted, Unit
from accordingto.reading.statements.spans import char_span
from accordingto.text import Span, trim

_LABEL = re.compile(
    r"(?P<name>(?:(?:Dr|Mr|Mrs|Ms|Gen|Sen|Rep|Gov|Col|Lt)\.\s)?[A-Z][\w.'’-]*"
    r"(?:[ \t]+(?:of|the|de|van|bin|al|[A-Z(][\w.'’)-]*)){0,5})\s?:[ \t]+(?=\S)"
)
_REVERSED = re.compile(
    r"[:—–-]\s*(?P<name>(?:Report|Poll|Study|Survey|Official|Police|Source|Minister|Ministry|Army|UN|Expert|Analyst)s?)\.?$"
)
_DASH = re.compile(r"\s*[-—–―]+\s*(?P<name>[A-Z][\w.'’-]+(?:\s[A-Z(][\w.'’)-]*){0,4}(?:,[^.\n]{2,60})?)\.?\s*$")
_NOT_NAMES = frozenset(
    [
        "update",
        "correction",
        "note",
        "editor",
        "breaking",
        "watch",
        "read",
        "related",
        "more",
        "photos",
        "video",
        "photo",
        "live",
        "analysis",
        "opinion",
        "exclusive",
        "gallery",
        "also",
        "contact",
        "source",
        "image",
        "listen",
        "editorial",
        "latest",
        "the",
    ]
)
_MIN_TURNS = 3
_MIN_WORDS = 3


@dataclass(frozen=True)
class _Paragraph:
    first: int
    last: int
    start: int
    end: int


def read(page: Page) -> list[Found]:
    """Return the statements that a layout attributes: label and colon in a headline or a transcript, dash and name."""
    paragraphs = _paragraphs(page)
    return [*_headline(page, paragraphs), *_turns(page, paragraphs), *_signed(page, paragraphs)]


def _paragraphs(page: Page) -> list[_Paragraph]:
    by_number: dict[int, list[Unit]] = {}
    for unit in page.units:
        by_number.setdefault(unit.paragraph, []).append(unit)
    return [_paragraph(page, units[0].first, units[-1].last) for units in by_number.values()]


def _paragraph(page: Page, first: int, last: int) -> _Paragraph:
    span = char_span(page, first, last)
    return _Paragraph(first, last, span.start, span.end)


def _found(page: Page, name: Span, cue: Span | None, content: Span) -> Found | None:
    start, end = trim(page.text, content.start, content.end)
    if end - start < 2:
        return None
    return Found("transcript", "speech", "quote", cue, None, name, name, (Span(start, end),))


def _headline(page: Page, paragraphs: list[_Paragraph]) -> list[Found]:
    if not paragraphs or paragraphs[0].end > page.headline_end:
        return []
    top = paragraphs[0]
    line = page.text[top.start : top.end]
    label = _LABEL.match(line)
    if label and label.group("name").split()[0].lower() not in _NOT_NAMES and len(line) - label.end() > 8:
        name = Span(top.start + label.start("name"), top.start + label.end("name"))
        colon = Span(name.end, name.end + 1)
        found = _found(page, name, colon, Span(top.start + label.end(), top.end))
        return [found] if found else []
    tail = _REVERSED.search(line)
    if tail:
        name = Span(top.start + tail.start("name"), top.start + tail.end("name"))
        found = _found(page, name, None, Span(top.start, top.start + tail.start()))
        return [found] if found else []
    return []


def _turns(page: Page, paragraphs: list[_Paragraph]) -> list[Found]:
    """Turns of a transcript: at least three paragraphs begin with a label, or the label is in capitals."""
    turns: list[tuple[_Paragraph, re.Match[str]]] = []
    for p in paragraphs[1:]:
        label = _LABEL.match(page.text, p.start, p.end)
        if label and label.group("name").split()[0].lower() not in _NOT_NAMES:
            turns.append((p, label))
    if len(turns) < _MIN_TURNS:
        turns = [(p, m) for p, m in turns if m.group("name").isupper() and len(m.group("name")) > 1]
    found = (
        _found(page, Span(*m.span("name")), Span(m.end("name"), m.end("name") + 1), Span(m.end(), p.end))
        for p, m in turns
    )
    return [replace(f, frame="turn") for f in found if f and _sentence(page, f.content[0])]


def _sentence(page: Page, content: Span) -> bool:
    """Whether a turn is speech, not an item of a list or a score."""
    words = page.text[content.start : content.end].split()
    return len(words) >= _MIN_WORDS and any(w.islower() and len(w) > 1 for w in words)


def _signed(page: Page, paragraphs: list[_Paragraph]) -> list[Found]:
    """Quotations that fill a paragraph and are followed by a dash and a name, there or in the next paragraph."""
    found = []
    for quote in page.quoted:
        number = page.unit(quote.first).paragraph
        place = next((i for i, p in enumerate(paragraphs) if p.first <= quote.first <= p.last), None)
        if place is None or number is None or paragraphs[place].first != quote.first:
            continue
        tail = _signature(page, paragraphs, place, quote)
        if tail:
            item = _found(page, tail[0], None, char_span(page, quote.first, quote.last))
            if item:
                found.append(item)
    return found


def _signature(page: Page, paragraphs: list[_Paragraph], place: int, quote: Quoted) -> tuple[Span] | None:
    here, end = paragraphs[place], char_span(page, quote.first, quote.last).end
    match = _DASH.match(page.text, end, here.end)
    if match is None and end >= here.end - 1 and place + 1 < len(paragraphs):
        match = _DASH.match(page.text, paragraphs[place + 1].start, paragraphs[place + 1].end)
    return (Span(*match.span("name")),) if match else None
