"""A case on a PostgreSQL server: many readers, one writer at a time by an advisory lock."""

import re
from collections.abc import Hashable, Mapping
from contextlib import AbstractContextManager, nullcontext
from types import MappingProxyType

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from accordingto.casefile.stores.shape import PATIENCE
from accordingto.errors import CaseError

_ADVICE: Mapping[str, str] = MappingProxyType(
    {
        "53100": "the server has no space left: free some and run the same command again, it goes on where it stopped",
        "53200": "the server is out of memory: run the same command again later, it goes on where it stopped",
        "53300": "the server has no room for another connection: try again later",
        "55P03": "another program is writing to it: wait for that to end and run again",
        "25006": "the server takes no writing now (a standby?): name the one that does",
        "42501": "you may not do that there: ask for CREATE on the schema to write, SELECT on its tables to read",
        "3D000": "there is no such database: make it with `createdb NAME`",
        "3F000": "there is no schema to write to: make it with `CREATE SCHEMA NAME`",
        "28": "the server does not let you in: check the user, and give the password in PGPASSWORD or ~/.pgpass",
        "08": "the server went away: run the same command again, it goes on where it stopped",
        "57P": "the server went away: run the same command again, it goes on where it stopped",
        "XX": "the server finds it damaged: restore a backup or read the reports into a new case",
    }
)
"""Error codes, or how they begin (manual, appendix A) → what to do."""

_WORDS: Mapping[str, str] = MappingProxyType(
    {
        'role "': _ADVICE["28"],
        "password": _ADVICE["28"],
        "no pg_hba.conf entry": _ADVICE["28"],
        "does not exist": _ADVICE["3D000"],
        "closed the connection": _ADVICE["08"],
        "connection is lost": _ADVICE["08"],
        "resolve": "there is no such host: check the address",
        "connection": "the server cannot be reached: check that it runs, and host and port of the address",
    }
)
"""Words of messages that come without a code, as those about connecting do."""

_KEPT_BACK = re.compile("pass", re.IGNORECASE)
"""Part of the names of the options that hold passwords."""


def _parsed(address: str) -> URL:
    try:
        url = make_url(address)
    except (ArgumentError, ValueError) as error:
        raise CaseError("the address of the case is none: write postgresql://USER@HOST/DATABASE") from error
    return url.set(drivername="postgresql+psycopg")


def _told(url: URL) -> str:
    """Return the address without what nobody else should read."""
    kept_back = [name for name in url.query if _KEPT_BACK.search(name)]
    shown = url.difference_update_query(kept_back).set(drivername="postgresql")
    return shown._replace(password=None).render_as_string(hide_password=False)


class Server:
    """A schema of a database on a server, the first of the connection's ``search_path``.

    ``patience`` is how many seconds a writer waits for another. Raises ``CaseError`` where the driver is missing.
    """

    def __init__(self, address: str, patience: float = PATIENCE) -> None:
        self._url = _parsed(address)
        self.name = _told(self._url)
        self._patience = patience

    def engine(self, *, read_only: bool) -> Engine:
        """Return how to connect to the server."""
        try:
            engine = create_engine(self._url, connect_args={"client_encoding": "utf8"})
        except ModuleNotFoundError as error:
            raise CaseError(f"case {self.name}: this needs a driver: pip install 'accordingto[postgres]'") from error

        @event.listens_for(engine, "begin")
        def _begin(connection: Connection) -> None:
            if read_only:
                connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
                return
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = {int(self._patience * 1000)}")
            connection.exec_driver_sql(
                "SELECT pg_advisory_xact_lock(hashtext('accordingto'), hashtext(current_schema()))"
            )

        return engine

    def is_empty(self) -> bool:
        """Return whether the schema has no tables; raises ``CaseError`` for a database that cannot hold every text."""
        engine = self.engine(read_only=True)
        try:
            with engine.begin() as c:
                if c.exec_driver_sql("SHOW server_encoding").scalar() != "UTF8":
                    raise CaseError(f"case {self.name}: the database is not in UTF-8: make one with `createdb -E UTF8`")
                return not inspect(c).get_table_names()
        finally:
            engine.dispose()

    def identity(self) -> Hashable:
        """Return the address: a server is one place."""
        return self.name

    def state(self) -> Hashable | None:
        """Return nothing: whether the server's tables changed cannot be known without asking it."""
        return None

    def advice(self, error: DBAPIError) -> str:
        """Return what to do about an error."""
        code, words = getattr(error.orig, "sqlstate", None) or "", str(error.orig)
        found = next((advice for start, advice in _ADVICE.items() if code.startswith(start)), None)
        if found is None and not code:
            found = next((advice for word, advice in _WORDS.items() if word in words), None)
        return found or f"PostgreSQL says: {' '.join(words.split())}"

    def damage(self, c: Connection) -> list[str]:  # noqa: ARG002 (as every store)
        """Return nothing: the pages are the server's to check (``pg_amcheck``)."""
        return []

    def tolerant(self, c: Connection) -> AbstractContextManager[None]:  # noqa: ARG002 (as every store)
        """Change nothing: a server keeps no bytes that are no text."""
        return nullcontext()
