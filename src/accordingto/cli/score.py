"""``accordingto score``: measure against a gold set."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from accordingto.cli.console import out, say
from accordingto.errors import UsageError

if TYPE_CHECKING:
    from accordingto.scoring import Score


def score(
    set: Annotated[str, typer.Argument(help="Name of the set, such as seeds, polnear, plv; or reviews.")],
    path: Annotated[str, typer.Argument(help="The set's file or folder, as it lies there; for reviews, a case.")],
    json_: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    names: Annotated[str | None, typer.Option(help="seeds: which text a gold report is, as a=report-a,b=…")] = None,
    texts: Annotated[Path | None, typer.Option(help="seeds: folder of the texts.")] = None,
) -> None:
    """Measure the reader against a gold set, by that set's protocol, or against what reviewers say of a case."""
    result = _score(set, path, _pairs(names), texts)
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


def _score(set: str, path: str, names: dict[str, str] | None, texts: Path | None) -> "Score":
    if set == "reviews":
        from accordingto.scoring.reviewed import score_reviews

        return score_reviews(path)
    from accordingto import pipeline, scoring

    return scoring.score(set, Path(path), tools=pipeline.load_tools(), names=names, texts=texts)


def _pairs(names: str | None) -> dict[str, str] | None:
    if names is None:
        return None
    pairs = [pair.split("=", 1) for pair in names.split(",")]
    if any(len(pair) != 2 for pair in pairs):
        raise UsageError(f"--names {names}: write REPORT=FILE pairs, for example a=report-a,b=report-b")
    return dict(pairs)
