"""A byte stream → numbered lines of text, none held longer than needed, none longer than a report can be."""

import codecs
from collections.abc import Iterator
from itertools import count
from typing import IO

from accordingto.errors import SourceError
from accordingto.sources.decoding import decode, guess_encoding, refuse_binary
from accordingto.sources.facts import MAX_BYTES

MAX_LINE = 3 * MAX_BYTES
"""Longest line in bytes: a report at its longest, escaped as JSON writes it (``\\uXXXX``), and its facts."""

_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def lines_of(stream: IO[bytes]) -> Iterator[tuple[int, str | SourceError]]:
    """Yield (number from 1, line with its end), or an error in place of a line that is too long or no text.

    A stream that begins as no text does is given up after one error.

    A line that is not UTF-8 is decoded by the encoding that the first such line suggests.
    """
    fallback: str | None = None
    for number in count(1):
        line = stream.readline(MAX_LINE + 1)
        if not line:
            return
        if number == 1:
            if line.startswith(_WIDE):
                yield from _wide_lines(line, stream)
                return
            line = line.removeprefix(codecs.BOM_UTF8)
            try:
                refuse_binary(line)
            except SourceError as error:
                yield number, error
                return
        if len(line) > MAX_LINE:
            _skip_line(stream)
            yield (
                number,
                SourceError("too_long", f"this line is longer than {MAX_LINE:,} bytes: split it into articles"),
            )
            continue
        try:
            yield number, line.decode("utf-8")
        except UnicodeDecodeError:
            try:
                fallback = fallback or guess_encoding(line)
                yield number, line.decode(fallback, "replace")
            except SourceError as error:
                yield number, error


def _skip_line(stream: IO[bytes]) -> None:
    while (piece := stream.readline(MAX_LINE)) and not piece.endswith(b"\n"):
        pass


def _wide_lines(first: bytes, stream: IO[bytes]) -> Iterator[tuple[int, str | SourceError]]:
    """UTF-16 cannot be cut at bytes; such files are held whole, up to the size of one very long line."""
    rest = stream.read(4 * MAX_LINE + 1)
    if len(rest) > 4 * MAX_LINE:
        yield 1, SourceError("too_long", "this UTF-16 file is too big to hold: save it as UTF-8")
        return
    yield from enumerate(decode(first + rest).splitlines(keepends=True), 1)
