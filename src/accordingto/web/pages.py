"""The pages, each as what it shows and which rows its twins have."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any

from fastapi import APIRouter, HTTPException
from fastapi.responses import RedirectResponse

from accordingto import views
from accordingto.casefile import Case, count_entries, entry_lines, lines
from accordingto.casefile import pages as asking_case
from accordingto.casefile.listing import SIZE, Page, facets, listing
from accordingto.casefile.listing import page as rows_of
from accordingto.columns import flat
from accordingto.comparing import ledger
from accordingto.comparing.ledger import Query as Asked
from accordingto.comparing.ledger import Standing
from accordingto.exporting.html.marked import marked_report
from accordingto.exporting.html.standing import GROUPS, stands
from accordingto.records import Event, Finding, Position, Record, Report, Statement, decode
from accordingto.standing import standing_in
from accordingto.views import Row as Line
from accordingto.views import Whole
from accordingto.views.naming import headline, kind_name, title_of, words_of
from accordingto.views.sidebyside import SECTIONS
from accordingto.views.whole import Told
from accordingto.web.asking import FACET_FILTERS, First, Kind, Narrowed, Words, again, filters
from accordingto.web.cells import sheet
from accordingto.web.keeping import Keeper
from accordingto.web.network import lay
from accordingto.web.twins import Row, View, add

LEADING = 8
"""Findings that the overview names of each sort."""

LEDGER = 40_000
"""Entries of the ledger of positions that are kept in memory, at about 4 kB each; more are read for every page."""


def router_for(case: Keeper) -> APIRouter:
    """Return the addresses of a case's pages and their twins."""
    desk = _Desk(case)
    router = APIRouter()
    add(router, "/", desk.overview, "What the case holds, what reports differ in, what most of them tell")
    add(router, "/stories", desk.stories, "Stories, those of most reports first")
    add(router, "/stories/{story}", desk.story, "One story: its reports side by side")
    add(router, "/timeline/{story}", desk.timeline, "One story in the order of its time")
    add(router, "/reports/{report}", desk.report, "One report with its words marked")
    add(router, "/findings/{finding}", desk.finding, "One finding with the words of each report")
    add(router, "/positions", desk.positions, "Which positions stood on a day")
    add(router, "/actors", desk.actors, "Who does and says what to whom")
    add(router, "/tables/{kind}", desk.table, "Records of one kind, filtered")

    @router.get("/records/{record}", include_in_schema=False)
    def record(record: str) -> RedirectResponse:
        return RedirectResponse(f"/reports/{desk.report_of(record)}#w-{record}", 307)

    return router


