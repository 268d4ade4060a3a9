"""A whole record in Python: rows of each kind that know their way into Arrow, pandas and Polars."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Generic, TypeVar, overload

from accordingto import views
from accordingto.columns import COLUMNS, kind_of
from accordingto.comparing import ledger
from accordingto.comparing.ledger import Standing
from accordingto.errors import UsageError
from accordingto.records import Event, Finding, Position, Problem, Record, Report, Statement, encode
from accordingto.reviews import Review
from accordingto.views import Moment, Row, Story

R = TypeVar("R", bound=Record)


class Rows(Sequence[R], Generic[R]):
    """Records of one kind, in reading order."""

    def __init__(self, kind: str, records: Iterable[R]) -> None:
        self.kind = kind
        self._records = tuple(records)

    @overload
    def __getitem__(self, index: int) -> R: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[R, ...]: ...
    def __getitem__(self, index: int | slice) -> R | tuple[R, ...]:
        return self._records[index]

    def __len__(self) -> int:
        return len(self._records)

    def __iter__(self) -> Iterator[R]:
        return iter(self._records)

    def __repr__(self) -> str:
        return f"<{len(self)} {self.kind}s>"

    def _repr_html_(self) -> str:
        from accordingto.exporting.html import notebook

        return notebook.rows_html(self.kind, self._records)

    def head(self, count: int = 5) -> "Rows[R]":
        """Return the first rows, five unless another number is asked for."""
        return Rows(self.kind, self._records[:count])

    def to_arrow(self) -> Any:
        """Return a ``pyarrow.Table`` of the flat columns."""
        from accordingto.exporting import arrow

        return arrow.table(self.kind, self)

    def to_pandas(self) -> Any:
        """Return a ``pandas.DataFrame`` of the flat columns; raises ``UsageError`` where pandas is not installed."""
        _require("pandas")
        return self.to_arrow().to_pandas()

    def to_polars(self) -> Any:
        """Return a ``polars.DataFrame`` of the flat columns; raises ``UsageError`` where Polars is not installed."""
        return _require("polars").from_arrow(self.to_arrow())

    def to_jsonl(self) -> str:
        """Return the records as JSON lines, the contract."""
        return "".join(encode(record) + "\n" for record in self)


def _require(package: str) -> Any:
    from importlib import import_module

    try:
        return import_module(package)
    except ImportError as error:
        raise UsageError(f"{package} is not installed: run `pip install 'accordingto[{package}]'`") from error


class Shown(str):
    """A piece of HTML that a notebook shows as such."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<{len(self)} characters of HTML for a notebook>"

    def _repr_html_(self) -> str:
        return str(self)


def _shown(name: str, whole: views.Whole) -> Shown:
    from accordingto.exporting.html import notebook

    if name in whole.told:
        return Shown(notebook.told_html(whole.told[name], whole))
    finding = next((f for f in whole.findings if f.id == name), None)
    if finding is not None:
        return Shown(notebook.finding_html(finding, whole))
    (report,) = views.find_reports(whole, [name])
    return Shown(notebook.report_html(whole.reports[report], whole))


