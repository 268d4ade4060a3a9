"""Reports of the workload file, as the benchmarks use them."""

import gzip
import json
from pathlib import Path

from accordingto.records import Report, derive_id
from accordingto.text import normalise, sha256


def load(path: Path, count: int) -> list[Report]:
    """Return ``count`` reports spread evenly over the workload, so that every outlet and crisis is in it."""
    rows = _rows(path)
    step = max(1, len(rows) // count)
    return [_report(row) for row in rows[::step][:count]]


def load_all(path: Path) -> list[Report]:
    """Return every report of the workload in the order of the file."""
    return [_report(row) for row in _rows(path)]


def _rows(path: Path) -> list[dict[str, str | None]]:
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        return [json.loads(line) for line in stream]


def _report(row: dict[str, str | None]) -> Report:
    text = normalise(row["text"] or "")
    sha = sha256(text)
    return Report(
        id=derive_id("report", row["outlet"], row["date"], sha, row["id"]),
        outlet=row["outlet"],
        url=row.get("url"),
        title=row.get("title"),
        byline=None,
        published=row["date"],
        published_precision="day",
        language="en",
        path=row["id"],
        sha256=sha,
        text=text,
    )
