"""A case in a SQLite file: write-ahead logging, one writer at a time, readable while it is written."""

import os
import sqlite3
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from accordingto.casefile.stores.shape import PATIENCE
from accordingto.errors import CaseError

_ADVICE = {
    "full": "there is no space left: free some and run the same command again, it goes on where it stopped",
    "locked": "another program is writing to it: wait for that to end and run again",
    "readonly": "it cannot be written: check the permissions of the file and its folder",
    "unable to open": "it cannot be opened: check the path and the permissions of its folder",
    "disk i/o": "its disk refuses: look whether it is full, at a limit or failing, then run the same command again, "
    "it goes on where it stopped",
    "not a database": "it is not a case file: name another file",
    "malformed": "it is damaged: `accordingto repair` keeps what is whole",
}
"""Words of SQLite's messages (result codes: sqlite.org/rescode.html) → what to do."""


def _says(cell: str | None, words: str) -> bool:
    return cell is not None and words.lower() in cell.lower()


class File:
    """A SQLite file; ``patience`` is how many seconds a writer waits for another."""

    def __init__(self, path: Path, patience: float = PATIENCE) -> None:
        self.path = path
        self.name = str(path)
        self._patience = patience

    def engine(self, *, read_only: bool) -> Engine:
        """Return how to connect to the file."""
        pool = (
            QueuePool if read_only else None
        )  # readers may keep their connections and hand them from thread to thread
        engine = create_engine("sqlite://", creator=lambda: self._connection(read_only), poolclass=pool)

        @event.listens_for(engine, "begin")
        def _begin(connection: Connection) -> None:
            connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")

        return engine

    def _connection(self, read_only: bool) -> sqlite3.Connection:
        address = f"{self.path.absolute().as_uri()}?mode={'ro' if read_only else 'rwc'}"
        if read_only and self._is_out_of_reach():
            address += "&immutable=1"
        connection = sqlite3.connect(
            address, uri=True, timeout=self._patience, isolation_level=None, check_same_thread=not read_only
        )
        connection.create_function("says", 2, _says, deterministic=True)
        if not read_only:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
        return connection

    def _is_out_of_reach(self) -> bool:
        """Return whether nobody could write here: SQLite must be told, it would want to make a file for its readers."""
        log = Path(f"{self.path}-wal")
        return not os.access(self.path.absolute().parent, os.W_OK) and not (log.exists() and log.stat().st_size)

    def is_empty(self) -> bool:
        """Return whether there is no file, or none with anything in it; raises ``CaseError`` for a folder."""
        if not self.path.name or self.path.is_dir():
            raise CaseError(f"case {self.name}: this is a folder: name a file, for example --case crisis.db")
        return not self.path.is_file() or not self.path.stat().st_size

    def identity(self) -> Hashable:
        """Return what tells this file from another that takes its place, ``None`` where there is none."""
        return self.path.stat().st_ino if self.path.is_file() else None

    def state(self) -> Hashable | None:
        """Return what changes with every commit: the sizes and times of the file and of its log."""
        files = [p for p in (self.path, Path(f"{self.path}-wal")) if p.is_file()]
        return tuple((p.name, (s := p.stat()).st_ino, s.st_size, s.st_mtime_ns) for p in files)

    def advice(self, error: DBAPIError) -> str:
        """Return what to do about an error."""
        words = str(error.orig)
        return next((advice for word, advice in _ADVICE.items() if word in words.lower()), f"SQLite says: {words}")

    def damage(self, c: Connection) -> list[str]:
        """Return what SQLite finds wrong with the pages of the file."""
        found = c.exec_driver_sql("PRAGMA integrity_check").scalars()
        return [f"the file is damaged: {' '.join(line.split())}" for line in found if line != "ok"]

    @contextmanager
    def tolerant(self, c: Connection) -> Iterator[None]:
        """In the block a cell whose bytes are no UTF-8 is read with U+FFFD in their place, instead of an error."""
        connection = c.connection.dbapi_connection
        if not isinstance(connection, sqlite3.Connection):
            raise TypeError("this is no connection to a SQLite file")
        before = connection.text_factory
        connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
        try:
            yield
        finally:
            connection.text_factory = before
