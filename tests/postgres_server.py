"""A PostgreSQL server of its own for the tests: made in a temporary folder, spoken to over a socket, gone afterwards.

python -m tests.postgres_server     prints an address and serves it until Ctrl-C
"""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

_USER = "crisis"
_NUMBERS = count()
MISSING = "NO SERVER WAS TESTED: PostgreSQL is not here (Debian: apt install postgresql; pip install psycopg[binary])"


def program(name: str) -> str | None:
    """Return where a program of the server lies; Debian keeps them off the path."""
    found = [str(p) for p in sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)]
    return shutil.which(name) or next(iter(found), None)


def is_here() -> bool:
    """Return whether a server can be started and spoken to."""
    try:
        import psycopg  # noqa: F401
    except ImportError:
        return False
    return program("initdb") is not None and program("postgres") is not None


def _account() -> str | None:
    """Return as whom the server runs: it refuses to be root."""
    if os.getuid():
        return None
    return next((u.pw_name for u in pwd.getpwall() if u.pw_name == "postgres"), "nobody")


@contextmanager
def served() -> Iterator[str]:
    """Start a server; yields the address of its database, without a schema."""
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    account = _account()
    if account:
        shutil.chown(folder, account)
    options = {"user": account, "cwd": folder, "stdin": subprocess.DEVNULL}
    made = ["-D", "data", "-U", _USER, "-A", "trust", "-E", "UTF8", "--locale=C", "-N"]
    process = None
    try:
        subprocess.run([str(program("initdb")), *made], check=True, stdout=subprocess.DEVNULL, **options)
        quick = [f"{name}=off" for name in ("fsync", "synchronous_commit", "full_page_writes")]
        settings = ["listen_addresses=", f"unix_socket_directories={folder}", *quick]
        words = [word for setting in settings for word in ("-c", setting)]
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen([str(program("postgres")), "-D", "data", *words], stderr=log, **options)
        address = f"postgresql://{_USER}@/postgres?host={folder}"
        _wait(address, process)
        yield address
    finally:
        if process:
            process.send_signal(signal.SIGINT)  # the server's "fast shutdown"
            process.wait(30)
        shutil.rmtree(folder, ignore_errors=True)


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    import psycopg

    end = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < end:
        try:
            psycopg.connect(address).close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the PostgreSQL server does not start")


def new_schema(address: str) -> str:
    """Make a schema on a server; return the address that names it."""
    import psycopg

    name = f"case_{os.getpid()}_{next(_NUMBERS)}"
    with psycopg.connect(address, autocommit=True) as c:
        c.execute(f"CREATE SCHEMA {name}")  # type: ignore[arg-type]
    return f"{address}&options=-csearch_path%3D{name}"


if __name__ == "__main__":
    with served() as place:
        print(place)  # noqa: T201
        signal.pause()
