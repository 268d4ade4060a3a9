"""What ``accordingto show CASE --reviews`` shows: what people said of records, the last review last."""

from collections.abc import Sequence
from pathlib import Path

from rich.markup import escape
from rich.table import Table

from accordingto.cli.console import counted, out, readers_may_leave, say
from accordingto.errors import UsageError
from accordingto.exporting.common import target
from accordingto.reviews import KINDS, REVIEW_COLUMNS, Review, encode

_SHOWN = ("at", "by", "verdict", "of", "reviewed", "corrections", "note", "stands")


def show(case: str, kind: str | None, report: str | None, format: str, output: Path | None) -> None:
    """Show the reviews of a case, of one kind and report if these are named, on the screen or in a file."""
    from accordingto.casefile import Case, reviewing

    if kind is not None and kind not in KINDS:
        raise UsageError(f"{kind}s are not reviewed: {', '.join(k + 's' for k in KINDS)} are")
    with Case(case, read_only=True) as opened:
        found = reviewing.listed(opened, reviewing.Wanted(kind=kind, report=report))
    if format == "table":
        if output is not None:
            raise UsageError("a table is for the screen: write a file with --format csv, jsonl or parquet")
        _table(found)
        return
    _write(found, format, output)


def _write(found: Sequence[Review], format: str, output: Path | None) -> None:
    if format == "parquet" and output is None:
        raise UsageError("Parquet is not for the screen: name a file with -o FILE.parquet")
    with readers_may_leave(), target(output) as stream:
        if format == "jsonl":
            stream.writelines(encode(review).encode() + b"\n" for review in found)
        elif format == "csv":
            from accordingto.exporting import csv

            csv.write_rows(REVIEW_COLUMNS, found, stream)
        else:
            from accordingto.exporting import arrow

            arrow.write_rows(REVIEW_COLUMNS, found, stream)
    if output is not None:
        say(f"{counted(len(found), 'review')} written to {output}")


def _table(found: Sequence[Review]) -> None:
    columns = [column for name in _SHOWN for column in REVIEW_COLUMNS if column.name == name]
    table = Table(box=None, header_style="bold", pad_edge=False)
    for column in columns:
        table.add_column(column.name, overflow="fold")
    for review in found:
        cells = (column.get(review) for column in columns)
        table.add_row(*("" if cell is None else escape(" ".join(str(cell).split())) for cell in cells))
    if found:
        out().print(table)
    say(counted(len(found), "review"))
