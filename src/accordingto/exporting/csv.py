"""CSV of the flat columns: UTF-8 with a header, RFC 4180 quoting, an empty cell for what is missing."""

import csv
import io
from collections.abc import Iterable
from typing import BinaryIO

from accordingto.columns import COLUMNS, flat
from accordingto.records import Record


def write(kind: str, records: Iterable[Record], stream: BinaryIO) -> int:
    """Write the records of one kind; return how many."""
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    rows = csv.DictWriter(text, [column.name for column in COLUMNS[kind]], lineterminator="\n")
    rows.writeheader()
    count = 0
    for count, record in enumerate(records, 1):
        rows.writerow(flat(record))
    text.detach()
    return count
