"""Weapons and other systems: which words name one, its canonical name and its class."""

import re
from functools import cache
from typing import NamedTuple

from msgspec import Struct
from spacy.tokens import Doc, Token

from accordingto import codebook
from accordingto.grounding.places.book import demonym
from accordingto.records import Equipment, Instrument, Report
from accordingto.text import mention, trim

_RUN = re.compile(r"[^\W_]+")
_NEXT_WORD = re.compile(r"[ -]([A-Za-z][\w-]*)")
_LAST_WORD = re.compile(r"([^\s,;:()\"“”‘’]+) $")
_BRACKET = re.compile(r"\s*\(([^()\n]{2,80})\)")
_MADE = re.compile(
    r"-(?:supplied|made|provided|built|donated|designed|type|style|class|manufactured|backed|launched|guided|range|"
    r"powered|capable|armed|laden|fired|propelled|era|mounted|kilogram|pound|caliber|calibre|tipped|controlled|borne|millimeter|millimetre)$",
    re.IGNORECASE,
)
_UNREAD = frozenset({"byline", "credit", "boilerplate", "section"})
_OWN_LIMB = frozenset({"his", "her", "their", "my", "your", "our", "its"})
_BESIDE = 3
"""Words looked at on each side of an ambiguous name for one that shows a weapon."""
_BEFORE = 4
"""Words that a generic weapon may have before its head."""


class Page(Struct, frozen=True, forbid_unknown_fields=True):
    """The codebook page ``equipment``; its comments explain each field."""

    systems: dict[str, list[str]]
    generic: dict[str, list[str]]
    modifiers: list[str]
    not_before: list[str]
    not_after: list[str]
    carriers: list[str]
    weapon_words: list[str]


class System(NamedTuple):
    """A named system: maker as ISO 3166-1 alpha-3, ``None`` where several countries build it."""

    name: str
    kind: str
    maker: str | None


class _Name(NamedTuple):
    text: str
    system: System
    is_ambiguous: bool


class _Words(NamedTuple):
    names: dict[str, list[_Name]]
    heads: dict[str, list[tuple[str, Equipment]]]
    modifiers: frozenset[str]
    not_before: frozenset[str]
    not_after: frozenset[str]
    weapon_words: frozenset[str]
    head_words: frozenset[str]


@cache
def systems() -> tuple[System, ...]:
    """Return the systems that the codebook knows, in its order."""
    return tuple(dict.fromkeys(name.system for name in _names()))


@cache
def _names() -> tuple[_Name, ...]:
    found = []
    for kind, lines in codebook.load("equipment", Page).systems.items():
        for line in lines:
            name, maker, further = (field.strip() for field in (line + "||").split("|")[:3])
            system = System(name.removeprefix("!"), kind, maker or None)
            for form in (name, *(f.strip() for f in further.split(","))):
                if form:
                    found.append(_Name(form.removeprefix("!"), system, form.startswith("!")))
    return tuple(found)


@cache
def _words() -> _Words:
    page = codebook.load("equipment", Page)
    names: dict[str, list[_Name]] = {}
    for name in sorted(_names(), key=lambda n: (-len(n.text), n.text)):
        names.setdefault(_first_run(name.text), []).append(name)
    heads: dict[str, list[tuple[str, Equipment]]] = {}
    for kind, singulars in page.generic.items():
        for singular in singulars:
            for form in {singular, _plural(singular)}:
                heads.setdefault(_first_run(form).lower(), []).append((form.lower(), Equipment(singular, kind)))
    for forms in heads.values():
        forms.sort(key=lambda f: (-len(f[0]), f[0]))
    return _Words(
        names,
        heads,
        frozenset(page.modifiers),
        frozenset(page.not_before),
        frozenset(page.not_after),
        frozenset(page.weapon_words),
        frozenset({*page.carriers, *(form.split()[-1] for forms in heads.values() for form, _ in forms)}),
    )


def _first_run(text: str) -> str:
    found = _RUN.search(text)
    return found[0] if found else text


def _plural(singular: str) -> str:
    if singular.endswith(
        ("s", "ry", "artillery", "ware", "hardware", "equipment", "defense", "defence", "aircraft", "chlorine", "aid")
    ):
        return singular
    return singular[:-1] + "ies" if singular.endswith("y") else singular + "s"


class _Hit(NamedTuple):
    start: int
    end: int
    equipment: Equipment


