"""Amounts that words give: how many or how much of what, as bounds, and whether they are rounded."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from msgspec import Struct

from accordingto import codebook
from accordingto.comparing.wording import stem, stop_words

BEHIND = 3
"""Words behind a number in which stands what is counted."""

NEAR = 6
"""Words around a number in which stands what happened to the counted."""

_TOKEN = re.compile(r"\d[\d,.:]*\d|\d+|%|[^\W\d_][\w’'-]*|[.;:,!?\n“”\"()]")
_YEAR = re.compile(r"(?:19|20)\d\d$")
_MONTHS = re.compile(r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?$", re.IGNORECASE)
_ENDS = frozenset(".;:!?\n")


class Amount(Struct, frozen=True):
    """How much of what: ``of`` is what became of people, a measure, or empty; ``nouns`` what is counted (stems).

    ``is_total``: the words say that it is the sum of several.
    """

    words: str
    low: float
    high: float | None
    of: str
    nouns: frozenset[str]
    is_rounded: bool = False
    is_total: bool = False


class _Numbers(Struct, frozen=True):
    units: dict[str, int]
    tens: dict[str, int]
    scales: dict[str, int]
    plurals: dict[str, int]
    collectives: dict[str, int]


class _Fate(Struct, frozen=True):
    acts: tuple[str, ...]
    active: tuple[str, ...]
    middle: tuple[str, ...]
    states: tuple[str, ...]
    nouns: tuple[str, ...]


class _Quantities(Struct, frozen=True):
    numbers: _Numbers
    casualties: dict[str, _Fate]
    people: tuple[str, ...]


class Page(Struct, frozen=True, forbid_unknown_fields=True):
    """``differences.yaml`` as it lies there; the page's own comments say what each list means."""

    measures: dict[str, dict[str, float]]
    rounding: float
    rounded: tuple[str, ...]
    totals: tuple[str, ...]
    loaded: dict[str, tuple[str, ...]]


@cache
def page() -> Page:
    """Return the codebook's page on differences."""
    found: Page = codebook.load("differences", Page)
    return found


@cache
def _quantities() -> _Quantities:
    found: _Quantities = codebook.load("quantities", _Quantities)
    return found


@cache
def _fates() -> dict[str, str]:
    """Return what becomes of people by the stems of the words that say it."""
    found: dict[str, str] = {}
    for name, fate in _quantities().casualties.items():
        for word in (*fate.acts, *fate.active, *fate.middle, *fate.states, *fate.nouns):
            if " " not in word:
                found.setdefault(stem(word.lower()), name)
    return found | {"bod": "killed", "body": "killed", "bodies": "killed", "die": "killed", "died": "killed"}


@cache
def _measures() -> dict[str, tuple[str, float]]:
    return {
        form: (measure, factor)
        for measure, units in page().measures.items()
        for unit, factor in units.items()
        for form in (unit, unit + "s", unit + "es")
    }


@cache
def _people() -> frozenset[str]:
    return frozenset(stem(p.lower()) for p in _quantities().people)


@lru_cache(maxsize=4096)
def amounts(text: str) -> tuple[Amount, ...]:
    """Return the amounts of a text in its order.

    >>> [(a.low, a.of) for a in amounts("At least twelve people were killed and about 300 tonnes burned")]
    [(12, 'killed'), (300000.0, 'mass')]
    """
    tokens = list(_TOKEN.finditer(text))
    words = [t[0] for t in tokens]
    found = []
    i = 0
    while i < len(words):
        value, end = _number(words, i)
        if value is None:
            i += 1
            continue
        amount = _amount(words, i, end, value)
        if amount:
            found.append(amount)
        i = end
    return tuple(found)


def _number(words: Sequence[str], i: int) -> tuple[float | None, int]:
    """Return the number that begins at a word and where it ends; ``None`` where none does."""
    numbers = _quantities().numbers
    total, at = 0.0, i
    started = False
    while at < len(words):
        low = words[at].lower()
        parts = [*low.split("-")]
        if low[0].isdigit() and not started:
            value = _figures(low)
            if value is None:
                return None, i + 1
            total, started = value, True
        elif all(p in numbers.units or p in numbers.tens for p in parts):
            total += sum(numbers.units.get(p, numbers.tens.get(p, 0)) for p in parts)
            started = True
        elif started and low in numbers.scales:
            total *= numbers.scales[low]
        elif started and low in numbers.collectives:
            total *= numbers.collectives[low]
        elif not started and low in numbers.plurals:
            return float(numbers.plurals[low]), at + 1
        elif not started and low in {"nobody", "none", "no"}:
            return 0.0, at + 1
        elif not (
            started and low == "and" and at + 1 < len(words) and words[at + 1].lower() in numbers.units and total >= 100
        ):
            break
        at += 1
    return (total, at) if started else (None, i + 1)


