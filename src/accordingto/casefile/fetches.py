"""What was fetched into a case, so that it is asked for once: the address, the report that came of it, and when."""

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import delete, select

from accordingto.casefile import schema
from accordingto.casefile.case import Case
from accordingto.casefile.stores.dialects import insert_new
from accordingto.records import Report, decode

_MARKED = frozenset({"headline", "caption"})
"""Zones that a page's own markup may have named; the others are found anew by whoever reads it."""


class Fetch(Struct, frozen=True):
    """One fetch: the address asked for, the one that answered, the report's id, when it was (UTC, ISO 8601)."""

    url: str
    answered: str
    report: str
    at: str


def note_fetches(case: Case, done: Iterable[tuple[str, str, str]]) -> None:
    """Note what was fetched just now: address asked for, address that answered, report."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    rows = {
        _key(url): {"key": _key(url), "url": url, "answered": answered, "report": report, "at": now}
        for url, answered, report in done
    }
    if rows:
        with case.transaction() as c:
            c.execute(delete(schema.fetches).where(schema.fetches.c.key.in_(list(rows))))
            insert_new(c, schema.fetches, list(rows.values()))


def fetched_before(case: Case, url: str) -> Report | None:
    """Return the report that was fetched from an address, as it was before it was read; ``None`` where none is held."""
    table, fetches = schema.TABLES["report"], schema.fetches
    query = select(table.c.record).join(fetches, fetches.c.report == table.c.id).where(fetches.c.key == _key(url))
    with case.transaction() as c:
        line = c.execute(query).scalar()
    report = decode(line) if line is not None else None
    if not isinstance(report, Report):
        return None
    zones = tuple(zone for zone in report.zones if zone.kind in _MARKED)
    return replace(report, zones=zones, copy_of=None, story=None)


def fetches(case: Case) -> tuple[Fetch, ...]:
    """Return all fetches of a case, by address."""
    table = schema.fetches
    query = select(table.c.url, table.c.answered, table.c.report, table.c.at).order_by(table.c.url)
    with case.transaction() as c:
        return tuple(Fetch(*row) for row in c.execute(query))


def _key(url: str) -> str:
    return hashlib.sha256(url.encode("utf-8", "replace")).hexdigest()
