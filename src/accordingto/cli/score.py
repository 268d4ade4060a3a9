"""``accordingto score``: measure against a gold set."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from accordingto.cli.console import out, say
from accordingto.errors import UsageError


def score(
    set: Annotated[str, typer.Argument(help="Name of the set, such as seeds, polnear, plv, gsr.")],
    path: Annotated[Path, typer.Argument(help="The set's file or folder, as it lies there.")],
    json_: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    names: Annotated[str | None, typer.Option(help="seeds: which text a gold report is, as a=report-a,b=…")] = None,
    texts: Annotated[Path | None, typer.Option(help="seeds: folder of the texts.")] = None,
) -> None:
    """Measure the reader against a gold set, by that set's protocol."""
    from accordingto import pipeline, scoring

    result = scoring.score(set, path, tools=pipeline.load_tools(), names=_pairs(names), texts=texts)
    if json_:
        sys.stdout.write(result.to_json() + "\n")
        return
    console = out()
    console.print(f"{result.set}: {result.items} items", markup=False)
    console.print(result.protocol, markup=False)
    for name, value in result.metrics.items():
        console.print(f"  {name:<28} {'-' if value is None else format(value, '9.3f')}", markup=False)
    for note in result.notes:
        say(note)


def _pairs(names: str | None) -> dict[str, str] | None:
    if names is None:
        return None
    pairs = [pair.split("=", 1) for pair in names.split(",")]
    if any(len(pair) != 2 for pair in pairs):
        raise UsageError(f"--names {names}: write REPORT=FILE pairs, for example a=report-a,b=report-b")
    return dict(pairs)
