"""``accordingto repair``: what has faults is taken out, the rest is made whole."""

import shlex

import typer

from accordingto.cli.casename import CaseName, told
from accordingto.cli.console import counted, say


def repair(case: CaseName) -> None:
    """Make a damaged case whole again: keep what is sound, say what has to be read again."""
    from accordingto.repairing import repair as repair_case

    done = repair_case(case)
    name = shlex.quote(told(case))
    if done.aside is not None:
        say(f"The damaged file is kept as {done.aside}.")
    for path in done.left_out:
        say(f"left out, it was damaged: {path}")
    if done.left_out:
        out_of = counted(len(done.left_out), "report")
        say(f"{out_of} left out: read the same reports again with --case {name}, the others are known already.")
    else:
        say(f"Nothing is left out. Next: accordingto check {name}")
    raise typer.Exit(1 if done.left_out else 0)
