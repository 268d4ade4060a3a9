"""Reports sent out to be linked elsewhere: a question and its answer as bytes, and what answers it.

What links two reports depends on these two alone, so it can be asked of any process that has the same version.
"""

import zlib
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from accordingto.comparing.pairing import Link, links
from accordingto.comparing.sheets import Echo, Sheet, lay_out
from accordingto.records import Report, decode

Lines = tuple[str, ...]
"""A report and its records as lines of JSON, the report first."""

_QUICK = 1
"""Level of compression: lines shrink to a sixth at it already."""

_KEPT = 256
"""Reports that stay laid out in a process that answers: each is sent with several others."""

Posted = tuple[Lines, Echo | None]
"""A report as it is sent: its lines, and how its original stands for it (``sheets.echo_of``)."""

_Question = tuple[tuple[Posted, ...], tuple[Posted, ...], bool]
_QUESTION: msgspec.json.Decoder[_Question] = msgspec.json.Decoder(_Question)
_ANSWER: msgspec.json.Decoder[list[Link]] = msgspec.json.Decoder(list[Link])


def question(fresh: Sequence[Posted], others: Sequence[Posted], *, inside: bool) -> bytes:
    """Return the question what links ``fresh`` reports with ``others``, and with one another where ``inside``."""
    return zlib.compress(msgspec.json.encode((fresh, others, inside)), _QUICK)


def answer(message: bytes) -> bytes:
    """Return the links that a question asks for."""
    fresh, others, inside = _QUESTION.decode(zlib.decompress(message))
    found = links([_sheet(*one) for one in fresh], [_sheet(*one) for one in others], inside=inside)
    return zlib.compress(msgspec.json.encode(list(found)), _QUICK)


def answered(message: bytes) -> list[Link]:
    """Return the links that an answer holds."""
    return _ANSWER.decode(zlib.decompress(message))


@lru_cache(maxsize=_KEPT)
def _sheet(lines: Lines, echo: Echo | None) -> Sheet:
    first, *rest = map(decode, lines)
    if not isinstance(first, Report):
        raise TypeError(f"a report was expected, not {type(first).__name__}")
    return lay_out(first, rest, echo=echo)
