"""Bytes → text: what is no text is refused, what is UTF-8 stays so, the rest is guessed from the bytes."""

import codecs
import re

from accordingto.errors import SourceError

SAMPLE = 65_536
"""Bytes looked at to guess an encoding: enough for stable letter counts, little enough to be quick."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", "a PDF", "save its text as .txt first"),
    (b"PK\x03\x04", "a zip archive (or an Office file)", "unpack it or save its text as .txt first"),
    (b"\x89PNG", "an image", "only text can be read"),
    (b"\xff\xd8\xff", "an image", "only text can be read"),
    (b"GIF8", "an image", "only text can be read"),
    (b"RIFF", "a sound, film or image", "only text can be read"),
    (b"\x1f\x8b", "a gzip archive", "unpack it, or give it a name that ends in .gz"),
    (b"BZh", "a bzip2 archive", "unpack it first"),
    (b"7z\xbc\xaf", "a 7-zip archive", "unpack it first"),
    (b"\xd0\xcf\x11\xe0", "an old Office file", "save its text as .txt first"),
    (b"{\\rtf", "a rich text file", "save its text as .txt first"),
    (b"PAR1", "a Parquet table", "give it a name that ends in .parquet"),
    (b"SQLite format 3", "a database", "only text and tables can be read"),
)
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MOST_CONTROLS = 0.02
"""Share of control bytes above which bytes are no text in any encoding that we read."""

_FEW_CONTROLS = 3
"""Stray control bytes that even a short text may hold; they are dropped."""

_WESTERN = "cp1252"
_TYPOGRAPHY = frozenset("“”‘’‚„–—…€£§°«»•©®™¿¡\xa0ŒœŠšŽžŸ")
_MOST_HIGH = 0.15
"""Share of letters beyond ASCII above which a text is not in a Western European language."""

_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,30})", re.IGNORECASE)


def refuse_binary(data: bytes) -> None:
    """Raise ``SourceError`` where bytes are a known kind of file that holds no plain text, or mostly control bytes."""
    for magic, kind, advice in _MAGIC:
        if data.startswith(magic):
            raise SourceError("binary", f"this is {kind}, not text: {advice}")
    if any(data.startswith(bom) for bom, _ in _BOMS):
        return
    sample = data[:SAMPLE]
    if wide_encoding(sample) is None and len(_CONTROLS.findall(sample)) > _FEW_CONTROLS + _MOST_CONTROLS * len(sample):
        raise SourceError("binary", "these bytes are not text in any known encoding: only text can be read")


def _is_western(data: bytes) -> bool:
    """Whether bytes read as Windows-1252 give only what Western European prose holds; short texts fool a statistic."""
    try:
        high = [c for c in data.decode(_WESTERN) if c > "\x7f"]
    except UnicodeDecodeError:
        return False
    return len(high) < _MOST_HIGH * len(data) and all(c in _TYPOGRAPHY or (c >= "À" and c not in "×÷") for c in high)


def wide_encoding(data: bytes) -> str | None:
    """Return UTF-16's byte order where every other byte of Latin text is zero and no byte order mark says so."""
    half = len(data) // 2
    if half < 8:
        return None
    if data[1::2].count(0) > 0.7 * half and data[0::2].count(0) == 0:
        return "utf-16-le"
    if data[0::2].count(0) > 0.7 * half and data[1::2].count(0) == 0:
        return "utf-16-be"
    return None


def guess_encoding(data: bytes) -> str:
    """Return the encoding of some bytes that are not UTF-8; raises ``SourceError`` where no guess is good."""
    from charset_normalizer import from_bytes

    if _is_western(data[:SAMPLE]):
        return _WESTERN
    best = from_bytes(data[:SAMPLE]).best()
    if best is None:
        raise SourceError("encoding", "the encoding of this text could not be told: save it as UTF-8")
    return best.encoding


def decode(data: bytes, *, declared: str | None = None) -> str:
    """Return bytes as text: by byte order mark, strictly as UTF-8, as ``declared``, or by a guess from the bytes.

    Raises ``SourceError`` for bytes that are no text.
    """
    refuse_binary(data)
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(encoding, "replace")
    if wide := wide_encoding(data[:SAMPLE]):
        return data.decode(wide, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_other(data, declared)


def _decode_other(data: bytes, declared: str | None) -> str:
    if declared:
        try:
            return data.decode(declared)
        except (LookupError, UnicodeDecodeError):
            pass  # a wrong declaration is common; the bytes decide
    return data.decode(guess_encoding(data), "replace")


def declared_charset(data: bytes) -> str | None:
    """Return the encoding that a web page declares in its head, if any."""
    found = _META_CHARSET.search(data[:4096])
    return found[1].decode("ascii") if found else None
