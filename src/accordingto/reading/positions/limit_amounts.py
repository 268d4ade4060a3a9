"""How many: the amounts with a bound in the clause of a position, "up to 40 trucks a day", "six boats at most"."""

import re
from collections.abc import Iterator
from functools import cache

from accordingto.reading.positions.draft import Draft
from accordingto.reading.positions.lexicon import scope
from accordingto.reading.positions.limit_pages import limit_page
from accordingto.reading.positions.limit_words import is_own, reach
from accordingto.reading.syntax import text_of
from accordingto.records import Limit, PositionKind
from accordingto.text import mention

_BOUNDED: frozenset[PositionKind] = frozenset({"permission", "prohibition", "promise", "request", "demand", "threat"})
_RATE = (
    r"(?: (?:a|an|per|each|every|at a) (?:day|week|month|year|head|second|hour|time|person|family|household|trip|boat"
    r"|vehicle|flight|piece)| each| apiece)"
)


_RATED = re.compile(r"\b(?:a|an|per|each|every|at a) \w+(?= at (?:the )?(?:most|outside)|$)")


@cache
def _bounds() -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted(scope().quantity.before, key=len, reverse=True)))
    digits, scales = "|".join(scope().quantity.numbers), "|".join(scope().quantity.scales)
    number = rf"(?:[€$£¥]?\d[\d.,]*|(?:{digits})(?:-\w+)?)(?: (?:{scales}))?"
    end = r"\b(?=[ ,;.:–—\"”]|$)"
    nouns = rf"(?:(?: [\w-]+){{1,2}}?{_RATE}?|(?: per cent)?){end}"
    ceiling = r",? (?:at (?:the )?(?:very )?(?:most|outside)|maximum|tops|or (?:fewer|less)|(?:and )?no(?:t one)? more)"
    before = rf"\b(?:of )?(?:{words}) {number}{nouns}"
    after = rf"\b{number}(?: [\w-]+){{0,4}}?{ceiling}{end}"
    rated = rf"\b(?P<rate>{number}(?: [\w-]+){{1,3}}?{_RATE}){end}"
    return re.compile(f"{before}|{after}|{rated}", re.IGNORECASE)


def bounded_amounts(draft: Draft) -> Iterator[Limit]:
    """Yield the amounts with a bound before or behind them, and what leave gives to each or each day."""
    if draft.kind not in _BOUNDED:
        return
    text = text_of(draft.head.doc)
    start, end = reach(draft)
    for match in _bounds().finditer(text, start, end):
        if match["rate"] and draft.kind != "permission":
            continue
        if not _is_time_or_range(draft, match) and is_own(draft, match.start()):
            yield Limit("quantity", "only", mention(text, *match.span()))


def _is_time_or_range(draft: Draft, match: re.Match[str]) -> bool:
    """Whether an amount is a stretch of time or way, or a floor that bounds nothing: "more than 30 witnesses"."""
    said = set(match[0].lower().split())
    text = match.string[: match.start()].rstrip().lower()
    lower = any(f" {match[0].lower()}".startswith(f" {b} ") for b in scope().quantity.floors)
    if lower and draft.kind != "prohibition":
        return True
    spans = scope().time.spans
    timed = spans & set(_RATED.sub("", match[0].lower()).split())
    measured = set(text.split()[-3:]) & limit_page().quantities.measures
    return bool(timed or text.endswith((" for", " within")) or (said & limit_page().range.units and not measured))
