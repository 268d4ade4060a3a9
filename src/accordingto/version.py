"""Which reader made a record: one hash over everything that decides what is read from a text."""

import hashlib
from importlib.resources import files
from pathlib import Path

from accordingto.reading import model

_READER_PARTS = ("reading", "grounding", "codebook", "assembling.py", "records.py", "text.py", "pipeline.py")


def reader_version(model_name: str = model.DEFAULT_MODEL) -> str:
    """Return one hash over the model and all code and data that decide what is read from a text."""
    digest = hashlib.sha256(model.model_version(model_name).encode())
    for part in _READER_PARTS:
        root = Path(str(files("accordingto").joinpath(part)))
        for path in sorted([root] if root.is_file() else root.rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]
