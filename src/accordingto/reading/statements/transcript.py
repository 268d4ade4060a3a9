"""Layouts instead of cues: "Name: …" in headlines and transcripts, a quotation over a dash and a name."""

import re
from dataclasses import dataclass, replace

from accordingto.reading.statements import labels
from accordingto.reading.statements.cues import cues
from accordingto.reading.statements.found import Found
from accordingto.reading.statements.page import LABEL, Page, Quoted, Unit
from accordingto.reading.statements.spans import char_span
from accordingto.reading.statements.speakers import own_subject
from accordingto.text import Span, trim

_REVERSED = re.compile(
    r"[:—–-]\s*(?P<name>(?:Report|Poll|Study|Survey|Official|Police|Source|Minister|Ministry|Army|UN|Expert|Analyst)s?)\.?$"
)
_DASH = re.compile(
    r"\s*[-—–―]+\s*(?P<name>[A-Z][\w.'’-]+(?:\s(?!who\b)[\w(][\w.'’)-]*){0,7})"
    r"(?:,[^.\n]{2,60}|\swho\s[^.\n]{2,60})?\.?\s*$"
)
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
        "transcript",
        "listen",
        "editorial",
        "latest",
        "translation",
        "credit",
        "highlights",
        "the",
    ]
)
_ROLES = frozenset(
    [
        "presenter",
        "newsreader",
        "anchor",
        "host",
        "interviewer",
        "moderator",
        "correspondent",
        "reporter",
        "question",
        "q",
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
    return [
        *_headline(page, paragraphs),
        *_turns(page, paragraphs),
        *_signed(page, paragraphs),
        *labels.read(page, _NOT_NAMES),
    ]


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
    label = LABEL.match(line)
    if label and _is_name(label) and not _reports_others(page, top) and len(line) - label.end() > 8:
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


def _is_name(label: re.Match[str]) -> bool:
    words = label.group("name").lower().split()
    return words[0] not in _NOT_NAMES and "and" not in words


def _turns(page: Page, paragraphs: list[_Paragraph]) -> list[Found]:
    """Turns of a transcript: at least three paragraphs begin with a label, or the label is in capitals."""
    turns: list[tuple[_Paragraph, re.Match[str]]] = []
    for p in paragraphs[1:]:
        label = LABEL.match(page.text, p.start, p.end)
        if label and _is_name(label):
            turns.append((p, label))
    if len(turns) < _MIN_TURNS:
        turns = [(p, m) for p, m in turns if m.group("name").isupper() and len(m.group("name")) > 1]
    asking = _presenters(page, turns)
    found = (
        _found(page, Span(*m.span("name")), _colon(page, m), Span(m.end(), p.end))
        for p, m in turns
        if _label_key(m) not in asking
    )
    return [replace(f, frame="turn") for f in found if f and _sentence(page, f.content[0])]


def _colon(page: Page, label: re.Match[str]) -> Span:
    at = page.text.index(":", label.end("name"))
    return Span(at, at + 1)


def _label_key(label: re.Match[str]) -> str:
    """What two labels of one speaker share: the last word, "PROF. HALE" and "HALE"."""
    return label.group("name").split("(")[0].split()[-1].lower()


def _presenters(page: Page, turns: list[tuple[_Paragraph, re.Match[str]]]) -> set[str]:
    """The speakers who tell the programme: by their role, or because they ask or report what others say."""
    by_role = {_label_key(m) for _, m in turns if not _ROLES.isdisjoint(re.findall(r"\w+", m.group().lower()))}
    told: dict[str, list[bool]] = {}
    for p, m in turns:
        asks = page.text[p.end - 1 : p.end] == "?"
        told.setdefault(_label_key(m), []).append(asks or _reports_others(page, p))
    return by_role | {name for name, marks in told.items() if len(marks) > 1 and sum(marks) * 2 > len(marks)}


def _reports_others(page: Page, paragraph: _Paragraph) -> bool:
    """Whether a turn says in the third person what somebody says: "the ministry denies", "engineers told me"."""
    for i in range(paragraph.first, paragraph.last + 1):
        token = page.tokens[i]
        if token.tag_ not in {"VBD", "VBZ", "VBP", "VBN"} or "clause" not in cues().verbs.get(token.lemma_, {}):
            continue
        if cues().verbs[token.lemma_]["clause"] in {"speech", "writing"} and page.narrated(i):
            speaker = own_subject(token)
            if speaker is not None and speaker.lower_ not in {"i", "we", "you"}:
                return True
    return False


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
