"""Where the events of a case lie: each place that reports name, how exactly, and how much is told of it."""

from typing import NamedTuple

from sqlalchemy import func, select

from accordingto.casefile.case import Case
from accordingto.casefile.queries import Filters, conditions
from accordingto.casefile.schema import TABLES


class Spot(NamedTuple):
    """A place, its coordinates in degrees and how exact they are; how many events and reports are told of it."""

    geonames_id: int | None
    name: str
    country: str | None
    precision: str
    latitude: float | None
    longitude: float | None
    events: int
    reports: int


def spots(case: Case, filters: Filters) -> tuple[list[Spot], int]:
    """Return the places of the events that fit, those of most reports first, and how many events have none.

    Raises ``UsageError`` for an impossible filter.
    """
    table = TABLES["event"]
    wanted = list(conditions("event", filters, indexed=case.has_index))
    names = ("place_geonames_id", "place_name", "place_country", "place_precision", "place_latitude", "place_longitude")
    columns = [table.c[name] for name in names]
    events, reports = func.count(), func.count(func.distinct(table.c.report))
    query = select(*columns, events, reports).where(table.c.place_precision.is_not(None), *wanted).group_by(*columns)
    query = query.order_by(reports.desc(), events.desc(), table.c.place_name, table.c.place_geonames_id)
    nowhere = select(events).select_from(table).where(table.c.place_precision.is_(None), *wanted)
    with case.transaction() as c:
        found = [Spot._make((row[0], row[1] or "", *row[2:])) for row in c.execute(query)]
        return found, int(c.execute(nowhere).scalar() or 0)
