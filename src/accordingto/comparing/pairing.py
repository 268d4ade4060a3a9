"""Which records of two reports are one or belong together: a function of these two reports and nothing else.

That is what lets a case be compared bit by bit: whatever comes in before or after, and in whatever order, the same two
reports are linked in the same way.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, combinations, groupby, product

from msgspec import Struct

from accordingto.comparing import matching
from accordingto.comparing.aligning import Aligned, align
from accordingto.comparing.differing import Compared
from accordingto.comparing.happening import alike, one_happening, share_names
from accordingto.comparing.matching import NO, Judgement
from accordingto.comparing.quoting import Quotations
from accordingto.comparing.sheets import Key, Sheet
from accordingto.comparing.wording import Weights
from accordingto.records import Event, Position, Statement

WINDOW_DAYS = 4
"""News of one happening is told again within days; a week later it is usually another one of its kind."""


ONE_STORY = "one_story"
"""Verdict of a link between two reports themselves: they tell of one happening, whether or not of one thing in it."""


class Link(Struct, frozen=True):
    """Two records of two reports that are the same or related, and what they agree on; the earlier report's first.

    A link of the verdict ``ONE_STORY`` has the two reports in the place of records.
    """

    a: str
    a_report: str
    b: str
    b_report: str
    verdict: str
    agreed: tuple[tuple[str, str], ...]


Candidate = tuple[Compared, Compared]


def near(a: int | None, b: int | None, days: int = WINDOW_DAYS) -> bool:
    """Return whether two days are so close that reports of them are compared; undated reports stand apart."""
    return a == b if a is None or b is None else abs(a - b) <= days


def links(fresh: Sequence[Sheet], others: Sequence[Sheet] = (), *, inside: bool = True) -> Iterator[Link]:
    """Yield the links of ``fresh`` reports with ``others``, and with one another where ``inside``.

    Those among the others are not looked for. A report for which its original stands is linked with that alone.
    """
    for (one, two), candidates in _all_candidates(fresh, others, inside):
        judge = _Judge(one, two)
        told = {(a.id, b.id): judge.of(a, b) for a, b in candidates}
        for a, b in candidates:
            if told[a.id, b.id].verdict is not None:
                yield _link(a, b, told[a.id, b.id])
        if judge.one_story:
            yield Link(one.report.id, one.report.id, two.report.id, two.report.id, ONE_STORY, ())
            yield from _aligned(one, two, judge, told)


def _link(a: Compared, b: Compared, judgement: Judgement) -> Link:
    return Link(a.id, a.report, b.id, b.report, judgement.verdict or "same", judgement.agreed)


def _aligned(one: Sheet, two: Sheet, judge: "_Judge", told: Mapping[tuple[str, str], Judgement]) -> Iterator[Link]:
    """Yield what fits together of two reports of one story beyond what the rules join already."""
    joined = {record for pair, judgement in told.items() if judgement.verdict == "same" for record in pair}
    if any(all(record.id in joined for record in sheet.records) for sheet in (one, two)):
        return
    for pair in align(one.layout, two.layout, judge.cosine):
        known = told.get((pair.a.id, pair.b.id))
        if pair.a.id not in joined and pair.b.id not in joined and (known is None or known.verdict is None):
            yield _link(pair.a, pair.b, judge.reasons(pair))


def all_links(sheets: Sequence[Sheet]) -> Iterator[Link]:
    """Yield the links of many reports, day by day, so that only those of some days are looked at together."""
    window: list[Sheet] = []
    ordered = sorted(sheets, key=lambda s: (s.day is None, s.day or 0))
    for day, group in groupby(ordered, key=lambda s: s.day):
        fresh = list(group)
        window = [s for s in window if near(s.day, day)]
        yield from links(fresh, window)
        window += fresh


def _all_candidates(
    fresh: Sequence[Sheet], others: Sequence[Sheet], inside: bool
) -> Iterator[tuple[tuple[Sheet, Sheet], list[Candidate]]]:
    """Yield the pairs to be judged: of reports that are compared themselves, and of each other with its original."""
    own, beside = ([s for s in some if s.echo_of is None] for some in (fresh, others))
    yield from _candidates(own, beside, inside)
    sheet_of = {sheet.report.id: sheet for sheet in (*fresh, *others)}
    new = {sheet.report.id for sheet in fresh}
    for echo in sheet_of.values():
        original = sheet_of.get(echo.echo_of or "")
        if original is not None:
            among = len(new & {echo.report.id, original.report.id})
            if among == 1 or (among and inside):
                yield from _candidates([original], [echo], inside=False)


def _candidates(
    fresh: Sequence[Sheet], others: Sequence[Sheet], inside: bool
) -> Iterable[tuple[tuple[Sheet, Sheet], list[Candidate]]]:
    """Return the pairs of records with a key in common, by pair of reports, each pair once and the earlier first."""
    by_key: dict[Key, list[tuple[Sheet, Compared]]] = defaultdict(list)
    for sheet in fresh:
        for key, record in sheet.keys:
            by_key[key].append((sheet, record))
    found: dict[tuple[str, str], dict[tuple[str, str], Candidate]] = defaultdict(dict)
    sheet_of = {sheet.report.id: sheet for sheet in (*fresh, *others)}

    def note(one: Sheet, a: Compared, two: Sheet, b: Compared) -> None:
        if a.report == b.report or not near(one.day, two.day):
            return
        if (two.day or 0, b.report) < (one.day or 0, a.report):
            a, b = b, a
        found[a.report, b.report][a.id, b.id] = a, b

    for members in by_key.values() if inside else ():
        for (one, a), (two, b) in combinations(members, 2):
            note(one, a, two, b)
    for two in others:
        for key, b in two.keys:
            for one, a in by_key.get(key, ()):
                note(one, a, two, b)
    for one, two in _of_like_names(fresh, others, inside):
        _ = found[one.report.id, two.report.id]
    for (first, second), pairs in found.items():
        yield (sheet_of[first], sheet_of[second]), list(pairs.values())


def _of_like_names(fresh: Sequence[Sheet], others: Sequence[Sheet], inside: bool) -> Iterator[tuple[Sheet, Sheet]]:
    """Yield dated reports that share rare names though perhaps no record's key, each pair once, the earlier first."""
    for one, two in chain(combinations(fresh, 2) if inside else (), product(fresh, others)):
        if one.day is None or not near(one.day, two.day) or not share_names(one.trace, two.trace):
            continue
        first, second = sorted((one, two), key=lambda s: (s.day or 0, s.report.id))
        yield first, second


