"""Surface forms with country and PLOVER sector: who a mention is."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from msgspec import Struct

from accordingto.records import Actor
from accordingto.scoring.base import GoldSet, Measured, Options, percent, stage
from accordingto.scoring.files import json_lines

_DATE_FORMS = ("%Y-%m-%d", "%d %B %Y")
_NO_SECTOR = frozenset({"", "UNK"})


class Case(Struct, frozen=True):
    """A surface form with its context and date; ``country`` or ``sector`` is ``None`` where the gold is silent."""

    text: str
    context: str
    date: str | None
    country: str | None
    sector: str | None


def iso_date(written: str | None) -> str | None:
    """Return a date as ISO 8601 has it; "today" and nothing stay open.

    >>> iso_date("10 May 2015")
    '2015-05-10'
    """
    for form in _DATE_FORMS:
        try:
            return datetime.strptime(written or "", form).date().isoformat()
        except ValueError:
            continue
    return None


def read(path: Path, _options: Options) -> Sequence[Case]:
    """Return the cases of a JSON-lines file that give a country or a sector."""
    rows = json_lines(path)
    cases = [
        Case(r["text"], r["context"] or "", iso_date(r["date"]), r["gold"].get("country"), r["gold"].get("code_1"))
        for r in rows
    ]
    return [case for case in cases if case.country is not None or case.sector is not None]


def is_right(case: Case, actor: Actor | None) -> bool:
    """Return whether an actor has the case's country and sector; a gold sector that is empty takes none."""
    country, sector = (actor.country, actor.sector) if actor else (None, None)
    wanted = None if case.sector is None else "" if case.sector in _NO_SECTOR else case.sector
    return (not case.country or country == case.country) and wanted in (None, sector or "")


def measure(items: Sequence[Any], _options: Options) -> Measured:
    """Return the share of cases with country and sector right, in percent."""
    resolver = stage("grounding.actors", "ActorResolver")()
    right = [is_right(c, resolver.resolve(c.text, context=c.context, date=c.date)) for c in items]
    return Measured({"accuracy": percent(sum(right) / (len(right) or 1))})


SET = GoldSet(
    name="actors",
    path="ground/actor_cases.jsonl",
    protocol="percent of surface forms whose country and first sector are both right, where the gold gives them",
    record="no published record; bar 88",
    metrics=("accuracy",),
    read=read,
    measure=measure,
)
