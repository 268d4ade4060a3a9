"""Our own corpus: positions of invented reports, found, of the right kind and with every field right."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from accordingto.errors import GoldError
from accordingto.records import Event, Position, Report, Statement
from accordingto.scoring.base import GoldSet, Measured, Metrics, Options, Row
from accordingto.scoring.corpus_files import has_key
from accordingto.scoring.measures import overlap_coefficient, prf
from accordingto.scoring.position_files import PositionReport, load, to_rows
from accordingto.scoring.record_fields import Check, is_same_actor
from accordingto.scoring.record_matching import Matched, figures, gold_items, match
from accordingto.scoring.record_overlap import POSITION_COEFFICIENT, characters, mention_of
from accordingto.scoring.reports import make_report
from accordingto.scoring.running import failures, read_records
from accordingto.scoring.seeds import to_rows as to_record_rows

_SHARES = ("holder", "bearer", "holder_resolved", "bearer_resolved", "action", "status", "explicit", "since", "act")
_CODE = re.compile(r"\b[A-Z]{3}\b")
# fmt: off
_SECTORS = frozenset({
    "GOV", "MIL", "REB", "OPP", "LEG", "IGO", "NGO", "SPY", "COP", "JUD", "MED", "CVL", "BUS", "EDU", "REL", "LAB",
    "UAF", "PTY", "AGR", "REF", "SOC", "PRE", "JRN", "ELI", "MNC", "CRM", "PRM",
})
# fmt: on
"""PLOVER sectors, in which an annotation may leave the country open ("CVL")."""
_OPEN = ("bearer", "condition", "consequence", "since")
"""Fields that an annotation often leaves empty: filling them then is junk."""

METRICS = (
    "position_f1",
    "position_precision",
    "position_recall",
    "kind_accuracy",
    "limits_f1",
    "condition_f1",
    "consequence_f1",
    *(f"{field}_accuracy" for field in _SHARES),
    "limit_sense_accuracy",
    "absent_fields_left_empty",
)

ASIDE = "second"
"""Folder of the second annotations, which are no reports of their own."""


def read(path: Path, options: Options) -> Sequence[PositionReport]:
    """Return the reports with annotated positions of a folder and the folders in it, or of one file."""
    files = sorted(path.rglob("*.yaml")) if path.is_dir() else [path]
    files = [f for f in files if f.parent.name != ASIDE and has_key(f, "positions")]
    if not files:
        raise GoldError(f"there are no .yaml files with positions in {path}: name corpus/dev or corpus/test")
    return [load(file) for file in files[: options.limit]]


def measure(items: Sequence[Any], options: Options) -> Measured:
    """Return the figures of our positions against the corpus, from 0 to 1."""
    gold = [row for item in items for row in to_rows(item)]
    reports = {item.id: _report(item) for item in items}
    readings = read_records(reports.values(), tools=options.tools)
    name_of = {report.text: name for name, report in reports.items()}
    system = []
    for records in readings:
        name = next(name_of[r.text] for r in records if isinstance(r, Report))
        types = {r.id: r.type for r in records if isinstance(r, Event)}
        speakers = {r.id: r.speaker for r in records if isinstance(r, Statement)}
        held = [r for r in records if isinstance(r, Position)]
        for record, row in zip(held, to_record_rows(held), strict=True):
            said = speakers.get(record.said_by or "")
            extra = {
                "act": record.action.type or types.get(record.action.event or ""),
                "speaker": said.mention.text if said else None,
            }
            system.append({**row, **extra, "_doc": name})
    return Measured(compared(gold, system), failures(readings))


def compared(gold: list[Row], system: list[Row]) -> Metrics:
    """Return the figures of positions against annotated ones; ``system`` rows carry their report's id in ``_doc``."""
    found = match("position", gold, system)
    f1 = figures("position", found, _optional(gold, found))
    anyhow = match("position_words", gold, system)
    kinds = [s["position"] == g["position"] for g, s in anyhow.pairs]
    shares: dict[str, list[bool]] = defaultdict(list)
    for wanted, given in found.pairs:
        for field, right in [*checks(wanted, given), *_absences(wanted, given)]:
            shares[field].append(right)
    metrics: Metrics = {name: f1[name.replace("position", "positions", 1)] for name in METRICS[:3]}
    metrics["kind_accuracy"] = share(kinds)
    metrics |= _limits(found.pairs)
    metrics |= {f"{field}_f1": _spans(field, found.pairs) for field in ("condition", "consequence")}
    metrics |= {f"{field}_accuracy": share(shares[field]) for field in _SHARES}
    metrics["absent_fields_left_empty"] = share(shares["absent"])
    return {key: None if value is None else round(value, 4) for key, value in metrics.items()}


