"""``accordingto timeline``: what happened, was said and was decided, in the order of its time."""

from pathlib import Path
from typing import Annotated

import typer

from accordingto.cli.casename import CaseName
from accordingto.cli.console import out
from accordingto.cli.writing import FORMATS, chosen_format, write_lines
from accordingto.errors import UsageError

_KINDS = ("events", "statements", "positions")


def timeline(
    case: CaseName,
    story: Annotated[str | None, typer.Option(help="Of this story (its id); without it, of all.")] = None,
    kind: Annotated[str | None, typer.Option(help=f"Only {', '.join(_KINDS[:-1])} or {_KINDS[-1]}.")] = None,
    format: Annotated[str | None, typer.Option(help=f"One of {', '.join(FORMATS)}.")] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Write to this file.")] = None,
    all_: Annotated[bool, typer.Option("--all", help="Leave nothing out.")] = False,
) -> None:
    """Show events, statements and positions in the order of their own time, as precisely as it is told, by story."""
    import accordingto
    from accordingto import views
    from accordingto.cli import sides

    if kind is not None and kind not in _KINDS:
        raise UsageError(f"--kind is one of {', '.join(_KINDS)}, not {kind!r}")
    chosen = chosen_format(format, output)
    whole = views.gather(accordingto.open_case(case))
    found = views.stories(whole)
    wanted = found if story is None else (views.find_story(found, story),)
    moments = [m for m in views.timeline(whole, wanted) if kind is None or m.kind == kind.removesuffix("s")]
    if chosen != "text":
        write_lines("moment", moments, chosen, output)
        return
    console = out()
    for one in wanted:
        of_story = [m for m in moments if m.story == one.id]
        if of_story:
            sides.show_story(console, one, whole)
            sides.show_moments(console, of_story, everything=all_)
            console.print()
