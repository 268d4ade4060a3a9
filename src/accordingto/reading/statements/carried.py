"""Quotations without a cue of their own: they go on with what the sentence before them attributes."""

from dataclasses import replace

from accordingto.reading.statements.direct import only_quotes, quoting_units
from accordingto.reading.statements.found import Found
from accordingto.reading.statements.page import Page, Unit
from accordingto.reading.statements.spans import char_span

_CLAUSAL = frozenset({"clause", "quote", "according"})
_SPOKEN = frozenset({"speech", "writing", "act", "commitment", "attitude"})


def read(page: Page, found: list[Found]) -> list[Found]:
    """Return ``found`` with the quotations that nobody has claimed given to the speaker of the sentence before."""
    result = list(found)
    for unit, quotes in quoting_units(page):
        spans = [char_span(page, q.first, q.last) for q in quotes]
        if not only_quotes(page, unit) or not unit.index or _claimed(result, spans[0].start):
            continue
        before = _before(page, unit)
        owner = _last_speaker(page, result, before.first, before.last)
        if owner is None:
            continue
        if owner.frame in _CLAUSAL:
            result[result.index(owner)] = replace(owner, content=(*owner.content, *spans))
        elif before.paragraph == unit.paragraph:
            result.append(replace(owner, reader="direct", frame="quote", cue=None, content=tuple(spans)))
    return result


def _before(page: Page, unit: Unit) -> Unit:
    """Return the unit before one, page furniture between them passed over: a line "Advertisement"."""
    index = unit.index - 1
    while index and any(z.start <= page.tokens[page.units[index].first].idx < z.end for z in page.unread):
        index -= 1
    return page.units[index]


def _claimed(found: list[Found], start: int) -> bool:
    return any(s.start <= start < s.end for f in found for s in f.content)


def _last_speaker(page: Page, found: list[Found], first: int, last: int) -> Found | None:
    low, high = page.tokens[first].idx, page.tokens[last].idx + len(page.tokens[last])
    inside = [f for f in found if f.cue and low <= f.cue.start < high and f.kind in _SPOKEN and f.source]
    return max(inside, key=lambda f: (f.frame in {"clause", "quote"}, f.cue.start if f.cue else 0), default=None)
