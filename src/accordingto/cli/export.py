"""``accordingto export``: hand a case over to the tools that people use."""

from pathlib import Path
from typing import Annotated

import typer

from accordingto.cli.casename import CaseName
from accordingto.cli.console import counted, readers_may_leave, say
from accordingto.exporting.formats import FORMATS

_LISTED = "; ".join(f"{name} ({format.about})" for name, format in FORMATS.items())


def export(
    case: CaseName,
    format: Annotated[str, typer.Argument(help=f"One of: {_LISTED}.")],
    story: Annotated[str | None, typer.Option(help="Only this story (its id).")] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Write to this file, or folder for csv and parquet.")
    ] = None,
    apply_reviews: Annotated[
        bool, typer.Option("--apply-reviews", help="Put what reviewers say in columns beside the record's own.")
    ] = False,
) -> None:
    """Write the whole case, or one story, in another tool's format; no row is left out."""
    import accordingto

    record = accordingto.open_case(case)
    with readers_may_leave():
        chosen = record if story is None else record.of_story(story)
        count = chosen.export(format, output, apply_reviews=apply_reviews)
    if output is not None:
        say(f"{counted(count, FORMATS[format].counts)} written to {output}")
