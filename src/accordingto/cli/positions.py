"""``accordingto positions``: which positions stand on a day, under which limits, by whose word, and what changed."""

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from accordingto.cli.casename import CaseName
from accordingto.cli.console import counted, out, readers_may_leave, say
from accordingto.errors import UsageError

if TYPE_CHECKING:
    from accordingto.comparing.ledger import Standing

_FORMATS = ("text", "table", "jsonl", "csv")
_TABLE = ("holder", "bearer", "about", "group", "position", "action", "limits", "since", "changes", "by")


def positions(
    case: CaseName,
    as_of: Annotated[str | None, typer.Option(help="On this day, YYYY-MM-DD; without it, the latest.")] = None,
    holder: Annotated[str | None, typer.Option(help="Whose: ISO alpha-3 code, name or office.")] = None,
    toward: Annotated[str | None, typer.Option(help="Toward whom: ISO alpha-3 code, name or office.")] = None,
    about: Annotated[
        str | None, typer.Option(help="On what: strikes, weapons, border …, a PLOVER type, equipment, or words.")
    ] = None,
    min_confidence: Annotated[float, typer.Option(help="At least this sure, 0 to 1.")] = 0.0,
    format: Annotated[str | None, typer.Option(help=f"One of {', '.join(_FORMATS)}.")] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Write to this file.")] = None,
) -> None:
    """Show which positions were in force on a day, under which limits, by whose word, what changed and when."""
    from accordingto.comparing.ledger import Query
    from accordingto.standing import standing

    if not 0 <= min_confidence <= 1:
        raise UsageError(f"--min-confidence {min_confidence}: write a number from 0 to 1")
    query = Query(as_of=as_of, holder=holder, toward=toward, about=about, min_confidence=min_confidence)
    chosen = _format(format, output)
    found = standing(case, query)
    if chosen in {"jsonl", "csv"}:
        _write(found, chosen, output)
    elif output is not None:
        raise UsageError("text and tables are for the screen: write a file with --format csv or jsonl")
    elif chosen == "table":
        _table(found)
    else:
        _text(found, as_of)
    say(counted(len(found), "position") if output is None else f"{counted(len(found), 'position')} written to {output}")


def _format(named: str | None, output: Path | None) -> str:
    told = output.suffix.removeprefix(".").lower() if output else "text"
    format = named or (told if told in _FORMATS else "text")
    if format not in _FORMATS:
        raise UsageError(f"--format is one of {', '.join(_FORMATS)}, not {format!r}")
    return format


def _write(found: Sequence["Standing"], format: str, output: Path | None) -> None:
    import msgspec

    from accordingto.comparing.ledger import columns, row
    from accordingto.exporting.common import target

    with readers_may_leave(), target(output) as stream:
        if format == "jsonl":
            for one in found:
                stream.write(msgspec.json.encode(one) + b"\n")
            return
        text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
        rows = csv.DictWriter(text, columns(), lineterminator="\n")
        rows.writeheader()
        rows.writerows(map(row, found))
        text.detach()


def _table(found: Sequence["Standing"]) -> None:
    from rich.markup import escape

    from accordingto.comparing.ledger import row

    table = Table(box=None, header_style="bold", pad_edge=False)
    for name in _TABLE:
        table.add_column(name, overflow="fold")
    for one in found:
        cells = row(one)
        table.add_row(*(escape(" ".join(str(cells[name] or "").split())) for name in _TABLE))
    if found:
        out().print(table)


def _text(found: Sequence["Standing"], as_of: str | None) -> None:
    from accordingto.comparing.ledger import matter

    console = out()
    number = {one.entry.id: f"[{n}]" for n, one in enumerate(found, 1)}
    for _, course in groupby(found, key=lambda s: matter(s.entry)):
        members = list(course)
        first = members[0].entry
        bearer = next((m.entry.bearer.name for m in members if m.entry.bearer), None)
        heading = Text(f"{first.holder.name}{f' toward {bearer}' if bearer else ''}: {first.act}", style="bold")
        heading.append(f"  — {as_of or 'latest'}", style="dim")
        console.print(heading)
        for group, of_group in groupby(members, key=lambda s: s.group):
            console.print(f"  {group}", style="yellow" if group == "in force" else "dim")
            for one in of_group:
                for line in _lines(one, number):
                    console.print(Text("    ").append_text(line))
        console.print()


def _lines(one: "Standing", number: dict[str, str]) -> Iterator[Text]:
    entry = one.entry
    first = Text(f"{number[entry.id]} ", style="dim")
    first.append(f"{entry.position.replace('_', ' ')}: ", style="bold")
    first.append(_flat(entry.action), style="italic")
    if one.group == "ended":
        first.append(f"  ({one.state})", style="dim")
    yield first
    for limit in entry.limits:
        yield Text(f"    {limit.sense} {limit.kind}: {_flat(limit.words)}")
    if entry.condition:
        yield Text(f"    on condition: {_flat(entry.condition)}")
    if entry.consequence and entry.consequence != entry.action:
        yield Text(f"    else: {_flat(entry.consequence)}", style="dim")
    if entry.until:
        yield Text(f"    until {entry.until}")
    yield Text("    ").append_text(_changes(one))
    yield Text(f"    told by {_sources(one)}", style="dim")
    if entry.replaced_by in number:
        yield Text(f"    changed by {number[entry.replaced_by or '']}", style="dim")
    if one.against:
        others = ", ".join(number.get(i, "another") for i in one.against)
        yield Text(f"    contradicted by {others}: both are told, both stand", style="red")
    if entry.differs:
        yield Text(f"    its reports differ in {', '.join(entry.differs)}", style="dim")


def _changes(one: "Standing") -> Text:
    words = []
    for step in one.steps:
        when = step.date or "earlier"
        words.append(f"{when} {step.change}" + (" (by the report's date)" if step.basis == "published" else ""))
    return Text(" → ".join(words), style="cyan")


def _sources(one: "Standing") -> str:
    told: dict[str, None] = {}
    for t in one.entry.told:
        name = f"{t.outlet or 'unnamed outlet'} {t.published or 'undated'}"
        if t.by:
            name = f"{t.by} ({name})"
        told[f"{name}{' [copy]' if t.copy else ''}"] = None
    names = list(told)
    return "; ".join(names[:_SHOWN]) + (f"; and {len(names) - _SHOWN} more" if len(names) > _SHOWN else "")


_SHOWN = 6
"""Sources that a line has room for; all are in csv and jsonl."""


def _flat(words: str) -> str:
    return " ".join(words.split())
