"""JSON lines: the record contract itself."""

from collections.abc import Iterable
from typing import BinaryIO

from accordingto.records import Record, encode


def write(records: Iterable[Record], stream: BinaryIO) -> int:
    """Write one record a line; return how many."""
    count = 0
    for count, record in enumerate(records, 1):
        stream.write(encode(record).encode() + b"\n")
    return count
