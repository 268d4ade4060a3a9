"""How far two annotators agree: the first annotation of each report or story against the second one.

python tools/agreement.py corpus

Second annotations lie in ``corpus/second`` under the name of the first one's file, with the key ``positions`` or
``findings``; what they leave out of the facts and the text is taken from the first. The figures are those of
``accordingto score positions`` and ``accordingto score comparing``, the second annotator in the place of the reader,
with Cohen's kappa of the kind of positions and of the verdict and kind of findings over pairs matched by words.
"""

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import yaml
from msgspec import Struct

from accordingto.errors import GoldError
from accordingto.scoring import stories, story_files, story_matching
from accordingto.scoring.base import Metrics, Row
from accordingto.scoring.corpus_files import has_key
from accordingto.scoring.position_files import PositionReport, load, to_rows
from accordingto.scoring.positions import ASIDE, compared
from accordingto.scoring.record_matching import match
from accordingto.scoring.record_overlap import characters
from accordingto.scoring.story_files import Story
from accordingto.scoring.story_matching import Compared, Told


def second_of(path: Path, first: PositionReport) -> PositionReport:
    """Return the second annotation of a report; raises ``GoldError`` where its format or its text is another."""
    report = _filled(path, first, PositionReport)
    if report.text != first.text:
        raise GoldError(f"{path}: its text is not that of {first.id}")
    return report


def second_story(path: Path, first: Story) -> Story:
    """Return the second annotation of a story; raises ``GoldError`` where its format or its reports are others."""
    story = _filled(path, first, Story)
    if story.reports != first.reports:
        raise GoldError(f"{path}: its reports are not those of {first.id}")
    return story


A = TypeVar("A", bound=Struct)


def _filled(path: Path, first: A, kind: type[A]) -> A:
    page: Any = yaml.safe_load(path.read_text("utf-8"))
    try:
        return msgspec.convert({**msgspec.to_builtins(first), **page}, kind)
    except msgspec.ValidationError as error:
        raise GoldError(f"{path}: {error}") from error


def as_system(row: Row) -> Row:
    """Return an annotated position as if a reader had found it."""
    found: Row = {**row, "_doc": row["report"]}
    for name in ("holder", "bearer"):
        named = row[f"{name}_is"]
        actor = {"name": named} if named else None
        found[name] = {"mention": row[name], "actor": actor} if row[name] or named else None
    for name in ("action", "condition", "consequence", "since"):
        found[name] = {"mention": row[name]} if row[name] else None
    found["limits"] = [{"kind": x["kind"], "sense": x["sense"], "mention": x} for x in row["limits"]]
    return found


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Return Cohen's kappa of two labellings (Cohen 1960), ``None`` where chance alone would agree."""
    total = len(pairs)
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(first[label] * second[label] for label in first) / (total * total or 1)
    seen = sum(a == b for a, b in pairs) / (total or 1)
    return None if chance >= 1 else (seen - chance) / (1 - chance)


def as_findings(rows: Sequence[Row]) -> tuple[list[Row], dict[str, Told]]:
    """Return annotated findings as if a comparison had found them, and the words of their members by id."""
    found, records = [], {}
    for row in rows:
        members = {f"{row['id']}/{report}": (report, spans) for report, spans in row["members"].items()}
        for name, (report, spans) in members.items():
            records[name] = Told("position", report, tuple(characters([span]) for span in spans))
        low, high = row["origins"] or (1, 1)
        given = [
            {"type": x["field"], "cause": x["type"], "values": [{"value": v["exact"]} for v in x["values"].values()]}
            for x in row["differences"]
        ]
        found.append({**row, "members": [*members], "origins": {"low": low, "high": high}, "differences": given})
    return found, records


def stories_agree(first: Story, second: Story) -> Compared:
    """Return how the findings of two annotations of a story meet; optional ones of the second are never wrong."""
    system, records = as_findings(story_files.to_rows(second))
    result = story_matching.match(story_files.to_rows(first), system, records)
    return result._replace(spurious=[row for row in result.spurious if not row["optional"]])


def positions_agreement(pairs: Sequence[tuple[Path, Path]]) -> Metrics:
    """Return the figures of positions; each pair names the first and the second annotation."""
    gold: list[Row] = []
    system: list[Row] = []
    for one, other in pairs:
        first = load(one)
        gold += to_rows(first)
        system += map(as_system, to_rows(second_of(other, first)))
    same = match("position_words", gold, system).pairs
    counts: Metrics = {"first": len(gold), "second": len(system), "matched_by_words": len(same)}
    return {**counts, **compared(gold, system), "kind_kappa": kappa([(g["position"], s["position"]) for g, s in same])}


def findings_agreement(pairs: Sequence[tuple[Path, Path]]) -> Metrics:
    """Return the figures of findings; each pair names the first and the second annotation."""
    met, alike, kinds, bounds = [], [], [], []
    counts: Metrics = {"stories": len(pairs), "first": 0, "second": 0}
    for one, other in pairs:
        first = story_files.load(one)
        second = second_story(other, first)
        counts["first"] = (counts["first"] or 0) + len(first.findings)
        counts["second"] = (counts["second"] or 0) + len(second.findings)
        met.append(stories_agree(first, second))
        kinds += [(g["of"], s["of"]) for g, s in met[-1].pairs]
        both = [(g, s) for g, s in met[-1].pairs if g["origins"]]
        bounds += [g["origins"] == (s["origins"]["low"], s["origins"]["high"]) for g, s in both]
        alike += _by_words(first, second)
    counts["matched"] = len(kinds)
    counts |= stories.figures(met)
    counts["origins_equal"] = sum(bounds) / len(bounds) if bounds else None
    return {**counts, "kind_kappa": kappa(kinds), "verdict_kappa": kappa(alike)}


def _by_words(first: Story, second: Story) -> list[tuple[str, str]]:
    """Verdicts of findings of several reports that meet in two of them, whatever their verdicts are."""
    shared = [r for r in story_files.to_rows(first) if r["verdict"] != "only_one"]
    system, records = as_findings([r for r in story_files.to_rows(second) if r["verdict"] != "only_one"])
    gold = [{**row, "verdict": "same", "optional": True} for row in shared]
    alike = [{**row, "verdict": "same"} for row in system]
    pairs = story_matching.match(gold, alike, records).pairs
    one, other = ({row["id"]: row["verdict"] for row in rows} for rows in (shared, system))
    return [(one[g["id"]], other[s["id"]]) for g, s in pairs]


_SORTS = {"positions": positions_agreement, "findings": findings_agreement}


def main(folder: Path) -> int:
    """Print the figures; return 1 where an annotation breaks the format or has no first one."""
    firsts = {p.stem: p for p in folder.rglob("*.yaml") if p.parent.name != ASIDE}
    seconds = sorted((folder / ASIDE).glob("*.yaml"))
    faults = 0
    for path in seconds:
        if path.stem not in firsts:
            faults += 1
            print(f"{path}: there is nothing of this name in {folder}")
    for key, agreement in _SORTS.items():
        try:
            metrics = agreement([(firsts[p.stem], p) for p in seconds if p.stem in firsts and has_key(p, key)])
        except GoldError as error:
            faults += 1
            print(error)
            continue
        print(key)
        for name, value in metrics.items():
            print(f"  {name:<28}{'-' if value is None else format(value, '8.3f')}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
