"""A seal over all that was read from a report: whether every record is there, and as it was written."""

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
