"""JSON lines → reports, one line at a time; also a JSON array or object, which must be read whole."""

import json
from collections.abc import Iterator, Mapping
from typing import IO, Any

import msgspec

from accordingto.errors import SourceError
from accordingto.records import Problem, Report
from accordingto.sources.facts import MAX_CHARACTERS, Facts, problem
from accordingto.sources.lines import lines_of
from accordingto.sources.tables import read_row, text_column

MAX_WHOLE = 64 * MAX_CHARACTERS
"""Largest JSON array in bytes that is read, since it must be held whole; JSON lines have no such bound."""


def read_json_lines(path: str, stream: IO[bytes], facts: Facts, asked: Mapping[str, str]) -> Iterator[Report | Problem]:
    """Yield the reports of a stream of JSON lines; a line that cannot be read is a problem, the others are read.

    ``asked`` maps fields to keys. A row's path is the file's with ``#`` and the line's number.
    """
    for number, line in lines_of(stream):
        where = f"{path}#{number}"
        if isinstance(line, SourceError):
            yield problem(where, line)
        elif number == 1 and _opens_whole(line):
            yield from _read_whole(path, line, stream, facts, asked)
            return
        elif line.strip():
            yield from _read_line(where, line, facts, asked)


def _opens_whole(line: str) -> bool:
    """A first line that only begins something: an array, or an object set over several lines."""
    return line.lstrip().startswith("[") or line.strip() == "{"


def _read_whole(
    path: str, first: str, stream: IO[bytes], facts: Facts, asked: Mapping[str, str]
) -> Iterator[Report | Problem]:
    rest = stream.read(MAX_WHOLE + 1)
    if len(rest) > MAX_WHOLE:
        yield problem(path, SourceError("too_long", "this JSON array is too big to hold: save it as JSON lines"))
        return
    try:
        values: Any = msgspec.json.decode(first.encode("utf-8", "replace") + rest)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        yield problem(path, SourceError("malformed", f"this is not JSON ({error}): check how it was written"))
        return
    for number, value in enumerate(values if isinstance(values, list) else [values], 1):
        yield from _read_value(f"{path}#{number}", value, facts, asked)


def _read_line(where: str, line: str, facts: Facts, asked: Mapping[str, str]) -> Iterator[Report | Problem]:
    try:
        value = _decode(line)
    except (ValueError, RecursionError) as error:
        yield problem(where, SourceError("malformed", f"this line is not JSON ({error}); the other lines are read"))
        return
    yield from _read_value(where, value, facts, asked)


def _decode(line: str) -> Any:
    """One line's value; a lone surrogate, which JSON can write and no text can hold, is left to be replaced."""
    try:
        return msgspec.json.decode(line.encode("utf-8", "replace"))
    except msgspec.DecodeError:
        if "\\ud" not in line.lower():
            raise
        return json.loads(line)


def _read_value(where: str, value: object, facts: Facts, asked: Mapping[str, str]) -> Iterator[Report | Problem]:
    if not isinstance(value, dict):
        kind = type(value).__name__
        yield problem(where, SourceError("malformed", f"a JSON object is needed, this is a {kind}"))
        return
    try:
        columns = text_column([str(name) for name in value], _present(asked, value))
    except SourceError as error:
        yield problem(where, error)
        return
    yield from read_row(where, value, columns, facts)


def _present(asked: Mapping[str, str], value: Mapping[str, Any]) -> dict[str, str]:
    """Keys that a line may lack: all but the text."""
    return {field: key for field, key in asked.items() if field == "text" or key in value}
