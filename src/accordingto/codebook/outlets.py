"""Outlets and news agencies: who is behind a name, an alias or a web domain."""

import re
from functools import cache
from typing import Literal

from msgspec import Struct

from accordingto.codebook import load

OutletKind = Literal["agency", "newspaper", "broadcaster", "magazine", "online", "monitor"]

_SPACES = re.compile(r"\s+")


class Outlet(Struct, frozen=True, forbid_unknown_fields=True):
    """One outlet: its usual name, what it is, its home country (ISO 3166-1 alpha-3) and the family that owns it.

    Two outlets with the same ``publisher`` are one family; ``publisher`` is ``None`` for an outlet on its own.
    """

    name: str
    kind: OutletKind
    country: str
    publisher: str | None = None
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()


def outlets() -> tuple[Outlet, ...]:
    """Return every outlet that the codebook knows, in the page's order."""
    page: tuple[Outlet, ...] = load("outlets", tuple[Outlet, ...])
    return page


@cache
def _by_key() -> dict[str, Outlet]:
    found: dict[str, Outlet] = {}
    for outlet in outlets():
        for key in (outlet.name, *outlet.aliases, *outlet.domains):
            found.setdefault(_key(key), outlet)
    return found


def _key(name: str) -> str:
    return _SPACES.sub(" ", name).strip().casefold().removeprefix("the ").removeprefix("www.")


def find_outlet(name: str) -> Outlet | None:
    """Return the outlet of a name, an alias or a web domain, ``None`` where the codebook does not know it.

    >>> find_outlet("the associated press").kind
    'agency'
    """
    return _by_key().get(_key(name))
