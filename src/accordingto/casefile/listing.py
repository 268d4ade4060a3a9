"""Tables of a case: some rows of many under filters, how many there are, what they can be narrowed down to.

The rows that fit are looked for once: the walk through the reports that puts them in reading order reads from its index
(``schema.READ_BY``) what they are counted by too.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, func, select

from accordingto.casefile.case import Case
from accordingto.casefile.queries import Filters, conditions, in_order
from accordingto.casefile.schema import TABLES
from accordingto.casefile.stores.dialects import outer
from accordingto.records import Record, decode

SIZE = 50
"""Rows of a page unless another number is asked for."""

_NEAR = 300
"""Rows that are quicker read each where it lies than met on a walk through all."""

_FEW = 4000
"""Rows that are kept in memory to be counted; of more, those of a page are looked for apart."""

_MOST = 12
"""Values of a column that are told."""

_FACETS = {
    "report": ("outlet",),
    "statement": ("form", "source_type", "speaker_country"),
    "event": ("type", "status", "actor_country", "recipient_country", "place_country"),
    "position": ("position", "status", "holder_country", "bearer_country"),
    "finding": ("verdict", "of"),
    "problem": ("stage", "reason"),
}
"""Columns that a kind can be narrowed down by."""

Facets = dict[str, list[tuple[str, int]]]
"""Column → its commonest values with how many rows have them, the commonest first."""


class Page(NamedTuple):
    """Some records of many: ``first`` is the place of the first of them, ``total`` how many there are."""

    records: tuple[Record, ...]
    first: int
    total: int


class _Rows(NamedTuple):
    """What rows must fulfil; ``few`` where they are named one by one."""

    wanted: Sequence[ColumnElement[bool]]
    few: bool


def page(case: Case, kind: str, filters: Filters, first: int = 0, size: int = SIZE) -> Page:
    """Return some records of one kind in reading order; raises ``UsageError`` for an impossible filter."""
    with case.transaction() as c:
        rows = _rows(c, kind, filters, case.has_index)
        total = c.execute(select(func.count()).select_from(TABLES[kind]).where(*rows.wanted)).scalar()
        return Page(_records(c, kind, _ids(c, kind, rows, first, size)), first, int(total or 0))


def facets(case: Case, kind: str, filters: Filters, most: int = _MOST) -> Facets:
    """Return the commonest values, with counts, of each column that a kind can be narrowed down by."""
    with case.transaction() as c:
        return _facets(kind, _grouped(c, kind, _rows(c, kind, filters, case.has_index)), most)


def listing(
    case: Case, kind: str, filters: Filters, first: int = 0, size: int = SIZE, most: int = _MOST
) -> tuple[Page, Facets]:
    """Return a page and the facets of the same rows; raises ``UsageError`` for an impossible filter."""
    with case.transaction() as c:
        rows = _rows(c, kind, filters, case.has_index)
        found = c.execute(in_order(kind, rows.wanted, "id", *_FACETS[kind], few=rows.few).limit(_FEW + 1)).all()
        ids: Sequence[str] = [row[0] for row in found[first : first + size]]
        if len(found) <= _FEW:
            values = Counter(row[1:] for row in found)
        else:
            values = _grouped(c, kind, rows)
            if first + size > len(found):
                ids = _ids(c, kind, rows, first, size)
        return Page(_records(c, kind, ids), first, values.total()), _facets(kind, values, most)


def _rows(c: Connection, kind: str, filters: Filters, indexed: bool) -> _Rows:
    """Return how rows are looked for: where words are, they are looked for first, and what holds them is named.

    Words of a text stand in no index in reading order; finding them again for every question would be dear.
    """
    wanted = list(conditions(kind, filters, indexed=indexed))
    if not filters.text:
        return _Rows(wanted, False)
    id = TABLES[kind].c.id
    ids = list(c.execute(select(id).where(*wanted).limit(_FEW + 1)).scalars())
    if len(ids) > _FEW:
        return _Rows(wanted, False)
    return _Rows([id.in_(ids)], True) if len(ids) <= _NEAR else _Rows([outer(id).in_(ids)], False)


def _ids(c: Connection, kind: str, rows: _Rows, first: int, size: int) -> Sequence[str]:
    query = in_order(kind, rows.wanted, "id", few=rows.few)
    return c.execute(query.offset(first).limit(size)).scalars().all()


def _records(c: Connection, kind: str, ids: Sequence[str]) -> tuple[Record, ...]:
    table = TABLES[kind]
    found = {row[0]: row[1] for row in c.execute(select(table.c.id, table.c.record).where(table.c.id.in_(ids)))}
    return tuple(decode(found[id]) for id in ids)


def _grouped(c: Connection, kind: str, rows: _Rows) -> Counter[tuple[str | None, ...]]:
    """Return how often the values of the columns stand together: one walk counts for all columns."""
    columns = [TABLES[kind].c[name] for name in _FACETS[kind]]
    query = select(*columns, func.count()).where(*rows.wanted).group_by(*columns)
    return Counter({tuple(row[:-1]): row[-1] for row in c.execute(query)})


def _facets(kind: str, values: Counter[tuple[str | None, ...]], most: int) -> Facets:
    found: Facets = {}
    for place, name in enumerate(_FACETS[kind]):
        times: Counter[str] = Counter()
        for together, number in values.items():
            if (value := together[place]) is not None:
                times[value] += number
        found[name] = _commonest(times.items(), most)
    return found


def _commonest(values: Iterable[tuple[str, int]], most: int) -> list[tuple[str, int]]:
    return sorted(values, key=lambda one: (-one[1], one[0]))[:most]
