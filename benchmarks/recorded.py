"""A reading that was done before, played back: for faults that have nothing to do with how a report is read."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from pathlib import Path

import msgspec

from accordingto.engines.worker import READING, Reader
from accordingto.records import Record, Report

PAUSE = 0.02
"""Seconds that playing back one report takes, so that a fault can meet it."""


def record(readings: Iterable[list[Record]], path: Path) -> None:
    """Keep readings, each a report followed by its records, in a file."""
    kept = {first.id: [first, *rest] for first, *rest in readings if isinstance(first, Report)}
    path.write_bytes(msgspec.json.encode(kept))


def player(path: Path) -> Callable[[Report], list[Record]]:
    """Return what gives the reading of a report as it was recorded."""
    kept = msgspec.json.decode(path.read_bytes(), type=dict[str, msgspec.Raw])

    def read(report: Report) -> list[Record]:
        time.sleep(PAUSE)
        return READING.decode(kept[report.id])

    return read


def reader(path: Path, _: str) -> Reader:
    """Return what a worker process reads with, in the place of a language model."""
    return Reader(player(path), nullcontext)


def read_reports(path: Path, reports: Iterable[Report]) -> Iterator[list[Record]]:
    """Yield the readings of some reports."""
    return map(player(path), reports)
