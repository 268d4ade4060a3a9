"""Questions of pages to a case: what leads, what belongs to a report, a story or a finding, who does what to whom.

Every question reads what it shows and no more, so that a page of a large case is as quick as one of a small.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import NamedTuple

from sqlalchemy import Connection, Select, func, select

from accordingto.casefile.case import Case
from accordingto.casefile.listing import SIZE
from accordingto.casefile.schema import TABLES
from accordingto.columns import GLUE
from accordingto.records import Event, Finding, Position, Record, Report, Statement, decode

UNNAMED = "-"
"""What stands in a flat column for a party that nobody named or knows."""

_CHUNK = 400
"""Values in one ``IN (…)``."""


class Dyad(NamedTuple):
    """How often one party does or says something to another."""

    source: str
    target: str
    times: int


class Tale(NamedTuple):
    """A story in a list: its id, its first day and last day, how many reports and outlets tell it."""

    id: str
    since: str | None
    until: str | None
    reports: int
    outlets: int


def leading(case: Case, verdicts: Sequence[str], most: int) -> list[Finding]:
    """Return findings of some verdicts, those with the most independent origins and reports first."""
    table = TABLES["finding"]
    query = select(table.c.record).where(table.c.verdict.in_(verdicts))
    query = query.order_by(table.c.origins_low.desc(), table.c.origins_high.desc(), table.c.sort_key, table.c.id)
    with case.transaction() as c:
        found = [decode(row.record) for row in c.execute(query.limit(most))]
    return [f for f in found if isinstance(f, Finding)]


def told_in(case: Case, reports: Iterable[str]) -> list[Record]:
    """Return some reports with all that they tell and the findings that begin with one of them."""
    ids = list(reports)
    found: list[Record] = []
    with case.transaction() as c:
        for start in range(0, len(ids), _CHUNK):
            part = ids[start : start + _CHUNK]
            for query in _told(part):
                found.extend(decode(row.record) for row in c.execute(query))
    return found


def _told(reports: Sequence[str]) -> Iterable[Select[tuple[str]]]:
    table = TABLES["report"]
    yield select(table.c.record).where(table.c.id.in_(reports))
    for kind in ("statement", "event", "position"):
        yield select(TABLES[kind].c.record).where(TABLES[kind].c.report.in_(reports))
    table = TABLES["finding"]
    yield select(table.c.record).where(table.c.first_report.in_(reports))


def members_of(case: Case, findings: Iterable[Finding]) -> list[Record]:
    """Return the records that some findings put side by side, their reports, and the statements that carry them."""
    listed = list(findings)
    members = dict.fromkeys(member for f in listed for member in f.members)
    with case.transaction() as c:
        found = list(_by_id(c, "report", dict.fromkeys(report for f in listed for report in f.reports)))
        for kind in ("statement", "event", "position"):
            found += _by_id(c, kind, members)
        carried = {s for r in found if isinstance(r, Event) for s in r.statements}
        carried |= {r.said_by for r in found if isinstance(r, Position) and r.said_by}
        found += _by_id(c, "statement", sorted(carried - members.keys()))
    return found


def firsts_of(case: Case, findings: Sequence[Finding]) -> dict[str, Statement | Event | Position]:
    """Return for each finding, by its id, the first of its records."""
    found: dict[str, Record] = {}
    with case.transaction() as c:
        for kind in ("statement", "event", "position"):
            ids = [f.members[0] for f in findings if f.of == kind and f.members]
            found |= {r.id: r for r in _by_id(c, kind, ids)}
    told = {f.id: found.get(f.members[0]) for f in findings if f.members}
    return {id: r for id, r in told.items() if isinstance(r, Statement | Event | Position)}


def _by_id(c: Connection, kind: str, ids: Iterable[str]) -> Iterator[Record]:
    table, wanted = TABLES[kind], list(ids)
    for start in range(0, len(wanted), _CHUNK):
        query = select(table.c.record).where(table.c.id.in_(wanted[start : start + _CHUNK]))
        yield from (decode(row.record) for row in c.execute(query))


def record_of(case: Case, kind: str, id: str) -> Record | None:
    """Return a record of a kind by its id, ``None`` where there is none."""
    table = TABLES[kind]
    with case.transaction() as c:
        line = c.execute(select(table.c.record).where(table.c.id == id)).scalar()
    return decode(line) if line is not None else None


def heads_of(case: Case, stories: Sequence[str]) -> dict[str, Report]:
    """Return for each story its first report that is no copy, else its first."""
    table = TABLES["report"]
    order = (table.c.copy_of.is_not(None), table.c.sort_key, table.c.id)
    place = func.row_number().over(partition_by=table.c.story, order_by=order).label("place")
    ranked = select(table.c.story, table.c.record, place).where(table.c.story.in_(stories)).subquery()
    with case.transaction() as c:
        rows = c.execute(select(ranked.c.story, ranked.c.record).where(ranked.c.place == 1)).all()
    return {story: head for story, line in rows if isinstance(head := decode(line), Report)}


def days(case: Case) -> tuple[str | None, str | None]:
    """Return the days of the first and the last report, ``None`` where none is dated."""
    published = TABLES["report"].c.published
    with case.transaction() as c:
        first, last = c.execute(select(func.min(published), func.max(published))).one()
    return (first[:10] if first else None), (last[:10] if last else None)


def story_reports(case: Case, story: str) -> list[str]:
    """Return the ids of the reports of a story by publication; none where there is no such story."""
    table = TABLES["report"]
    query = select(table.c.id).where(table.c.story == story).order_by(table.c.sort_key, table.c.id)
    with case.transaction() as c:
        return list(c.execute(query).scalars())


def tales(case: Case, first: int = 0, size: int = SIZE) -> tuple[list[Tale], int]:
    """Return some stories, those of most reports first, and how many there are."""
    table = TABLES["report"]
    reports, outlets = func.count(), func.count(func.distinct(table.c.outlet))
    query = (
        select(table.c.story, func.min(table.c.published), func.max(table.c.published), reports, outlets)
        .where(table.c.story.is_not(None))
        .group_by(table.c.story)
        .order_by(reports.desc(), func.min(table.c.published), table.c.story)
    )
    total = select(func.count(func.distinct(table.c.story)))
    with case.transaction() as c:
        rows = c.execute(query.offset(first).limit(size)).all()
        return [Tale(*row) for row in rows], int(c.execute(total).scalar() or 0)


def dyads(case: Case, kind: str, by: str = "name", most: int = 400) -> list[Dyad]:
    """Return who does or says something to whom, most often first; ``by`` is ``name`` or ``country``.

    Events count by actor and recipient, positions by holder and bearer, statements by speaker and addressee; where
    several act or are concerned, each of them counts.
    """
    source, target = {
        "event": ("actor", "recipient"),
        "position": ("holder", "bearer"),
        "statement": ("speaker", "addressee"),
    }[kind]
    table = TABLES[kind]
    one, other, count = table.c[f"{source}_{by}"], table.c[f"{target}_{by}"], func.count()
    query = select(one, other, count).where(*(c.is_not(None) & (c != UNNAMED) for c in (one, other)))
    times: Counter[tuple[str, str]] = Counter()
    with case.transaction() as c:
        for sources, targets, number in c.execute(query.group_by(one, other)):
            for pair in product(set(sources.split(GLUE)) - {UNNAMED}, set(targets.split(GLUE)) - {UNNAMED}):
                times[pair] += number
    return [Dyad(*pair, n) for pair, n in sorted(times.items(), key=lambda item: (-item[1], item[0]))[:most]]
