"""Seals over what was read from a report and over findings: whether all is there, and as it was written."""

import hashlib
from collections.abc import Iterable

from msgspec.structs import replace

from accordingto.records import Report, encode


def seal_of(report: Report, lines: Iterable[str]) -> str:
    """Return the SHA-256 (hex) of a report and the JSON lines of its records, in whatever order these come.

    What comparing adds to a report, its original and its story, is left out: it changes while the reading stays.
    """
    digest = hashlib.sha256(encode(replace(report, copy_of=None, story=None)).encode())
    for line in sorted(lines):
        digest.update(b"\0" + line.encode())
    return digest.hexdigest()


def seal_of_findings(lines: Iterable[str]) -> str:
    """Return the SHA-256 (hex) of the JSON lines of some findings, in whatever order these come."""
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


def seal_of_cells(*cells: str | None) -> str:
    """Return a short hash (64 bits, hex) of some cells: enough to see that one of them is altered."""
    return hashlib.sha256("\0".join(cell or "" for cell in cells).encode()).hexdigest()[:16]
