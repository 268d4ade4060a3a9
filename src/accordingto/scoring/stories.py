"""Our own corpus: findings over the reports of invented stories, their differences, origins and false merges."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from accordingto.errors import GoldError
from accordingto.records import Record, Report
from accordingto.scoring.base import GoldSet, Measured, Metrics, Options, Row, stage
from accordingto.scoring.corpus_files import has_key
from accordingto.scoring.measures import harmonic, prf
from accordingto.scoring.positions import ASIDE, share
from accordingto.scoring.reports import make_report
from accordingto.scoring.running import failures, read_records
from accordingto.scoring.seeds import to_rows as to_record_rows
from accordingto.scoring.story_files import Story, load, to_rows
from accordingto.scoring.story_matching import SHARED, Compared, family, match, told

_KINDS = ("event", "statement", "position")
_FIELD = {"numeric": "number"}
"""Names of our types of difference where the annotation's field is called otherwise."""

METRICS = (
    "finding_f1",
    "difference_f1",
    "false_merge_rate",
    "origin_error",
    "finding_precision",
    "finding_recall",
    "shared_f1",
    *(f"{kind}_f1" for kind in _KINDS),
    "same_recall",
    "related_recall",
    "only_one_recall",
    "kind_accuracy",
    "difference_precision",
    "difference_recall",
    "difference_type_accuracy",
    "copies_accuracy",
)


def read(path: Path, options: Options) -> Sequence[Story]:
    """Return the stories of a folder and the folders in it, or of one file."""
    files = sorted(path.rglob("*.yaml")) if path.is_dir() else [path]
    files = [f for f in files if f.parent.name != ASIDE and has_key(f, "findings")]
    if not files:
        raise GoldError(f"there are no .yaml files with findings in {path}: name corpus/dev or corpus/test")
    return [load(file) for file in files[: options.limit]]


def measure(items: Sequence[Any], options: Options) -> Measured:
    """Return the figures of our comparison of each story against the corpus, from 0 to 1; each story is a case."""
    reports = [(story.id, said.id, story_report(story, said.id)) for story in items for said in story.reports]
    readings = read_records((report for _, _, report in reports), tools=options.tools)
    compared = []
    for story in items:
        mine = [(name, found) for (of, name, _), found in zip(reports, readings, strict=True) if of == story.id]
        compared.append(compare_story(to_rows(story), dict(mine)))
    copies = [right for story in items for right in _copies(story)]
    return Measured({**figures(compared), "copies_accuracy": share(copies)}, failures(readings))


def story_report(story: Story, name: str) -> Report:
    """Return a report of a story as one that is read; ``name`` is its id in the story."""
    said = next(r for r in story.reports if r.id == name)
    return make_report(said.text, outlet=said.outlet, published=said.published, path=f"{story.id}-{name}.txt")


def compare_story(gold: Sequence[Row], readings: dict[str, list[Record]]) -> Compared:
    """Return how our findings over a story's records meet the annotated ones; ``readings`` are by report."""
    compare = stage("pipeline", "compare")
    name_of = {r.id: name for name, found in readings.items() for r in found if isinstance(r, Report)}
    rows = to_record_rows([*compare([record for found in readings.values() for record in found])])
    records = {r["id"]: told(r, name_of[r["report"]]) for r in rows if r["record"] in _KINDS}
    return match(gold, [r for r in rows if r["record"] == "finding"], records)


def figures(compared: Sequence[Compared]) -> Metrics:
    """Return the figures over the findings of all stories; a figure is ``None`` where there is nothing to measure."""
    pairs = [pair for one in compared for pair in one.pairs]
    missed = [row for one in compared for row in one.missed]
    spurious = [row for one in compared for row in one.spurious]
    every = _prf(pairs, missed, spurious)
    metrics: Metrics = dict.fromkeys(METRICS)
    metrics |= {"finding_f1": every[2], "finding_precision": every[0], "finding_recall": every[1]}
    metrics["shared_f1"] = _prf(_shared(pairs), [g for g in missed if g["verdict"] in SHARED], spurious)[2]
    for kind in _KINDS:
        of_kind = [p for p in pairs if p[0]["of"] == kind]
        metrics[f"{kind}_f1"] = _prf(of_kind, _of(missed, kind), _of(spurious, kind))[2]
    for verdict in ("same", "related", "only_one"):
        found = [g for g, _ in pairs if family(g["verdict"]) == verdict and not g["optional"]]
        lost = [g for g in missed if family(g["verdict"]) == verdict]
        metrics[f"{verdict}_recall"] = len(found) / (len(found) + len(lost)) if found or lost else None
    metrics["kind_accuracy"] = share([g["of"] == s["of"] for g, s in pairs])
    metrics |= _differences(_shared(pairs))
    joined = sum(one.joined for one in compared)
    metrics["false_merge_rate"] = sum(len(one.false_merges) for one in compared) / joined if joined else None
    metrics["origin_error"] = _origin_error(pairs)
    return {key: None if value is None else round(value, 4) for key, value in metrics.items()}


