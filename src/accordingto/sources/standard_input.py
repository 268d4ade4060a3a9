"""Standard input has no name to tell its format by; its first characters do."""

import io
import re
from typing import IO, BinaryIO, cast

from accordingto.sources.decoding import SAMPLE

_JSON = re.compile(rb"\s*(?:\{|\[\s*\{)")
_HTML = re.compile(rb"\s*<(?:!doctype\s+html|html|head|body|\?xml)\b", re.IGNORECASE)


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


def sniff(stdin: BinaryIO) -> tuple[str, IO[bytes]]:
    """Return the suffix that standard input's format would have as a file, and its bytes from the beginning."""
    head = stdin.read(SAMPLE)
    start = head.removeprefix(b"\xef\xbb\xbf")
    suffix = ".jsonl" if _JSON.match(start) else ".html" if _HTML.match(start) else ".txt"
    return suffix, io.BufferedReader(_Rewound(head, stdin))
