"""The ``accordingto`` command: what it offers, and how every command ends.

Exit codes: 0 all was read, 1 some of it could not be, 2 nothing usable or a wrong request, 130 interrupted.
"""

import io
import os
import sys

import typer

import accordingto
from accordingto.cli.changes import changes
from accordingto.cli.check import check
from accordingto.cli.codebook import codebook
from accordingto.cli.compare import compare
from accordingto.cli.console import fail
from accordingto.cli.export import export
from accordingto.cli.mcp import mcp
from accordingto.cli.positions import positions
from accordingto.cli.read import read
from accordingto.cli.repair import repair
from accordingto.cli.report import report
from accordingto.cli.schema import schema
from accordingto.cli.score import score
from accordingto.cli.serve import serve
from accordingto.cli.show import show
from accordingto.cli.timeline import timeline
from accordingto.errors import AccordingToError

app = typer.Typer(
    name="accordingto",
    help="Who did what to whom, according to whom: a sourced record from news reports.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (
    read,
    show,
    compare,
    changes,
    timeline,
    positions,
    report,
    serve,
    mcp,
    export,
    check,
    repair,
    score,
    codebook,
    schema,
):
    app.command()(command)

_DEBUG = "ACCORDINGTO_DEBUG"
"""Environment variable for whoever mends a fault of ours: lets the traceback through."""


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"accordingto {accordingto.__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Print the version."),
) -> None:
    """Who did what to whom, according to whom: a sourced record from news reports."""


def run() -> None:
    """Run the command line; whatever goes wrong is one sentence for the user, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal without our quotation marks still gets the words
    try:
        try:
            app()
        finally:
            sys.stdout.flush()
    except AccordingToError as error:
        fail(str(error))
        sys.exit(2)
    except MemoryError:
        fail(
            "out of memory: end other programs or read with fewer --workers; the same command goes on where it stopped"
        )
        sys.exit(2)
    except BrokenPipeError:
        _stop(0)
    except OSError as error:
        fail(f"the system says: {error.strerror or error}: check where the output goes")
        _stop(2)
    except Exception as error:
        if os.environ.get(_DEBUG):
            raise
        fail(f"a fault of this program: {type(error).__name__}: {error}. Please report it; {_DEBUG}=1 shows where")
        sys.exit(2)


def _stop(code: int) -> None:
    """End without the interpreter's own flush, which would fail and complain once more."""
    sys.stderr.flush()
    os._exit(code)
