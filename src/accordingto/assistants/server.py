"""The questions as tools of the Model Context Protocol, over standard input and output (official Python SDK, MIT)."""

import functools
from collections.abc import Callable
from typing import Any

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ToolAnnotations

import accordingto
from accordingto.assistants import answers
from accordingto.assistants.questions import Questions
from accordingto.casefile import Case
from accordingto.errors import AccordingToError

INSTRUCTIONS = (
    "A sourced record of news reports on a crisis: statements, events, positions, and what several reports agree or "
    "differ on. Every item carries evidence: an id, the exact words, the report with its outlet and date, and by whose "
    "word it is told. Cite the evidence id with every claim, in square brackets, and quote the exact words where it "
    "matters; where nothing is found, say so and do not fill the gap. Count independent origins, not reports: copies "
    f"are one origin. {answers.NOTE}"
)


def make_server(case: str) -> MCPServer[Any]:
    """Return the server over a case (a file or a server's address); raises ``CaseError`` where there is none.

    >>> make_server("crisis.db").run("stdio")  # doctest: +SKIP
    """
    with Case(case, read_only=True):
        pass
    server: MCPServer[Any] = MCPServer(
        "accordingto",
        title="AccordingTo",
        instructions=INSTRUCTIONS,
        version=accordingto.__version__,
        log_level="WARNING",
    )
    hints = ToolAnnotations(read_only_hint=True, idempotent_hint=True, destructive_hint=False, open_world_hint=False)
    for question in Questions(case).all():
        server.add_tool(_told(question), annotations=hints)
    return server


def _told(question: Callable[..., answers.Answer]) -> Callable[..., answers.Answer]:
    """Return a question whose refusals are told to who asks, in one sentence."""

    @functools.wraps(question)
    def ask(**asked: Any) -> answers.Answer:
        try:
            return question(**asked)
        except AccordingToError as error:
            raise ToolError(str(error)) from error

    return ask
