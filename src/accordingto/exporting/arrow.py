"""Arrow tables of the flat columns, and Parquet files of them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from accordingto.columns import COLUMNS, Column, flat
from accordingto.records import Record, encode

_TYPES = {str: pa.string(), int: pa.int64(), float: pa.float64()}

_GROUP = 10_000
"""Rows of a Parquet row group: enough to compress well, little enough to hold in memory."""


def schema(kind: str) -> Any:
    """Return the Arrow schema of one record kind's flat columns."""
    return schema_of(COLUMNS[kind])


def schema_of(columns: Sequence[Column]) -> Any:
    """Return the Arrow schema of some flat columns."""
    return pa.schema([(column.name, _TYPES[column.type]) for column in columns])


def table(kind: str, records: Iterable[Record]) -> Any:
    """Return the records of one kind as an Arrow table."""
    return table_of(COLUMNS[kind], records)


def table_of(columns: Sequence[Column], records: Iterable[Any]) -> Any:
    """Return some columns of records as an Arrow table."""
    rows = [{column.name: column.get(record) for column in columns} for record in records]
    return pa.Table.from_pylist(rows, schema=schema_of(columns))


def write(kind: str, records: Iterable[Record], stream: BinaryIO, beside: Sequence[Column] = ()) -> int:
    """Write the records of one kind as Parquet, each with what stands ``beside`` it; return how many."""
    return write_rows((*COLUMNS[kind], *beside), records, stream)


def write_rows(columns: Sequence[Column], records: Iterable[Any], stream: BinaryIO) -> int:
    """Write these columns of some records as Parquet; return how many rows."""
    count, iterator = 0, iter(records)
    with pq.ParquetWriter(stream, schema_of(columns)) as writer:
        while rows := list(islice(iterator, _GROUP)):
            group = table_of(columns, rows)
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
