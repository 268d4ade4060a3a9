"""A report's text with its evidence marked: cut where any record's words begin or end, so that overlaps stay right."""

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from accordingto.records import Event, Position, Report, Statement
from accordingto.text import segments
from accordingto.views import Cell, Whole
from accordingto.views.naming import headline, kind_name, one_line, words_of
from accordingto.views.sidebyside import said_by
from accordingto.views.whole import Told

CONTEXT = 90
"""Characters of the paragraph shown on each side of the words in a side by side."""

_LETTERS = {"statement": "S", "event": "E", "position": "P"}

_SECTIONS = ("differs", "agreed", "copied", "related", "only_here")

_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*")


class Note(Struct, frozen=True):
    """A record beside its report: its label there, what it says, and the row in which it is compared, if any."""

    record: str
    label: str
    kind: str
    what: str
    words: str
    by: str | None
    place: str | None
    section: str | None


class Piece(Struct, frozen=True):
    """Some characters of a paragraph: records that begin before it, classes of its mark, notes that end behind it."""

    begins: tuple[str, ...]
    text: str
    classes: str
    records: str
    ends: tuple[Note, ...]


class Paragraph(Struct, frozen=True):
    """A line of a report by its function."""

    zone: str
    pieces: tuple[Piece, ...]


class MarkedReport(Struct, frozen=True):
    """A report with its paragraphs and the notes beside them."""

    report: Report
    language: str | None
    paragraphs: tuple[Paragraph, ...]
    notes: tuple[Note, ...]


Places = Mapping[str, tuple[str, str]]
"""Record id → anchor and section of the row in which it is compared."""


def marked_report(report: Report, whole: Whole, places: Places) -> MarkedReport:
    """Return a report with every record's words marked and numbered in reading order."""
    told = sorted(
        (t for t in whole.told.values() if t.report == report.id),
        key=lambda t: (_marks(t)[0][0], -_marks(t)[-1][1], kind_name(t), t.id),
    )
    counts = dict.fromkeys(_LETTERS, 0)
    notes = []
    for record in told:
        kind = kind_name(record)
        counts[kind] += 1
        notes.append(_note(record, f"{_LETTERS[kind]}{counts[kind]}", whole, places))
    language = report.language if report.language and _LANGUAGE.fullmatch(report.language) else None
    return MarkedReport(report, language, tuple(_paragraphs(report, told, notes)), tuple(notes))


def _note(record: Told, label: str, whole: Whole, places: Places) -> Note:
    place, section = places.get(record.id, (None, None))
    by = None if isinstance(record, Statement) else said_by(record, whole)
    return Note(record.id, label, kind_name(record), headline(record), words_of(record), by, place, section)


def _marks(record: Told) -> list[tuple[int, int]]:
    """Return the characters that are marked: what is said, an event's trigger, a position's act."""
    match record:
        case Statement():
            spans = [(m.start, m.end) for m in record.content]
        case Event():
            spans = [(record.trigger.mention.start, record.trigger.mention.end)]
        case Position():
            spans = [(record.action.mention.start, record.action.mention.end)]
    return sorted(spans) or [(record.evidence.start, record.evidence.end)]


def _paragraphs(report: Report, told: Sequence[Told], notes: Sequence[Note]) -> Iterator[Paragraph]:
    spans = [(start, end, record.id) for record in told for start, end in _marks(record)]
    begins = [(_marks(record)[0][0], record.id) for record in told]
    ends = sorted(((_marks(r)[-1][1], note) for r, note in zip(told, notes, strict=True)), key=lambda e: e[0])
    by_id = {note.record: note for note in notes}
    for line in re.finditer(r"[^\n]+", report.text):
        start, end = line.span()
        if not line.group().strip():
            continue
        inside = [(s - start, e - start, i) for s, e, i in spans if s < end and e > start]
        pieces = []
        for cut in segments(end - start, inside):
            first, last = start + cut.start, start + cut.end
            opened = [begins.pop(0)[1] for _ in _up_to(begins, first)]
            closed = [ends.pop(0)[1] for _ in _up_to(ends, last)]
            labels = sorted(cut.labels)
            classes = _classes([by_id[i] for i in labels])
            text = report.text[first:last]
            pieces.append(Piece(tuple(opened), text, classes, " ".join(labels), tuple(closed)))
        if pieces and line.end() >= len(report.text.rstrip()):
            pieces[-1] = _with_rest(pieces[-1], [note for _, note in ends])
        yield Paragraph(_zone(report, start, end), tuple(pieces))


def _up_to(places: Sequence[tuple[int, object]], limit: int) -> range:
    """Return one step for each place at or before the limit."""
    return range(next((n for n, (at, _) in enumerate(places) if at > limit), len(places)))


def _with_rest(piece: Piece, rest: Sequence[Note]) -> Piece:
    return Piece(piece.begins, piece.text, piece.classes, piece.records, (*piece.ends, *rest))


def _classes(notes: Sequence[Note]) -> str:
    """Return the classes of a mark: the kinds of its records, and the weightiest section that one of them is in."""
    kinds = [kind for kind in _LETTERS if any(n.kind == kind for n in notes)]
    section = next((s for s in _SECTIONS if any(n.section == s for n in notes)), None)
    return " ".join([*kinds, *([section] if section else [])])


def _zone(report: Report, start: int, end: int) -> str:
    return next((z.kind for z in report.zones if z.start < end and start < z.end), "body")


def excerpt(cell: Cell, whole: Whole) -> tuple[str, str, str]:
    """Return the words of a cell with what stands before and behind them in their paragraph."""
    text = whole.reports[cell.report].text
    opens = text.rfind("\n", 0, cell.start) + 1
    closes = text.find("\n", cell.end)
    before = text[opens : cell.start]
    after = text[cell.end : closes if closes >= 0 else len(text)]
    if len(before) > CONTEXT:
        before = "… " + before[-CONTEXT:].partition(" ")[2]
    if len(after) > CONTEXT:
        after = after[:CONTEXT].rpartition(" ")[0] + " …"
    return before, one_line(text[cell.start : cell.end]), after
