"""The product run as far as a gold set needs it: from texts to documents, statements and places."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc

from accordingto.batches import BATCH, in_batches
from accordingto.reading import parsing
from accordingto.records import Event, Problem, Record, Report
from accordingto.scoring.attribution import Attribution
from accordingto.scoring.base import Tools, stage
from accordingto.scoring.reports import make_report


def parse(texts: Iterable[str], *, tools: Tools) -> Iterator[Doc]:
    """Yield the parse of each text, in order."""
    for batch in in_batches(texts, BATCH):
        yield from parsing.parse(tools.nlp, batch)


def find_attributions(texts: Iterable[str], *, tools: Tools) -> Iterator[tuple[Attribution, ...]]:
    """Yield the outermost attributions of each text, of speech and of thought, in order.

    Raises ``StageMissingError`` where they are not found yet.
    """
    find = stage("reading.statements", "attributions")
    with_zones = stage("reading.zones", "with_zones")
    reports = [with_zones(make_report(text)) for text in texts]
    for report, doc in zip(reports, parse((r.text for r in reports), tools=tools), strict=True):
        yield tuple(Attribution(*found) for found in find(doc, report))


def read_records(reports: Iterable[Report], *, tools: Tools) -> list[list[Record]]:
    """Return the records of each report as the whole pipeline gives them, actors resolved, in order."""
    read_reports = stage("pipeline", "read_reports")
    return list(read_reports(reports, tools=tools))


def events_of(records: Iterable[Record]) -> list[Event]:
    """Return the events among the records of a report."""
    return [record for record in records if isinstance(record, Event)]


def failures(readings: Iterable[Iterable[Record]]) -> tuple[str, ...]:
    """Return a note for each report whose reading broke off, so that a figure of 0 is not taken for a poor reader."""
    broken = [
        f"{record.path}: {record.reason} ({record.detail})"
        for records in readings
        for record in records
        if isinstance(record, Problem) and record.stage == "reading"
    ]
    return (f"{len(broken)} reports could not be read, the first: {broken[0]}",) if broken else ()
