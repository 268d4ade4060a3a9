"""``accordingto serve``: pages over a case in a browser, on this machine."""

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
) -> None:
    """Show a case in the browser: stories side by side, reports with their words, tables, positions, actors."""
    try:
        import uvicorn

        from accordingto.web import create_app
    except ImportError as error:
        raise UsageError("the pages need more packages: run `pip install 'accordingto[web]'`") from error

    app = create_app(str(case))
    try:
        listening = socket.create_server((host, port))
    except OSError as error:
        raise UsageError(f"cannot listen on {host}:{port}: {error.strerror}; take another with --port") from error
    with listening:
        say(f"{told(case)}: http://{host}:{listening.getsockname()[1]}/ (end it with Ctrl-C)")
        uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[listening])