def tag(doc: Doc, report: Report) -> tuple[Instrument, ...]:
    """Return the weapons and systems that a report names, in text order, without overlaps.

    ``doc`` is the parse of ``report.text``. A named system comes with its canonical name ("High Mobility Artillery
    Rocket System (HIMARS)" is one mention of HIMARS), a generic weapon with its head ("long-range missiles" is a
    missile). The mention is the whole name: "U.S.-supplied weapons".
    """
    shut = [(z.start, z.end) for z in report.zones if z.kind in _UNREAD]
    tokens = {token.idx: token for token in doc}
    text, found, at = report.text, [], 0
    for run in _RUN.finditer(text):
        if run.start() < at or any(a <= run.start() < b for a, b in shut):
            continue
        hit = _named(text, run.start(), run[0]) or _generic(text, run.start(), run[0], tokens)
        if hit:
            start, end = trim(text, max(at, _with_modifiers(text, hit.start)), hit.end)
            found.append(Instrument(mention(text, start, end), hit.equipment))
            at = hit.end
    return tuple(found)


def _named(text: str, start: int, run: str) -> _Hit | None:
    for name in _words().names.get(run, ()):
        end = start + len(name.text)
        if not text.startswith(name.text, start) or not _is_edge(text, start, end):
            continue
        if name.is_ambiguous and not _is_beside_weapon(text, start, end):
            continue
        equipment = Equipment(name.system.name, name.system.kind)
        return _Hit(start, _with_heads(text, _with_bracket(text, end, equipment)), equipment)
    return None


def _is_edge(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isalnum() or before == "-") and not (
        after.isalnum() or (after == "-" and text[end + 1 : end + 2].isdigit())
    )


def _is_beside_weapon(text: str, start: int, end: int) -> bool:
    words = _words().weapon_words
    before = [w.lower() for w in _RUN.findall(text[max(0, start - 40) : start])[-_BESIDE:]]
    after = [w.lower() for w in _RUN.findall(text[end : end + 40].split("\n", maxsplit=1)[0])[:_BESIDE]]
    return bool(words & {*before, *after})


def _with_bracket(text: str, end: int, equipment: Equipment) -> int:
    """Return the end behind a bracket that repeats the system: "(HIMARS)"."""
    found = _BRACKET.match(text, end)
    if not found:
        return end
    inner = found[1].strip()
    same = any(n.text == inner and n.system.name == equipment.name for n in _words().names.get(_first_run(inner), ()))
    return found.end() if same else end


def _with_heads(text: str, end: int) -> int:
    """Return the end behind class words that follow a name: "Storm Shadow cruise missiles"."""
    words, at = _words(), end
    while step := _NEXT_WORD.match(text, at):
        word = step[1].lower()
        if word in words.head_words:
            at += len(step[0])
            end = at
        elif word in words.modifiers:
            at += len(step[0])
        else:
            break
    return end


def _generic(text: str, start: int, run: str, tokens: dict[int, Token]) -> _Hit | None:
    words = _words()
    lowered = run.lower()
    for form, equipment in words.heads.get(lowered, ()):
        end = start + len(form)
        if text[start:end].lower() != form or not _is_edge(text, start, end):
            continue
        head_at = start + max(form.rfind(" "), form.rfind("-")) + 1
        token = tokens.get(head_at) or tokens.get(start)
        if token is not None and token.pos_ not in {"NOUN", "PROPN", "ADJ"}:
            continue
        if _is_other_sense(text, start, end, " " in form or "-" in form):
            return None
        return _Hit(start, end, equipment)
    return None


def _is_other_sense(text: str, start: int, end: int, is_phrase: bool) -> bool:
    words = _words()
    before = _RUN.findall(text[max(0, start - 24) : start])
    after = _NEXT_WORD.match(text, end)
    if after and after[1].lower() in words.not_after:
        return True
    return (
        not is_phrase
        and bool(before)
        and before[-1].lower() in (words.not_before | _OWN_LIMB)
        and text[start - 1 : start] in " -"
    )


def _with_modifiers(text: str, start: int) -> int:
    """Return the start before the words that belong to a weapon's name: "U.S.-supplied", "long-range"."""
    words = _words().modifiers
    for _ in range(_BEFORE):
        found = _LAST_WORD.search(text[max(0, start - 40) : start])
        if not found:
            break
        word = found[1]
        if word.lower() not in words and not _MADE.search(word) and demonym(word) is None:
            break
        start -= len(found[0])
    return start
