"""All gold sets by name, and the one call that scores any of them."""

from collections.abc import Mapping
from pathlib import Path

from accordingto.errors import GoldError, UsageError
from accordingto.scoring import (
    actors,
    basil,
    case2021,
    claimdiff,
    copies,
    corpus,
    ecbplus,
    gsr,
    np4e,
    petr2,
    places,
    plv,
    polnear,
    positions,
    seeds,
    stories,
    times,
)
from accordingto.scoring.base import GoldSet, Options, Score, StageMissingError, Tools, load_tools

_ALL = (
    seeds.SET,
    polnear.SET,
    plv.SET,
    gsr.SET,
    petr2.SET,
    case2021.SET,
    actors.SET,
    places.TRNEWS,
    places.GEOWEBNEWS,
    places.LGL,
    times.SET,
    ecbplus.SET,
    np4e.SET,
    basil.SET,
    copies.SET,
    claimdiff.SET,
    corpus.SET,
    positions.SET,
    stories.SET,
)

SETS: Mapping[str, GoldSet] = {gold_set.name: gold_set for gold_set in _ALL}
"""The gold sets in the order in which they are reported."""


def score(
    set_name: str,
    path: Path,
    *,
    tools: Tools | None = None,
    names: Mapping[str, str] | None = None,
    texts: Path | None = None,
    limit: int | None = None,
) -> Score:
    """Return the figures of one gold set, read as it lies at ``path``.

    ``tools`` are loaded where none are handed in. ``names`` and ``texts`` say where annotated reports
    have their texts, ``limit`` scores the first items only. A set whose stage does not exist
    yet comes back with every metric ``None`` and a note that names the stage. Raises ``UsageError`` for an unknown set
    or a missing path, ``GoldError`` where the file is not in the set's format.

    >>> score("plv", Path("plv_train.jsonl"), tools=tools).metrics["root_f1"]  # doctest: +SKIP
    71.3
    """
    if set_name not in SETS:
        raise UsageError(f"there is no gold set {set_name!r}; choose one of {', '.join(SETS)}")
    if not path.exists():
        raise UsageError(f"there is nothing at {path}; name the file, archive or folder of the set {set_name}")
    gold_set = SETS[set_name]
    options = Options(tools or load_tools(), names or {}, texts, limit)
    try:
        items = gold_set.read(path, options)[:limit]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise GoldError(f"{path} is not in the format of the set {set_name} ({error!r})") from error
    try:
        measured = gold_set.measure(items, options)
    except StageMissingError as missing:
        empty = dict.fromkeys(gold_set.metrics)
        return Score(set_name, gold_set.count(items), gold_set.protocol, empty, (str(missing),))
    metrics = {**dict.fromkeys(gold_set.metrics), **measured.metrics}
    return Score(set_name, gold_set.count(items), gold_set.protocol, metrics, measured.notes)
