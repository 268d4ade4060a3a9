"""``accordingto show``: the digest of a case, or its rows."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer
from rich.table import Table

from accordingto.cli.casename import CaseName, told
from accordingto.cli.console import counted, out, readers_may_leave, say
from accordingto.errors import UsageError
from accordingto.records import Record

if TYPE_CHECKING:
    from accordingto.casefile import Filters

_KINDS = ("statements", "events", "positions", "reports", "findings", "problems")

_FORMATS = ("table", "jsonl", "csv", "parquet")

_PLACED = {"statement": ("report",), "event": ("report",), "position": ("report",), "report": ("id", "path")}
"""What a terminal shows besides, as it has no links; every column is in csv and parquet, everything in jsonl."""


def show(
    case: CaseName,
    kind: Annotated[str | None, typer.Argument(help=f"One of {', '.join(_KINDS)}; without it, the digest.")] = None,
    report: Annotated[str | None, typer.Option(help="Of this report (id or path).")] = None,
    outlet: Annotated[str | None, typer.Option(help="Of reports by this outlet.")] = None,
    since: Annotated[str | None, typer.Option(help="Of reports published on or after YYYY-MM-DD.")] = None,
    until: Annotated[str | None, typer.Option(help="Of reports published on or before YYYY-MM-DD.")] = None,
    text: Annotated[str | None, typer.Option(help='With all these words; "words in a row" in quotation marks.')] = None,
    actor: Annotated[str | None, typer.Option(help="With this speaker, actor, holder or other party.")] = None,
    country: Annotated[str | None, typer.Option(help="With a party of this country (ISO alpha-3).")] = None,
    type: Annotated[str | None, typer.Option(help="Statement form, event type, position kind, verdict, stage.")] = None,
    status: Annotated[str | None, typer.Option(help="Of events and positions.")] = None,
    min_confidence: Annotated[float | None, typer.Option(help="Of events and positions, 0 to 1.")] = None,
    format: Annotated[
        str | None, typer.Option(help=f"One of {', '.join(_FORMATS)}; without it by the name of -o, else table.")
    ] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Write to this file.")] = None,
    all_: Annotated[bool, typer.Option("--all", help="Digest: leave nothing out.")] = False,
    reviews: Annotated[
        bool, typer.Option("--reviews", help="What people said of the records, in their order.")
    ] = False,
) -> None:
    """Show the digest of a case, or its statements, events, positions, reports, findings or problems."""
    from accordingto.casefile import Filters

    if kind is not None and kind not in _KINDS:
        raise UsageError(f"show knows {', '.join(_KINDS)}, not {kind!r}")
    filters = Filters(
        report=report,
        outlet=outlet,
        since=since,
        until=until,
        text=text,
        actor=actor,
        country=country,
        type=type,
        status=status,
        min_confidence=min_confidence,
    )
    if reviews:
        _reviews(case, kind, filters, _format(format, output), output)
        return
    if kind is None:
        if filters != Filters() or format is not None or output is not None:
            raise UsageError(f"the digest takes no filters, format or file: name what to show: {', '.join(_KINDS)}")
        _digest(case, all_)
        return
    _rows(case, kind.removesuffix("s"), filters, _format(format, output), output)


def _format(named: str | None, output: Path | None) -> str:
    """Return the format that was named, else the one that the output file's name tells, else the table."""
    told = output.suffix.removeprefix(".").lower() if output else "table"
    format = named or (told if told in _FORMATS else "table")
    if format not in _FORMATS:
        raise UsageError(f"--format is one of {', '.join(_FORMATS)}, not {format!r}")
    return format


def _reviews(case: str, kind: str | None, filters: "Filters", format: str, output: Path | None) -> None:
    from accordingto.casefile import Filters
    from accordingto.cli import reviewed

    if filters != Filters(report=filters.report):
        raise UsageError("--reviews can be narrowed to a kind and, with --report ID, to a report")
    reviewed.show(case, kind and kind.removesuffix("s"), filters.report, format, output)


def _digest(case: str, everything: bool) -> None:
    import accordingto
    from accordingto.cli import digest

    digest.show(accordingto.open_case(case), out(), case=told(case), everything=everything)


def _rows(name: str, kind: str, filters: "Filters", format: str, output: Path | None) -> None:
    from accordingto.casefile import Case, records
    from accordingto.exporting import csv, jsonl
    from accordingto.exporting.common import target

    writers: dict[str, Callable[..., int]] = {
        "jsonl": jsonl.write,
        "csv": lambda rows, stream: csv.write(kind, rows, stream),
        "parquet": lambda rows, stream: _parquet(kind, rows, stream),
    }
    if format == "parquet" and output is None:
        raise UsageError("Parquet is not for the screen: name a file with -o FILE.parquet")
    with Case(name, read_only=True) as case, closing(records(case, kind, filters)) as found:
        if format == "table" and output is None:
            _table(kind, found)
            return
        if format == "table":
            raise UsageError("a table is for the screen: write a file with --format csv, jsonl or parquet")
        with readers_may_leave(), target(output) as stream:
            count = writers[format](found, stream)
    if output is not None:
        say(f"{counted(count, kind)} written to {output}")


def _parquet(kind: str, rows: Iterator[Record], stream: BinaryIO) -> int:
    """Arrow takes as long to import as all the rest: only who writes Parquet waits for it."""
    from accordingto.exporting import arrow

    return arrow.write(kind, rows, stream)


def _table(kind: str, found: Iterator[Record]) -> None:
    from accordingto.columns import BRIEF, flat

    names = (*BRIEF[kind], *_PLACED.get(kind, ()))
    table = Table(box=None, header_style="bold", pad_edge=False)
    for name in names:
        table.add_column(name.replace("_", " "), overflow="fold")
    count = 0
    for count, record in enumerate(found, 1):
        row = flat(record)
        table.add_row(*(_cell(row[name]) for name in names))
    if count:
        out().print(table)
    say(counted(count, kind))


def _cell(value: object) -> str:
    from rich.markup import escape

    if value is None:
        return ""
    return escape(f"{value:.2f}" if isinstance(value, float) else " ".join(str(value).split()))
