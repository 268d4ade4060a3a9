"""The sidecar ``NAME.meta.json`` beside ``NAME.txt``: outlet, date and more, said by whoever saved the file."""

from pathlib import Path
from typing import Any

import msgspec

from accordingto.errors import SourceError
from accordingto.sources.facts import FACTS, OTHER_NAMES, Facts, facts_from

SIDECAR = ".meta.json"


def sidecar_path(path: str) -> Path:
    """Return where the sidecar of a file would lie.

    >>> sidecar_path("reports/flood.html").as_posix()
    'reports/flood.meta.json'
    """
    file = Path(path.removesuffix(".gz"))
    return file.with_name(file.stem + SIDECAR)


def read_sidecar(path: str) -> Facts:
    """Return what a file's sidecar says, no facts where there is none; raises ``SourceError`` for a broken one."""
    where = sidecar_path(path)
    try:
        data = where.read_bytes()
    except FileNotFoundError:
        return Facts()
    except OSError as error:
        raise SourceError("sidecar", f"{where.name} cannot be read: {error.strerror}") from error
    try:
        values = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise SourceError("sidecar", f"{where.name} is not JSON ({error}); the report is read without it") from error
    if not isinstance(values, dict):
        raise SourceError("sidecar", f"{where.name} must be an object with keys like {', '.join(FACTS)}")
    return facts_from(_with_our_names(values))


def _with_our_names(values: dict[str, Any]) -> dict[str, Any]:
    renamed = {OTHER_NAMES[key]: value for key, value in values.items() if key in OTHER_NAMES}
    return {**renamed, **{key: value for key, value in values.items() if value is not None}}
