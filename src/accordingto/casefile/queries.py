"""Questions to a case: records of one kind under filters, in reading order, streamed without a cap."""

from collections.abc import Iterator

from msgspec import Struct
from sqlalchemy import ColumnElement, Select, Table, or_, select

from accordingto.casefile.case import Case
from accordingto.casefile.schema import TABLES
from accordingto.errors import UsageError
from accordingto.records import Record, Report, decode

_PAGE = 500


class Filters(Struct, frozen=True, kw_only=True):
    """What to keep; ``None`` keeps all. Words match anywhere in a cell and ignore case; codes match whole."""

    report: str | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    text: str | None = None
    actor: str | None = None
    country: str | None = None
    type: str | None = None
    status: str | None = None
    min_confidence: float | None = None


_TYPE_COLUMN = {"statement": "form", "event": "type", "position": "position", "finding": "verdict", "problem": "stage"}

_ACTOR_COLUMNS = {
    "statement": ("speaker", "addressee", "venue"),
    "event": ("actor", "recipient"),
    "position": ("holder", "bearer"),
}

_TEXT_COLUMNS = {
    "report": ("title", "text"),
    "statement": ("content", "exact"),
    "event": ("trigger", "exact"),
    "position": ("action", "exact"),
    "finding": ("agreed", "differences"),
    "problem": ("reason", "detail", "path"),
}


def _holds(table: Table, columns: tuple[str, ...], word: str) -> ColumnElement[bool]:
    return or_(*(table.c[name].icontains(word, autoescape=True) for name in columns))


def _refuse(kind: str, name: str) -> UsageError:
    return UsageError(f"{kind}s have no {name} to filter by: leave --{name.replace('_', '-')} out")


def _conditions(kind: str, filters: Filters) -> Iterator[ColumnElement[bool]]:
    table = TABLES[kind]
    if filters.text:
        yield _holds(table, _TEXT_COLUMNS[kind], filters.text)
    if filters.type:
        if kind not in _TYPE_COLUMN:
            raise _refuse(kind, "type")
        yield table.c[_TYPE_COLUMN[kind]].icontains(filters.type, autoescape=True)
    if filters.status:
        if "status" not in table.c:
            raise _refuse(kind, "status")
        yield table.c.status == filters.status
    if filters.min_confidence is not None:
        if "confidence" not in table.c:
            raise _refuse(kind, "min_confidence")
        yield table.c.confidence >= filters.min_confidence
    yield from _actor_conditions(kind, filters)
    yield from _report_conditions(kind, filters)


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
        wanted.append(reports.c.outlet.icontains(filters.outlet, autoescape=True))
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


def _ordered(kind: str, filters: Filters) -> Select[tuple[str]]:
    table, reports = TABLES[kind], TABLES["report"]
    query = select(table.c.record).where(*_conditions(kind, filters))
    if "report" in table.c:
        query = query.join(reports, reports.c.id == table.c.report)
        return query.order_by(reports.c.sort_key, reports.c.id, table.c.sort_key, table.c.id)
    if kind == "problem":
        return query.order_by(table.c.path, table.c.id)
    return query.order_by(table.c.sort_key, table.c.id)


def lines(case: Case, kind: str, filters: Filters = Filters()) -> Iterator[str]:  # noqa: B008 (frozen)
    """Yield the JSON lines of one kind's records in reading order; raises ``UsageError`` for an impossible filter."""
    query = _ordered(kind, filters)
    with case.transaction() as c:
        for row in c.execution_options(yield_per=_PAGE).execute(query):
            yield row.record


def records(case: Case, kind: str, filters: Filters = Filters()) -> Iterator[Record]:  # noqa: B008 (frozen)
    """Yield the records of one kind in reading order."""
    return map(decode, lines(case, kind, filters))


def reports_by_id(case: Case) -> dict[str, Report]:
    """Return every report of a case by its id."""
    return {r.id: r for r in records(case, "report") if isinstance(r, Report)}
