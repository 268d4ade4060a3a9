"""Run the pages of a case as a user does, for who wants to look at them: tests, pictures, measuring."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple


class Server(NamedTuple):
    """A running server: the address of its pages, without a slash at the end, and the id of its process."""

    origin: str
    process: int


@contextmanager
def served(case: Path, *options: str) -> Iterator[Server]:
    """Run ``accordingto serve`` over a case, with some options, on a free port of this machine until the block ends.

    Raises ``RuntimeError`` with what the command says where it does not start.
    """
    command = [sys.executable, "-m", "accordingto", "serve", str(case), "--port", "0", *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stderr is not None
            line = server.stderr.readline()
            found = re.search(r"http://\S+:\d+", line)
            if found is None:
                server.terminate()
                raise RuntimeError(f"the pages did not start: {line}{server.stderr.read()}")
            yield Server(found[0], server.pid)
        finally:
            server.terminate()
