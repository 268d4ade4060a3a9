"""``accordingto mcp``: a case for assistants, over the Model Context Protocol."""

from accordingto.cli.casename import CaseName, told
from accordingto.cli.console import say
from accordingto.errors import UsageError


def mcp(case: CaseName) -> None:
    """Let an assistant ask a case over standard input and output (Model Context Protocol); nothing is written."""
    try:
        from accordingto.assistants.server import make_server
    except ImportError as error:
        raise UsageError("assistants need another package: run `pip install 'accordingto[mcp]'`") from error

    server = make_server(str(case))
    say(f"{told(case)} is open to the assistant that started this (end it with Ctrl-C)")
    server.run("stdio")
