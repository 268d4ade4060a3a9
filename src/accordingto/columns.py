"""One flat shape of every record kind: the columns of the case file's tables, of CSV, Parquet and data frames.

The nested record is the contract; these columns are its reading view. Several values in one cell are joined with
``" | "``, the pieces of one discontinuous text with ``" … "``.
"""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from accordingto import records as r

Cell = str | int | float | None


class Column(NamedTuple):
    """A column: its name, its Python type, and how to get its cell from a record."""

    name: str
    type: type
    get: Callable[[Any], Cell]


GLUE = " | "
"""What stands between the values of one cell."""


def joined(texts: Iterable[str | None], glue: str = GLUE) -> str | None:
    """Return the texts that are given, joined, or ``None``."""
    return glue.join(t for t in texts if t) or None


def _path(*names: str) -> Callable[[Any], Any]:
    """Follow attributes, stopping with ``None`` at the first that is missing."""

    def get(value: Any) -> Any:
        for name in names:
            if value is None:
                return None
            value = getattr(value, name)
        return value

    return get


def _text(name: str, *path: str, of: type = str) -> Column:
    return Column(name, of, _path(*(path or (name,))))


def _party(name: str) -> list[Column]:
    return [
        _text(name, name, "mention", "text"),
        _text(f"{name}_name", name, "actor", "name"),
        _text(f"{name}_country", name, "actor", "country"),
        _text(f"{name}_sector", name, "actor", "sector"),
        _text(f"{name}_office", name, "actor", "office"),
    ]


def _parties(name: str, plural: str) -> list[Column]:
    def each(*path: str) -> Callable[[Any], Cell]:
        return lambda record: joined(str(_path(*path)(p) or "-") for p in getattr(record, plural))

    return [
        Column(name, str, each("mention", "text")),
        Column(f"{name}_name", str, each("actor", "name")),
        Column(f"{name}_country", str, each("actor", "country")),
        Column(f"{name}_sector", str, each("actor", "sector")),
    ]


def _when(name: str) -> list[Column]:
    return [
        _text(name, name, "mention", "text"),
        _text(f"{name}_start", name, "start"),
        _text(f"{name}_end", name, "end"),
        _text(f"{name}_precision", name, "precision"),
    ]


def _place(name: str) -> list[Column]:
    return [
        _text(name, name, "mention", "text"),
        _text(f"{name}_geonames_id", name, "geonames_id", of=int),
        _text(f"{name}_name", name, "name"),
        _text(f"{name}_admin1", name, "admin1"),
        _text(f"{name}_country", name, "country"),
        _text(f"{name}_latitude", name, "latitude", of=float),
        _text(f"{name}_longitude", name, "longitude", of=float),
        _text(f"{name}_precision", name, "precision"),
    ]


def _list(name: str) -> Column:
    return Column(name, str, lambda record: joined(getattr(record, name)))


_EVIDENCE = [
    _text("start", "evidence", "start", of=int),
    _text("end", "evidence", "end", of=int),
    _text("exact", "evidence", "exact"),
]

_KEY = [_text("id"), _text("report")]


def _limits(position: r.Position) -> str | None:
    return joined(f"{limit.kind} {limit.sense}: {limit.mention.text}" for limit in position.limits)


def _magnitude(kind: str) -> list[Column]:
    return [_text(f"{kind}_{bound}", "magnitude", kind, bound, of=int) for bound in ("low", "high")]


def _differences(finding: r.Finding) -> str | None:
    return joined(
        f"{d.field} ({d.type}{f', {d.cause}' if d.cause else ''}): " + " / ".join(str(v.value) for v in d.values)
        for d in finding.differences
    )


COLUMNS: dict[str, tuple[Column, ...]] = {
    "report": (
        *(_text(n) for n in ("id", "outlet", "url", "title", "byline", "published", "published_precision")),
        *(_text(n) for n in ("language", "path", "sha256", "text", "copy_of")),
        _list("wire_credits"),
        _text("story"),
    ),
    "statement": (
        *_KEY,
        *_party("speaker"),
        _text("cue", "cue", "mention", "text"),
        _text("stance", "cue", "stance"),
        Column("content", str, lambda s: joined((m.text for m in s.content), " … ")),
        _text("form"),
        Column("verbatim", str, lambda s: joined(m.text for m in s.verbatim)),
        _list("edits"),
        Column("chain", str, lambda s: joined(a.name for a in s.chain)),
        _text("source_type"),
        *_party("addressee"),
        *_party("venue"),
        _text("occasion", "occasion", "mention", "text"),
        *_when("said_when"),
        *_place("said_where"),
        *_EVIDENCE,
    ),
    "event": (
        *_KEY,
        _text("trigger", "trigger", "mention", "text"),
        *(_text(n) for n in ("type", "mode")),
        _list("contexts"),
        _text("cameo"),
        _text("quad", of=int),
        _text("goldstein", of=float),
        *_parties("actor", "actors"),
        *_parties("recipient", "recipients"),
        _text("instrument", "instrument", "mention", "text"),
        _text("instrument_name", "instrument", "equipment", "name"),
        _text("instrument_kind", "instrument", "equipment", "kind"),
        *_place("place"),
        *_when("when"),
        *(c for kind in r.Magnitude.__struct_fields__ for c in _magnitude(kind)),
        *(_text(n) for n in ("status", "factuality")),
        _list("statements"),
        _text("confidence", of=float),
        *_EVIDENCE,
    ),
    "position": (
        *_KEY,
        _text("position"),
        *_party("holder"),
        *_party("bearer"),
        _text("action", "action", "mention", "text"),
        _text("event", "action", "event"),
        Column("limits", str, _limits),
        _text("condition", "condition", "mention", "text"),
        _text("consequence", "consequence", "mention", "text"),
        _text("status"),
        *_when("since"),
        _text("said_by"),
        *_EVIDENCE,
        _text("confidence", of=float),
        Column("explicit", str, lambda p: "yes" if p.explicit else "no"),
        _text("replaces"),
        *_when("until"),
    ),
    "finding": (
        *(_text(n) for n in ("id", "of", "verdict")),
        *(_list(n) for n in ("members", "reports", "publishers")),
        _text("origins_low", "origins", "low", of=int),
        _text("origins_high", "origins", "high", of=int),
        Column("origins_reasons", str, lambda f: joined(f.origins.reasons)),
        Column("agreed", str, lambda f: joined(f"{a.field}: {a.value}" for a in f.agreed)),
        Column("differences", str, _differences),
    ),
    "problem": tuple(_text(n) for n in ("id", "path", "stage", "reason", "detail")),
}
"""The flat columns of each record kind, in the order in which they are written."""


BRIEF: dict[str, tuple[str, ...]] = {
    "report": ("published", "outlet", "title"),
    "statement": ("speaker", "speaker_name", "cue", "content", "form", "addressee"),
    "event": ("type", "status", "actor", "recipient", "trigger", "place", "when", "confidence"),
    "position": ("position", "status", "holder", "bearer", "action", "limits", "condition"),
    "finding": ("of", "verdict", "publishers", "origins_low", "origins_high", "agreed", "differences"),
    "problem": ("path", "stage", "reason", "detail"),
}
"""The columns that a table has room for where people read it."""


def kind_of(record: r.Record) -> str:
    """Return the kind of a record as its ``record`` field names it."""
    return str(record.__struct_config__.tag)


def flat(record: r.Record) -> dict[str, Cell]:
    """Return a record as one flat row, column name to cell."""
    return {column.name: column.get(record) for column in COLUMNS[kind_of(record)]}
