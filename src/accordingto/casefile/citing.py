"""What is needed to cite records: the reports that carry them and the statements by which they are told."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from sqlalchemy import Connection, func, select

from accordingto.casefile.case import Case
from accordingto.casefile.queries import Filters, conditions, in_order
from accordingto.casefile.schema import TABLES
from accordingto.columns import GLUE
from accordingto.records import Event, Finding, Position, Record, decode

_CHUNK = 400
"""Values in one ``IN (…)``."""


def with_sources(case: Case, records: Sequence[Record]) -> list[Record]:
    """Return records with their reports and the statements that carry them, each once."""
    reports = dict.fromkeys(str(r) for one in records if (r := getattr(one, "report", None)))
    carried = dict.fromkeys(id for one in records for id in _carriers(one))
    with case.transaction() as c:
        found = [*_by_id(c, "report", reports), *_by_id(c, "statement", carried)]
    return list({one.id: one for one in (*found, *records)}.values())


def _carriers(record: Record) -> Iterable[str]:
    match record:
        case Event():
            return record.statements
        case Position():
            return (record.said_by,) if record.said_by else ()
    return ()


def _by_id(c: Connection, kind: str, ids: Iterable[str]) -> Iterator[Record]:
    table, listed = TABLES[kind], list(ids)
    for start in range(0, len(listed), _CHUNK):
        query = select(table.c.record).where(table.c.id.in_(listed[start : start + _CHUNK]))
        yield from (decode(line) for line in c.execute(query).scalars())


def findings_with(case: Case, id: str) -> list[Finding]:
    """Return the findings that have a record among their members."""
    table = TABLES["finding"]
    query = select(table.c.record).where(table.c.members.contains(id, autoescape=True)).order_by(table.c.id)
    with case.transaction() as c:
        found = [decode(line) for line in c.execute(query).scalars()]
    return [f for f in found if isinstance(f, Finding) and id in f.members]


def findings_of(case: Case, reports: Collection[str]) -> list[Finding]:
    """Return the findings that put records of some reports beside those of others, in the order of the case."""
    table = TABLES["finding"]
    shared = select(table.c.id, table.c.reports).where(table.c.verdict != "single_source")
    with case.transaction() as c:
        rows = c.execute(shared.order_by(table.c.sort_key, table.c.id)).all() if reports else ()
        ids = [row.id for row in rows if not set(row.reports.split(GLUE)).isdisjoint(reports)]
        found = {r.id: r for r in _by_id(c, "finding", ids)}
    return [f for f in map(found.get, ids) if isinstance(f, Finding)]


def some(case: Case, kinds: Sequence[str], filters: Filters, first: int, size: int) -> tuple[list[Record], int]:
    """Return some records of several kinds, kind after kind in reading order, and how many there are of all."""
    found: list[Record] = []
    total = 0
    with case.transaction() as c:
        for kind in kinds:
            wanted = list(conditions(kind, filters, indexed=case.has_index))
            number = int(c.execute(select(func.count()).select_from(TABLES[kind]).where(*wanted)).scalar() or 0)
            skip, room = max(0, first - total), size - len(found)
            if room > 0 and skip < number:
                query = in_order(kind, wanted, "record").offset(skip).limit(room)
                found.extend(decode(row.record) for row in c.execute(query))
            total += number
    return found, total