class _Judge:
    """Judges the records of two reports, each pair by the words of these two."""

    def __init__(self, one: Sheet, two: Sheet) -> None:
        self._sheets = one, two
        self._said = Weights(one.said, two.said)
        self._held = Weights(one.held, two.held)

    @cached_property
    def _quotations(self) -> Quotations:
        return Quotations.joined(*(sheet.quotations for sheet in self._sheets))

    @cached_property
    def one_story(self) -> bool:
        """Whether the two reports tell of one happening."""
        return one_happening(*(sheet.trace for sheet in self._sheets))

    @property
    def cosine(self) -> float:
        """How alike the words of the two reports are."""
        return alike(*(sheet.trace for sheet in self._sheets))

    def reasons(self, pair: Aligned) -> Judgement:
        """Return what the members of an aligned pair agree on: the signs that weighed most for it."""
        return Judgement("same", (("likeness", f"{pair.likely:.2f} by {', '.join(pair.signs)}"),))

    def of(self, a: Compared, b: Compared) -> Judgement:
        match a, b:
            case Statement(), Statement():
                return matching.statements(a, b, self._said, self._quotations)
            case Event(), Event():
                return matching.events(a, b, self.one_story)
            case Position(), Position():
                return matching.positions(a, b, self._held, self.one_story)
        return NO
