"""One-to-one matching of records with annotated reports, and the figures over it.

The protocol is that of the annotated reports' reference scorer: zones by Jaccard of .8, statements by content Jaccard
of .5, events by trigger and type, positions by evidence overlap of .6 and kind, findings by their matched members.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from accordingto.scoring.base import Metrics, Row
from accordingto.scoring.measures import harmonic
from accordingto.scoring.record_fields import checks
from accordingto.scoring.record_overlap import is_neutral, strength

KINDS = ("zone", "statement", "event", "position")

_VERDICTS: Mapping[str, frozenset[str]] = {
    "single_source": frozenset({"single_source"}),
    "differs": frozenset({"differs", "same"}),
    "related": frozenset({"related", "same"}),
    "same_occasion": frozenset({"related", "same", "differs"}),
    "compatible_limits": frozenset({"related", "same", "differs"}),
}
"""Verdicts of ours that an annotated verdict accepts; the others (same_event …) are in ``_verdicts_for``."""


class Matched(NamedTuple):
    """Pairs of gold and system rows, gold items nobody found, and system rows that match nothing."""

    pairs: list[tuple[Row, Row]]
    missed: list[Row]
    spurious: list[Row]


def gold_items(rows: list[Row]) -> list[list[Row]]:
    """Return gold rows of one kind joined by ``same_as``: several mentions of one item, several chances."""
    parent = {row["id"]: row["id"] for row in rows}

    def root(key: str) -> str:
        while parent[key] != key:
            key = parent[key]
        return key

    for row in rows:
        if row.get("same_as") in parent:
            parent[root(row["id"])] = root(row["same_as"])
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[root(row["id"])].append(row)
    return list(groups.values())


def match(kind: str, gold: list[Row], system: list[Row]) -> Matched:
    """Return the matching of one kind, best overlap first; system rows carry their gold report in ``_doc``."""
    groups = gold_items(gold)
    candidates = [
        (strength(kind, row, found), item, index, row)
        for item, group in enumerate(groups)
        for row in group
        for index, found in enumerate(system)
        if row["report"] == found["_doc"]
    ]
    pairs, taken, given = [], set(), set()
    for overlap, item, index, row in sorted(candidates, key=lambda c: -c[0]):
        if overlap and item not in taken and index not in given:
            pairs.append((row, system[index]))
            taken.add(item)
            given.add(index)
    used = {row["id"] for item in taken for row in groups[item]}
    missed = [g[0] for i, g in enumerate(groups) if i not in taken and not all(r.get("optional") for r in g)]
    left = [found for index, found in enumerate(system) if index not in given]
    spurious = [s for s in left if not is_neutral(kind, s, [g for g in gold if g["report"] == s["_doc"]], used)]
    return Matched(pairs, missed, spurious)


def _verdicts_for(gold: Row) -> frozenset[str]:
    usual = frozenset({"same", "differs"}) if gold.get("differences") else frozenset({"same"})
    return _VERDICTS.get(gold["verdict"], usual)


def _covers(gold: Row, system: Row, report_of: Mapping[str, str], matched: Mapping[str, set[str]]) -> bool:
    sides: dict[str, set[str]] = defaultdict(set)
    for member in gold["members"]:
        if member in report_of:
            sides[report_of[member]].add(member)
    hit = {item for member in system["members"] for item in matched.get(member, ())}
    return system["verdict"] in _verdicts_for(gold) and bool(sides) and all(hit & side for side in sides.values())


def match_findings(gold: list[Row], rows: list[Row], system: list[Row], matched: Mapping[str, set[str]]) -> Matched:
    """Return the matching of findings; ``matched`` gives the ids of the gold item that a system record matched.

    A finding matches where each report's side of the gold finding has a member among its own. Single-source findings
    that the gold does not list cost nothing.
    """
    report_of = {row["id"]: row["report"] for row in rows}
    pairs, missed, left = [], [], list(system)
    for row in gold:
        found = next((s for s in left if _covers(row, s, report_of, matched)), None)
        if found is not None:
            pairs.append((row, found))
            left.remove(found)
        elif not row.get("optional"):
            missed.append(row)
    spurious = [s for s in left if s["verdict"] != "single_source" and len(s["reports"]) > 1]
    return Matched(pairs, missed, spurious)


def figures(kind: str, found: Matched, optional_hits: int) -> Metrics:
    """Return precision, recall and F1 of one kind; optional gold rows count for precision alone."""
    hits = len(found.pairs) - optional_hits
    recall = hits / ((hits + len(found.missed)) or 1)
    precision = len(found.pairs) / ((len(found.pairs) + len(found.spurious)) or 1)
    return {f"{kind}s_precision": precision, f"{kind}s_recall": recall, f"{kind}s_f1": harmonic(precision, recall)}


def field_figures(kind: str, pairs: list[tuple[Row, Row]]) -> Metrics:
    """Return the share of right fields over the matched pairs of a kind, all together and by field."""
    by_field: dict[str, list[bool]] = defaultdict(list)
    for gold, system in pairs:
        for field, right in checks(kind, gold, system):
            by_field[field].append(right)
    every = [right for field in by_field.values() for right in field]
    if not every:
        return {}
    shares: Metrics = {f"{kind}_{name}": sum(by_field[name]) / len(by_field[name]) for name in sorted(by_field)}
    return {f"{kind}s_fields": sum(every) / len(every), **shares}
