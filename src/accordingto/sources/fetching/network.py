"""One request to a web server: to public addresses only, with limits of time, size and redirects."""

import http.client
import ipaddress
import socket
import ssl
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from msgspec import Struct

from accordingto.errors import SourceError

MAX_ANSWER = 50_000_000
"""Largest answer in bytes, packed or unpacked: the largest sitemap; what is too long for a page its reader says."""

SECONDS = 30.0
"""Longest time of one request, from the first word to the last byte."""

_SILENCE = 10.0
"""Longest time without a byte from the server, in seconds."""

_PIECE = 1 << 16
_PORTS = {"http": 80, "https": 443}
_WRITTEN = "%/:?#[]@!$&'()*+,;=-._~|"
_ACCEPTED = (
    "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/xml;q=0.9, */*;q=0.1"
)

_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class Answer(Struct, frozen=True):
    """What a server sent: the address asked, its status, where it points to, type, encoding named, the bytes."""

    url: str
    status: int
    location: str | None
    media_type: str
    charset: str | None
    retry_after: str | None
    data: bytes


def split(url: str) -> SplitResult:
    """Return the parts of an address; raises ``SourceError`` for one that is not plain http or https."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise SourceError("refused", f"this is no web address ({error}): check it") from error
    if parts.scheme not in _PORTS or not parts.hostname or port == 0:
        raise SourceError("refused", "only addresses that begin with http:// or https:// are fetched")
    if parts.username or parts.password:
        raise SourceError("refused", "an address with a name and password in it is not fetched")
    return parts


def is_public(address: str) -> bool:
    """Return whether an IP address is one of the open internet, also where it wraps an older one.

    >>> is_public("127.0.0.1"), is_public("::ffff:10.0.0.1"), is_public("9.9.9.9")
    (False, False, True)
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
        if ip.is_site_local:
            return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved and not ip.is_unspecified


def addresses_of(host: str, port: int, *, local: bool) -> list[str]:
    """Return the IP addresses of a host; raises ``SourceError`` where one of them is not public, unless ``local``.

    The connection is made to these addresses and the name is not asked for again, so that a name that answers
    differently the second time gains nothing.
    """
    try:
        found = list(dict.fromkeys(str(i[4][0]) for i in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))
    except (OSError, UnicodeError) as error:
        raise SourceError("unreachable", f"{host[:100]} is not known: check the address and the network") from error
    if not local and not all(map(is_public, found)):
        raise SourceError(
            "refused", f"{host[:100]} is an address of this machine or its own network: say --fetch-local to allow that"
        )
    return found


def request(url: str, *, agent: str, local: bool, seconds: float = SECONDS) -> Answer:
    """Ask a server for one address, without following where it points to.

    Raises ``SourceError`` where the address is refused, the server does not answer in time or sends too much.
    """
    parts = split(url)
    port = parts.port or _PORTS[parts.scheme]
    host = str(parts.hostname)
    found = addresses_of(host, port, local=local)
    connection = http.client.HTTPConnection(host, port, timeout=_SILENCE)
    target = quote(parts.path or "/", safe=_WRITTEN) + (f"?{quote(parts.query, safe=_WRITTEN)}" if parts.query else "")
    headers = {"User-Agent": agent, "Accept": _ACCEPTED, "Accept-Encoding": "gzip", "Connection": "close"}
    try:
        with _ended_after(seconds) as line:
            connection.sock = _dial(found, port, host if parts.scheme == "https" else None)
            line.append(connection.sock)
            connection.request("GET", target, headers=headers)
            return _answer(url, connection.getresponse())
    except SourceError:
        raise
    except (OSError, http.client.HTTPException, ValueError, AttributeError, zlib.error) as error:
        raise SourceError(
            "unreachable", f"no usable answer from {host[:100]} ({_reason(error)}): try again later"
        ) from error
    finally:
        connection.close()


@contextmanager
def _ended_after(seconds: float) -> Iterator[list[socket.socket]]:
    """Cut the line that is put into the list off after some seconds, however slowly the server drips."""
    ended = threading.Event()
    lines: list[socket.socket] = []

    def end() -> None:
        ended.set()
        for line in lines:
            try:
                line.shutdown(socket.SHUT_RDWR)
            except OSError:
                return

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield lines
    except (OSError, http.client.HTTPException, ValueError, AttributeError) as error:
        if ended.is_set():
            raise SourceError("unreachable", f"no whole answer within {seconds:g} seconds: try again later") from error
        raise
    finally:
        timer.cancel()
    if ended.is_set():
        raise SourceError("unreachable", f"no whole answer within {seconds:g} seconds: try again later")


def _dial(addresses: list[str], port: int, name: str | None) -> socket.socket:
    """Connect to the first address that answers; with ``name`` over TLS, the certificate checked against it."""
    fault: OSError | None = None
    for address in addresses[:4]:
        try:
            raw = socket.create_connection((address, port), timeout=_SILENCE)
        except OSError as error:
            fault = error
            continue
        return ssl.create_default_context().wrap_socket(raw, server_hostname=name) if name else raw
    raise fault or OSError("no address")


def _reason(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror[:200]
    return str(error).partition("\n")[0][:200] or type(error).__name__


def _answer(url: str, response: http.client.HTTPResponse) -> Answer:
    kind = response.headers.get_content_type() if response.headers.get("content-type") else "unnamed"
    location = response.headers.get("location")
    return Answer(
        url=url,
        status=response.status,
        location=urljoin(url, location.strip()) if location else None,
        media_type=kind.lower()[:80],
        charset=_charset(response),
        retry_after=response.headers.get("retry-after"),
        data=_body(response),
    )


def _charset(response: Any) -> str | None:
    try:
        found = response.headers.get_content_charset()
    except (ValueError, LookupError):
        return None
    return str(found) if found else None


def _body(response: http.client.HTTPResponse) -> bytes:
    """Return the body, unpacked; raises ``SourceError`` as soon as it is more than is taken."""
    packed = (response.headers.get("content-encoding") or "identity").strip().lower()
    if packed not in {"identity", "gzip", "x-gzip", "deflate"}:
        raise SourceError("unsupported", f"the server packs its answer as {packed[:40]!r}, which was not asked for")
    unpacker = None if packed == "identity" else zlib.decompressobj(wbits=47)
    data = bytearray()
    while piece := response.read(_PIECE):
        data += piece if unpacker is None else unpacker.decompress(piece, MAX_ANSWER + 1 - len(data))
        if len(data) > MAX_ANSWER or (unpacker is not None and unpacker.unconsumed_tail):
            raise SourceError("too_long", f"more than {MAX_ANSWER:,} bytes in one answer: nothing of it is read")
    if response.length or (unpacker is not None and data and not unpacker.eof):
        raise SourceError("broken", "the answer ends early: try again later")
    return bytes(data)
