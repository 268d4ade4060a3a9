"""By which names the server answers: only by those that no stranger can own.

A name that a stranger owns can be made to lead to this machine (DNS rebinding); the stranger's page would then read the
record as if it were its own. A browser says in ``Host`` under which name it asks (RFC 9110, 7.2); an address in numbers
belongs to nobody else, and neither do ``localhost`` and the name of this machine.
"""

import platform
import re
from ipaddress import ip_address

_HOST = re.compile(r"(?:\[([0-9A-Fa-f:.]+)\]|([^\[\]:/?#@\s]+))(?::\d*)?")


class Names:
    """The names of this server; ``host`` is the one that it was asked to listen on.

    >>> Names("127.0.0.1").include("localhost:8300"), Names("127.0.0.1").include("news.example")
    (True, False)
    """

    def __init__(self, host: str | None = None) -> None:
        self._names = frozenset(n.casefold() for n in ("localhost", host, platform.node()) if n)

    def include(self, asked: str | None) -> bool:
        """Return whether ``Host`` names this server; a program too old to send it names nothing wrong."""
        if asked is None:
            return True
        found = _HOST.fullmatch(asked)
        name = (found[1] or found[2]).casefold().removesuffix(".") if found else ""
        return name in self._names or _is_number(name)


def _is_number(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
