"""The process at the other end: it loads the model once, then reads one report after another.

Only bytes of JSON go either way. It ends when it is told to, and when the process that started it is gone.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait
from threading import Thread
from typing import NamedTuple

import msgspec

from accordingto.errors import AccordingToError
from accordingto.records import Record, Report

READY = b"ready"
FAILED = b"failed "
STOP = b""
"""Messages beside reports and readings."""

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


def work(connection: Connection, start: Callable[[], Reader]) -> None:
    """Serve one connection until it closes."""
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ.setdefault(name, "1")  # the workers share the cores already
    Thread(target=end_with_parent, daemon=True).start()
    try:
        reader = start()
    except AccordingToError as error:
        connection.send_bytes(FAILED + str(error).encode())
        return
    connection.send_bytes(READY)
    reports = _reports(connection)
    try:
        while _some(connection, reader, reports):
            pass
    except OSError:  # the other end is gone: there is nobody to read for
        return


def _some(connection: Connection, reader: Reader, reports: Iterator[Report]) -> bool:
    """Read some reports; return whether there may be more."""
    with reader.memory():
        for _ in range(TOGETHER):
            report = next(reports, None)
            if report is None:
                return False
            connection.send_bytes(msgspec.json.encode(reader.read(report)))
    return True


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
