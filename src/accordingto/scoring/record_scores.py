"""The figures of a whole record against annotated reports, and what it missed and had too much."""

from collections.abc import Mapping

from msgspec import Struct

from accordingto.errors import GoldError
from accordingto.scoring.base import Metrics, Row
from accordingto.scoring.record_matching import (
    KINDS,
    Matched,
    field_figures,
    figures,
    gold_items,
    match,
    match_findings,
)


class RecordScore(Struct, frozen=True):
    """Metrics from 0 to 1, and the matching behind them by kind."""

    metrics: Metrics
    matched: dict[str, Matched]


def _system_rows(kind: str, gold: list[Row], rows: list[Row], doc_of: Mapping[str, str]) -> list[Row]:
    if kind == "zone":
        kinds = {row["zone"] for row in gold}
        reports = [row for row in rows if row["record"] == "report" and row["id"] in doc_of]
        return [
            {**zone, "_doc": doc_of[report["id"]]}
            for report in reports
            for zone in report["zones"]
            if zone["kind"] in kinds
        ]
    return [{**r, "_doc": doc_of[r["report"]]} for r in rows if r["record"] == kind and r["report"] in doc_of]


def score_records(gold: list[Row], texts: Mapping[str, str], rows: list[Row]) -> RecordScore:
    """Return the figures of record rows (the JSON-lines contract, as objects) against annotated rows.

    ``texts`` gives the text of every gold report; a system report belongs to the one whose text it carries unchanged.
    Raises ``GoldError`` where a gold report is not in the record.
    """
    names = {text: name for name, text in texts.items()}
    doc_of = {r["id"]: names[r["text"]] for r in rows if r["record"] == "report" and r["text"] in names}
    lost = sorted(set(names.values()) - set(doc_of.values()))
    if lost:
        raise GoldError(f"the record does not hold these gold reports with their text unchanged: {', '.join(lost)}")
    metrics: Metrics = {}
    matching: dict[str, Matched] = {}
    matched: dict[str, set[str]] = {}
    for kind in KINDS:
        of_kind = [row for row in gold if row["kind"] == kind]
        found = match(kind, of_kind, _system_rows(kind, of_kind, rows, doc_of))
        group_of = {row["id"]: group for group in gold_items(of_kind) for row in group}
        matched.update({s["id"]: {r["id"] for r in group_of[g["id"]]} for g, s in found.pairs if "id" in s})
        optional = sum(all(r.get("optional") for r in group_of[g["id"]]) for g, _ in found.pairs)
        metrics |= figures(kind, found, optional) | field_figures(kind, found.pairs)
        matching[kind] = found
    findings = [row for row in gold if row["kind"] == "finding"]
    others = [row for row in gold if row["kind"] != "finding"]
    found = match_findings(findings, others, [row for row in rows if row["record"] == "finding"], matched)
    metrics |= figures("finding", found, sum(bool(g.get("optional")) for g, _ in found.pairs))
    matching["finding"] = found
    rounded = {key: None if value is None else round(value, 4) for key, value in metrics.items()}
    return RecordScore(rounded, matching)
