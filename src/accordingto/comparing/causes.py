"""Why reports of one thing differ: update, scope, rounding, different source, and only then contradiction."""

from collections.abc import Sequence
from typing import NamedTuple

from accordingto.comparing.amounts import Amount, are_equal, are_rounded, is_one_kind
from accordingto.comparing.sources import Source, is_one
from accordingto.records import DifferenceCause, Report

_VICTIMS = frozenset({"killed", "injured", "captured", "displaced", "arrested"})


class Side(NamedTuple):
    """What one report brings to a difference: the report, whom it has the thing from, and the amounts that it gives."""

    report: Report
    sources: Sequence[Source]
    amounts: Sequence[Amount] = ()


def are_apart(a: Sequence[Source], b: Sequence[Source]) -> bool:
    """Return whether both name sources and none of one can be the other's."""
    first, second = ([s for s in side if not s.is_open] for side in (a, b))
    return bool(first and second) and not any(is_one(x, y) for x in first for y in second)


def is_later(a: Report, b: Report) -> bool:
    """Return whether the second report was published on a later day than the first, or later at all."""
    return (a.published or "") < (b.published or "") and bool(a.published)


def of_amounts(a: Side, x: Amount, b: Side, y: Amount) -> DifferenceCause:
    """Return why two amounts differ; the first report is not the later one."""
    names_earlier = any(is_one_kind(x, z) and are_equal(x, z) for z in b.amounts)
    later = is_later(a.report, b.report)
    if later and names_earlier:
        return "update"
    if x.is_total != y.is_total:
        return "scope"
    if are_rounded(x, y):
        return "rounding"
    apart = are_apart(a.sources, b.sources)
    grows = y.low > x.low
    if later and grows and not (apart and x.of not in _VICTIMS):
        return "update"
    if apart:
        return "different_source"
    if grows and later:
        return "update"
    return "contradiction"


def of_status(a: Side, b: Side) -> DifferenceCause:
    """Return why two reports give a different status: what was planned has happened since, else who says so."""
    if is_later(a.report, b.report):
        return "update"
    return "different_source" if are_apart(a.sources, b.sources) else "contradiction"