class CaseRecord:
    """What a set of reports says: reports, statements, events, positions, findings and problems.

    ``reviews`` is what people said of the records of a case; it is no part of the record.
    """

    reports: Rows[Report]
    statements: Rows[Statement]
    events: Rows[Event]
    positions: Rows[Position]
    findings: Rows[Finding]
    problems: Rows[Problem]
    reviews: tuple[Review, ...]

    def __init__(self, records: Iterable[Record], reviews: Iterable[Review] = ()) -> None:
        self.reviews = tuple(reviews)
        by_kind: dict[str, dict[str, Record]] = {kind: {} for kind in COLUMNS}
        for record in records:
            by_kind[kind_of(record)].setdefault(record.id, record)
        for kind, found in by_kind.items():
            setattr(self, f"{kind}s", Rows(kind, found.values()))

    def __iter__(self) -> Iterator[Record]:
        for kind in COLUMNS:
            yield from getattr(self, f"{kind}s")

    def __repr__(self) -> str:
        return "<record of " + ", ".join(f"{len(getattr(self, kind + 's'))} {kind}s" for kind in COLUMNS) + ">"

    def _repr_html_(self) -> str:
        from accordingto.exporting.html import notebook

        counts = {kind: len(getattr(self, f"{kind}s")) for kind in COLUMNS}
        return notebook.record_html(counts, views.gather(self))

    def show(self, name: str) -> "Shown":
        """Return one thing for a notebook to show: a report with its words marked, a record in its words, a finding.

        ``name`` is the id of a record or finding, or a report's id or path. Raises ``UsageError`` where nothing, or
        several things, are called so.
        """
        return _shown(name, views.gather(self))

    def positions_on(
        self,
        as_of: str | None = None,
        *,
        holder: str | None = None,
        toward: str | None = None,
        about: str | None = None,
    ) -> tuple[Standing, ...]:
        """Return which positions stood on a day; the arguments are those of ``accordingto.positions_on``.

        The ledger is put together anew from the record, so this is for records in memory; ask a case file with
        ``accordingto.positions_on(path, …)``.
        """
        query = ledger.Query(as_of=as_of, holder=holder, toward=toward, about=about)
        return ledger.ask(ledger.build(self), query)

    def stories(self) -> tuple[Story, ...]:
        """Return the stories that the reports tell, in the order of their first days."""
        return views.stories(views.gather(self))

    def compare(self, *reports: str, story: str | None = None) -> tuple[Row, ...]:
        """Return reports side by side: where they differ first, then what they agree on, then what is in one only.

        ``reports`` are named by id or path, ``story`` by its id; without either, all are compared, story by story.
        Each row has the words that support it, who says so, and the numbers of reports, publishers and origins. Raises
        ``UsageError`` for a name that fits none or several.
        """
        whole = views.gather(self)
        if reports:
            return views.side_by_side(whole, views.find_reports(whole, reports))
        found = views.stories(whole)
        if story is not None:
            return views.side_by_side(whole, views.find_story(found, story).reports, within=False)
        return tuple(row for _, rows in views.by_story(whole, found) for row in rows)

    def timeline(self, story: str | None = None) -> tuple[Moment, ...]:
        """Return events, statements and positions in the order of their time, by story; unknown times come last."""
        whole = views.gather(self)
        found = views.stories(whole)
        return views.timeline(whole, found if story is None else (views.find_story(found, story),))

    def to_html(self, *, title: str | None = None, story: str | None = None) -> str:
        """Return one self-contained HTML page of the record, or of one story (its id)."""
        from accordingto.exporting import html

        return html.render(list(self), title=title, story=story)

    def of_story(self, story: str) -> "CaseRecord":
        """Return the record of one story (its id): its reports, what they tell, and the findings that rest on them.

        A finding keeps its members in other stories. Raises ``UsageError`` where there is no such story.
        """
        inside = set(views.find_story(self.stories(), story).reports)
        paths = {r.path for r in self.reports if r.id in inside}

        def belongs(record: Record) -> bool:
            match record:
                case Report():
                    return record.id in inside
                case Finding():
                    return not inside.isdisjoint(record.reports)
                case Problem():
                    return record.path in paths
                case _:
                    return record.report in inside

        kept = [record for record in self if belongs(record)]
        ids = {record.id for record in kept}
        return CaseRecord(kept, (v for v in self.reviews if v.reviewed in ids or v.report in inside))

    def export(self, format: str, path: str | Path | None, *, apply_reviews: bool = False) -> int:
        """Write the record in another tool's format (``accordingto export -h`` lists them); return how many rows.

        ``path`` is a file, or a new folder for ``csv`` and ``parquet``; ``None`` is standard output. Reviews go with
        ``jsonl``, ``csv`` and ``parquet``; with ``apply_reviews`` their outcome and corrections stand beside each
        record, in columns of their own. Raises ``UsageError`` for a format that is not known or a path that cannot be
        written.
        """
        from accordingto.exporting.formats import export
        from accordingto.exporting.reviewed import Reviewed

        reviewed = Reviewed(self.reviews, apply_reviews)
        return export(list(self), format, None if path is None else Path(path), reviewed)

    def to_jsonl(self) -> str:
        """Return every record as JSON lines, the contract."""
        return "".join(encode(record) + "\n" for record in self)
