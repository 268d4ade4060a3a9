"""Gold files as they lie there: folders, tar archives, JSON lines plain or gzipped, never unpacked to disk."""

import gzip
import json
import tarfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from accordingto.errors import GoldError
from accordingto.scoring.base import Row


def members(path: Path) -> dict[str, bytes]:
    """Return the files of a folder or of a tar archive by their relative names, sorted; a plain file is its only one.

    Raises ``GoldError`` where the path is neither readable nor there.
    """
    try:
        found = dict(_read_members(path))
    except (OSError, tarfile.TarError, EOFError) as error:
        raise GoldError(f"cannot read {path}: {error}; name a gold file, archive or folder") from error
    hidden = {name for name in found if PurePosixPath(name).name.startswith(".")}
    return {name: found[name] for name in sorted(found.keys() - hidden)}


def _read_members(path: Path) -> Iterator[tuple[str, bytes]]:
    if path.is_dir():
        for file in path.rglob("*"):
            if file.is_file():
                yield file.relative_to(path).as_posix(), file.read_bytes()
    elif tarfile.is_tarfile(path):
        with tarfile.open(path) as archive:
            for member in archive:
                handle = archive.extractfile(member) if member.isfile() else None
                if handle:
                    yield member.name, handle.read()
    else:
        yield path.name, path.read_bytes()


def suffixed(path: Path, suffix: str) -> dict[str, str]:
    """Return the UTF-8 files under a path that end in ``suffix``, by base name without it; line ends stay as they are.

    Raises ``GoldError`` where there is none.
    """
    found = {
        PurePosixPath(name).name.removesuffix(suffix): decode(data, name)
        for name, data in members(path).items()
        if name.endswith(suffix)
    }
    if not found:
        raise GoldError(f"{path} holds no *{suffix} file; name the gold archive or its extracted folder")
    return found


def decode(data: bytes, name: str) -> str:
    """Return UTF-8 bytes as text, a leading byte order mark dropped; raises ``GoldError`` where they are not UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise GoldError(f"{name} is not UTF-8 ({error}); save it as UTF-8") from error


def json_lines(path: Path) -> list[Row]:
    """Return the objects of a JSON-lines file, plain or gzipped; raises ``GoldError`` with the line that is off."""
    try:
        data = path.read_bytes()
        text = decode(gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data, str(path))
    except (OSError, EOFError) as error:
        raise GoldError(f"cannot read {path}: {error}; name a JSON-lines file, plain or gzipped") from error
    return [_object(line, path, n) for n, line in enumerate(text.split("\n"), 1) if line.strip()]


def _object(line: str, path: Path, number: int) -> Row:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise GoldError(f"{path}, line {number}: not JSON ({error.msg}); one object a line is needed") from error
    if not isinstance(row, dict):
        raise GoldError(f"{path}, line {number}: not a JSON object")
    return row
