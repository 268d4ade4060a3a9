"""Reports of our own corpus: one YAML file each; annotations quote its words (see ``corpus/GUIDELINES.md``)."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Literal, Protocol, TypeVar

import msgspec
import yaml
from msgspec import Meta, Struct

from accordingto.errors import GoldError
from accordingto.records import Form, SourceType, Stance
from accordingto.scoring.base import Row
from accordingto.text import normalise

Style = Literal["wire", "tabloid", "broadcast", "communique", "analysis", "liveblog"]

Edited = Literal["brackets", "ellipsis"]


class Said(Struct, frozen=True, forbid_unknown_fields=True):
    """Words of the report, and which of their occurrences is meant (the first is 1)."""

    say: str
    nth: Annotated[int, Meta(ge=1)] | None = None


Words = str | Said


class Annotation(Struct, frozen=True, forbid_unknown_fields=True):
    """One annotated statement, as the guidelines name its fields."""

    id: str
    content: Annotated[list[Words], Meta(min_length=1)]
    form: Form
    speaker: Words | None = None
    speaker_is: str | None = None
    cue: Words | None = None
    stance: Stance = "neutral"
    source_type: SourceType | None = None
    chain: list[str] = []
    addressee: Words | None = None
    venue: Words | None = None
    occasion: Words | None = None
    said_when: Words | None = None
    said_where: Words | None = None
    edits: list[Edited] = []
    verbatim: list[Words] = []
    basis: Words | None = None
    same_as: str | None = None
    optional: bool = False


class CorpusReport(Struct, frozen=True, forbid_unknown_fields=True):
    """One report of the corpus with its annotations."""

    id: str
    style: Style
    region: str
    crisis: str
    outlet: str
    published: str
    text: str
    statements: list[Annotation]
    title: str | None = None


_SINGLE = ("speaker", "cue", "addressee", "venue", "occasion", "said_when", "said_where", "basis")


def has_key(path: Path, key: str) -> bool:
    """Return whether a file of the corpus holds annotations of one sort: ``statements`` or ``positions``."""
    return any(line.startswith(f"{key}:") for line in path.read_text("utf-8").splitlines())


def load(path: Path) -> CorpusReport:
    """Return the report of one YAML file; raises ``GoldError`` where it breaks the format."""
    try:
        report = msgspec.convert(yaml.safe_load(path.read_text("utf-8")), CorpusReport)
    except (msgspec.ValidationError, yaml.YAMLError) as error:
        raise GoldError(f"{path}: {error}") from error
    if report.id != path.stem:
        raise GoldError(f"{path}: its id is {report.id!r}, not the file's name")
    if report.text != normalise(report.text):
        raise GoldError(f"{path}: the text holds characters that would be changed when it is read")
    return report


def _occurrences(text: str, words: str) -> list[int]:
    found, at = [], text.find(words)
    while at >= 0:
        if _whole(text, at, at + len(words)):
            found.append(at)
        at = text.find(words, at + 1)
    return found


def _whole(text: str, start: int, end: int) -> bool:
    """Whether a span cuts no word."""
    before = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
    after = end < len(text) and text[end].isalnum() and text[end - 1].isalnum()
    return not (before or after)


def locate(text: str, words: Words, near: tuple[int, int] | None) -> Row:
    """Return words as ``{"exact", "start", "end"}``; of several occurrences the named one, else the one nearest.

    Raises ``ValueError`` with a sentence where the words do not occur or it stays open which are meant.
    """
    said = words if isinstance(words, Said) else Said(words)
    starts = _occurrences(text, said.say)
    if not starts:
        raise ValueError(f"{said.say!r} does not occur in the text")
    if said.nth is not None:
        if said.nth > len(starts):
            raise ValueError(f"{said.say!r} occurs {len(starts)} times, not {said.nth}")
        start = starts[said.nth - 1]
    elif len(starts) > 1 and near is None:
        raise ValueError(f"{said.say!r} occurs {len(starts)} times: say which with nth")
    else:
        start = min(starts, key=lambda at: _distance(at, at + len(said.say), near or (at, at)))
    return {"exact": said.say, "start": start, "end": start + len(said.say)}


def _distance(start: int, end: int, near: tuple[int, int]) -> int:
    return max(near[0] - end, start - near[1], 0)


def to_row(report: CorpusReport, statement: Annotation) -> Row:
    """Return an annotation as a gold row with offsets, in the format of the annotated pairs."""
    content = [locate(report.text, words, None) for words in statement.content]
    near = content[0]["start"], content[-1]["end"]
    row: Row = {"kind": "statement", "report": report.id, "id": f"{report.id}/{statement.id}", "content": content}
    for name in _SINGLE:
        words = getattr(statement, name)
        row[name] = locate(report.text, words, near) if words is not None else None
    row["verbatim"] = [locate(report.text, words, near)["exact"] for words in statement.verbatim]
    for name in ("speaker_is", "form", "stance", "source_type", "chain", "edits", "optional"):
        row[name] = getattr(statement, name)
    if statement.same_as:
        row["same_as"] = f"{report.id}/{statement.same_as}"
    return row


def to_rows(report: CorpusReport) -> list[Row]:
    """Return all annotations of a report as gold rows; raises ``GoldError`` naming every one that does not hold."""
    faults = [*twice(report.id, report.statements), *_broken_links(report)]
    return rows_of(report.id, report.statements, lambda said: to_row(report, said), faults)


class Identified(Protocol):
    """An annotation of any kind: it has an id within its report."""

    @property
    def id(self) -> str:
        """The id within the report."""
        ...


A = TypeVar("A", bound=Identified)


def rows_of(report: str, annotations: Sequence[A], row_of: Callable[[A], Row], faults: Iterable[str]) -> list[Row]:
    """Return a gold row for each annotation; raises ``GoldError`` naming these faults and every span not found."""
    rows, told = [], list(faults)
    for said in annotations:
        try:
            rows.append(row_of(said))
        except ValueError as error:
            told.append(f"{report}/{said.id}: {error}")
    if told:
        raise GoldError("\n".join(told))
    return rows


def twice(report: str, annotations: Sequence[Identified]) -> Iterator[str]:
    """Yield a fault for each id that two annotations of a report bear."""
    known = Counter(said.id for said in annotations)
    yield from (f"{report}/{one}: the id stands twice" for one in sorted(known) if known[one] > 1)


def _broken_links(report: CorpusReport) -> Iterator[str]:
    known = {s.id for s in report.statements}
    for statement in report.statements:
        if statement.same_as and statement.same_as not in known:
            yield f"{report.id}/{statement.id}: same_as names {statement.same_as!r}, which is not there"
