"""``accordingto serve``: pages over a case in a browser, on this machine."""

import gc
import socket
from typing import Annotated

import typer

from accordingto.cli.casename import CaseName, told
from accordingto.cli.console import say
from accordingto.errors import UsageError


def serve(
    case: CaseName,
    port: Annotated[int, typer.Option(help="Port; 0 takes a free one.", min=0, max=65535)] = 8300,
    host: Annotated[
        str, typer.Option(help="Address to listen on; others than this machine see it only if you say so.")
    ] = ("127.0.0.1"),
    review: Annotated[
        bool, typer.Option("--review", help="Let records be accepted, corrected and rejected; needs --as.")
    ] = False,
    as_: Annotated[str | None, typer.Option("--as", metavar="NAME", help="Who reviews.")] = None,
) -> None:
    """Show a case in the browser: stories side by side, reports with their words, tables, positions, actors."""
    reviewer = _reviewer(review, as_)
    try:
        import uvicorn

        from accordingto.web import create_app
    except ImportError as error:
        raise UsageError("the pages need more packages: run `pip install 'accordingto[web]'`") from error

    app = create_app(str(case), reviewer, host)
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listening = socket.create_server((host, port), family=family)
    except OSError as error:
        raise UsageError(f"cannot listen on {host}:{port}: {error.strerror}; take another with --port") from error
    # each answer is a head and a body; unless sent at once, the body waits 40 ms for the head to be acknowledged
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    gc.freeze()  # what is loaded by now stays to the end: looking it through for garbage would hold up a page
    with listening:
        shown = f"[{host}]" if ":" in host else host
        say(f"{told(case)}: http://{shown}:{listening.getsockname()[1]}/ (end it with Ctrl-C)")
        uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[listening])


def _reviewer(review: bool, name: str | None) -> str | None:
    """Return in whose name reviews are added, ``None`` where none may be; raises ``UsageError`` for half of it."""
    from accordingto.reviews import name_of

    if review != (name is not None):
        raise UsageError("reviews need both: --review, and --as NAME to say who reviews")
    return name_of(name) if name is not None else None
