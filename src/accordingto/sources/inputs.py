"""Paths → files to read, in a fixed order: folders walked through, hidden files and sidecars left out."""

import gzip
import io
import os
import stat
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, NamedTuple

from accordingto.errors import SourceError
from accordingto.sources.sidecar import SIDECAR

STDIN = "-"

TEXT = frozenset({".txt", ".text"})
MARKDOWN = frozenset({".md", ".markdown"})
HTML = frozenset({".html", ".htm", ".xhtml"})
JSON_LINES = frozenset({".jsonl", ".ndjson", ".json"})
DELIMITED = frozenset({".csv", ".tsv", ".tab"})
PARQUET = frozenset({".parquet", ".pq"})
XML = frozenset({".xml", ".rss", ".atom", ".rdf"})
ARCHIVES = frozenset({".warc"})
SUFFIXES = TEXT | MARKDOWN | HTML | JSON_LINES | DELIMITED | PARQUET | XML | ARCHIVES
TABLES = JSON_LINES | DELIMITED | PARQUET | XML | ARCHIVES
"""Files that hold any number of reports."""

ADDRESS = "address"
"""In the place of a suffix: this input is an address of the web."""

PACKED = ".gz"


class Input(NamedTuple):
    """One file to read: ``path`` as it is shown, ``suffix`` in small letters without ``.gz``."""

    path: str
    suffix: str

    @property
    def packed(self) -> bool:
        """Whether the file is gzip-compressed."""
        return self.path.lower().endswith(PACKED)


Found = Input | tuple[str, SourceError]


def shown(path: str | Path) -> str:
    """Return a path as records carry it: POSIX slashes, relative stays relative."""
    return Path(path).as_posix()


def suffix_of(path: str) -> str:
    """Return a file's suffix in small letters, looking through ``.gz``."""
    name = Path(path).name.lower()
    return Path(name.removesuffix(PACKED)).suffix


def find_inputs(paths: Iterable[str | Path]) -> Iterator[Found]:
    """Yield every file under the given paths, in the given order and sorted inside folders, and what cannot be read."""
    for given in paths:
        if str(given) == STDIN:
            yield Input(STDIN, "")
            continue
        if str(given).lower().startswith(("http://", "https://")):
            yield Input(str(given), ADDRESS)
            continue
        path = shown(given)
        try:
            if not str(given):
                raise FileNotFoundError
            if Path(path).is_dir():
                yield from _in_folder(path)
            else:
                Path(path).stat()
                yield from _file(path, was_named=True)
        except (OSError, ValueError) as error:
            yield path, os_problem(error)


def _in_folder(folder: str) -> Iterator[Found]:
    try:
        with os.scandir(folder) as entries:
            names = sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries)
    except OSError as error:
        yield folder, os_problem(error)
        return
    for name, is_folder in names:
        if name.startswith("."):
            continue
        path = shown(Path(folder) / name)
        if is_folder:
            yield from _in_folder(path)
        elif problem := _no_plain_file(path):
            yield path, SourceError("unsupported", problem)
        else:
            yield from _file(path, was_named=False)


def _no_plain_file(path: str) -> str | None:
    """Return why something met in a folder is not opened: links to folders may go in circles, pipes never end."""
    try:
        mode = Path(path).stat().st_mode
    except OSError:
        return None  # opening it says what is wrong
    if stat.S_ISDIR(mode):
        return "a link to a folder is not followed: name that folder itself"
    return None if stat.S_ISREG(mode) else "this is no plain file but a pipe, a socket or a device: name it itself"


def _file(path: str, *, was_named: bool) -> Iterator[Found]:
    if path.endswith(SIDECAR):
        return
    suffix = suffix_of(path)
    if suffix in SUFFIXES:
        yield Input(path, suffix)
    elif was_named and suffix == "":
        yield Input(path, ".txt")
    else:
        known = " ".join(sorted(SUFFIXES))
        yield (
            path,
            SourceError("unsupported", f"{suffix or 'no suffix'} is not read; read are: {known} (and .gz of these)"),
        )


def os_problem(error: Exception) -> SourceError:
    """Return what the system says about a path as our own error."""
    if isinstance(error, FileNotFoundError):
        return SourceError("missing", "there is no such file or folder: check the path")
    if isinstance(error, PermissionError):
        return SourceError("unreadable", "the system does not allow reading it: check its permissions")
    if isinstance(error, gzip.BadGzipFile | EOFError | zlib.error):
        return SourceError("broken", "the gzip archive is damaged: fetch it again")
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return SourceError("unreadable", f"the system says: {reason}")


def open_input(item: Input) -> IO[bytes]:
    """Return an input's bytes as an open file, unpacked; web archives are packed record by record and left so."""
    if item.packed and item.suffix not in ARCHIVES:
        return io.BufferedReader(gzip.open(item.path))
    return Path(item.path).open("rb")
