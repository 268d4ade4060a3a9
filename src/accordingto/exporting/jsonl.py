"""JSON lines: the record contract itself."""

from collections.abc import Iterable
from typing import BinaryIO

from accordingto.columns import COLUMNS, kind_of
from accordingto.exporting.reviewed import NONE, Reviewed, line
from accordingto.records import Record
from accordingto.reviews import encode as encode_review


def write(records: Iterable[Record], stream: BinaryIO, reviewed: Reviewed = NONE) -> int:
    """Write one record a line, then one review a line; return how many lines."""
    beside = {kind: reviewed.columns(kind) for kind in COLUMNS}
    count = 0
    for count, record in enumerate(records, 1):
        stream.write(line(record, beside[kind_of(record)]).encode() + b"\n")
    for review in reviewed.reviews:
        stream.write(encode_review(review).encode() + b"\n")
    return count + len(reviewed.reviews)
