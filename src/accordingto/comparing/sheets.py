"""A report laid out for comparing: its records, its day, and the keys under which others look for it.

Everything here depends on one report alone. Word weights too: two reports are weighed by their own words and not by
those of the case, so that what is found between them stays the same whatever else is read.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from msgspec import Struct

from accordingto.comparing import matching, parties
from accordingto.comparing.days import WINDOW_DAYS, day_of, near
from accordingto.comparing.differing import Compared
from accordingto.comparing.happening import Trace, trace
from accordingto.comparing.laying import Layout
from accordingto.comparing.quoting import Quotations
from accordingto.comparing.wording import Counted, counted, stems
from accordingto.records import Event, Position, Record, Report, Statement

ECHO_DAYS = 1
"""Days between an original and a copy that it stands for wholly: most reprints are of the same day or the next."""

Key = int
"""The hash of something that two records must have in common to be compared."""


class Echo(NamedTuple):
    """The original that stands for a report, and the last day up to whose reports it does; ``None``: for all."""

    of: str
    until: int | None

    def covers(self, day: int | None) -> bool:
        """Return whether the original stands for the report beside one of a day."""
        return self.until is None or (day or 0) <= self.until


class Sheet(Struct, frozen=True):
    """A report with its records; ``said`` and ``held`` count the stems of its statements and positions.

    ``echo`` is ``None`` for a report that is compared itself.
    """

    report: Report
    day: int | None
    records: tuple[Compared, ...]
    keys: tuple[tuple[Key, Compared], ...]
    trace: Trace
    said: Counted
    held: Counted
    quotations: Quotations
    layout: Layout
    echo: Echo | None = None


def echo_of(report: Report, records: Iterable[Record], original: Report, told: Iterable[Record]) -> Echo | None:
    """Return how the original of a report stands for it: if it tells all that the report tells, days ago at most.

    Then the report is compared with its original, and, printed more than a day later, with those reports that are too
    late for the original. Args: the ``records`` of the report, and what is ``told`` by its original.
    """
    own, first = day_of(report), day_of(original)
    if not near(own, first) or not _words(records) <= _words(told):
        return None
    apart = own is not None and first is not None and not 0 <= own - first <= ECHO_DAYS
    return Echo(original.id, first + WINDOW_DAYS if apart and first is not None else None)


def _words(records: Iterable[Record]) -> set[tuple[type, str]]:
    """Return what records tell: their kinds and words, line breaks left out."""
    compared = (r for r in records if isinstance(r, Statement | Event | Position))
    return {(type(r), " ".join(r.evidence.exact.split())) for r in compared}


def lay_out(report: Report, records: Iterable[Record], *, echo: Echo | None = None) -> Sheet:
    """Return a report's sheet; ``records`` are its statements, events and positions in any order.

    ``echo`` says how its original stands for it (``echo_of``).
    """
    told = sorted((r for r in records if isinstance(r, Statement | Event | Position)), key=lambda r: r.id)
    statements = [r for r in told if isinstance(r, Statement)]
    quotations = Quotations(statements)
    return Sheet(
        report=report,
        day=day_of(report),
        records=tuple(told),
        keys=tuple((hash(key), record) for record in told for key in _keys(record, quotations)),
        trace=trace(report.text),
        said=counted(stems(matching.text_of(s)) for s in statements),
        held=counted(stems(matching.text_of(r)) for r in told if isinstance(r, Position)),
        quotations=quotations,
        layout=Layout(report, told),
        echo=echo,
    )


def sheets(records: Iterable[Record]) -> list[Sheet]:
    """Return the sheets of all reports among some records, in the order of their days, undated ones last."""
    reports: dict[str, Report] = {}
    told: dict[str, list[Record]] = {}
    for record in records:
        if isinstance(record, Report):
            reports[record.id] = record
        elif isinstance(record, Statement | Event | Position):
            told.setdefault(record.report, []).append(record)
    found = []
    for report in reports.values():
        original, own = reports.get(report.copy_of or ""), told.get(report.id, ())
        echo = echo_of(report, own, original, told.get(original.id, ())) if original else None
        found.append(lay_out(report, own, echo=echo))
    return sorted(found, key=lambda s: (s.day is None, s.day or 0, s.report.id))


def _keys(record: Compared, quotations: Quotations) -> Iterator[tuple[object, ...]]:
    """Yield what a record is looked for by: one speaker or seven words in a row, a type and a party, a kind and holder.

    The first part of a key says of which kind the record is, so that records of two kinds never meet.
    """
    match record:
        case Statement():
            yield from (("quoted", run) for run in quotations.blocks(record))
            if record.speaker and record.speaker.actor:
                yield "speaker", record.speaker.actor.name
                if matching.unpersonal(record):
                    yield "country", record.speaker.actor.country
        case Event():
            yield from (("actor", record.type, key) for key in parties.keys(record.actors))
            yield from (("recipient", record.type, key) for key in parties.keys(record.recipients))
        case Position():
            holders = parties.names([record.holder]) if record.holder else ()
            yield from (("holder", matching.family(record), name) for name in holders)
