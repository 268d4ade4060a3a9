"""Which reader made a record: one hash over everything that decides what is read from a text."""

import hashlib
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

from accordingto.reading import model

_READER_PARTS = ("reading", "grounding", "codebook", "assembling.py", "records.py", "text.py", "pipeline.py")
_LINKING_PARTS = ("comparing", "codebook", "records.py", "text.py")
_LEDGER_PARTS = ("comparing/ledger", "comparing/wording.py", "codebook")


def reader_version(model_name: str = model.DEFAULT_MODEL) -> str:
    """Return one hash over the model and all code and data that decide what is read from a text."""
    return _hashed(_READER_PARTS, model.model_version(model_name))


def ledger_version() -> str:
    """Return one hash over all code and data that decide what the ledger makes of positions."""
    return _hashed(_LEDGER_PARTS, "")


def linking_version() -> str:
    """Return one hash over all code and data that decide what links two reports."""
    return _hashed(_LINKING_PARTS, "")


def _hashed(parts: Iterable[str], of: str) -> str:
    digest = hashlib.sha256(of.encode())
    for part in parts:
        root = Path(str(files("accordingto").joinpath(part)))
        for path in sorted([root] if root.is_file() else root.rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]
