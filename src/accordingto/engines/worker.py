"""The process at the other end: it loads the model once, then reads one report after another.

Only bytes of JSON go either way. It ends when it is told to, when it has grown, and when the process that
started it is gone.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait
from threading import Thread
from typing import NamedTuple

import msgspec

from accordingto.engines.memory import allow, resident_mb
from accordingto.errors import AccordingToError
from accordingto.records import Record, Report, make_problem

READY = b"ready"
FAILED = b"failed "
STOP = b""
LAST = b"last "
"""Messages beside reports and readings; a reading behind ``LAST`` is the worker's last one."""

MEMORY_LIMIT = 2_000
"""MB that a worker may take beyond what its language model holds; a report that needs more is not read."""

GROWTH = 400
"""MB over what a worker held at its start at which it makes room for a new one: what long reports leave would stay."""

TOGETHER = 16
"""Reports whose words are kept in memory together."""

READING = msgspec.json.Decoder(list[Record])


class Reader(NamedTuple):
    """What a worker does: ``read`` one report, ``memory`` frees what some reports in a row took."""

    read: Callable[[Report], list[Record]]
    memory: Callable[[], AbstractContextManager[object]]


def pipeline_reader(model: str) -> Reader:
    """Return the full reading with the named language model."""
    from accordingto import pipeline

    tools = pipeline.load_tools(model)
    return Reader(lambda report: pipeline.read_one(report, tools), tools.nlp.memory_zone)


def work(connection: Connection, start: Callable[[], Reader], memory_limit: int = MEMORY_LIMIT) -> None:
    """Serve one connection until it closes, or until this process has grown; ``memory_limit`` is in MB a report."""
    Thread(target=end_with_parent, daemon=True).start()
    try:
        reader = start()
    except AccordingToError as error:
        connection.send_bytes(FAILED + str(error).encode())
        return
    allow(memory_limit)
    connection.send_bytes(READY)
    reports, most = _reports(connection), (resident_mb() or 0) + GROWTH
    try:
        while _some(connection, reader, reports, most):
            pass
    except OSError:  # the other end is gone: there is nobody to read for
        return


def _some(connection: Connection, reader: Reader, reports: Iterator[Report], most: int) -> bool:
    """Read some reports; return whether there may be more: not once this process holds more than ``most`` MB."""
    with reader.memory():
        for _ in range(TOGETHER):
            report = next(reports, None)
            if report is None:
                return False
            reading = _reading(reader, report)
            grown = reading is None or (resident_mb() or 0) > most
            answer = msgspec.json.encode(over_memory(report) if reading is None else reading)
            connection.send_bytes(LAST + answer if grown else answer)
            if grown:
                return False
    return True


def _reading(reader: Reader, report: Report) -> list[Record] | None:
    """Return the records of a report, ``None`` where it takes more memory than it may."""
    try:
        return reader.read(report)
    except MemoryError:
        return None


def over_memory(report: Report) -> list[Record]:
    """Return what stands for the reading of a report that takes too much memory: the report and a problem."""
    detail = "not read in the memory that it may take; allow more with --memory-limit, or split the report"
    return [report, make_problem(report.path, "reading", "memory limit", detail)]


def _reports(connection: Connection) -> Iterator[Report]:
    decoder = msgspec.json.Decoder(Report)
    while True:
        try:
            message = connection.recv_bytes()
        except EOFError:
            return
        if message == STOP:
            return
        yield decoder.decode(message)


def end_with_parent() -> None:
    """Wait for the end of the process that started this one, and end then."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
