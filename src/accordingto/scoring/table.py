"""``docs/scores.md``: every gold set with its protocol, our figure, the record to beat and the date."""

import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from accordingto.errors import AccordingToError, UsageError
from accordingto.scoring.base import GoldSet, Score, Tools, load_tools
from accordingto.scoring.registry import SETS, score

_HEAD = """# Scores

Measured by `make scores` on {day}, on the open part of each gold set. Parts of each set are kept back and are scored
apart. A figure holds for its protocol alone; how each metric is counted stands in [scoring](scoring.md).

| set | items | protocol | figure | record to beat | date |
|---|---|---|---|---|---|
"""

_PEERS = """
## Attributed statements beside their peers

`polnear`, development articles, all scored by the same reference scorer. Direct, mixed and indirect of the peers were
measured on the test articles, ours on the development ones.

| system | linked F1 | direct | mixed | indirect |
|---|---|---|---|---|
"""

PEERS: tuple[tuple[str, str, str, str, str], ...] = (
    ("textacy 0.13 direct quotations, by paragraph", "13.1", "33", "0", "0"),
    ("Citron, shipped models, cue model retrained", "30.4", "38", "33", "24"),
    ("GenderGapTracker extractor", "30.9", "35", "39", "32"),
    ("Citron, retrained on the training articles", "41.8", "50", "48", "34"),
    ("140 lines of rules over the parse", "48.7", "65", "52", "42"),
)
"""Published systems on the development articles, least first, with linked F1 by form on the test articles."""

_PEOPLE = ("people against people (16 articles)", "69.0", "93", "81", "61")
_PROJECT = Path(__file__).parents[3]
_FORM_KEYS = ("linked_f1", "linked_f1_direct", "linked_f1_mixed", "linked_f1_indirect")


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.4g}"


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"


def figures(measured: Score, gold_set: GoldSet) -> str:
    """Return the set's metrics in its own order, then the reason where nothing could be measured."""
    named = " · ".join(f"{key} {_number(measured.metrics.get(key))}" for key in gold_set.metrics)
    notes = f" ({'; '.join(measured.notes)})" if measured.notes else ""
    return named + notes


def place_of(gold_set: GoldSet, gold_root: Path) -> Path:
    """Return where a set lies: below the gold folder, or in the project itself for the corpus that ships with it."""
    outside = gold_root / gold_set.path
    return outside if outside.exists() else _PROJECT / gold_set.path


def measure_all(gold_root: Path, *, tools: Tools) -> list[Score]:
    """Return the scores of all sets below a gold folder; a set that is not there has none, and a note says so."""
    scores = []
    for name, gold_set in SETS.items():
        try:
            scores.append(score(name, place_of(gold_set, gold_root), tools=tools))
        except AccordingToError as error:
            reason = str(error).replace(str(gold_root), "../shared/gold")
            scores.append(Score(name, 0, gold_set.protocol, dict.fromkeys(gold_set.metrics), (reason,)))
    return scores


def to_markdown(scores: Sequence[Score], day: date) -> str:
    """Return the page: one row a set, then our statements beside those of other systems, then all metrics."""
    page = _HEAD.format(day=day.isoformat())
    for measured in scores:
        gold_set = SETS[measured.set]
        cells = (f"`{measured.set}`", str(measured.items), measured.protocol, figures(measured, gold_set))
        page += _row((*cells, gold_set.record, day.isoformat()))
    polnear = next((s for s in scores if s.set == "polnear"), None)
    if polnear:
        ours = [_number(polnear.metrics.get(key)) for key in _FORM_KEYS]
        page += _PEERS + "".join(map(_row, PEERS))
        page += _row(("**AccordingTo**", *(f"**{value}**" for value in ours))) + _row(_PEOPLE)
    return page + _all_metrics(scores)


def _all_metrics(scores: Sequence[Score]) -> str:
    page = "\n## All metrics\n\n| set | metric | figure |\n|---|---|---|\n"
    for measured in scores:
        page += "".join(_row((f"`{measured.set}`", k, _number(v))) for k, v in measured.metrics.items())
    return page


def write_scores(gold_root: Path, out: Path, *, tools: Tools, day: date | None = None) -> list[Score]:
    """Measure every set below ``gold_root``, write the page to ``out`` and return the scores.

    Raises ``UsageError`` where ``gold_root`` is no folder.
    """
    if not gold_root.is_dir():
        raise UsageError(f"there is no gold folder at {gold_root}; give the folder that holds seeds/, statements/ …")
    scores = measure_all(gold_root, tools=tools)
    out.write_text(to_markdown(scores, day or date.today()), encoding="utf-8")
    return scores


def main(arguments: Sequence[str]) -> int:
    """Run ``python -m accordingto.scoring.table GOLD OUT``; returns the exit code."""
    if len(arguments) != 2:
        sys.stderr.write("usage: python -m accordingto.scoring.table GOLD_FOLDER OUT.md\n")
        return 2
    try:
        write_scores(Path(arguments[0]), Path(arguments[1]), tools=load_tools())
    except AccordingToError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