def _figures(word: str) -> float | None:
    if ":" in word or _YEAR.match(word):
        return None
    plain = re.sub(r",(?=\d{3})", "", word)
    try:
        return float(plain)
    except ValueError:
        return None


def _amount(words: Sequence[str], start: int, end: int, value: float) -> Amount | None:
    before = words[start - 1].lower() if start else ""
    if _MONTHS.match(before) or (end < len(words) and _MONTHS.match(words[end]) and words[start].isdigit()):
        return None
    behind = _behind(words, end)
    measure = next((_measures()[w.lower()] for w in behind[:2] if w.lower() in _measures()), None)
    nouns = frozenset(stem(w.lower()) for w in behind if w.lower() not in stop_words())
    fate = None if measure else _fate(words, start, end)
    if value == 0 and not fate:
        return None
    if value == 1 and words[start].lower() == "one" and not (fate and nouns & _people()):
        return None
    if not (measure or nouns or fate):
        return None
    lead = " ".join(words[max(0, start - 3) : start]).lower()
    is_rounded = any(lead.endswith(r) for r in page().rounded) or words[start].lower() in _quantities().numbers.plurals
    factor = measure[1] if measure else 1
    said = " ".join([*words[start:end], *behind])
    if is_rounded:
        said = f"{next(r for r in (*page().rounded, '') if lead.endswith(r))} {said}".strip()
    open_above = words[start].lower() in _quantities().numbers.plurals
    of = measure[0] if measure else fate or ""
    around = " ".join([lead, *_window(words[end : end + NEAR])])
    is_total = any(re.search(rf"\b{total}\b", around) for total in page().totals)
    return Amount(said, value * factor, None if open_above else value * factor, of, nouns, is_rounded, is_total)


def _behind(words: Sequence[str], end: int) -> list[str]:
    found: list[str] = []
    for word in words[end : end + BEHIND + 1]:
        if not (word[0].isalpha() or word == "%"):
            break
        if word.lower() == "of" and not found:
            continue
        if word.lower() in stop_words() or len(found) == BEHIND:
            break
        found.append(word)
    return found


def _fate(words: Sequence[str], start: int, end: int) -> str | None:
    """Return what becomes of the counted: by the word nearest to the number in its sentence, those behind first."""
    for word in _window(words[end : end + NEAR]):
        if stem(word) in _fates():
            return _fates()[stem(word)]
    back = list(_window(list(reversed(words[max(0, start - NEAR) : start]))))
    return next((_fates()[stem(w)] for w in back if stem(w) in _fates()), None)


def _window(words: Sequence[str]) -> Iterator[str]:
    for word in words:
        if word in _ENDS or word == ",":
            return
        yield word.lower()


def is_one_kind(a: Amount, b: Amount) -> bool:
    """Return whether two amounts are of the same thing: one fate, one measure, or one counted noun."""
    if a.of != b.of:
        return False
    if a.of in page().measures:
        return a.of in {"mass", "volume"} or bool(a.nouns & b.nouns) or are_rounded(a, b)
    if a.of:
        return True
    return bool(a.nouns & b.nouns)


def are_equal(a: Amount, b: Amount) -> bool:
    """Return whether two amounts give one number."""
    return a.low == b.low and a.high == b.high


def are_rounded(a: Amount, b: Amount) -> bool:
    """Return whether one amount may be the other rounded, or lies within its bound."""
    larger = max(a.low, b.low) or 1
    apart = abs(a.low - b.low) / larger
    if a.of in page().measures:
        return apart <= page().rounding
    if not (a.is_rounded or b.is_rounded):
        return False
    return apart <= 2 * page().rounding or (a.high is None and b.low >= a.low) or (b.high is None and a.low >= b.low)
