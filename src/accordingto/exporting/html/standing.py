"""The positions of a case as the page shows them: what is in force, what waits, what has ended, under which limits."""

from collections.abc import Collection, Sequence

from msgspec import Struct

from accordingto.comparing.ledger import Standing, Telling
from accordingto.views.naming import one_line

GROUPS = ("in force", "conditional", "considered or reserved", "on record", "ended")
"""Groups of positions in the order in which they are shown."""


class Stand(Struct, frozen=True):
    """One position: who toward whom, what, its limits, its course over time, and who tells it."""

    id: str
    holder: str
    bearer: str | None
    position: str
    action: str
    limits: tuple[str, ...]
    condition: str | None
    consequence: str | None
    until: str | None
    steps: tuple[tuple[str, str, str], ...]
    told: tuple[tuple[str, str], ...]
    state: str
    contradicted: bool


def stands(standing: Sequence[Standing], shown: Collection[str]) -> list[tuple[str, list[Stand]]]:
    """Return the positions by group, in the ledger's order; ``shown`` are the reports that a link can lead to."""
    groups: dict[str, list[Stand]] = {}
    for one in standing:
        groups.setdefault(one.group, []).append(_stand(one, shown))
    return [(group, groups[group]) for group in GROUPS if group in groups]


def _stand(one: Standing, shown: Collection[str]) -> Stand:
    entry = one.entry
    return Stand(
        id=entry.id,
        holder=entry.holder.name,
        bearer=entry.bearer.name if entry.bearer else None,
        position=entry.position.replace("_", " "),
        action=one_line(entry.action),
        limits=tuple(f"{limit.sense} {limit.kind}: {one_line(limit.words)}" for limit in entry.limits),
        condition=one_line(entry.condition) if entry.condition else None,
        consequence=one_line(entry.consequence) if entry.consequence and entry.consequence != entry.action else None,
        until=entry.until,
        steps=tuple(
            (s.date or "earlier", s.change, "report's date" if s.basis == "published" else "") for s in one.steps
        ),
        told=tuple((t.position, _teller(t)) for t in entry.told if t.report in shown),
        state=one.state,
        contradicted=bool(one.against),
    )


def _teller(told: Telling) -> str:
    source = f"{told.outlet or 'unnamed outlet'}, {told.published or 'undated'}"
    return f"{source}, by {told.by}" if told.by else source
