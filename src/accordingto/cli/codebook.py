"""``accordingto codebook``: what the coder knows, printed."""

from typing import Annotated

import typer

from accordingto.cli.console import emit, out


def codebook(
    page: Annotated[str | None, typer.Argument(help="Page to print whole; without it, the list of pages.")] = None,
) -> None:
    """Print what the coder knows: its pages, or one page whole, with its sources."""
    from accordingto import codebook as book

    if page is not None:
        emit(book.source(page))
        return
    console = out()
    console.print("The codebook's pages (print one with: accordingto codebook PAGE)\n")
    for name in book.pages():
        console.print(f"{name:<22} {book.summary(name)}", markup=False)
