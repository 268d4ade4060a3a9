"""How the commands are told which case they are about."""

from typing import Annotated

import typer

CASE_HELP = "Case: a file, or postgresql://USER@HOST/DATABASE."

CaseName = Annotated[str, typer.Argument(metavar="CASE", help=CASE_HELP)]


def told(case: str) -> str:
    """Return a case's name as it may stand on a screen: without password."""
    from accordingto.casefile.stores import store_of

    return store_of(case).name
