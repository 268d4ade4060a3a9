"""The links of reports that came into a case, block by block: here, or by a bench of other processes.

Blocks are taken in one order whoever works on them. A bench only answers ahead what this process would find for itself;
an answer counts only if, when its block's turn comes, the question is still the same. So the rows are the same.
"""

from collections.abc import Callable, Collection, Sequence
from hashlib import sha256
from typing import Any, NamedTuple, Protocol

import msgspec
from sqlalchemy import Connection

from accordingto.casefile import Case
from accordingto.casefile import workings as w
from accordingto.casefile.workings import LinkRow, Place
from accordingto.comparing import posting
from accordingto.comparing.days import WINDOW_DAYS
from accordingto.comparing.happening import Namesakes, rare_names
from accordingto.comparing.pairing import Link, links
from accordingto.comparing.sheets import Echo, Sheet, echo_of, lay_out
from accordingto.records import encode

BATCH = 32
"""Reports that are linked together: what a killed run loses at most."""

KEPT = 800
"""Reports that stay laid out between two steps, those last used: some 0.65 MB each."""

SENT = 48
"""Reports beside those of a block that go with one question; a block may make several."""

WORTH = 2 * BATCH
"""Reports waiting from which a bench is worth its start."""


class Bench(Protocol):
    """Other processes that answer questions (``comparing.posting``); ``ahead``: blocks that they get in advance."""

    ahead: int

    def give(self, question: bytes) -> Any:
        """Hand a question out; returns what ``take`` wants."""
        ...

    def take(self, ticket: Any) -> bytes | None:
        """Wait for an answer; ``None`` where there will be none."""
        ...


class Block(NamedTuple):
    """Reports to be linked with one another and with others, all by id, and what they are at this moment."""

    fresh: tuple[str, ...]
    others: tuple[str, ...]
    kept: frozenset[str]
    last: int
    state: str


Relink = Callable[[Connection, Sequence[str]], None]
"""Told of the reports that were linked, in the transaction in which they were."""


def blocks(c: Connection, count: int) -> list[Block]:
    """Return the next blocks of reports that wait to be linked, as they will be if those before them are done."""
    limit = BATCH * count
    rest = sorted(w.places(c, w.waiting(c, w.CHECKED, limit)), key=lambda p: (p.day, p.report))
    found: list[Block] = []
    before: dict[str, Place] = {}
    whole = len(rest) < limit
    while rest and len(found) < count and (whole or not found or len(rest) >= BATCH):
        head = rest[:BATCH]
        batch = [p for p in head if p.day == head[0].day or w.UNDATED < p.day <= head[0].day + WINDOW_DAYS]
        found.append(_block(c, batch, before))
        before |= {p.report: p for p in batch}
        rest = [p for p in rest if p.report not in before]
    return found


def _block(c: Connection, batch: Sequence[Place], before: Collection[str]) -> Block:
    first, last = batch[0].day, batch[-1].day
    span = (first, last) if first == w.UNDATED else (max(0, first - WINDOW_DAYS), last + WINDOW_DAYS)
    copy_of = {p.report: p.copy_of for p in w.places_between(c, *span)}
    around = copy_of.keys()
    fresh = tuple(p.report for p in batch)
    others = tuple(sorted(around - (w.behind(c, around, w.CHECKED) - set(before)) - set(fresh)))
    seals = w.seals_of(c, (*fresh, *others))
    state = sha256(repr([(r, seals.get(r), copy_of[r]) for r in (*fresh, *others)]).encode())
    return Block(fresh, others, frozenset(around), last, state.hexdigest())


