"""Where words for people go: results to standard output, everything else to standard error."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NoReturn

from rich.console import Console

from accordingto.exporting.common import target

_PIPED_WIDTH = 120
"""Columns of a table that goes to a file or another program."""

_NARROWEST = 40
"""Columns below which nothing can be laid out; narrower wishes are not followed."""


class _Results(Console):
    """A console whose reader may go away (``| head``): that ends the program quietly, as all was well."""

    def on_broken_pipe(self) -> None:
        stop_writing()


def out() -> Console:
    """Return the console for results: colour and width of the terminal, plain and fixed width when piped."""
    if sys.stdout.isatty():
        return _Results(highlight=False)
    asked = os.environ.get("COLUMNS", "")
    width = max(int(asked), _NARROWEST) if asked.isdecimal() and int(asked) else _PIPED_WIDTH
    return _Results(highlight=False, width=width, no_color=True, force_terminal=False)


def stop_writing() -> NoReturn:
    """End the program because nobody reads its output any more; what is still in buffers goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    raise SystemExit(0)


@contextmanager
def readers_may_leave() -> Iterator[None]:
    """Within this, a reader of standard output that goes away (``| head``) ends the program quietly."""
    try:
        yield
    except BrokenPipeError:
        stop_writing()


def emit(words: str) -> None:
    """Write data to standard output as UTF-8, whatever the locale; raises ``UsageError`` where it takes no more."""
    with readers_may_leave(), target(None) as stream:
        stream.write(words.encode())


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
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=err(), transient=True) as bar:
        task = bar.add_task(what, total=total)
        yield lambda done: bar.advance(task, done)


def counted(count: int, what: str) -> str:
    """Return a number with its noun.

    >>> counted(1, "report"), counted(2, "report")
    ('1 report', '2 reports')
    """
    return f"{count} {what}{'' if count == 1 else 's'}"
