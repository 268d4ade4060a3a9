"""Plain text: the words as they are."""

from collections.abc import Iterator

from accordingto.records import Problem, Report
from accordingto.sources.decoding import decode
from accordingto.sources.facts import Facts, make


def read_text(path: str, data: bytes, facts: Facts) -> Iterator[Report | Problem]:
    """Yield the report of a plain text; UTF-8 that is NFC with LF line ends is kept to the letter."""
    yield from make(path, decode(data), facts)
