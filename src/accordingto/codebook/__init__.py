"""What the coder knows, as data: YAML files beside this module, each decoded into the type that its reader names."""

from functools import cache
from importlib.resources import files
from typing import TypeVar

import msgspec
import yaml

from accordingto.errors import CodebookError, UsageError

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
    folder = files(__package__).joinpath("data")
    return sorted(p.name.removesuffix(".yaml") for p in folder.iterdir() if p.name.endswith(".yaml"))


def source(name: str) -> str:
    """Return a page as it is written; raises ``UsageError`` where there is none of that name."""
    if name not in pages():
        raise UsageError(f"the codebook has no page {name!r}; its pages: {', '.join(pages())}")
    return files(__package__).joinpath("data", f"{name}.yaml").read_text("utf-8")


def summary(name: str) -> str:
    """Return the first comment line of a page: what it is about."""
    first = source(name).partition("\n")[0]
    return first.lstrip("# ") if first.startswith("#") else ""
