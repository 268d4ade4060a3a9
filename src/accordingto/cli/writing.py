"""Rows of a view to the screen or a file: JSON lines and CSV."""

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from accordingto.cli.console import counted, readers_may_leave, say
from accordingto.errors import UsageError
from accordingto.exporting.common import target

FORMATS = ("text", "jsonl", "csv")


def chosen_format(named: str | None, output: Path | None) -> str:
    """Return the format that was named, else the one that the output file's name tells, else text.

    Raises ``UsageError`` for a format that is not known, and for text into a file.
    """
    told = output.suffix.removeprefix(".").lower() if output else "text"
    format = named or (told if told in FORMATS else "text")
    if format not in FORMATS:
        raise UsageError(f"--format is one of {', '.join(FORMATS)}, not {format!r}")
    if format == "text" and output is not None:
        raise UsageError("text is for the screen: write a file with --format jsonl or csv")
    return format


def write_lines(what: str, rows: Iterable[Any], format: str, output: Path | None) -> None:
    """Write rows as JSON lines, or as CSV with one line a cell: who tells it stands beside what is told."""
    count = 0
    with readers_may_leave(), target(output) as stream:
        if format == "jsonl":
            for count, row in enumerate(rows, 1):
                stream.write(msgspec.json.encode(row) + b"\n")
        else:
            text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
            count = _write_csv(rows, text)
            text.detach()
    if output is not None:
        say(f"{counted(count, what)} written to {output}")


def _write_csv(rows: Iterable[Any], text: io.TextIOWrapper) -> int:
    writer: csv.DictWriter[str] | None = None
    count = 0
    for count, row in enumerate(rows, 1):
        shared = {"number": count, **_flat(row)}
        for cell in row.cells:
            line = {**shared, **_flat(cell, "told_")}
            if writer is None:
                writer = csv.DictWriter(text, list(line), lineterminator="\n")
                writer.writeheader()
            writer.writerow(line)
    return count


def _flat(value: Any, prefix: str = "") -> dict[str, Any]:
    """Return a struct as cells; nested structs by dotted names, lists as JSON."""
    flat: dict[str, Any] = {}
    for name, found in msgspec.structs.asdict(value).items():
        if name == "cells":
            continue
        if isinstance(found, msgspec.Struct):
            flat |= _flat(found, f"{prefix}{name}_")
        elif isinstance(found, tuple):
            flat[prefix + name] = msgspec.json.encode(found).decode() if found else ""
        else:
            flat[prefix + name] = found
    return flat
