"""Positions in the corpus: annotations of one report that quote its words (see ``corpus/GUIDELINES-positions.md``)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import yaml
from msgspec import Struct

from accordingto.errors import GoldError
from accordingto.records import EventType, LimitKind, LimitSense, PositionKind, PositionStatus
from accordingto.scoring.base import Row
from accordingto.scoring.corpus_files import Style, Words, locate, rows_of, twice
from accordingto.text import normalise


class LimitSaid(Struct, frozen=True, forbid_unknown_fields=True):
    """A limit as annotated."""

    kind: LimitKind
    sense: LimitSense
    words: Words


class PositionSaid(Struct, frozen=True, forbid_unknown_fields=True):
    """One annotated position, as the guidelines name its fields."""

    id: str
    kind: PositionKind
    evidence: Words
    holder: Words | None = None
    holder_is: str | None = None
    bearer: Words | None = None
    bearer_is: str | None = None
    action: Words | None = None
    act: EventType | None = None
    limits: list[LimitSaid] = []
    condition: Words | None = None
    consequence: Words | None = None
    status: PositionStatus = "in_force"
    status_words: Words | None = None
    since: Words | None = None
    replaces: str | None = None
    said_by: Words | None = None
    explicit: bool = True
    same_as: str | None = None
    optional: bool = False


class PositionReport(Struct, frozen=True):
    """One report of the corpus with its annotated positions; other keys are other annotations of the same report."""

    id: str
    style: Style
    region: str
    crisis: str
    outlet: str
    published: str
    text: str
    positions: list[PositionSaid]


_SPANS = ("holder", "bearer", "action", "condition", "consequence", "status_words", "since", "said_by")
_PLAIN = ("holder_is", "bearer_is", "act", "status", "explicit", "optional")


def load(path: Path) -> PositionReport:
    """Return the report of one YAML file; raises ``GoldError`` where it breaks the format."""
    try:
        page: Any = yaml.safe_load(path.read_text("utf-8"))
        report = msgspec.convert(page, PositionReport)
    except (msgspec.ValidationError, yaml.YAMLError) as error:
        raise GoldError(f"{path}: {error}") from error
    if report.id != path.stem:
        raise GoldError(f"{path}: its id is {report.id!r}, not the file's name")
    if report.text != normalise(report.text):
        raise GoldError(f"{path}: the text holds characters that would be changed when it is read")
    return report


def to_row(report: PositionReport, said: PositionSaid) -> Row:
    """Return an annotation as a gold row with offsets; raises ``ValueError`` where words do not occur."""
    evidence = locate(report.text, said.evidence, None)
    near = evidence["start"], evidence["end"]
    row: Row = {"kind": "position", "report": report.id, "id": f"{report.id}/{said.id}", "position": said.kind}
    row["evidence"] = evidence
    for name in _SPANS:
        words = getattr(said, name)
        row[name] = locate(report.text, words, near) if words is not None else None
    row["limits"] = [{"kind": x.kind, "sense": x.sense, **locate(report.text, x.words, near)} for x in said.limits]
    for name in _PLAIN:
        row[name] = getattr(said, name)
    for name in ("same_as", "replaces"):
        if getattr(said, name):
            row[name] = f"{report.id}/{getattr(said, name)}"
    return row


def to_rows(report: PositionReport) -> list[Row]:
    """Return all annotated positions of a report; raises ``GoldError`` naming every one that does not hold."""
    faults = [*twice(report.id, report.positions), *_broken_links(report)]
    return rows_of(report.id, report.positions, lambda said: to_row(report, said), faults)


def _broken_links(report: PositionReport) -> Iterator[str]:
    known = {s.id for s in report.positions}
    for said in report.positions:
        for field in ("same_as", "replaces"):
            other = getattr(said, field)
            if other and (other not in known or other == said.id):
                yield f"{report.id}/{said.id}: {field} names {other!r}, which is not there"