def _of(rows: Sequence[Row], kind: str) -> list[Row]:
    return [row for row in rows if row["of"] == kind]


def _shared(pairs: Sequence[tuple[Row, Row]]) -> list[tuple[Row, Row]]:
    return [pair for pair in pairs if pair[0]["verdict"] in SHARED]


def _prf(
    pairs: Sequence[tuple[Row, Row]], missed: Sequence[Row], spurious: Sequence[Row]
) -> tuple[float | None, float | None, float | None]:
    """Precision, recall and F1; optional findings count for precision alone."""
    hits = sum(not g["optional"] for g, _ in pairs)
    if not pairs and not missed and not spurious:
        return None, None, None
    precision = prf(len(pairs), len(pairs) + len(spurious), 0).precision
    recall = prf(hits, 0, hits + len(missed)).recall
    return precision, recall, harmonic(precision, recall)


def differing(finding: Row) -> tuple[dict[str, list[Row]], set[str]]:
    """Return in what a finding of ours differs, by the annotation's names, and which of it only one member gives.

    >>> differing({"differences": [{"type": "numeric", "values": [{"value": "3"}, {"value": None}]}]})[1]
    {'number'}
    """
    by_field: dict[str, list[Row]] = defaultdict(list)
    two_sided = set()
    for row in finding["differences"]:
        name = _FIELD.get(row["type"], row["type"])
        by_field[name].append(row)
        if len({(v["value"] or "").casefold() for v in row["values"]} - {""}) > 1:
            two_sided.add(name)
    return by_field, by_field.keys() - two_sided


def _differences(pairs: Sequence[tuple[Row, Row]]) -> Metrics:
    """Figures over the fields in which matched findings differ, each field once a finding."""
    hits = wanted = given = 0
    causes = []
    for gold, system in pairs:
        types: dict[str, set[str]] = defaultdict(set)
        for row in gold["differences"]:
            types[row["field"]].add(row["type"])
        ours, one_sided = differing(system)
        both = types.keys() & ours.keys()
        hits, wanted = hits + len(both), wanted + len(types)
        given += len(both | (ours.keys() - one_sided))
        named = {f: {row["cause"] for row in ours[f] if row.get("cause")} for f in both}
        causes += [bool(named[f] & types[f]) for f in both if named[f]]
    result = prf(hits, given, wanted)
    names = ("difference_precision", "difference_recall", "difference_f1")
    metrics: Metrics = dict(zip(names, result, strict=True)) if wanted or given else {}
    return {**metrics, "difference_type_accuracy": share(causes)}


def _origin_error(pairs: Sequence[tuple[Row, Row]]) -> float | None:
    """Mean distance of the bounds from the annotated ones, over matched findings of the same."""
    errors = [
        (abs(s["origins"]["low"] - g["origins"][0]) + abs(s["origins"]["high"] - g["origins"][1])) / 2
        for g, s in pairs
        if g["origins"]
    ]
    return sum(errors) / len(errors) if errors else None


def _copies(story: Story) -> Iterator[bool]:
    texts = {report.id: report.text for report in story.reports}
    for said in story.copies:
        compare = stage("comparing.reuse", "compare_texts")
        yield compare(*(texts[name] for name in said.reports)).label == said.class_


SET = GoldSet(
    name="comparing",
    path="corpus/test",
    protocol="each story read and compared as a case; a finding is found where its verdict's family is right and "
    "members agree in two reports (in the one report of what only one tells), optimal assignment; differences by field "
    "over matched findings; false_merge_rate over our findings of the same; origin_error: mean distance of both bounds",
    record="no published record; bars 0.75 finding_f1, 0.03 false_merge_rate, 0.1 origin_error",
    metrics=METRICS,
    read=read,
    measure=measure,
    count=lambda items: sum(len(item.findings) for item in items),
)