class _Desk:
    """Answers for one case."""

    def __init__(self, kept: Keeper) -> None:
        self._kept = kept
        self._open = kept.open

    def overview(self) -> View:
        with self._open() as case:
            disputed = asking_case.leading(case, ("differs",), LEADING)
            shared = asking_case.leading(case, ("same",), LEADING)
            whole = views.gather([*asking_case.members_of(case, [*disputed, *shared]), *disputed, *shared])
            counts = case.counts()
            stories, number = asking_case.tales(case, 0, LEADING)
            heads = _titles(asking_case.heads_of(case, [s.id for s in stories]))
        rows = _lines_of(whole)
        context = {
            "counts": counts,
            "stories": stories,
            "heads": heads,
            "number": number,
            "differs": [r for r in rows if r.section == "differs"],
            "agreed": [r for r in rows if r.section == "agreed"],
            **_shared(whole),
        }
        return View("overview.html", context, lambda: [{"record": kind, "count": n} for kind, n in counts.items()])

    def stories(self, first: First = 0) -> View:
        with self._open() as case:
            found, total = asking_case.tales(case, first)
            heads = _titles(asking_case.heads_of(case, [s.id for s in found]))
        pager = {"first": first, "total": total, "size": SIZE, "asked": {}, "again": again}
        return View("stories.html", {"stories": found, "heads": heads, **pager}, self._all_stories)

    def _all_stories(self) -> Iterator[Row]:
        with self._open() as case:
            for tale in asking_case.tales(case, 0, 10**9)[0]:
                yield tale._asdict()

    def _story(self, story: str) -> tuple[Whole, views.Story]:
        with self._open() as case:
            inside = asking_case.story_reports(case, story)
            if not inside:
                raise HTTPException(404, f"This case has no story {story}.")
            whole = self._with_others(case, asking_case.told_in(case, inside))
        return whole, views.find_story(views.stories(whole), story)

    @staticmethod
    def _with_others(case: Case, records: Sequence[Record]) -> Whole:
        """Gather records and the reports outside that their findings rest on."""
        known = {r.id for r in records if isinstance(r, Report)}
        findings = [f for f in records if isinstance(f, Finding)]
        outside = {report for f in findings for report in f.reports} - known
        others = [r for r in asking_case.told_in(case, outside) if not isinstance(r, Finding)] if outside else []
        return views.gather([*records, *others])

    def story(self, story: str) -> View:
        whole, found = self._story(story)
        rows = views.side_by_side(whole, found.reports, within=False)
        sections = [(s, [r for r in rows if r.section == s]) for s in SECTIONS]
        reports = [whole.reports[r] for r in found.reports]
        context = {"story": found, "sections": [s for s in sections if s[1]], "reports": reports, **_shared(whole)}
        return View("story.html", context, lambda: [_told(row) for row in rows])

    def timeline(self, story: str) -> View:
        whole, found = self._story(story)
        moments = views.timeline(whole, (found,))
        context = {
            "story": found,
            "timed": [m for m in moments if m.start],
            "timeless": [m for m in moments if not m.start],
            **_shared(whole),
        }
        names = ("start", "end", "precision", "kind", "what", "words", "status", "told_on", "finding", "differs")
        return View("timeline.html", context, lambda: [{n: getattr(m, n) for n in names} for m in moments])

    def report(self, report: str) -> View:
        with self._open() as case:
            found = [r for r in asking_case.told_in(case, [report]) if isinstance(r, Report)]
            if not found:
                raise HTTPException(404, f"This case has no report {report}.")
            inside = asking_case.story_reports(case, found[0].story) if found[0].story else [report]
            whole = self._with_others(case, asking_case.told_in(case, inside))
        rows = [r for r in views.side_by_side(whole, [report], within=False) if r.section != "only_here"]
        places = {cell.record: (_anchor(row), row.section) for row in reversed(rows) for cell in row.cells}
        marked = marked_report(whole.reports[report], whole, places)
        labels = {note.record: note.label for note in marked.notes}
        told = [t for t in whole.told.values() if t.report == report]
        context = {"report": marked, "rows": rows, "story": found[0].story, **_shared(whole), "labels": labels}
        return View("report-page.html", context, lambda: [_note(t) for t in told])

    def finding(self, finding: str) -> View:
        with self._open() as case:
            found = self._record(case, "finding", finding)
            if not isinstance(found, Finding):
                raise HTTPException(404, f"This case has no finding {finding}.")
            whole = views.gather([*asking_case.members_of(case, [found]), found])
        rows = [r for r in _lines_of(whole) if r.finding == finding]
        return View("finding.html", {"rows": rows, **_shared(whole)}, lambda: [_told(row) for row in rows])

    def positions(
        self,
        as_of: Words = None,
        holder: Words = None,
        toward: Words = None,
        about: Words = None,
        first: First = 0,
    ) -> View:
        asked = {"as_of": as_of, "holder": holder, "toward": toward, "about": about}
        query = Asked(as_of=as_of or None, holder=holder or None, toward=toward or None, about=about or None)
        found = self._standing(query)
        listed: dict[str, list[Standing]] = {group: [] for group in GROUPS}
        for one in found:
            listed[one.group].append(one)
        here = list(islice(chain.from_iterable(listed.values()), first, first + SIZE))
        shown = {t.report for one in here for t in one.entry.told}
        with self._open() as case:
            days = asking_case.days(case)
        page = Page((), first, len(found))
        context = {
            "groups": [(group, len(listed[group]), stood) for group, stood in stands(here, shown)],
            "asked": asked,
            "days": days,
            "labels": {},
            "link_to": _link,
            **_pager(page, asked),
        }
        return View("positions.html", context, lambda: [ledger.row(one) for one in found])

    def _standing(self, query: Asked) -> tuple[Standing, ...]:
        """Return the positions that are asked for; the whole ledger stays in memory where nothing narrows it down."""
        with self._open() as case:
            if query.holder or query.toward or query.about or count_entries(case) > LEDGER:
                return standing_in(case, query)
            entries = self._kept.remembered("ledger", lambda: tuple(map(ledger.decode, entry_lines(case))))
        return ledger.ask(entries, query)

    def actors(self, kind: Words = None, by: Words = None) -> View:
        layer = kind if kind in {"event", "position", "statement"} else "event"
        code = "country" if by == "country" else "name"
        with self._open() as case:
            found = self._kept.remembered(("dyads", layer, code), lambda: asking_case.dyads(case, layer, code))
        names = _busiest(found)
        cells = {(d.source, d.target): d.times for d in found}
        context = {
            "layer": layer,
            "by": code,
            "names": names,
            "cells": cells,
            "dyads": found,
            "drawn": lay(names, cells),
        }
        return View("actors.html", context, lambda: [d._asdict() for d in found])

    def table(self, kind: Kind, asked: Narrowed, first: First = 0) -> View:
        narrowed, one = filters(asked), kind.removesuffix("s")
        with self._open() as case:
            if asked:
                page, values = listing(case, one, narrowed, first)
            else:
                page = rows_of(case, one, narrowed, first)
                values = self._kept.remembered(("facets", one), lambda: facets(case, one, narrowed))
            members = asking_case.firsts_of(case, [r for r in page.records if isinstance(r, Finding)])
        context = {
            "kind": kind,
            "sheet": sheet(one, page.records, [_address(r) for r in page.records], members),
            "facets": [(name, FACET_FILTERS[name], found) for name, found in values.items() if name in FACET_FILTERS],
            "text": asked.get("text"),
            **_pager(page, asked),
        }
        return View("table.html", context, lambda: self._rows(one, asked))

    def _rows(self, kind: str, asked: dict[str, str]) -> Iterator[Row]:
        with self._open() as case:
            for line in lines(case, kind, filters(asked)):
                yield flat(decode(line))

    @staticmethod
    def _record(case: Case, kind: str, id: str) -> Record | None:
        return asking_case.record_of(case, kind, id)

    def report_of(self, record: str) -> str:
        """Return the report that carries a record; raises 404 where there is no such record."""
        kinds = {"s": "statement", "e": "event", "p": "position"}
        with self._open() as case:
            found = self._record(case, kinds[record[:1]], record) if record[:1] in kinds else None
        if not isinstance(found, Statement | Event | Position):
            raise HTTPException(404, f"This case has no record {record}.")
        return found.report


