"""Our own corpus: statements of invented reports, found and with every field right."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from accordingto.errors import GoldError
from accordingto.records import Report, Statement
from accordingto.scoring.base import GoldSet, Measured, Options, Row
from accordingto.scoring.corpus_files import CorpusReport, has_key, load, to_rows
from accordingto.scoring.record_fields import Check, is_same_actor, strings, words
from accordingto.scoring.record_matching import figures, gold_items, match
from accordingto.scoring.record_overlap import characters
from accordingto.scoring.reports import make_report
from accordingto.scoring.running import failures, read_records
from accordingto.scoring.seeds import to_rows as to_record_rows

FIELDS = (
    "speaker",
    "cue",
    "form",
    "stance",
    "source_type",
    "chain",
    "addressee",
    "venue",
    "occasion",
    "said_when",
    "said_where",
    "edits",
    "verbatim",
)

METRICS = (
    "statements_f1",
    "statements_precision",
    "statements_recall",
    "statements_fields",
    *(f"{field}_accuracy" for field in FIELDS),
    "absent_fields_left_empty",
)


def read(path: Path, options: Options) -> Sequence[CorpusReport]:
    """Return the reports of a folder of the corpus, or of one file."""
    files = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
    files = [f for f in files if has_key(f, "statements")]
    if not files:
        raise GoldError(f"there are no .yaml files with statements in {path}: name corpus/dev or corpus/test")
    return [load(file) for file in files[: options.limit]]


def measure(items: Sequence[Any], options: Options) -> Measured:
    """Return the figures of our statements against the corpus, from 0 to 1."""
    reports = {item.id: _report(item) for item in items}
    gold = [row for item in items for row in to_rows(item)]
    readings = read_records(reports.values(), tools=options.tools)
    name_of = {report.text: name for name, report in reports.items()}
    system = []
    for records in readings:
        name = next(name_of[r.text] for r in records if isinstance(r, Report))
        rows = to_record_rows([r for r in records if isinstance(r, Statement)])
        system += [{**row, "_doc": name} for row in rows]
    found = match("statement", gold, system)
    optional = sum(all(r.get("optional") for r in group) for group in _groups_of(gold, [g for g, _ in found.pairs]))
    f1 = figures("statement", found, optional)
    by_field: dict[str, list[bool]] = defaultdict(list)
    for wanted, given in found.pairs:
        for field, right in checks(wanted, given):
            by_field[field].append(right)
    empty = [right for wanted, given in found.pairs for right in _absences(wanted, given)]
    given_fields = [right for rights in by_field.values() for right in rights]
    metrics = {key: f1[key] for key in METRICS[:3]}
    metrics["statements_fields"] = _share(given_fields)
    metrics |= {f"{field}_accuracy": _share(by_field[field]) for field in FIELDS}
    metrics["absent_fields_left_empty"] = _share(empty)
    return Measured({k: None if v is None else round(v, 4) for k, v in metrics.items()}, failures(readings))


def _groups_of(gold: list[Row], matched: list[Row]) -> list[list[Row]]:
    ids = {row["id"] for row in matched}
    return [group for group in gold_items(gold) if any(row["id"] in ids for row in group)]


def _report(item: CorpusReport) -> Report:
    return make_report(item.text, outlet=item.outlet, published=item.published, path=f"{item.id}.txt")


def _share(rights: Sequence[bool]) -> float | None:
    return sum(rights) / len(rights) if rights else None


def _overlaps(gold: Row, system: Row | None) -> bool:
    """Whether a field's words in the record meet the annotated ones."""
    mention = (system or {}).get("mention")
    return bool(mention) and bool(characters([gold]) & characters([mention]))


def checks(gold: Row, system: Row) -> Iterator[Check]:
    """Yield for each field that the annotation gives whether the matched statement has it right."""
    if gold["speaker_is"]:
        same = is_same_actor(gold["speaker_is"], system.get("speaker"))
        yield "speaker", same or (gold["speaker"] is not None and _overlaps(gold["speaker"], system.get("speaker")))
    for field in ("cue", "addressee", "venue", "occasion", "said_when", "said_where"):
        if gold[field]:
            yield field, _overlaps(gold[field], system.get(field))
    yield "form", system["form"] == gold["form"]
    if gold["cue"]:
        yield "stance", (system.get("cue") or {}).get("stance") == gold["stance"]
    if gold["source_type"]:
        yield "source_type", system.get("source_type") == gold["source_type"]
    if len(gold["chain"]) > 2:
        yield "chain", _same_chain(gold["chain"], system.get("chain") or [])
    if gold["edits"]:
        yield "edits", set(gold["edits"]) == set(system.get("edits") or [])
    if gold["verbatim"]:
        said = {mention["text"] for mention in system.get("verbatim") or []}
        yield "verbatim", set(gold["verbatim"]) == said


def _same_chain(gold: Sequence[str], system: Sequence[Row]) -> bool:
    """As many links, each with a word of the annotated name."""
    if len(gold) != len(system):
        return False
    return all(words(a.lower()) & words(strings(b)) for a, b in zip(gold, system, strict=True))


def _absences(gold: Row, system: Row) -> Iterator[bool]:
    """Whether what the annotation leaves empty is left empty: junk in a field costs as much as a miss."""
    for field in ("addressee", "venue", "occasion", "said_when", "said_where"):
        if not gold[field]:
            yield system.get(field) is None


SET = GoldSet(
    name="corpus",
    path="corpus/test",
    protocol="own corpus: content Jaccard >= .5 one-to-one; fields right over given fields of matched pairs; 0 to 1",
    record="none published",
    metrics=METRICS,
    read=read,
    measure=measure,
    count=lambda items: sum(len(item.statements) for item in items),
)
