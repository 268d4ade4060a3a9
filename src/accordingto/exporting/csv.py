"""CSV of the flat columns: UTF-8 with a header, RFC 4180 quoting, an empty cell for what is missing."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any, BinaryIO

from accordingto.columns import COLUMNS, Column
from accordingto.records import Record


def write(kind: str, records: Iterable[Record], stream: BinaryIO, beside: Sequence[Column] = ()) -> int:
    """Write the records of one kind, each with what stands ``beside`` it; return how many."""
    return write_rows((*COLUMNS[kind], *beside), records, stream)


def write_rows(columns: Sequence[Column], records: Iterable[Any], stream: BinaryIO) -> int:
    """Write these columns of some records; return how many rows."""
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow([column.name for column in columns])
    count = 0
    for count, record in enumerate(records, 1):
        rows.writerow([column.get(record) for column in columns])
    text.detach()
    return count
