"""AccordingTo: who did what to whom, according to whom.

>>> import accordingto as acc
>>> record = acc.read("examples/reports")      # doctest: +SKIP
>>> record.statements.to_pandas()              # doctest: +SKIP
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from accordingto.errors import (
    AccordingToError,
    CaseError,
    CodebookError,
    GoldError,
    ModelError,
    SourceError,
    UsageError,
    WorkerError,
)

if TYPE_CHECKING:
    from accordingto.comparing.ledger import Standing
    from accordingto.frames import CaseRecord
    from accordingto.sources.fetching import Fetcher
    from accordingto.views import Row

__version__ = "0.1.0"

__all__ = [
    "AccordingToError",
    "CaseError",
    "CodebookError",
    "GoldError",
    "ModelError",
    "SourceError",
    "UsageError",
    "WorkerError",
    "compare",
    "open_case",
    "positions_on",
    "read",
]


def read(
    *paths: str | Path,
    model: str | None = None,
    workers: int = 1,
    time_limit: float | None = None,
    memory_limit: int | None = None,
    engine: str = "local",
    scheduler: str | None = None,
    fetch: bool = False,
    **options: Any,
) -> "CaseRecord":
    """Read reports into memory and return their record.

    ``paths`` are files or folders in any of the formats of the command line. ``options`` are the fields of
    ``sources.SourceOptions``: ``outlet``, ``published``, ``title``, ``url``, ``language``, ``columns``. What could not
    be read is in ``record.problems``. ``workers`` is the number of processes that read, 0 for one a core as memory
    allows; ``time_limit`` the seconds and ``memory_limit`` the MB that a report may take (docs/speed.md). Several
    workers in a script need the usual ``if __name__ == "__main__":`` around the call. ``engine="dask"`` reads on the
    cluster of that ``scheduler`` (see docs/clusters.md). Addresses (``https://…``) among the paths are asked for only
    with ``fetch=True``. Raises ``ModelError`` where the language model is missing, ``WorkerError`` where workers do
    not start.
    """
    from accordingto import engines, pipeline, sources
    from accordingto.batches import BATCH, in_batches
    from accordingto.frames import CaseRecord
    from accordingto.reading.model import DEFAULT_MODEL
    from accordingto.records import Record, Report

    records: list[Record] = []
    reports: dict[str, Report] = {}
    for found in sources.read(paths, options=sources.SourceOptions(**options), fetch=_fetcher() if fetch else None):
        if isinstance(found, Report):
            reports.setdefault(found.id, found)
        else:
            records.append(found)
    with engines.choose(
        model or DEFAULT_MODEL, workers, time_limit, engine=engine, scheduler=scheduler, memory_limit=memory_limit
    ) as chosen:
        for batch in chosen.read(in_batches(reports.values(), BATCH)):
            records.extend(record for reading in batch for record in reading)
    return CaseRecord(pipeline.compare(records))


def _fetcher() -> "Fetcher":
    from accordingto.sources.fetching import AGENT, Fetcher, Visits

    return Fetcher(Visits(AGENT))


def positions_on(
    path: str | Path,
    as_of: str | None = None,
    *,
    holder: str | None = None,
    toward: str | None = None,
    about: str | None = None,
) -> "tuple[Standing, ...]":
    """Return which positions of a case file stood on a day, which waited on a condition, and which had ended.

    ``as_of`` is a day as YYYY-MM-DD, ``None`` for the latest. ``holder`` and ``toward`` are ISO codes, names or
    offices, ``about`` a kind of action ("weapons"), a PLOVER type, a class of equipment or words. Each answer has the
    entry, the group it is in and the steps it went through. Raises ``CaseError`` where there is no case, ``UsageError``
    for a day that is none.

    >>> positions_on("crisis.db", "2024-06-07", holder="USA", toward="UKR", about="weapons")  # doctest: +SKIP
    """
    from accordingto.comparing.ledger import Query
    from accordingto.standing import standing

    return standing(path, Query(as_of=as_of, holder=holder, toward=toward, about=about))


def open_case(path: str | Path) -> "CaseRecord":
    """Return the record that a case holds: a file, or an address ``postgresql://…``; raises ``CaseError`` where there
    is none.
    """
    from accordingto.casefile import Case, records, reviewing
    from accordingto.columns import COLUMNS
    from accordingto.frames import CaseRecord

    with Case(path, read_only=True) as case:
        return CaseRecord((record for kind in COLUMNS for record in records(case, kind)), reviewing.listed(case))


def compare(path: str | Path, *reports: str, story: str | None = None) -> "tuple[Row, ...]":
    """Return reports of a case file side by side: where they differ, what they agree on, what only one carries.

    ``reports`` are ids or paths of reports, ``story`` is the id of a story; without either, all are compared, story by
    story. Raises ``CaseError`` where there is no case, ``UsageError`` for a name that fits no report or several.

    >>> compare("crisis.db", "monday.txt", "tuesday.txt")  # doctest: +SKIP
    """
    return open_case(path).compare(*reports, story=story)
