"""What a source says about an article, merged by precedence and made into a report."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from accordingto import text as texts
from accordingto.errors import SourceError, UsageError
from accordingto.records import Problem, Report, Zone, derive_id, make_problem
from accordingto.sources.credits import wire_credits
from accordingto.sources.dates import parse_date

STAGE = "sources"

MAX_CHARACTERS = 1_000_000
"""Longest report in characters: the parser's own limit (spaCy ``max_length``), beyond which memory is not bounded."""

MAX_BYTES = 4 * MAX_CHARACTERS
"""No encoding that we read needs more bytes for a report; a bigger file of plain text is refused unread."""

MAX_FACT = 4_000
"""Longest fact in characters: a longer title, name or address is something else that stands in its place."""

_SHOWN = 80
"""Characters of a fact that a problem quotes."""

_SURROGATES = re.compile(r"[\ud800-\udfff]")
_VISIBLE = re.compile(r"\w")


class Facts(Struct, frozen=True):
    """What one source says about an article; ``None`` where it says nothing. ``published`` is still as written."""

    outlet: str | None = None
    published: str | None = None
    title: str | None = None
    url: str | None = None
    byline: str | None = None
    language: str | None = None


FACTS: tuple[str, ...] = Facts.__struct_fields__

OTHER_NAMES = {"date": "published", "source": "outlet", "headline": "title", "author": "byline", "lang": "language"}
"""What people also call our fields, in sidecars and in column mappings."""


@dataclass(frozen=True, slots=True)
class SourceOptions:
    """What the user says about all input of one call; beats the sidecar, which beats the file itself.

    ``columns`` maps a field (``text``, ``title``, ``outlet``, ``published``, ``url``, ``byline``, ``language``) to the
    name of a table's column or of a JSON line's key; ``date``, ``headline``, ``author`` and ``source`` are understood.
    Raises ``UsageError`` for a field that reports do not have, and for a date that is not certainly one date.
    """

    outlet: str | None = None
    published: str | None = None
    language: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    title: str | None = None
    url: str | None = None

    def __post_init__(self) -> None:
        """Call the fields of ``columns`` by our own names; refuse a date that is none."""
        if self.published is not None and parse_date(self.published) is None:
            raise UsageError(f"{self.published!r} is not one certain date: write it as YYYY-MM-DD")
        named = {OTHER_NAMES.get(field, field): column for field, column in self.columns.items()}
        unknown = sorted(named.keys() - {"text", *FACTS})
        if unknown:
            known = ", ".join(("text", *FACTS))
            raise UsageError(f"a report has no field {unknown[0]!r} to fill from a column; the fields are: {known}")
        object.__setattr__(self, "columns", named)

    def facts(self) -> Facts:
        """Return the facts that the user gave."""
        return Facts(self.outlet, self.published, self.title, self.url, None, self.language)


def writable(words: str) -> str:
    """Return words without lone surrogates, which file names and JSON can hold and UTF-8 cannot."""
    return _SURROGATES.sub("\ufffd", words)


def clean(value: object) -> str | None:
    """Return a fact as one line of text, ``None`` where there is nothing in it or it cannot be one for its length."""
    if value is None or isinstance(value, dict | list | bytes | bool):
        return None
    line = " ".join(texts.normalise(_SURROGATES.sub("", str(value))).split())
    return line if 0 < len(line) <= MAX_FACT else None


def facts_from(values: Mapping[str, Any]) -> Facts:
    """Return the facts of a mapping that uses our own field names; other keys are left alone."""
    return Facts(**{name: clean(values.get(name)) for name in FACTS})


def merge(*sources: Facts) -> Facts:
    """Return the facts with each field from the first source that has it."""
    return Facts(**{name: next((v for s in sources if (v := getattr(s, name))), None) for name in FACTS})


def check_text(text: str) -> str:
    """Return a text normalised and fit to be read; raises ``SourceError`` where it is empty or too long."""
    if len(text) > MAX_CHARACTERS:
        raise SourceError(
            "too_long",
            f"{len(text):,} characters in one report, at most {MAX_CHARACTERS:,} are read: split it into articles",
        )
    normal = texts.normalise(writable(text))
    if not _VISIBLE.search(normal):
        raise SourceError("empty", "there is no text in it: check that the article was saved whole")
    return normal


def make(path: str, text: str, facts: Facts, zones: tuple[Zone, ...] = ()) -> Iterator[Report | Problem]:
    """Yield the report of an article, after a problem for a date that could not be read.

    ``zones`` holds what the markup itself names (a heading, a figure's caption), in offsets of the normalised text.
    The report's id comes from outlet, date, address and words, so the same article at another path is the same report.
    """
    normal, path = check_text(text), writable(path)
    date = parse_date(facts.published)
    if facts.published and date is None:
        yield make_problem(
            path,
            STAGE,
            "unclear_date",
            f"{facts.published[:_SHOWN]!r} is not one certain date; the report is read without one: give YYYY-MM-DD",
        )
    published, precision = date or (None, None)
    digest = texts.sha256(normal)
    report = Report(
        id=derive_id("report", facts.outlet, published, facts.url, digest),
        outlet=facts.outlet,
        url=facts.url,
        title=facts.title,
        byline=facts.byline,
        published=published,
        published_precision=precision,
        language=facts.language,
        path=path,
        sha256=digest,
        text=normal,
        zones=zones,
    )
    yield replace(report, wire_credits=wire_credits(report))


def problem(path: str, error: SourceError) -> Problem:
    """Return the problem row of something that could not be read."""
    return make_problem(writable(path), STAGE, error.reason, writable(error.detail))
