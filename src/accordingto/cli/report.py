"""``accordingto report``: one self-contained page to read, print or send."""

from pathlib import Path
from typing import Annotated

import typer

from accordingto.cli.casename import CaseName
from accordingto.cli.console import counted, readers_may_leave, say


def report(
    case: CaseName,
    story: Annotated[str | None, typer.Option(help="Only this story (its id).")] = None,
    title: Annotated[str | None, typer.Option(help="Headline of the page.")] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Write to this file, such as crisis.html.")
    ] = None,
) -> None:
    """Write one HTML page: digest, side by side, timeline, positions, the reports with their evidence marked."""
    import accordingto
    from accordingto.casefile import Case, readers
    from accordingto.casefile.schema import SCHEMA_VERSION
    from accordingto.exporting import html
    from accordingto.exporting.common import target

    record = accordingto.open_case(case)
    with Case(case, read_only=True) as opened:
        making = html.Making(schema=str(SCHEMA_VERSION), readers=readers(opened))
    page = html.render(list(record), title=title, story=story, making=making)
    with readers_may_leave(), target(output) as stream:
        stream.write(page.encode("utf-8", "replace"))
    if output is not None:
        say(f"{output}: one page of {counted(len(record.reports), 'report')}, whole in itself: open it in a browser")
