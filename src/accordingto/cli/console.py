"""Where words for people go: results to standard output, everything else to standard error."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

_PIPED_WIDTH = 120
"""Columns of a table that goes to a file or another program."""


def out() -> Console:
    """Return the console for results: colour and width of the terminal, plain and fixed width when piped."""
    if sys.stdout.isatty():
        return Console(highlight=False)
    width = int(os.environ.get("COLUMNS") or _PIPED_WIDTH)
    return Console(highlight=False, width=width, no_color=True, force_terminal=False)


def err() -> Console:
    """Return the console for messages."""
    return Console(stderr=True, highlight=False, soft_wrap=True)


def say(message: str) -> None:
    """Tell the user something on standard error."""
    err().print(message, markup=False)


def fail(message: str) -> None:
    """Tell the user what went wrong and what to do next."""
    err().print(f"accordingto: {message}", markup=False, style="red" if sys.stderr.isatty() else None)


@contextmanager
def progress(what: str, total: int | None) -> Iterator[Callable[[int], None]]:
    """Show a bar on a terminal, nothing when piped; yields a function that is told how many more are done."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=err(), transient=True) as bar:
        task = bar.add_task(what, total=total)
        yield lambda done: bar.advance(task, done)
