"""A record gathered by id, so that views find what a finding or a position refers to."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from accordingto.errors import UsageError
from accordingto.records import Event, Finding, Position, Problem, Record, Report, Statement

Told = Statement | Event | Position
"""A record that one report carries."""


class Whole(Struct, frozen=True):
    """Everything of a case: reports and what they tell by id, in reading order; findings and problems."""

    reports: Mapping[str, Report]
    told: Mapping[str, Told]
    statements: Mapping[str, Statement]
    findings: tuple[Finding, ...] = ()
    problems: tuple[Problem, ...] = ()


def gather(records: Iterable[Record]) -> Whole:
    """Return records as one whole; reports come in the order of their publication."""
    reports: dict[str, Report] = {}
    told: dict[str, Told] = {}
    findings: list[Finding] = []
    problems: list[Problem] = []
    for record in records:
        match record:
            case Report():
                reports[record.id] = record
            case Finding():
                findings.append(record)
            case Problem():
                problems.append(record)
            case _:
                told[record.id] = record
    ordered = sorted(reports.values(), key=lambda r: (r.published or "~", r.outlet or "~", r.id))
    statements = {t.id: t for t in told.values() if isinstance(t, Statement)}
    return Whole({r.id: r for r in ordered}, told, statements, tuple(findings), tuple(problems))


def find_reports(whole: Whole, asked: Sequence[str]) -> tuple[str, ...]:
    """Return the ids of the reports that somebody names by id or its beginning, by path, or by the end of a path.

    Raises ``UsageError`` where a name fits no report or several.
    """
    return tuple(dict.fromkeys(_find_report(whole, one) for one in asked))


def _find_report(whole: Whole, asked: str) -> str:
    exact = [r.id for r in whole.reports.values() if asked in (r.id, r.path)]
    if not exact:
        ends = (asked, asked.partition("#")[0])
        exact = [
            r.id
            for r in whole.reports.values()
            if r.id.startswith(asked)
            or (r.path and (r.path.endswith("/" + ends[0]) or r.path.split("#")[0] == ends[0]))
        ]
    if len(exact) == 1:
        return exact[0]
    if not exact:
        raise UsageError(f"no report is called {asked!r}: see their ids and paths with `accordingto show CASE reports`")
    raise UsageError(f"{asked!r} fits {len(exact)} reports: write more of the id or path ({', '.join(exact[:5])})")
