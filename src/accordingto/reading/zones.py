"""The parts of a report by function: section label, headline, byline, dateline, caption, credit, boilerplate, body.

One body zone a paragraph. A paragraph is split where a dateline opens it or a credit closes it. What the source's own
markup named (a page's heading, a figure's caption) is kept; the rest is told from the words, their place and their
shape. In doubt a paragraph is body, since what is not body may not be read.
"""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from accordingto.reading.paragraphs import paragraphs
from accordingto.reading.zones_headline import find_top
from accordingto.reading.zones_lines import (
    Piece,
    caption_pieces,
    comments_from,
    dateline_end,
    inner_dateline,
    is_author_note,
    is_boilerplate,
    is_byline,
    is_credit,
    is_crosshead,
    staff_byline,
    widget_pieces,
)
from accordingto.reading.zones_patterns import zone_patterns
from accordingto.records import Report, Zone, ZoneKind
from accordingto.text import trim

LEAD_WORDS = 14
"""A body paragraph of this many words is where the story begins; captions without a credit stand before it."""

_MARKED: frozenset[ZoneKind] = frozenset({"section", "headline", "byline", "caption"})
_LETTER = re.compile(r"\w")


def with_zones(report: Report) -> Report:
    """Return a report with its zones, in text order and without overlap; white space lies between them.

    Zones of headline, caption, byline and section that the report already has are kept as they begin. Readers' comments
    below a report belong to the page.
    """
    spans = paragraphs(report.text)
    lines = [report.text[span.start : span.end] for span in spans]
    given = {zone.start: zone.kind for zone in report.zones if zone.kind in _MARKED}
    top = find_top(lines, report) | {i: given[span.start] for i, span in enumerate(spans) if span.start in given}
    zones: list[Zone] = []
    before_body = True
    comments = comments_from(lines)
    for index, (span, line) in enumerate(zip(spans, lines, strict=True)):
        is_last = index == len(lines) - 1 and index > 0
        if index >= comments:
            zones.append(Zone("boilerplate", span.start, span.end))
            continue
        crosshead = not before_body and is_crosshead(line) and not lines[index - 1].endswith(":")
        known = "section" if crosshead else top.get(index)
        pieces = _pieces(line, known, before_body=before_body, is_last=is_last)
        before_body = before_body and not _starts_story(line, pieces)
        zones.extend(Zone(p.kind, span.start + p.start, span.start + p.end) for p in pieces)
    return replace(report, zones=tuple(zones))


def title_of(report: Report) -> str | None:
    """Return the title that the source gives, else the words of the first headline zone, else ``None``."""
    if report.title:
        return report.title
    found = next((zone for zone in report.zones if zone.kind == "headline"), None)
    return " ".join(report.text[found.start : found.end].split()) if found else None


def _pieces(line: str, known: ZoneKind | None, *, before_body: bool, is_last: bool) -> list[Piece]:
    """One paragraph's zones, the surest sign first."""
    whole = len(line)
    if widget := widget_pieces(line):
        return widget
    if known == "caption":
        return caption_pieces(line, before_body=True) or [Piece("caption", 0, whole)]
    if known:
        return [Piece(known, 0, whole)]
    if is_boilerplate(line) or (is_last and is_author_note(line)):
        return [Piece("boilerplate", 0, whole)]
    if is_credit(line):
        return [Piece("credit", 0, whole)]
    if before_body and is_byline(line):
        return [Piece("byline", 0, whole)]
    end = dateline_end(line, before_body=before_body)
    if end is not None:
        return _joined([Piece("dateline", 0, end), Piece("body", *trim(line, end, whole))])
    if captioned := caption_pieces(line, before_body=before_body):
        return captioned
    if label := zone_patterns().run_in_label.match(line):
        return _joined([Piece("section", *trim(line, 0, label.end())), Piece("body", label.end(), whole)])
    return _run_together(line) if before_body else [Piece("body", 0, whole)]


def _run_together(line: str) -> list[Piece]:
    """A first paragraph into which an archive has run headline, byline, summary, dateline and lead."""
    marks = [("byline", staff_byline(line)), ("dateline", inner_dateline(line))]
    found = sorted((span, kind) for kind, span in marks if span)
    pieces, at = [], 0
    for span, kind in found:
        if span.start < at:
            continue
        first: ZoneKind = "headline" if kind == "byline" and at == 0 and span.start <= 150 else "body"
        pieces.append(Piece(first, *trim(line, at, span.start)))
        pieces.append(Piece("byline" if kind == "byline" else "dateline", *span))
        at = span.end
    return _joined([*pieces, Piece("body", *trim(line, at, len(line)))])


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    return [piece for piece in pieces if piece.start < piece.end]


def _starts_story(line: str, pieces: Sequence[Piece]) -> bool:
    """Whether the report's own telling has begun: a dateline, or a body paragraph of some length."""
    kinds = {piece.kind for piece in pieces}
    return "dateline" in kinds or ("body" in kinds and len(line.split()) >= LEAD_WORDS)
