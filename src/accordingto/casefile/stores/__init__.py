"""Where a case lies: a SQLite file, or a PostgreSQL server that a team shares."""

from pathlib import Path

from accordingto.casefile.stores.shape import PATIENCE, Store
from accordingto.casefile.stores.sqlite import File
from accordingto.errors import CaseError

__all__ = ["PATIENCE", "File", "Store", "store_of"]

_SERVERS = ("postgresql", "postgres", "postgresql+psycopg")


def store_of(name: str | Path, patience: float = PATIENCE) -> Store:
    """Return the store that a name means: an address ``postgresql://…``, else a file.

    Args: ``patience`` in seconds, how long a writer waits for another. Raises ``CaseError`` for addresses of other
    kinds and where the driver is missing.

    >>> store_of("crisis.db").name
    'crisis.db'
    """
    scheme, is_address, _ = str(name).partition("://")
    if not is_address or isinstance(name, Path):
        return File(Path(name), patience)
    if scheme not in _SERVERS:
        raise CaseError(f"a case is a file or an address postgresql://…, not {scheme}://…")
    from accordingto.casefile.stores.postgres import Server  # the driver is an extra

    return Server(str(name), patience)
