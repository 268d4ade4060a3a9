"""Arrow tables of the flat columns, and Parquet files of them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from accordingto.columns import COLUMNS, flat
from accordingto.records import Record, encode

_TYPES = {str: pa.string(), int: pa.int64(), float: pa.float64()}

_GROUP = 10_000
"""Rows of a Parquet row group: enough to compress well, little enough to hold in memory."""


def schema(kind: str) -> Any:
    """Return the Arrow schema of one record kind's flat columns."""
    return pa.schema([(column.name, _TYPES[column.type]) for column in COLUMNS[kind]])


def table(kind: str, records: Iterable[Record]) -> Any:
    """Return the records of one kind as an Arrow table."""
    return pa.Table.from_pylist([flat(record) for record in records], schema=schema(kind))


def _groups(kind: str, records: Iterable[Record]) -> Iterator[Any]:
    iterator = iter(records)
    while rows := list(islice(iterator, _GROUP)):
        yield table(kind, rows)


def write(kind: str, records: Iterable[Record], stream: BinaryIO) -> int:
    """Write the records of one kind as Parquet; return how many."""
    count = 0
    with pq.ParquetWriter(stream, schema(kind)) as writer:
        for group in _groups(kind, records):
            writer.write_table(group)
            count += group.num_rows
    return count


@contextmanager
def whole_writer(kind: str, stream: BinaryIO) -> Iterator[Callable[[Sequence[Record]], None]]:
    """Yield a function that writes records of one kind as one row group: the flat columns and ``record``, their JSON.

    With the column ``record`` nothing is lost: it is the record as the JSON-lines contract has it.
    """
    columns = schema(kind).append(pa.field("record", pa.string()))

    def write_group(records: Sequence[Record]) -> None:
        rows = [{**flat(record), "record": encode(record)} for record in records]
        writer.write_table(pa.Table.from_pylist(rows, schema=columns))

    with pq.ParquetWriter(stream, columns) as writer:
        yield write_group