class Linking:
    """Links reports with those of the days around them; keeps the sheets of these days between two steps."""

    def __init__(self, linked: Relink) -> None:
        self._sheets: dict[str, Sheet] = {}
        self._echoes: dict[str, Echo | None] = {}
        self._namesakes = Namesakes()
        self._linked = linked

    def step(self, c: Connection) -> bool:
        """Link some reports that were checked; those that wait will look for these when their turn comes."""
        next_ones = blocks(c, 1)
        for block in next_ones:
            self._write(c, block, self._found(c, block))
        return bool(next_ones)

    def by_bench(self, case: Case, bench: Bench) -> None:
        """Link all reports that were checked, with a bench's answers where it gives any."""
        given: dict[Block, list[Any]] = {}
        while True:
            with case.transaction() as c:
                coming = blocks(c, bench.ahead)
                questions = {block: self._questions(c, block) for block in coming if block not in given}
            if not coming:
                return
            given = {block: tickets for block, tickets in given.items() if block in coming}
            given.update({block: [bench.give(q) for q in asked] for block, asked in questions.items()})
            answers = [bench.take(ticket) for ticket in given.pop(coming[0])]
            with case.transaction() as c:
                if blocks(c, 1) != coming[:1]:
                    continue  # another program wrote meanwhile: what was asked is no longer the question
                self._write(c, coming[0], _all_of(answers) or self._found(c, coming[0]))

    def _write(self, c: Connection, block: Block, found: Sequence[Link]) -> None:
        w.add_links(c, [row_of(link) for link in found])
        self._linked(c, block.fresh)
        w.advance(c, block.fresh, None)

    def _found(self, c: Connection, block: Block) -> list[Link]:
        others = self._compared(c, block)
        wanted = (*block.fresh, *others)
        new = [report for report in wanted if report not in self._sheets]
        told, reports = w.told(c, new), w.reports(c, new)
        self._sheets.update({r: lay_out(reports[r], told[r], echo=self._echoes[r]) for r in new})
        found = list(links(*([self._sheets[r] for r in some] for some in (block.fresh, others))))
        for report in wanted:
            self._sheets[report] = self._sheets.pop(report)  # the last used stand last
        kept = {r: s for r, s in self._sheets.items() if r in block.kept and not _is_through(s)}
        self._sheets = dict([*kept.items()][-KEPT:])
        return found

    def _compared(self, c: Connection, block: Block) -> tuple[str, ...]:
        """Return those of a block's other reports that its fresh ones are compared with."""
        self._echoes = {report: echo for report, echo in self._echoes.items() if report in block.kept}
        new = [report for report in (*block.fresh, *block.others) if report not in self._echoes]
        for start in range(0, len(new), SENT):
            self._echoes.update(_echoes(c, new[start : start + SENT]))

        def is_compared(report: str) -> bool:
            echo = self._echoes[report]
            return echo is None or echo.of in block.fresh or not echo.covers(block.last)

        if block.last == w.UNDATED:
            return self._undated(c, block, [report for report in block.others if is_compared(report)])
        return tuple(report for report in block.others if is_compared(report))

    def _undated(self, c: Connection, block: Block, others: Sequence[str]) -> tuple[str, ...]:
        """Return those of a block's other reports without a date that share names with a fresh one, or are copies."""
        new = [report for report in (*block.fresh, *others) if report not in self._namesakes]
        for start in range(0, len(new), SENT):
            for report in w.reports(c, new[start : start + SENT]).values():
                self._namesakes.add(report.id, rare_names(report.text))
        near = {other for report in block.fresh for other in self._namesakes.of(report)}
        originals = {echo.of for report in block.fresh if (echo := self._echoes[report])}
        return tuple(r for r in others if r in near or r in originals or self._echoes[r] is not None)

    def _questions(self, c: Connection, block: Block) -> list[bytes]:
        others = self._compared(c, block)
        ids = (*block.fresh, *others)
        reports, told = w.reports(c, ids), w.lines_of(c, ids)
        posted = {r: ((encode(reports[r]), *told[r]), self._echoes[r]) for r in ids}
        fresh = [posted[report] for report in block.fresh]
        parts = range(0, len(others) or 1, SENT)
        return [
            posting.question(fresh, [posted[r] for r in others[start : start + SENT]], inside=start == 0)
            for start in parts
        ]


def _is_through(sheet: Sheet) -> bool:
    """Return whether no later report is compared with one: its original stands for it."""
    return sheet.echo is not None and sheet.echo.until is None


def _echoes(c: Connection, some: Collection[str]) -> dict[str, Echo | None]:
    """Return how the original of each of some reports stands for it, ``None`` where it is compared itself."""
    of = {place.report: place.copy_of for place in w.places(c, some) if place.copy_of}
    reports = w.reports(c, {*of, *of.values()})
    told = w.told(c, reports)
    found: dict[str, Echo | None] = dict.fromkeys(some)
    for report, original in of.items():
        if original in reports:
            found[report] = echo_of(reports[report], told[report], reports[original], told[original])
    return found


def _all_of(answers: Sequence[bytes | None]) -> list[Link] | None:
    """Return the links of all answers, ``None`` where one is missing."""
    given = [one for one in answers if one is not None]
    return [link for one in given for link in posting.answered(one)] if len(given) == len(answers) else None


def row_of(link: Link) -> LinkRow:
    """Return a link as the earlier report's row."""
    agreed = msgspec.json.encode(link.agreed).decode()
    return LinkRow(link.a_report, link.a, link.b_report, link.b, 1, link.verdict, agreed)


def link_of(row: LinkRow) -> Link:
    """Return the link that the earlier report's row tells."""
    agreed = msgspec.json.decode(row.agreed, type=tuple[tuple[str, str], ...])
    return Link(row.record, row.report, row.other, row.other_report, row.verdict, agreed)
