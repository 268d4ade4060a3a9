"""Stories of our own corpus: several reports of one happening in one YAML file, with the findings over them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
import yaml
from msgspec import Meta, Struct

from accordingto.errors import GoldError
from accordingto.records import FindingOf
from accordingto.scoring.base import Row
from accordingto.scoring.corpus_files import Words, locate
from accordingto.text import normalise

StoryVerdict = Literal["same", "part_of", "related", "only_one"]
DiffersIn = Literal["number", "status", "polarity", "attribution", "actor", "place", "time", "wording"]
DiffersAs = Literal["contradiction", "update", "scope", "rounding", "different_source", "only_one", "wording"]
CopyClass = Literal["wholly", "partly", "non-derived"]


class StoryReport(Struct, frozen=True, forbid_unknown_fields=True):
    """One report of a story."""

    id: str
    outlet: str
    published: str
    text: str
    publisher: str | None = None


class MemberSaid(Struct, frozen=True, forbid_unknown_fields=True):
    """The words that carry a finding in one report; ``also`` holds other tellings of the same in that report."""

    report: str
    words: Words
    also: list[Words] = []


class DifferenceSaid(Struct, frozen=True, forbid_unknown_fields=True):
    """In what the members differ, and why; ``a``, ``b``, ``c`` are the words of the reports of these ids."""

    field: DiffersIn
    type: DiffersAs
    a: Words | None = None
    b: Words | None = None
    c: Words | None = None


class OriginsSaid(Struct, frozen=True, forbid_unknown_fields=True):
    """How many independent origins stand behind a finding, at least and at most."""

    low: Annotated[int, Meta(ge=1)]
    high: Annotated[int, Meta(ge=1)]


class FindingSaid(Struct, frozen=True, forbid_unknown_fields=True):
    """One annotated finding, as the guidelines name its fields."""

    id: str
    of: FindingOf
    verdict: StoryVerdict
    members: Annotated[list[MemberSaid], Meta(min_length=1)]
    differences: list[DifferenceSaid] = []
    origins: OriginsSaid | None = None
    optional: bool = False


class CopySaid(Struct, frozen=True, forbid_unknown_fields=True):
    """What two reports are to each other that share wording."""

    reports: tuple[str, str]
    class_: CopyClass = msgspec.field(name="class")


class Story(Struct, frozen=True, forbid_unknown_fields=True):
    """One story: its reports, the findings over them, and which reports are copies."""

    id: str
    region: str
    crisis: str
    reports: Annotated[list[StoryReport], Meta(min_length=2)]
    findings: list[FindingSaid]
    copies: list[CopySaid] = []


def load(path: Path) -> Story:
    """Return the story of one YAML file; raises ``GoldError`` where it breaks the format."""
    try:
        page: Any = yaml.safe_load(path.read_text("utf-8"))
        story = msgspec.convert(page, Story)
    except (msgspec.ValidationError, yaml.YAMLError) as error:
        raise GoldError(f"{path}: {error}") from error
    if story.id != path.stem:
        raise GoldError(f"{path}: its id is {story.id!r}, not the file's name")
    for report in story.reports:
        if report.text != normalise(report.text):
            raise GoldError(f"{path}: report {report.id} holds characters that would be changed when it is read")
    return story


def to_rows(story: Story) -> list[Row]:
    """Return the findings of a story with offsets; raises ``GoldError`` naming every one that does not hold.

    A row has ``id``, ``of``, ``verdict``, ``optional``, ``origins`` (low and high, or ``None``), ``differences`` and
    ``members``: for each report the spans of ``words`` and of ``also``.
    """
    texts = {report.id: report.text for report in story.reports}
    rows, faults = [], list(_faults(story))
    for said in story.findings:
        try:
            rows.append(_row(story.id, said, texts))
        except (ValueError, KeyError) as error:
            faults.append(f"{story.id}/{said.id}: {error}")
    if faults:
        raise GoldError("\n".join(faults))
    return rows


def _row(story: str, said: FindingSaid, texts: dict[str, str]) -> Row:
    members: Row = {}
    for member in said.members:
        text = texts[member.report]
        first = locate(text, member.words, None)
        near = first["start"], first["end"]
        members[member.report] = [first, *(locate(text, words, near) for words in member.also)]
    differences = [_difference(differs, members, texts) for differs in said.differences]
    return {
        "id": f"{story}/{said.id}",
        "of": said.of,
        "verdict": said.verdict,
        "members": members,
        "differences": differences,
        "origins": (said.origins.low, said.origins.high) if said.origins else None,
        "optional": said.optional,
    }


def _difference(differs: DifferenceSaid, members: Row, texts: dict[str, str]) -> Row:
    values: Row = {}
    for report, text in texts.items():
        words = getattr(differs, report, None)
        if words is not None:
            near = members[report][0] if report in members else {"start": 0, "end": 0}
            values[report] = locate(text, words, (near["start"], near["end"]))
    return {"field": differs.field, "type": differs.type, "values": values}


def _faults(story: Story) -> Iterator[str]:
    yield from _twice(story.id, (report.id for report in story.reports))
    yield from _twice(story.id, (said.id for said in story.findings))
    known = {report.id for report in story.reports}
    for said in story.findings:
        name, reports = f"{story.id}/{said.id}", [member.report for member in said.members]
        yield from _twice(name, reports)
        if (said.verdict == "only_one") != (len(said.members) == 1):
            yield f"{name}: {said.verdict} with {len(said.members)} members"
        if said.verdict == "same" and said.origins is None:
            yield f"{name}: a finding of the same needs origins"
        if said.origins and not said.origins.low <= said.origins.high:
            yield f"{name}: more origins at least than at most"
    for copy in story.copies:
        if not set(copy.reports) <= known:
            yield f"{story.id}: copies name a report that is not there"


def _twice(name: str, ids: Iterable[str]) -> Iterator[str]:
    yield from (f"{name}: {one} stands twice" for one, count in Counter(ids).items() if count > 1)
