"""What the coder knows, as data: YAML files beside this module, each decoded into the type that its reader names."""

from functools import cache
from importlib.resources import files
from typing import TypeVar

import msgspec
import yaml

from accordingto.errors import CodebookError

T = TypeVar("T")

_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def load(name: str, kind: type[T]) -> T:
    """Return the codebook page ``data/NAME.yaml`` as a ``kind``; raises ``CodebookError`` where it does not validate.

    A page is read once per process; what comes back is not to be changed.
    """
    page = files(__package__).joinpath("data", f"{name}.yaml")
    try:
        return msgspec.convert(yaml.load(page.read_text("utf-8"), _LOADER), kind)  # noqa: S506 (a safe loader)
    except (msgspec.ValidationError, yaml.YAMLError, FileNotFoundError) as error:
        raise CodebookError(f"codebook page {name}.yaml: {error}; reinstall the package") from error


def pages() -> list[str]:
    """Return the names of the codebook's pages, sorted."""
    return sorted(p.name.removesuffix(".yaml") for p in files(__package__).joinpath("data").iterdir())
