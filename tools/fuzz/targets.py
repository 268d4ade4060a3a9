"""What is fed: source readers, the steps before the parse, the whole reading; and what must hold of the outcome."""

import io
import os
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from accordingto import sources
from accordingto.casefile import Case, check
from accordingto.errors import AccordingToError, SourceError
from accordingto.grounding.times import finding
from accordingto.reading import quotes, zones
from accordingto.reading.paragraphs import paragraphs
from accordingto.reading.parsing import pieces
from accordingto.records import Problem, Record, Report, decode, encode
from accordingto.sources import MAX_CHARACTERS
from accordingto.sources.dates import parse_date
from accordingto.sources.decoding import decode as decode_bytes
from accordingto.sources.facts import Facts, make
from accordingto.text import holds, normalise

READ_WHOLE = 6_000
"""Characters of an input that the whole reading is given; a parse takes a second for some ten thousand."""


class Target(NamedTuple):
    """What is fed, the kinds of input that it gets, its share of all inputs, and about how long one takes, in ms."""

    feed: Callable[[bytes, Path], None]
    kinds: tuple[str, ...]
    share: float
    cost: float = 1


def sound(found: Iterable[Report | Problem]) -> list[Report]:
    """Return the reports that a source reader gives; raises ``AssertionError`` where one of its records is off."""
    reports = []
    for record in found:
        assert decode(encode(record)) == record, "a record does not survive its own JSON"
        if isinstance(record, Problem):
            assert record.reason, "a problem without a reason"
            assert record.detail, "a problem without advice"
            assert len(record.detail) < 5_000, "a problem as long as a report"
            continue
        assert normalise(record.text) == record.text, "a text is not normalised"
        assert record.text.strip(), "a report without text"
        assert len(record.text) <= 3 * MAX_CHARACTERS, "a text over the limit"
        assert all(0 <= z.start < z.end <= len(record.text) for z in record.zones), "a zone outside the text"
        reports.append(record)
    return reports


def _file(suffix: str) -> Callable[[bytes, Path], None]:
    def feed(data: bytes, folder: Path) -> None:
        path = folder / f"input{suffix}"
        path.write_bytes(data)
        sound(sources.read([path]))

    return feed


def _sidecar(data: bytes, folder: Path) -> None:
    (folder / "story.txt").write_text("Minister Ana Ruiz said the port would stay shut.")
    (folder / "story.meta.json").write_bytes(data)
    assert len(sound(sources.read([folder / "story.txt"]))) == 1, "a bad sidecar cost its report"


def _stdin(data: bytes, _: Path) -> None:
    sound(sources.read(["-"], stdin=io.BytesIO(data)))


def _name(data: bytes, folder: Path) -> None:
    """A file of that name is made where the system takes it; a name that leaves its folder must not be followed."""
    name = os.fsdecode(data)
    inside = folder / "names"
    inside.mkdir(exist_ok=True)
    plain = name.replace("/", "").replace("\0", "")[:80]
    if plain.strip(".") and len(os.fsencode(plain)) < 200:
        (inside / plain).write_text("Minister Ana Ruiz said the port would stay shut.")
    sound(sources.read([inside]))
    for path in inside.iterdir():
        path.unlink()
    if "etc" not in name:
        sound(sources.read([str(inside / name.replace("/", "_"))]))


def _decoding(data: bytes, _: Path) -> None:
    try:
        decode_bytes(data)
    except SourceError:
        return


def _date(data: bytes, _: Path) -> None:
    found = parse_date(data.decode("utf-8", "replace"))
    assert found is None or (found[0][:4].isdecimal() and found[1]), "a date that is none"


def report_of(data: bytes) -> Report | None:
    """Return some bytes as a report of the day, ``None`` where they are none."""
    try:
        found = [*make("input.txt", decode_bytes(data), Facts(outlet="The Echo", published="2031-03-03"))]
    except SourceError:
        return None
    return found[-1] if isinstance(found[-1], Report) else None


def _segmenting(data: bytes, _: Path) -> None:
    """Zones, paragraphs, quotations, dates in the text, and the pieces in which it would be parsed."""
    report = report_of(data)
    if report is None:
        return
    text = report.text
    assert all(0 <= z.start < z.end <= len(text) for z in zones.with_zones(report).zones), "a zone outside the text"
    assert "".join(pieces(text)) == text, "a piece is lost"
    spans = [(s.start, s.end) for s in paragraphs(text)] + [(q.start, q.end) for q in quotes.quotations(text)]
    assert all(0 <= start <= end <= len(text) for start, end in spans), "a span outside the text"
    for time in finding.find(text, anchor="2031-03-03"):
        assert 0 <= time.start < time.end <= len(text), "a time outside the text"


@cache
def _tools() -> Any:
    from accordingto import pipeline  # only the whole reading needs it, and it takes seconds

    return pipeline.load_tools()


def _whole(data: bytes, folder: Path) -> None:
    """The whole reading, into a case; what it quotes stands in the text."""
    report = report_of(data)
    if report is None:
        return
    if len(report.text) > READ_WHOLE:
        report = report_of(report.text[:READ_WHOLE].encode("utf-8", "replace"))
    if report is None:
        return
    from accordingto.pipeline import read_one

    tools = _tools()
    with tools.nlp.memory_zone():
        reading = read_one(report, tools)
    check_reading(report, reading)
    case = folder / "c.db"
    for path in folder.glob("c.db*"):
        path.unlink()
    with Case(case) as opened:
        opened.write(1, "fuzz", [(report, reading[1:])])
        found = check(opened)
    assert not found.faults, found.faults[0]


def check_reading(report: Report, reading: list[Record]) -> None:
    """Raise ``AssertionError`` where a reading failed or quotes what the report does not say."""
    assert isinstance(reading[0], Report), "a reading does not begin with its report"
    assert reading[0].id == report.id, "a reading of another report"
    for record in reading[1:]:
        assert decode(encode(record)) == record, "a record does not survive its own JSON"
        if isinstance(record, Problem):
            assert record.reason != "reading failed", record.detail
            continue
        evidence = getattr(record, "evidence", None)
        assert evidence is None or holds(report, evidence), "evidence that is not in the text"


TARGETS: dict[str, Target] = {
    "plain text": Target(_file(".txt"), ("text", "noise"), 0.13),
    "markdown": Target(_file(".md"), ("markdown",), 0.11, 3),
    "web pages": Target(_file(".html"), ("html",), 0.04, 10),
    "feeds": Target(_file(".xml"), ("feed", "noise"), 0.06, 2),
    "web archives": Target(_file(".warc.gz"), ("archive", "noise"), 0.02, 10),
    "json lines": Target(_file(".jsonl"), ("json", "noise"), 0.10),
    "csv": Target(_file(".csv"), ("table", "noise"), 0.09),
    "tsv": Target(_file(".tsv"), ("table",), 0.03),
    "parquet": Target(_file(".parquet"), ("parquet", "noise"), 0.03),
    "gzip": Target(_file(".txt.gz"), ("packed",), 0.03),
    "sidecars": Target(_sidecar, ("sidecar", "noise"), 0.05),
    "standard input": Target(_stdin, ("text", "json", "table", "noise"), 0.08),
    "file names": Target(_name, ("name",), 0.02),
    "encodings": Target(_decoding, ("text", "noise"), 0.05),
    "dates": Target(_date, ("date",), 0.085),
    "segmentation": Target(_segmenting, ("text", "markdown"), 0.06, 8),
    "whole reading": Target(_whole, ("text",), 0.015, 100),
}

EXPECTED = (AccordingToError,)
"""What may be raised on purpose; anything else is a finding."""
