"""TIMEX3 in histories of wars: spans strict and relaxed, and values, as TempEval-3 counts them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from lxml import etree
from msgspec import Struct

from accordingto.errors import GoldError
from accordingto.scoring.base import GoldSet, Measured, Options, percent, stage
from accordingto.scoring.files import suffixed
from accordingto.scoring.measures import Prf, prf

_NO_VALUE = "null"


class Timex(NamedTuple):
    """A time expression: span and TIMEX3 value, ``None`` where it has none."""

    start: int
    end: int
    value: str | None


class History(Struct, frozen=True):
    """A gold text with its creation date (ISO 8601) and time expressions."""

    name: str
    text: str
    created: str | None
    gold: tuple[Timex, ...]


def _value(value: str | None) -> str | None:
    return None if not value or value == _NO_VALUE else value


def read_timeml(name: str, content: str) -> History:
    """Return the text of a TimeML file's TEXT element, with its expressions and the document's creation date."""
    try:
        root = etree.fromstring(content.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise GoldError(f"{name} is not TimeML: {error}") from error
    body = root.find("TEXT")
    created = root.find("DCT/TIMEX3")
    if body is None:
        raise GoldError(f"{name} has no TEXT element")
    text, found = body.text or "", []
    for element in body:
        inner = "".join(element.itertext())
        if element.tag == "TIMEX3":
            found.append(Timex(len(text), len(text) + len(inner), _value(element.get("value"))))
        text += inner + (element.tail or "")
    return History(name, text, None if created is None else created.get("value"), tuple(found))


def read(path: Path, _options: Options) -> Sequence[History]:
    """Return the texts of a folder or archive of .tml files."""
    return [read_timeml(name, content) for name, content in sorted(suffixed(path, ".tml").items())]


def align(gold: Sequence[Timex], found: Sequence[Timex]) -> list[tuple[Timex, Timex]]:
    """Return overlapping pairs, one to one, equal spans first, then in text order."""
    equal = {(f.start, f.end): f for f in found}
    pairs = [(g, equal[g.start, g.end]) for g in gold if (g.start, g.end) in equal]
    used_gold, used_found = {g for g, _ in pairs}, {f for _, f in pairs}
    for wanted in gold:
        if wanted in used_gold:
            continue
        free = (f for f in found if f not in used_found and f.start < wanted.end and wanted.start < f.end)
        hit = next(free, None)
        if hit is not None:
            pairs.append((wanted, hit))
            used_found.add(hit)
    return pairs


def figures(texts: Sequence[tuple[Sequence[Timex], Sequence[Timex]]]) -> dict[str, Prf]:
    """Return strict, relaxed and value figures over (gold, found) expressions of several texts.

    Strict asks for equal spans, relaxed for overlapping ones, value for overlapping ones with the same TIMEX3 value
    (UzZaman et al. 2013, SemEval-2013 task 1).
    """
    gold, found = sum(len(g) for g, _ in texts), sum(len(f) for _, f in texts)
    pairs = [pair for g, f in texts for pair in align(g, f)]
    strict = sum((g.start, g.end) == (f.start, f.end) for g, f in pairs)
    value = sum(g.value == f.value for g, f in pairs)
    return {name: prf(n, found, gold) for name, n in (("strict", strict), ("relaxed", len(pairs)), ("value", value))}


def measure(items: Sequence[Any], _options: Options) -> Measured:
    """Return strict, relaxed and value F1 in percent."""
    find = stage("grounding.times", "find")
    texts = []
    for item in items:
        found = {Timex(t.start, t.end, _value(t.value)) for t in find(item.text, anchor=item.created)}
        texts.append((item.gold, sorted(found, key=lambda t: (t.start, t.end))))
    result = figures(texts)
    return Measured({f"{name}_f1": percent(result[name].f1) for name in ("strict", "relaxed", "value")})


SET = GoldSet(
    name="wikiwars",
    path="ground/wikiwars_open.tar.gz",
    protocol="percent; TempEval-3: F1 of equal spans, of overlapping spans, of overlapping spans with the same TIMEX3 "
    "value; values compared as written, null taken as no value; the creation date is the anchor",
    record="HeidelTime on TempEval-3 platinum 81.8 strict, 90.7 relaxed, 78.1 value",
    metrics=("strict_f1", "relaxed_f1", "value_f1"),
    read=read,
    measure=measure,
    count=lambda items: sum(len(item.gold) for item in items),
)
