"""Questions to a case: records of one kind under filters, in reading order, streamed without a cap."""

import re
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from typing import Any, get_args

from msgspec import Struct
from sqlalchemy import ColumnElement, Select, Table, func, or_, select

from accordingto.casefile import schema, words
from accordingto.casefile.case import Case
from accordingto.casefile.schema import TABLES
from accordingto.casefile.stores.dialects import outer, says
from accordingto.errors import UsageError
from accordingto.records import (
    EVENT_TYPES,
    EventStatus,
    Form,
    PositionKind,
    PositionStatus,
    Record,
    Report,
    Verdict,
    decode,
)

_PAGE = 500

_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_COUNTRY = re.compile(r"[A-Za-z]{3}")


class Filters(Struct, frozen=True, kw_only=True):
    """What to keep; ``None`` keeps all. Words match anywhere in a cell and ignore case; codes match whole.

    ``text`` takes several words, all of which must be there, and phrases in quotation marks (``words.holding``).
    """

    report: str | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    text: str | None = None
    actor: str | None = None
    country: str | None = None
    place: str | None = None
    type: str | None = None
    status: str | None = None
    min_confidence: float | None = None

    def __post_init__(self) -> None:
        """Refuse values that nothing can match, rather than show nothing; raises ``UsageError``."""
        for name, day in (("since", self.since), ("until", self.until)):
            if day is not None and not _DAY.fullmatch(day):
                raise UsageError(f"--{name} {day}: write a day as YYYY-MM-DD")
        if self.country is not None and not _COUNTRY.fullmatch(self.country):
            raise UsageError(f"--country {self.country}: write its code of three letters, such as RUS or USA")
        if self.min_confidence is not None and not 0 <= self.min_confidence <= 1:
            raise UsageError(f"--min-confidence {self.min_confidence}: write a number from 0 to 1")


_TYPE_COLUMN = {"statement": "form", "event": "type", "position": "position", "finding": "verdict", "problem": "stage"}

_TYPES: dict[str, tuple[str, ...]] = {
    "statement": get_args(Form),
    "event": EVENT_TYPES,
    "position": get_args(PositionKind),
    "finding": get_args(Verdict),
}
_STATUSES: dict[str, tuple[str, ...]] = {"event": get_args(EventStatus), "position": get_args(PositionStatus)}


def undated(case: Case) -> int:
    """Return how many reports of a case have no date."""
    table = TABLES["report"]
    with case.transaction() as c:
        return c.execute(select(func.count()).where(table.c.published.is_(None))).scalar_one()


def _is_code(cell: ColumnElement[str], codes: tuple[str, ...], name: str, asked: str) -> ColumnElement[bool]:
    """Return that a cell holds a code, small or capital; raises ``UsageError`` where there are codes and it is none."""
    if not codes:
        return func.lower(cell) == asked.casefold()
    found = next((code for code in codes if code.casefold() == asked.casefold()), None)
    if found is None:
        raise UsageError(f"--{name} {asked} is not known here: it is one of {', '.join(codes)}")
    return cell == found


_ACTOR_COLUMNS = {
    "statement": ("speaker", "addressee", "venue"),
    "event": ("actor", "recipient"),
    "position": ("holder", "bearer"),
}


def _holds(table: Table, columns: tuple[str, ...], word: str) -> ColumnElement[bool]:
    return or_(*(says(table.c[name], word) for name in columns))


def _refuse(kind: str, name: str) -> UsageError:
    return UsageError(f"{kind}s have no {name} to filter by: leave --{name.replace('_', '-')} out")


def conditions(kind: str, filters: Filters, *, indexed: bool) -> Iterator[ColumnElement[bool]]:
    """Yield what the rows of a kind must fulfil; raises ``UsageError`` for a filter that the kind does not have.

    ``indexed`` says whether the case has an index of words (``Case.has_index``).
    """
    table = TABLES[kind]
    if filters.text:
        yield words.holding(kind, filters.text, indexed=indexed)
    if filters.type:
        if kind not in _TYPE_COLUMN:
            raise _refuse(kind, "type")
        yield _is_code(table.c[_TYPE_COLUMN[kind]], _TYPES.get(kind, ()), "type", filters.type)
    if filters.status:
        if "status" not in table.c:
            raise _refuse(kind, "status")
        yield _is_code(table.c.status, _STATUSES[kind], "status", filters.status)
    if filters.min_confidence is not None:
        if "confidence" not in table.c:
            raise _refuse(kind, "min_confidence")
        yield table.c.confidence >= filters.min_confidence
    yield from _actor_conditions(kind, filters)
    if filters.place:
        yield _at(kind, filters.place)
    yield from _report_conditions(kind, filters)


