"""What every scorer shares: the score, the gold set's card, the options of a run, and how a stage is looked up."""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

import msgspec
from msgspec import Struct, field
from spacy.language import Language

from accordingto.reading import model
from accordingto.reading.quick.passages import Passages

Metrics = dict[str, float | None]
Row = dict[str, Any]
"""One JSON object of a gold file or of the record."""


class Tools(Protocol):
    """What a scorer is handed to run the product: at least the language model, loaded once."""

    @property
    def nlp(self) -> Language:
        """The language model."""
        ...


class BareTools(Struct, frozen=True):
    """The language model alone, for sets that need no more of the product."""

    nlp: Language
    passages: Passages = field(default_factory=Passages)


class StageMissingError(Exception):
    """The stage of the product that a set measures is not there; ``str(error)`` names it."""


class Score(Struct, frozen=True):
    """The figures of one gold set; a metric is ``None`` where nothing could be measured, and ``notes`` say why."""

    set: str
    items: int
    protocol: str
    metrics: Metrics
    notes: tuple[str, ...] = ()

    def to_json(self) -> str:
        """Return the object of ``accordingto score --json``: set, items, protocol, metrics."""
        plain = {"set": self.set, "items": self.items, "protocol": self.protocol, "metrics": self.metrics}
        return msgspec.json.encode(plain).decode()


class Options(Struct, frozen=True):
    """How a set is scored.

    ``names`` gives a gold report's text file where it is called otherwise (``{"a": "report-a"}``), ``texts`` the
    folder of those files, ``limit`` scores only the first items (in the order of their sorted names).
    """

    tools: Tools
    names: Mapping[str, str] = {}
    texts: Path | None = None
    limit: int | None = None


class Measured(Struct, frozen=True):
    """What a measure returns: figures, and sentences about what could not be measured."""

    metrics: Metrics
    notes: tuple[str, ...] = ()


class GoldSet(Struct, frozen=True):
    """The card of a gold set: what it is called, how it is read and measured, and what there is to beat.

    ``read`` gives the items (documents, pairs or rows), ``measure`` the figures over them, ``count`` how many gold
    items they hold. ``metrics`` are the keys that are always present; ``path`` lies below the gold folder.
    """

    name: str
    path: str
    protocol: str
    record: str
    metrics: tuple[str, ...]
    read: Callable[[Path, Options], Sequence[Any]]
    measure: Callable[[Sequence[Any], Options], Measured]
    count: Callable[[Sequence[Any]], int] = len


def stage(module: str, name: str) -> Callable[..., Any]:
    """Return a function of the product by the dotted name of its module below ``accordingto``.

    Raises ``StageMissingError`` where the module or the function does not exist; an error inside the module is its
    own and passes through.
    """
    full = f"accordingto.{module}"
    try:
        found = getattr(import_module(full), name, None)
    except ImportError as error:
        if not (error.name or "").startswith("accordingto"):
            raise
        found = None
    if found is None:
        raise StageMissingError(f"this stage does not exist yet: {full}.{name}")
    return found  # type: ignore[no-any-return]


def load_tools() -> Tools:
    """Return the pipeline's tools, or the language model alone where there is no pipeline yet."""
    try:
        loaded: Tools = stage("pipeline", "load_tools")()
    except StageMissingError:
        return BareTools(model.load())
    return loaded


def percent(share: float) -> float:
    """Return a share as a percentage with two decimals."""
    return round(100 * share, 2)
