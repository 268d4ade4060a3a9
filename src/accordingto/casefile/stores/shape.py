"""What a case asks of the place where it is stored."""

from collections.abc import Hashable
from contextlib import AbstractContextManager
from typing import Protocol

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

PATIENCE = 30.0
"""Seconds that a writer waits for another before it gives up."""


class Store(Protocol):
    """A place for one case; ``name`` is how messages call it and never holds a password."""

    name: str

    def engine(self, *, read_only: bool) -> Engine:
        """Return how to connect. A writing transaction is alone from its start to its end; readers see one moment."""
        ...

    def is_empty(self) -> bool:
        """Return whether nothing was ever written there; raises ``CaseError`` where no case can be."""
        ...

    def identity(self) -> Hashable:
        """Return what tells this place from another that takes its name, ``None`` where nothing is there."""
        ...

    def state(self) -> Hashable | None:
        """Return what is another after every commit, ``None`` where that cannot be known without asking."""
        ...

    def advice(self, error: DBAPIError) -> str:
        """Return what went wrong and what to do next, in one sentence."""
        ...

    def damage(self, c: Connection) -> list[str]:
        """Return a sentence for each fault of the stored pages themselves."""
        ...

    def tolerant(self, c: Connection) -> AbstractContextManager[None]:
        """In the block a cell whose bytes are no text is read with marks in their place, instead of an error."""
        ...
