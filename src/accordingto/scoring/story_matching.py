"""Which findings of ours are the annotated ones: by the words of their members, one to one.

A record of ours tells what an annotated member tells where its words meet the member's: an event by its trigger, a
statement by its content or evidence, a position by its evidence. A stance that is uttered may be told as a statement
or as a position; an event answers for an event alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from accordingto.scoring.attribution import assign
from accordingto.scoring.base import Row
from accordingto.scoring.measures import jaccard, overlap_coefficient
from accordingto.scoring.record_overlap import characters, mention_of

STATEMENT_JACCARD = 0.5
COEFFICIENT = 0.6
SHARED = frozenset({"same", "part_of", "related"})
"""Verdicts of what more than one report tells."""
_FAMILY = {"same": "same", "differs": "same", "part_of": "related", "related": "related"}
_UTTERED = frozenset({"statement", "position"})
_SAME_KIND = 10.0


class Told(NamedTuple):
    """A record of ours: its kind, the story's name of its report, and the words by which it is told."""

    of: str
    report: str
    words: tuple[frozenset[int], ...]


class Compared(NamedTuple):
    """The findings of one story: annotated and ours in pairs, annotated ones missed, and ours that are wrong."""

    pairs: list[tuple[Row, Row]]
    missed: list[Row]
    spurious: list[Row]
    false_merges: list[Row]
    joined: int


def told(record: Row, report: str) -> Told:
    """Return how a record of ours is told; ``report`` is its report's id within the story."""
    kind = record["record"]
    if kind == "event":
        return Told(kind, report, (characters([mention_of(record["trigger"])]),))
    evidence = characters([record["evidence"]])
    return Told(kind, report, (characters(record["content"]), evidence) if kind == "statement" else (evidence,))


def family(verdict: str) -> str:
    """Return what a verdict comes to: ``same`` (also where it differs), ``related`` (also a part), or ``only_one``."""
    return _FAMILY.get(verdict, "only_one")


def tells(record: Told, spans: Sequence[Row]) -> bool:
    """Return whether a record is told by the words of an annotated member, or by another telling of it."""
    return any(_meets(record.of, characters([span]), words) for span in spans for words in record.words)


def _meets(kind: str, wanted: frozenset[int], words: frozenset[int]) -> bool:
    if kind == "event":
        return bool(words & wanted)
    if overlap_coefficient(wanted, words) >= COEFFICIENT:
        return True
    return kind == "statement" and jaccard(wanted, words) >= STATEMENT_JACCARD


def match(gold: Sequence[Row], system: Sequence[Row], records: Mapping[str, Told]) -> Compared:
    """Return the matching of a story's findings; ``records`` gives our records by id.

    A finding of ours answers an annotated one of its family where members agree in two reports, or in the one report
    of an ``only_one``. Pairs are the assignment that agrees in most reports, the same kind before another.
    """
    pairs = [(gold[i], system[j]) for i, j in _assigned(gold, system, records)]
    found, used = {g["id"] for g, _ in pairs}, {s["id"] for _, s in pairs}
    missed = [g for g in gold if g["id"] not in found and not g["optional"]]
    joins = [s for s in system if family(s["verdict"]) == "same"]
    left = [s for s in system if s["id"] not in used]
    spurious = [s for s in left if family(s["verdict"]) != "only_one" and not _is_neutral(s, gold, records)]
    spurious += _falsely_alone(missed, left, records)
    false = [s for s in joins if is_false_merge(s, gold, records)]
    return Compared(pairs, missed, spurious, false, len(joins))


def _assigned(gold: Sequence[Row], system: Sequence[Row], records: Mapping[str, Told]) -> list[tuple[int, int]]:
    if not gold or not system:
        return []
    weight = np.array([[_strength(g, s, records) for s in system] for g in gold])
    return assign(weight, weight > 0)


def _may_tell(gold: Row, system: Row) -> bool:
    kinds = {gold["of"], system["of"]}
    return len(kinds) == 1 or kinds <= _UTTERED


def _strength(gold: Row, system: Row, records: Mapping[str, Told]) -> float:
    if family(gold["verdict"]) != family(system["verdict"]) or not _may_tell(gold, system):
        return 0.0
    reports = _agreeing(gold, system, records)
    if len(reports) < min(2, len(gold["members"])):
        return 0.0
    return len(reports) + (_SAME_KIND if gold["of"] == system["of"] else 0.0)


def _agreeing(gold: Row, system: Row, records: Mapping[str, Told]) -> set[str]:
    """The reports in which a member of ours is told by the annotated words."""
    members = [records[m] for m in system["members"] if m in records]
    return {m.report for m in members if m.report in gold["members"] and tells(m, gold["members"][m.report])}


def _is_neutral(system: Row, gold: Sequence[Row], records: Mapping[str, Told]) -> bool:
    """Whether an unmatched finding of ours costs nothing: it tells anew, or in another kind, what is annotated."""
    return any(
        family(g["verdict"]) == family(system["verdict"]) and len(_agreeing(g, system, records)) > 1 for g in gold
    )


def _falsely_alone(missed: Iterable[Row], left: Sequence[Row], records: Mapping[str, Told]) -> list[Row]:
    """One finding of ours for each missed one of the same that calls a member of it told by one report only."""
    alone = [s for s in left if family(s["verdict"]) == "only_one"]
    wrong: dict[str, Row] = {}
    for g in missed:
        if g["verdict"] == "same":
            claims = (s for s in alone if s["of"] == g["of"] and s["id"] not in wrong and _agreeing(g, s, records))
            first = next(claims, None)
            if first is not None:
                wrong[first["id"]] = first
    return list(wrong.values())


def is_false_merge(system: Row, gold: Sequence[Row], records: Mapping[str, Told]) -> bool:
    """Return whether a finding of the same holds members that the annotation keeps apart.

    So it is where two of its members are told by annotated words of its kind and no finding of the same, and no
    optional one, holds both; and where one of them is annotated as told by its report alone.
    """
    rows = [g for g in gold if g["of"] == system["of"]]
    members = [records[m] for m in system["members"] if m in records]
    items = [{g["id"] for g in rows if m.report in g["members"] and tells(m, g["members"][m.report])} for m in members]
    joins = {g["id"] for g in rows if g["verdict"] == "same" or g["optional"]}
    alone = {g["id"] for g in rows if g["verdict"] == "only_one"}
    for i, a in enumerate(items):
        for j in range(i):
            b = items[j]
            if members[i].report == members[j].report:
                apart = bool(a and b) and not a & b
            else:
                apart = bool(a and b and not a & b & joins) or bool((a and a <= alone) or (b and b <= alone))
            if apart:
                return True
    return False
