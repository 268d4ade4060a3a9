"""``accordingto changes``: what a new batch of reports added, confirmed and changed."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from accordingto.cli.casename import CaseName
from accordingto.cli.console import counted, out, say
from accordingto.cli.writing import FORMATS, chosen_format, write_lines
from accordingto.errors import UsageError

if TYPE_CHECKING:
    from accordingto.casefile.runs import Replaced, RunFacts


def changes(
    case: CaseName,
    since: Annotated[int | None, typer.Option(help="After this run; without it, what the last run brought.")] = None,
    format: Annotated[str | None, typer.Option(help=f"One of {', '.join(FORMATS)}.")] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Write to this file.")] = None,
    all_: Annotated[bool, typer.Option("--all", help="Leave nothing out.")] = False,
) -> None:
    """Show what came in after a run: what it changed, what it confirmed, and what nobody had told before."""
    from accordingto.arriving import changes_in
    from accordingto.casefile import Case
    from accordingto.casefile.runs import read_after, replaced_after, runs
    from accordingto.cli import sides

    chosen = chosen_format(format, output)
    with Case(case, read_only=True) as opened:
        listed = runs(opened)
        after = _after(listed, since)
        fresh, replaced = read_after(opened, after), replaced_after(opened, after)
        whole, rows = changes_in(opened, fresh)
    if chosen != "text":
        write_lines("change", rows, chosen, output)
        return
    _say_runs(listed, after, len(fresh), replaced)
    sides.show_changes(out(), whole, rows, everything=all_)


def _after(listed: "tuple[RunFacts, ...]", since: int | None) -> int:
    """Return the run after which changes count: the one that was named, else the last but one."""
    if not listed:
        raise UsageError("the case has no run yet: read reports into it first")
    if since is None:
        return listed[-1].id - 1
    if not 0 <= since <= listed[-1].id:
        known = "; ".join(f"{run.id} started {run.started}" for run in listed[-5:])
        raise UsageError(f"--since names a run from 0 to {listed[-1].id}; the last runs: {known}")
    return since


def _say_runs(listed: "tuple[RunFacts, ...]", after: int, fresh: int, replaced: "tuple[Replaced, ...]") -> None:
    later = [run for run in listed if run.id > after]
    read = f"{counted(fresh, 'report')} read, {len(replaced)} in place of others"
    say(f"{counted(len(later), 'run')} after run {after}: {read}")
    for one in replaced:
        say(f"  {one.path or one.new}: other text than before ({one.old} → {one.new})")
