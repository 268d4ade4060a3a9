"""``accordingto check``: does every span still say what the record says?"""

import typer

from accordingto.cli.casename import CaseName
from accordingto.cli.console import fail, out


def check(case: CaseName) -> None:
    """Hold every evidence span of a case against the stored text of its report, and what was compared too."""
    from accordingto.casefile import Case
    from accordingto.casefile import check as check_case

    with Case(case, read_only=True) as opened:
        result = check_case(opened)
    for fault in result.faults:
        fail(fault)
    verdict = "every one true" if not result.faults else f"{len(result.faults)} false"
    out().print(f"{result.spans} spans checked, {verdict}")
    if result.waiting:
        fail(f"{result.waiting} reports wait to be compared: read the same reports again, it goes on where it stopped")
    raise typer.Exit(1 if result.faults else 0)
