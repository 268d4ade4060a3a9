"""The ``accordingto`` command: what it offers, and how every command ends.

Exit codes: 0 all was read, 1 some of it could not be, 2 nothing usable or a wrong request, 130 interrupted.
"""

import sys

import typer

import accordingto
from accordingto.cli.check import check
from accordingto.cli.codebook import codebook
from accordingto.cli.console import fail
from accordingto.cli.read import read
from accordingto.cli.schema import schema
from accordingto.cli.score import score
from accordingto.cli.show import show
from accordingto.errors import AccordingToError

app = typer.Typer(
    name="accordingto",
    help="Who did what to whom, according to whom: a sourced record from news reports.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (read, show, check, score, codebook, schema):
    app.command()(command)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"accordingto {accordingto.__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Print the version."),
) -> None:
    """Who did what to whom, according to whom: a sourced record from news reports."""


def main() -> None:
    """Run the command line; a fault that the user can mend is one sentence, never a traceback."""
    try:
        app()
    except AccordingToError as error:
        fail(str(error))
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
