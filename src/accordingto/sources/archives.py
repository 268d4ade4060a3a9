"""Web archives (WARC) → the web pages in them, each with its address and, where it says no date, the day it was got."""

import zlib
from collections import Counter
from collections.abc import Iterator
from typing import IO, Any

from accordingto.errors import SourceError
from accordingto.records import Problem, Report, make_problem
from accordingto.sources.facts import STAGE, Facts, clean, make, problem, writable
from accordingto.sources.pages import MAX_PAGE, PAGES, Delivery, page

_ADVICE = "web archives need one more package: run `pip install 'accordingto[archives]'`"

_READ = ("response", "resource")
"""Record types that hold what a server sent; the others say how it was asked for or where else it lies."""

_CUT = "cut"
"""What stands for the kind of a record that ends before its answer's status."""

_KINDS_SHOWN = 6
"""Kinds of records that the note on what was left out names, the most frequent first."""


def read_archive(path: str, stream: IO[bytes], facts: Facts) -> Iterator[Report | Problem]:
    """Yield the reports of a web archive's pages; a page's path is the archive's with ``#`` and its record's number.

    Records that are no pages (images, requests, redirects) are counted in one note at the end. A damaged archive is
    read up to the damage. Raises ``SourceError`` where the package that reads archives is not installed.
    """
    try:
        from fastwarc.warc import ArchiveIterator
    except ImportError as error:
        raise SourceError("missing_package", _ADVICE) from error
    left_out: Counter[str] = Counter()
    number = 0
    try:
        for number, record in enumerate(ArchiveIterator(stream, fsspec_args=False), 1):
            kind = _kind(record)
            if kind in PAGES:
                yield from _page(f"{path}#{number}", record, facts)
            elif kind == _CUT:
                yield problem(
                    f"{path}#{number}", SourceError("broken", "this record breaks off before its page begins")
                )
            else:
                left_out[kind] += 1
    except (OSError, ValueError) as error:
        reason = str(error).splitlines()[0][:200] if str(error) else "no reason given"
        detail = f"the archive is damaged after record {number} ({reason}); what stood before was read: fetch it again"
        yield problem(path, SourceError("broken", detail))
    if number == 0:
        yield problem(path, SourceError("broken", "there is no record in it: is this a web archive (WARC)?"))
    if left_out:
        yield make_problem(writable(path), STAGE, "other_records", _told(left_out))


def _told(left_out: Counter[str]) -> str:
    most = left_out.most_common(_KINDS_SHOWN)
    named = ", ".join(f"{count} {kind}" for kind, count in most)
    rest = sum(left_out.values()) - sum(count for _, count in most)
    return f"records that hold no web page were left out: {named}{f', {rest} others' if rest else ''}"


def _kind(record: Any) -> str:
    """Return the media type of a page that a record holds, else what it is instead."""
    name = str(record.record_type)
    if name not in _READ:
        return name
    if not record.is_http:
        return _media_type(record.headers.get("content-type"))
    status = record.http_headers.status_code if record.http_headers is not None else None
    if status != 200:
        return f"answer {status}" if status else _CUT
    return _media_type(record.http_content_type)


def _media_type(value: str | None) -> str:
    return (clean(value) or "unnamed").partition(";")[0].strip().lower()[:60] or "unnamed"


def _page(path: str, record: Any, facts: Facts) -> Iterator[Report | Problem]:
    """Read one page of an archive; whatever is wrong with it costs only itself."""
    url = clean((record.headers.get("warc-target-uri") or "").strip("<> "))
    try:
        data = _payload(record)
        found = list(page(path, data, facts, Delivery(url, record.http_charset)))
    except SourceError as error:
        yield problem(path, error)
        return
    for one in found:
        if isinstance(one, Report) and one.published is None and (day := _day(record)):
            detail = f"the page names no date of its own; the day of its capture, {day}, stands for it"
            yield make_problem(one.path, STAGE, "capture_date", detail)
            known = Facts(one.outlet, day, one.title, one.url, one.byline, one.language)
            yield from make(path, one.text, known, one.zones)
        else:
            yield one


def _day(record: Any) -> str | None:
    try:
        return str(record.record_date.date().isoformat())
    except (AttributeError, ValueError, OverflowError):
        return None


def _payload(record: Any) -> bytes:
    """Return the bytes of a page, unpacked; raises ``SourceError`` where they are too many, cut short or damaged."""
    length = record.content_length
    data: bytes = record.reader.read(MAX_PAGE + 1)
    if len(data) > MAX_PAGE:
        raise SourceError("too_long", f"a page of more than {MAX_PAGE:,} bytes is not read: save its article alone")
    if len(data) < length:
        raise SourceError("broken", f"the archive ends within this page, {length - len(data):,} bytes are missing")
    if record.http_headers is None:
        return data
    if (record.http_headers.get("transfer-encoding") or "").strip().lower() == "chunked":
        data = _unchunked(data)
    packed = (record.http_headers.get("content-encoding") or "").strip().lower()
    if packed in {"", "identity"} or not data:
        return data
    if packed not in {"gzip", "x-gzip", "deflate"}:
        raise SourceError("unsupported", f"this page is packed as {packed[:40]!r}: only gzip and deflate are unpacked")
    return unpacked(data)


def unpacked(data: bytes) -> bytes:
    """Return what was packed with gzip or deflate, of the length of a page at most.

    Raises ``SourceError`` where there is more in it, or where it is damaged. Bytes that are not packed at all come
    back as they are: servers and crawlers often unpack a page and leave the header that says it is packed.
    """
    if not data.startswith((b"\x1f\x8b", b"\x78")):
        return data
    unpacker = zlib.decompressobj(wbits=47)
    try:
        plain = unpacker.decompress(data, MAX_PAGE + 1)
    except zlib.error as error:
        raise SourceError("broken", "the packed page is damaged: fetch it again") from error
    if len(plain) > MAX_PAGE:
        raise SourceError("too_long", f"a page that unpacks to more than {MAX_PAGE:,} bytes is not read")
    return plain


def _unchunked(data: bytes) -> bytes:
    """Return a body without its chunk sizes (RFC 9112, 7.1); one that is not in chunks comes back as it is."""
    parts: list[bytes] = []
    at = 0
    while at < len(data):
        end = data.find(b"\r\n", at, at + 1_000)
        try:
            size = int(data[at:end].partition(b";")[0], 16) if end >= 0 else -1
        except ValueError:
            size = -1
        if size < 0:
            return b"".join(parts) if parts else data
        if size == 0:
            break
        parts.append(data[end + 2 : end + 2 + size])
        at = end + 2 + size + 2
    return b"".join(parts)