def _at(kind: str, place: str) -> ColumnElement[bool]:
    """Return where a record must lie: at the place of a GeoNames id, or of a name."""
    if kind != "event":
        raise _refuse(kind, "place")
    table = TABLES[kind]
    if place.isdecimal() and place.isascii():
        return table.c.place_geonames_id == int(place)
    return _holds(table, ("place", "place_name"), place)


def _actor_conditions(kind: str, filters: Filters) -> Iterator[ColumnElement[bool]]:
    if not (filters.actor or filters.country):
        return
    if kind not in _ACTOR_COLUMNS:
        raise _refuse(kind, "actor" if filters.actor else "country")
    table, names = TABLES[kind], _ACTOR_COLUMNS[kind]
    if filters.actor:
        yield _holds(table, names + tuple(f"{n}_name" for n in names), filters.actor)
    if filters.country:
        yield _holds(table, tuple(f"{n}_country" for n in names), filters.country)


def _report_conditions(kind: str, filters: Filters) -> Iterator[ColumnElement[bool]]:
    reports = TABLES["report"]
    wanted = []
    if filters.report:
        wanted.append(or_(reports.c.id == filters.report, reports.c.path == filters.report))
    if filters.outlet:
        wanted.append(says(reports.c.outlet, filters.outlet))
    if filters.since:
        wanted.append(reports.c.published >= filters.since)
    if filters.until:
        wanted.append(reports.c.published <= f"{filters.until}~")
    if not wanted:
        return
    if kind == "report":
        yield from wanted
    elif "report" in TABLES[kind].c:
        yield TABLES[kind].c.report.in_(select(reports.c.id).where(*wanted))
    else:
        raise UsageError(f"{kind}s belong to no single report: leave --report, --outlet, --since and --until out")


def in_order(
    kind: str, wanted: Iterable[ColumnElement[bool]], *columns: str, few: bool = False
) -> Select[tuple[Any, ...]]:
    """Return the question for some columns of the records of a kind in reading order.

    Where they are ``few`` they are sorted; else the reports are walked through in their order, and nothing is.
    """
    table, reports = TABLES[kind], TABLES["report"]
    query = select(*(table.c[name] for name in columns)).where(*wanted)
    if "report" in table.c:
        query = query.join(reports, (reports.c.id if few else outer(reports.c.id)) == table.c.report)
        return query.order_by(reports.c.sort_key, reports.c.id, table.c.sort_key, table.c.id)
    if kind == "problem":
        return query.order_by(table.c.path.nulls_first(), table.c.id)
    return query.order_by(table.c.sort_key, table.c.id)


def lines(case: Case, kind: str, filters: Filters = Filters()) -> Generator[str, None, None]:  # noqa: B008 (frozen)
    """Yield the JSON lines of one kind's records in reading order; raises ``UsageError`` for an impossible filter."""
    query = in_order(kind, conditions(kind, filters, indexed=case.has_index), "record")
    with case.transaction() as c:
        for row in c.execution_options(yield_per=_PAGE).execute(query):
            yield row.record


def records(case: Case, kind: str, filters: Filters = Filters()) -> Generator[Record, None, None]:  # noqa: B008 (frozen)
    """Yield the records of one kind in reading order."""
    with closing(lines(case, kind, filters)) as found:
        yield from map(decode, found)


def reports_by_id(case: Case) -> dict[str, Report]:
    """Return every report of a case by its id."""
    return {r.id: r for r in records(case, "report") if isinstance(r, Report)}


def readers(case: Case) -> tuple[tuple[str, int], ...]:
    """Return which readers (version, codebook and model as one hash) made the records, each with its reports."""
    table = schema.readers
    query = select(table.c.reader, func.count()).group_by(table.c.reader).order_by(func.count().desc(), table.c.reader)
    with case.transaction() as c:
        return tuple((str(reader), int(count)) for reader, count in c.execute(query))
