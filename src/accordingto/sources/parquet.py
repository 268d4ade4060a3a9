"""Parquet tables → reports, some rows at a time."""

from collections.abc import Iterator, Mapping
from typing import Any

from accordingto.errors import SourceError
from accordingto.records import Problem, Report
from accordingto.sources.facts import Facts, problem
from accordingto.sources.tables import read_row, text_column

ROWS_AT_ONCE = 256
"""Rows held at a time: some megabytes of news, whatever the size of the table."""


def read_parquet(path: str, facts: Facts, asked: Mapping[str, str]) -> Iterator[Report | Problem]:
    """Yield the reports of a Parquet table; a row's path is the table's with ``#`` and its number from 1."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    number = 0
    try:
        with pq.ParquetFile(path) as table:
            columns = text_column(table.schema_arrow.names, asked)
            for batch in table.iter_batches(ROWS_AT_ONCE, columns=sorted(set(columns.values()))):
                for row in batch.to_pylist():
                    number += 1
                    yield from read_row(f"{path}#{number}", _plain(row), columns, facts)
    except SourceError as error:
        yield problem(path, error)
    except (pa.ArrowException, OSError, ValueError) as error:
        reason = str(error).splitlines()[0]
        advice = "write it again with any Parquet writer"
        yield problem(
            path, SourceError("broken", f"not a readable Parquet table after row {number} ({reason}): {advice}")
        )


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """Text that was stored as bytes is decoded; everything else stays."""
    return {
        name: value.decode("utf-8", "replace") if isinstance(value, bytes) else value for name, value in row.items()
    }
