"""CSV and TSV tables → reports, one row at a time."""

import csv
from collections.abc import Iterator, Mapping
from typing import IO

from accordingto.errors import SourceError
from accordingto.records import Problem, Report
from accordingto.sources.facts import MAX_CHARACTERS, Facts, problem
from accordingto.sources.lines import lines_of
from accordingto.sources.tables import read_row, text_column

MAX_FIELD = 4 * MAX_CHARACTERS
"""Longest cell in characters that the CSV reader takes, above a report's limit so that it can be named too long."""

_DELIMITERS = ",;\t|"


def read_delimited(
    path: str, stream: IO[bytes], facts: Facts, asked: Mapping[str, str], *, tabs: bool = False
) -> Iterator[Report | Problem]:
    """Yield the reports of a CSV table (``tabs`` for TSV); a row that cannot be read is a problem.

    The first row names the columns; a row's path is the table's with ``#`` and its number, the first after the head 1.
    """
    lines = _Lines(stream)
    try:
        head = lines.first()
        delimiter = "\t" if tabs else _delimiter(head)
        csv.field_size_limit(max(csv.field_size_limit(), MAX_FIELD))
        rows = csv.reader(lines, delimiter=delimiter)
        names = next(rows, [])
        columns = text_column(names, asked)
    except (SourceError, csv.Error) as error:
        yield problem(path, error if isinstance(error, SourceError) else SourceError("malformed", str(error)))
        return
    yield from _read_rows(path, rows, names, columns, facts)


def _read_rows(
    path: str, rows: Iterator[list[str]], names: list[str], columns: Mapping[str, str], facts: Facts
) -> Iterator[Report | Problem]:
    number = 0
    while True:
        number += 1
        where = f"{path}#{number}"
        try:
            row = next(rows, None)
            if row is None:
                return
            if not row:
                number -= 1
                continue
            if len(row) > len(names) or len(row) < len(columns):
                advice = "check its quotes and delimiters"
                raise SourceError("malformed", f"{len(row)} cells where the head has {len(names)}: {advice}")
        except csv.Error as error:
            yield problem(where, SourceError("malformed", f"{error}: check its quotes; the other rows are read"))
            continue
        except SourceError as error:
            yield problem(where, error)
            continue
        yield from read_row(where, dict(zip(names, row, strict=False)), columns, facts)


def _delimiter(head: str) -> str:
    """The delimiter that cuts the head most often; a comma where none does."""
    return max(_DELIMITERS, key=head.count) if any(d in head for d in _DELIMITERS) else ","


class _Lines:
    """The lines of a stream as ``csv.reader`` takes them, with a look at the first; errors end up in the reader."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._lines = lines_of(stream)
        self._ahead: str | None = None

    def first(self) -> str:
        """Return the first line without using it up; raises ``SourceError`` where there is none or it is no text."""
        self._ahead = self._take(next(self._lines, (1, "")))
        if not self._ahead:
            raise SourceError("empty", "there is no text in it: check that the table was saved whole")
        return self._ahead

    @staticmethod
    def _take(numbered: tuple[int, str | SourceError]) -> str:
        line = numbered[1]
        if isinstance(line, SourceError):
            raise line
        return line.replace("\0", "")

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        if self._ahead is not None:
            line, self._ahead = self._ahead, None
            return line
        return self._take(next(self._lines))
