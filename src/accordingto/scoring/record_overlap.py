"""When a record may stand for an annotated row: overlap of characters, by kind of record."""

from collections.abc import Iterable

from accordingto.scoring.base import Row
from accordingto.scoring.measures import jaccard, overlap_coefficient

ZONE_JACCARD = 0.8
STATEMENT_JACCARD = 0.5
POSITION_COEFFICIENT = 0.6
SAME_WORDS = 0.9
EMBEDDED_REACH = 150
"""Characters between a trigger and an act embedded in it."""


def characters(spans: Iterable[Row | None]) -> frozenset[int]:
    """Return the offsets that some ``{"start", "end"}`` spans cover."""
    return frozenset(i for span in spans if span for i in range(span["start"], span["end"]))


def mention_of(value: Row | None) -> Row | None:
    """Return the mention inside a field's value, or the value itself where it is a span, else ``None``."""
    if not isinstance(value, dict):
        return None
    found = value.get("mention", value)
    return found if found and "start" in found else None


def accepted(row: Row, field: str) -> list[object]:
    """Return what the gold takes for a field: its value, then the alternatives of ``also_ok_FIELD``."""
    return [row.get(field), *row.get(f"also_ok_{field}", [])]


def strength(kind: str, gold: Row, system: Row) -> float:
    """Return how strongly a system row matches a gold row of the same kind; 0 is no match."""
    return _STRENGTHS[kind](gold, system)


def _zone(gold: Row, system: Row) -> float:
    shared = jaccard(characters([gold["span"]]), characters([system]))
    return shared if gold["zone"] == system["kind"] and shared >= ZONE_JACCARD else 0.0


def _statement(gold: Row, system: Row) -> float:
    said = characters(system["content"])
    others = [spans for spans in gold.get("also_ok_content", []) if isinstance(spans, list)]
    best = max(jaccard(characters(spans), said) for spans in [gold["content"], *others])
    return best if best >= STATEMENT_JACCARD else 0.0


def _event(gold: Row, system: Row) -> float:
    wanted, given = characters([gold["trigger"]]), characters([mention_of(system["trigger"])])
    if not wanted & given or system["type"] not in accepted(gold, "type"):
        return 0.0
    return 1 + jaccard(wanted, given)


def _position(gold: Row, system: Row) -> float:
    wanted, given = characters([gold["evidence"]]), characters([system["evidence"]])
    shared = overlap_coefficient(wanted, given)
    if shared < POSITION_COEFFICIENT or system["position"] not in accepted(gold, "position"):
        return 0.0
    return shared + jaccard(wanted, given)


def _position_words(gold: Row, system: Row) -> float:
    """Evidence alone, of whatever kind; of several the one of the right kind first."""
    wanted, given = characters([gold["evidence"]]), characters([system["evidence"]])
    shared = overlap_coefficient(wanted, given)
    if shared < POSITION_COEFFICIENT:
        return 0.0
    return shared + jaccard(wanted, given) + (2 if system["position"] == gold["position"] else 0)


_STRENGTHS = {
    "zone": _zone,
    "statement": _statement,
    "event": _event,
    "position": _position,
    "position_words": _position_words,
}


def is_neutral(kind: str, system: Row, gold: list[Row], used: set[str]) -> bool:
    """Return whether an unmatched system row costs nothing.

    So it is for a further mention of a matched item, an optional row, an act embedded in an annotated event, and a
    piece of a matched statement. ``gold`` are the rows of the same report, ``used`` the ids of matched items.
    """
    if any(strength(kind, row, system) for row in gold if row.get("optional") or row["id"] in used):
        return True
    if kind == "event":
        return any(_embeds(row, system) for row in gold)
    if kind == "statement":
        said = characters(system["content"])
        pieces = (row for row in gold if row["id"] in used)
        return any(overlap_coefficient(characters(row["content"]), said) >= SAME_WORDS for row in pieces)
    return False


def _embeds(gold: Row, system: Row) -> bool:
    inner, found = gold.get("embedded"), mention_of(system["trigger"])
    if not inner or not found:
        return False
    near = abs(gold["trigger"]["start"] - found["start"]) < EMBEDDED_REACH
    return near and system["type"] in (inner.get("type"), gold["type"])
