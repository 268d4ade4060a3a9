"""Where the events of a case lie: each place that reports name, how exactly, and how much is told of it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, case, func, select

from accordingto.casefile.case import Case
from accordingto.casefile.queries import Filters, conditions
from accordingto.casefile.schema import TABLES

_CHUNK = 400
"""Values in one ``IN (…)``."""

_Where = tuple[float | None, float | None]


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
    nowhere = select(func.count()).select_from(table).where(table.c.place_precision.is_(None), *wanted)
    with case.transaction() as c:
        rows = _grouped(c, wanted)
        where = _coordinates(c, rows)
        number = int(c.execute(nowhere).scalar() or 0)
    known = (Spot(*_names(row), *where[row[0]], row.events, row.reports) for row in rows if row.alone is None)
    found = [*known, *_alone([row for row in rows if row.alone is not None], where)]
    return sorted(found, key=lambda s: (-s.reports, -s.events, s.name, s.geonames_id or 0)), number


def _grouped(c: Connection, wanted: Sequence[Any]) -> Sequence[Any]:
    """Return how much is told of each place, by what stands in the index (``schema.READ_BY``): coordinates do not.

    Only a place of the gazetteer has the same wherever it is named; an event at another one stands for itself.
    """
    t = TABLES["event"].c
    alone = case((t.place_geonames_id.is_(None), t.id)).label("alone")
    names = (t.place_geonames_id, t.place_name, t.place_country, t.place_precision, alone)
    numbers = (func.count().label("events"), func.count(func.distinct(t.report)).label("reports"))
    first = (func.min(t.id).label("first"), func.min(t.report).label("report"))
    query = select(*names, *numbers, *first).where(t.place_precision.is_not(None), *wanted).group_by(*names)
    return c.execute(query).all()


def _coordinates(c: Connection, rows: Sequence[Any]) -> Mapping[int | str, _Where]:
    """Return the coordinates of each place of the gazetteer, and of each event that stands for itself."""
    t = TABLES["event"].c
    keys = list({(row[0] if row.alone is None else row.alone): row.first for row in rows}.items())
    found: dict[str, _Where] = {}
    for start in range(0, len(keys), _CHUNK):
        ids = [id for _, id in keys[start : start + _CHUNK]]
        query = select(t.id, t.place_latitude, t.place_longitude).where(t.id.in_(ids))
        found |= {id: (latitude, longitude) for id, latitude, longitude in c.execute(query)}
    return {key: found[id] for key, id in keys}


def _names(row: Any) -> tuple[int | None, str, str | None, str]:
    return row[0], row[1] or "", row[2], row[3]


def _alone(rows: Sequence[Any], where: Mapping[int | str, _Where]) -> Iterator[Spot]:
    """Yield the places that no gazetteer has: the same words at the same coordinates are one."""
    told: dict[tuple[Any, ...], list[str]] = {}
    for row in rows:
        told.setdefault((*_names(row), *where[row.alone]), []).append(row.report)
    for place, reports in told.items():
        yield Spot._make((*place, len(reports), len(set(reports))))