def _optional(gold: list[Row], found: Matched) -> int:
    ids = {row["id"] for row, _ in found.pairs}
    groups = [group for group in gold_items(gold) if any(row["id"] in ids for row in group)]
    return sum(all(row.get("optional") for row in group) for group in groups)


def _report(item: PositionReport) -> Report:
    return make_report(item.text, outlet=item.outlet, published=item.published, path=f"{item.id}.txt")


def share(rights: Sequence[bool]) -> float | None:
    """Return the share of what is right, ``None`` where there is nothing."""
    return sum(rights) / len(rights) if rights else None


def _meets(gold: Row | None, system: Row | None) -> bool:
    mention = mention_of(system)
    return bool(gold and mention) and bool(characters([gold]) & characters([mention]))


def checks(gold: Row, system: Row) -> Iterator[Check]:
    """Yield for each field that the annotation gives whether the matched position has it right.

    A party is right where it is the annotated one, or where its words meet the annotated ones; ``…_resolved`` asks for
    the first, or for its sector where the annotation gives nothing but a sector.
    """
    for party in ("holder", "bearer"):
        who = gold[f"{party}_is"]
        same = _is_party(who, system.get(party)) if who else None
        if who or gold[party]:
            yield party, bool(same) or _meets(gold[party], system.get(party))
        if same is not None:
            yield f"{party}_resolved", same
    if gold["action"]:
        wanted, given = characters([gold["action"]]), characters([mention_of(system.get("action"))])
        yield "action", overlap_coefficient(wanted, given) >= POSITION_COEFFICIENT
    yield "status", system.get("status") == gold["status"]
    yield "explicit", system.get("explicit", True) == gold["explicit"]
    if gold["since"]:
        yield "since", _meets(gold["since"], system.get("since"))
    if gold["act"]:
        yield "act", system.get("act") == gold["act"]


def _is_party(who: str, system: Row | None) -> bool:
    """Whether a party is the annotated one: by country or name, and by sector where the annotation leaves both open."""
    codes = set(_CODE.findall(who))
    if codes and codes <= _SECTORS and not _CODE.sub("", who).replace("and", "").strip(" ,"):
        sector = ((system or {}).get("actor") or {}).get("sector")
        return sector in codes
    return is_same_actor(" ".join(w for w in who.split() if w not in _SECTORS), system)


def _absences(gold: Row, system: Row) -> Iterator[Check]:
    for field in _OPEN:
        if not gold[field] and not gold.get(f"{field}_is"):
            yield "absent", system.get(field) is None


def _limits(pairs: Sequence[tuple[Row, Row]]) -> Metrics:
    """F1 of limits in matched positions: right kind and shared words, one to one; and the share of right senses."""
    hits = wanted = given = 0
    senses = []
    for gold, system in pairs:
        left = list(system.get("limits") or [])
        wanted, given = wanted + len(gold["limits"]), given + len(left)
        for limit in gold["limits"]:
            same = next((x for x in left if x["kind"] == limit["kind"] and _meets(limit, x)), None)
            if same is not None:
                left.remove(same)
                hits += 1
                senses.append(same["sense"] == limit["sense"])
    f1 = prf(hits, given, wanted).f1 if wanted or given else None
    return {"limits_f1": f1, "limit_sense_accuracy": share(senses)}


def _spans(field: str, pairs: Sequence[tuple[Row, Row]]) -> float | None:
    """F1 of a field of words in matched positions: overlap of at least .6 of the shorter."""
    wanted = sum(bool(g[field]) for g, _ in pairs)
    given = sum(bool(s.get(field)) for _, s in pairs)
    same = [
        overlap_coefficient(characters([g[field]]), characters([mention_of(s.get(field))])) >= POSITION_COEFFICIENT
        for g, s in pairs
        if g[field] and s.get(field)
    ]
    return prf(sum(same), given, wanted).f1 if wanted or given else None


SET = GoldSet(
    name="positions",
    path="corpus/test",
    protocol="own corpus: evidence overlap >= .6 of the shorter and kind, one-to-one; kind over pairs matched by "
    "evidence alone; fields over matched pairs; 0 to 1",
    record="none published",
    metrics=METRICS,
    read=read,
    measure=measure,
    count=lambda items: sum(len(item.positions) for item in items),
)