def _titles(heads: Mapping[str, Report]) -> dict[str, str]:
    return {story: title_of(report) for story, report in heads.items()}


def _link(record: str) -> str:
    return f"/records/{record}"


def _address(record: Record) -> str | None:
    """Return where a record is shown whole."""
    match record:
        case Report():
            return f"/reports/{record.id}"
        case Finding():
            return f"/findings/{record.id}"
        case Statement() | Event() | Position():
            return f"/reports/{record.report}#w-{record.id}"
        case _:
            return None


def _anchor(row: Line) -> str:
    return f"f-{row.finding}" if row.finding else f"o-{row.cells[0].record}"


def _shared(whole: Whole) -> dict[str, Any]:
    """Return what the parts that pages share with the one-file report ask for."""
    return {"whole": whole, "labels": {}, "anchor": _anchor, "link_to": _link, "brief": LEADING}


def _lines_of(whole: Whole) -> list[Line]:
    rows = views.side_by_side(whole, whole.reports, within=False)
    return [row for row in rows if row.finding is not None]


def _note(told: Told) -> Row:
    """Return a record of a report as a row: what it says, in which words, at which characters."""
    words = told.evidence
    return {
        "id": told.id,
        "kind": kind_name(told),
        "what": headline(told),
        "words": words_of(told),
        "start": words.start,
        "end": words.end,
        "exact": words.exact,
    }


def _told(row: Line) -> Row:
    return {
        "section": row.section,
        "of": row.of,
        "finding": row.finding,
        "what": row.what,
        "words": row.words,
        "reports": row.numbers.reports,
        "publishers": row.numbers.publishers,
        "origins_low": row.numbers.origins_low,
        "origins_high": row.numbers.origins_high,
        "differs": [d.field for d in row.differences],
        "records": [cell.record for cell in row.cells],
        "sources": [cell.source for cell in row.cells],
    }


def _busiest(found: Sequence[asking_case.Dyad], most: int = 14) -> list[str]:
    """Return the names that take part most often, for the matrix."""
    weight: dict[str, int] = {}
    for dyad in found:
        for name in (dyad.source, dyad.target):
            weight[name] = weight.get(name, 0) + dyad.times
    return sorted(weight, key=lambda name: (-weight[name], name))[:most]


def _pager(page: Page, asked: dict[str, Any]) -> dict[str, Any]:
    return {"first": page.first, "total": page.total, "size": SIZE, "asked": asked, "again": again}
