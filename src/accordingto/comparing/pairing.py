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
from accordingto.comparing.days import near
from accordingto.comparing.differing import Compared
from accordingto.comparing.happening import Namesakes, alike, one_happening, share_names
from accordingto.comparing.matching import NO, Judgement
from accordingto.comparing.quoting import Quotations
from accordingto.comparing.sheets import Key, Sheet
from accordingto.comparing.wording import Weights
from accordingto.records import Event, Position, Statement

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
    """Yield the pairs to be judged: of reports that are compared themselves, of late copies, of each with its original.

    A copy that is printed days after its original is compared with the reports that are too late for that.
    """
    own, beside = ([s for s in some if s.echo is None] for some in (fresh, others))
    dated = [s for s in own if s.day is not None]
    yield from _candidates(dated, beside, inside)
    yield from _undated([s for s in own if s.day is None], [s for s in beside if s.day is None], inside)
    yield from _of_late_copies(fresh, others, inside)
    sheet_of = {sheet.report.id: sheet for sheet in (*fresh, *others)}
    new = {sheet.report.id for sheet in fresh}
    for echo in sheet_of.values():
        original = sheet_of.get(echo.echo.of) if echo.echo else None
        if original is not None:
            among = len(new & {echo.report.id, original.report.id})
            if among == 1 or (among and inside):
                yield from _candidates([original], [echo], inside=False)


def _undated(
    fresh: Sequence[Sheet], others: Sequence[Sheet], inside: bool
) -> Iterator[tuple[tuple[Sheet, Sheet], list[Candidate]]]:
    """Yield what is to be judged of reports without a date: of those that may tell of one happening by their names.

    Nothing else says that two of them are of one time; and each with each would grow by the square.
    """
    shelf = Namesakes()
    for sheet in (*fresh, *others):
        shelf.add(sheet.report.id, sheet.trace.names)
    new = {sheet.report.id for sheet in fresh}
    sheet_of = {sheet.report.id: sheet for sheet in (*fresh, *others)}
    for one in fresh:
        for other in sorted(shelf.of(one.report.id)):
            if other not in new or (inside and one.report.id < other):
                yield from _candidates([one], [sheet_of[other]], inside=False)


def _of_late_copies(
    fresh: Sequence[Sheet], others: Sequence[Sheet], inside: bool
) -> Iterator[tuple[tuple[Sheet, Sheet], list[Candidate]]]:
    own, late, late_others = [s for s in fresh if s.echo is None], _late(fresh), _late(others)
    for number, copies in enumerate(late):
        rest = [*own, *chain(*late[number + 1 :])] if inside else []
        yield from _candidates(copies, _open_to(copies[0], (*rest, *others)), inside=False)
    for copies in late_others:
        yield from _candidates(_open_to(copies[0], own), copies, inside=False)


def _late(sheets: Sequence[Sheet]) -> list[list[Sheet]]:
    """Return the copies for which their originals stand for some days only, those alike in that together."""
    found: dict[tuple[int | None, int], list[Sheet]] = defaultdict(list)
    for sheet in sheets:
        if sheet.echo is not None and sheet.echo.until is not None:
            found[sheet.day, sheet.echo.until].append(sheet)
    return list(found.values())


def _open_to(copy: Sheet, sheets: Iterable[Sheet]) -> list[Sheet]:
    """Return the reports with which a copy is compared itself."""
    return [
        s
        for s in sheets
        if copy.echo is not None
        and near(copy.day, s.day)
        and not copy.echo.covers(s.day)
        and not (s.echo is not None and s.echo.covers(copy.day))
    ]


def _candidates(
    fresh: Sequence[Sheet], others: Sequence[Sheet], inside: bool
) -> Iterable[tuple[tuple[Sheet, Sheet], list[Candidate]]]:
    """Return the pairs of records with a key in common, by pair of reports, each pair once and the earlier first."""
    if not fresh or not (others or inside):
        return
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
                return matching.positions(a, b, self._held, self.one_story and self._few(a) and self._few(b))
        return NO

    def _few(self, position: Position) -> bool:
        sheet = self._sheets[position.report != self._sheets[0].report.id]
        return matching.are_few(position, (r for r in sheet.records if isinstance(r, Position)))
