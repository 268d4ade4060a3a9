"""``accordingto serve``: pages over a case in a browser, on this machine."""

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
    say(f"{told(case)}: http://{host}:{port}/ (end it with Ctrl-C)")
    uvicorn.run(app, host=host, port=port, log_level="warning")
