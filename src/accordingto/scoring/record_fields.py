"""Whether the fields of a matched record say what the annotation says."""

import json
import re
from collections.abc import Callable, Iterator

from accordingto.scoring.base import Row
from accordingto.scoring.measures import overlap_coefficient
from accordingto.scoring.record_overlap import POSITION_COEFFICIENT, accepted, characters, mention_of

Check = tuple[str, bool]
"""A field's name, and whether it is right."""

_CODE = re.compile(r"\b[A-Z]{3}\b")
_WORD = re.compile(r"[\w’'-]{3,}")
_NUMBER = re.compile(r"\d+")
_SECTORS = frozenset(
    {
        "GOV",
        "MIL",
        "REB",
        "OPP",
        "LEG",
        "IGO",
        "NGO",
        "SPY",
        "COP",
        "JUD",
        "MED",
        "CVL",
        "BUS",
        "EDU",
        "REL",
        "LAB",
        "UAF",
        "PTY",
    }
)
_NO_NAMES = frozenset({"the", "and", "gov", "mil", "unnamed", "outlet", "for", "its"})


def strings(value: object) -> str:
    """Return every text, name and code inside a value as one lower-case string; ids are left out."""
    if isinstance(value, str):
        return value.lower()
    if isinstance(value, dict):
        return " ".join(strings(inner) for key, inner in value.items() if key not in ("report", "id"))
    if isinstance(value, list | tuple):
        return " ".join(map(strings, value))
    return ""


def words(text: str) -> set[str]:
    """Return the words of three and more letters that can name somebody or something."""
    return {word for word in _WORD.findall(text.lower()) if word not in _NO_NAMES}


def _share_words(gold: object, system: object) -> bool:
    return bool(words(strings(gold)) & words(strings(system)))


def _numbers(value: object) -> set[str]:
    return set(_NUMBER.findall(json.dumps(value or {})))


def is_same_actor(gold: str | None, system: object) -> bool:
    """Return whether a system party is the annotated actor ("RUS GOV Vladimir Putin", "USA and DEU").

    A shared country code decides; where the annotation has none, a shared word of the name does; a whole name always.
    """
    if not gold or not system:
        return not gold and not system
    said = strings(system)
    codes = set(_CODE.findall(gold)) - _SECTORS
    names = words(_CODE.sub(" ", gold))
    if any(code.lower() in said.split() for code in codes):
        return True
    return bool(names) and (names <= words(said) or (not codes and bool(names & words(said))))


def checks(kind: str, gold: Row, system: Row) -> Iterator[Check]:
    """Yield for each field that the gold row gives whether the matched system row has it right."""
    if kind in _CHECKS:
        yield from _CHECKS[kind](gold, system)


def _statement(gold: Row, system: Row) -> Iterator[Check]:
    if gold.get("speaker_is"):
        same = is_same_actor(gold["speaker_is"], system.get("speaker"))
        yield "speaker", same or _share_words(gold.get("speaker") or {}, system.get("speaker") or {})
    yield "form", system.get("form") in accepted(gold, "form")
    yield from _shared(gold, system, "addressee", "venue", "occasion")
    if gold.get("edited"):
        yield "edits", gold["edited"] in (system.get("edits") or [])
    if gold.get("cue_stance"):
        yield "stance", (system.get("cue") or {}).get("stance") in accepted(gold, "cue_stance")


def _shared(gold: Row, system: Row, *fields: str) -> Iterator[Check]:
    for field in fields:
        if gold.get(field):
            yield field, _share_words(gold[field], system.get(field))


def _event(gold: Row, system: Row) -> Iterator[Check]:
    for field, plural in (("actor", "actors"), ("recipient", "recipients")):
        wanted = [name for name in gold.get(field) or [] if name]
        if wanted:
            yield field, any(is_same_actor(name, system.get(plural)) for name in wanted)
    yield "status", system.get("status") in accepted(gold, "status")
    yield from _shared(gold, system, "place", "instrument")
    when = gold.get("when")
    iso = when.get("iso") if isinstance(when, dict) else when
    if iso:
        yield "when", str((system.get("when") or {}).get("start") or "").startswith(iso.split("/")[0])
    if gold.get("magnitude"):
        yield "magnitude", _numbers(gold["magnitude"]) <= _numbers(system.get("magnitude"))


def _position(gold: Row, system: Row) -> Iterator[Check]:
    yield "holder", is_same_actor(gold.get("holder"), system.get("holder"))
    if gold.get("bearer"):
        yield "bearer", is_same_actor(gold["bearer"], system.get("bearer"))
    for limit in gold.get("limits") or []:
        if not limit.get("optional"):
            yield "limit", any(_is_same_limit(limit, found) for found in system.get("limits") or [])
    for field in ("condition", "consequence"):
        if gold.get(field):
            wanted, given = characters([gold[field]]), characters([mention_of(system.get(field))])
            yield field, overlap_coefficient(wanted, given) >= POSITION_COEFFICIENT
    yield "status", system.get("status") in accepted(gold, "status")


def _is_same_limit(gold: Row, system: Row) -> bool:
    shared = characters([gold]) & characters([system.get("mention")])
    return system.get("kind") == gold["kind"] and bool(shared)


_CHECKS: dict[str, Callable[[Row, Row], Iterator[Check]]] = {
    "statement": _statement,
    "event": _event,
    "position": _position,
}
