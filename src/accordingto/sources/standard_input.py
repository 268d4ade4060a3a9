"""Standard input has no name to tell its format by; its first characters do."""

import io
import re
from typing import IO, BinaryIO, cast

from accordingto.sources.decoding import SAMPLE
from accordingto.sources.tables import match_columns

_JSON = re.compile(rb"\s*(?:\{|\[\s*\{)")
_XML = re.compile(rb"\s*(?:<\?xml[^>]{0,200}>)?\s*<(?:rss|rdf:RDF|feed|urlset|sitemapindex)\b", re.IGNORECASE)
_WARC = re.compile(rb"WARC/1\.\d\r?\n")
_HTML = re.compile(rb"\s*<(?:!doctype\s+html|html|head|body|\?xml)\b", re.IGNORECASE)

_LONGEST_HEAD = 2000
"""Bytes within which a table's first line ends."""


class _Rewound(io.RawIOBase):
    """A stream whose first bytes were already taken and are given back first."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast(bytearray, buffer))
        piece = self._head[: len(view)] if self._head else self._rest.read(len(view))
        self._head = self._head[len(piece) :]
        view[: len(piece)] = piece
        return len(piece)


def _table(start: bytes) -> str | None:
    """Return the suffix of a table where the first line names a text column and another of a report's fields."""
    line = start[:_LONGEST_HEAD].partition(b"\n")[0].decode("utf-8", "replace").strip()
    for delimiter, suffix in ((",", ".csv"), (";", ".csv"), ("\t", ".tsv")):
        fields = match_columns([name.strip('" ') for name in line.split(delimiter)], {})
        if "text" in fields and len(fields) > 1:
            return suffix
    return None


def _suffix(start: bytes) -> str:
    for pattern, suffix in ((_JSON, ".jsonl"), (_XML, ".xml"), (_HTML, ".html"), (_WARC, ".warc")):
        if pattern.match(start):
            return suffix
    return _table(start) or ".txt"


def sniff(stdin: BinaryIO) -> tuple[str, IO[bytes]]:
    """Return the suffix that standard input's format would have as a file, and its bytes from the beginning."""
    head = stdin.read(SAMPLE)
    start = head.removeprefix(b"\xef\xbb\xbf")
    return _suffix(start), io.BufferedReader(_Rewound(head, stdin))
