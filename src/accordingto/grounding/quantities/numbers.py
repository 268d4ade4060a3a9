"""Numbers in prose: digits, words, vague plurals, ranges and the bounds that the words before them set."""

import re
from functools import cache

from msgspec import Struct

from accordingto.grounding.quantities.page import NumberWords, page

_LEAST_SEVERAL = 2

_MOST = 1e15
"""The highest number that is one: beyond it floats count no longer one by one, and no news has such counts."""

Number = int | float
Bounds = tuple[Number | None, Number | None]


class NumberPhrase(Struct, frozen=True):
    """A number with its bounding words; ``high`` is ``None`` where it stays open ("at least", "dozens")."""

    start: int
    end: int
    low: Number | None
    high: Number | None


class _Grammar(Struct, frozen=True):
    phrase: re.Pattern[str]
    bound_of: dict[str, str]


def _either(words: list[str]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=len, reverse=True))


@cache
def _grammar() -> _Grammar:
    words = page().numbers
    small = _either([*words.units, *words.tens])
    scale = _either(list(words.scales))
    digits = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
    under_hundred = rf"(?:(?:{_either(list(words.tens))})(?:[\s-](?:{_either(list(words.units))}))?|{small})"
    scaled = rf"(?:[\s-](?:{scale}))+"
    spelled = rf"{under_hundred}(?:{scaled}(?:(?:\sand)?\s{under_hundred}(?:{scaled})?)*)?"
    article = rf"(?:half\s+)?an?\s+(?:half\s+)?(?:{scale}|{_either(list(words.collectives))})(?:\s+of)?"
    many = rf"(?:{spelled}\s)?(?:{_either(list(words.collectives))})"
    plural = f"(?:{_either(list(words.plurals))})"
    vague = rf"{plural}(?:\s+of\s+{plural})?|(?:several|a\s+few|many)\s+(?:{scale})"
    number = rf"(?:{vague}|{article}|{many}|(?:{digits})(?:\s?(?:{scale}))?|{spelled})"
    bound_of = {w: kind for kind, listed in words.bounds.items() for w in listed}
    bound = _either(list(bound_of))
    dash = r"(?:(?<=\d)\s?[-–]\s?(?=\d)|\s+(?:to|or)\s+)"
    ranged = rf"(?:between\s+(?P<b1>{number})\s+and\s+(?P<b2>{number})|(?P<r1>{number}){dash}(?P<r2>{number}))"
    pattern = (
        rf"(?<![\w$£€#.,/:-])(?:(?P<bound>(?:{bound})(?:\s+(?:{bound}))?)\s+)?(?:{ranged}|(?P<one>{number}))"
        rf"(?P<plus>\+|\s+or\s+(?:more|fewer|so))?(?![\w%/:]|[.,]\d|-(?:\w|\s))"
    )
    return _Grammar(re.compile(pattern, re.IGNORECASE), bound_of)


def find_numbers(text: str) -> list[NumberPhrase]:
    """Return the number phrases of a text in order, each with its bounds.

    Money, percentages, compounds ("3-year-old") and parts of times or scores are no number phrases. Rules: Quirk et
    al. 6.63-6.72; "dozens" is 24 or more, "up to" and "nearly" leave the low bound open.

    >>> [(n.low, n.high) for n in find_numbers("At least 12 died and dozens fled.")]
    [(12, None), (24, None)]
    """
    grammar = _grammar()
    found = []
    for match in grammar.phrase.finditer(text):
        if re.match(r"\s?(?:%|percent|per\s+cent)", text[match.end() : match.end() + 10]):
            continue
        bounds = _bounds(match, grammar)
        if bounds is not None:
            found.append(NumberPhrase(match.start(), match.end(), *bounds))
    return found


def parse_number(text: str) -> Bounds:
    """Return the low and high bound of the first number in some words; ``(None, None)`` where there is none.

    >>> parse_number("nearly half a million")
    (None, 500000)
    """
    found = find_numbers(text)
    return (found[0].low, found[0].high) if found else (None, None)


def _bounds(match: re.Match[str], grammar: _Grammar) -> Bounds | None:
    if match["one"] is None:
        low, high = _exact(match["b1"] or match["r1"]), _exact(match["b2"] or match["r2"])
        if low is None or high is None or low > high:
            return None
        return low, high
    return _bounded(match["one"], match["bound"], match["plus"], grammar)


def _bounded(words: str, bound: str | None, plus: str | None, grammar: _Grammar) -> Bounds | None:
    plural = _plural(words)
    if plural is not None:
        return plural, None
    value = _exact(words)
    if value is None:
        return None
    kind = _kind(bound, grammar)
    if kind == "atleast" or (plus and plus.strip() in {"+", "or more"}):
        return value, None
    if kind == "morethan":
        return (value + 1 if isinstance(value, int) else value), None
    if kind in {"atmost", "lessthan"}:
        return None, value
    return value, value


def _kind(bound: str | None, grammar: _Grammar) -> str | None:
    if bound is None:
        return None
    flat = " ".join(bound.lower().split())
    if flat in grammar.bound_of:
        return grammar.bound_of[flat]
    kinds = [kind for words, kind in grammar.bound_of.items() if f" {words} " in f" {flat} "]
    strong = [kind for kind in kinds if kind not in {"about", "exact"}]
    return strong[0] if strong else None


def _plural(words: str) -> int | None:
    plurals, scales = page().numbers.plurals, page().numbers.scales
    several = re.fullmatch(r"(?:several|a\s+few|many)\s+(\w+)", words.lower())
    if several:
        return _LEAST_SEVERAL * scales[several[1]]
    parts = [p for p in re.split(r"\W+", words.lower()) if p in plurals]
    if not parts:
        return None
    if len(parts) == 1:
        return plurals[parts[0]]
    # "tens of thousands": twenty times one thousand, not twenty times two thousand
    return plurals[parts[0]] * plurals[parts[1]] // 2


def _exact(words: str) -> Number | None:
    """Return the value of a number in digits or words, without bounds."""
    lexicon = page().numbers
    parts = re.findall(r"\d[\d,]*(?:\.\d+)?|[a-z]+", words.lower())
    half = "half" in parts
    parts = [p for p in parts if p not in {"a", "an", "and", "half", "of"}] or parts
    value = _sum(parts, lexicon)
    if value is None or value > _MOST:
        return None
    return _whole(value * 0.5) if half else _whole(value)


def _whole(value: float) -> Number:
    return int(value) if value == int(value) else value


def _sum(parts: list[str], lexicon: NumberWords) -> float | None:
    total, current, seen = 0.0, 0.0, False
    for part in parts:
        if part in lexicon.scales:
            scale = lexicon.scales[part]
            current = (current or 1) * scale
            if scale >= 1000:
                total, current = total + current, 0.0
        elif part in lexicon.collectives:
            current = (current or 1) * lexicon.collectives[part]
        elif part[0].isdigit():
            current += float(part.replace(",", ""))
        elif part in lexicon.units or part in lexicon.tens:
            current += lexicon.units.get(part, lexicon.tens.get(part, 0))
        else:
            return None
        seen = True
    return total + current if seen else None
