"""Pages of reviews: which there are, one record with what people say of it and, where that was asked for, the forms."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, NamedTuple
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, HTTPException, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse

from accordingto import views
from accordingto.casefile import Case, reviewing
from accordingto.casefile import pages as asking_case
from accordingto.casefile.listing import SIZE
from accordingto.columns import Cell, flat, kind_of
from accordingto.errors import UsageError
from accordingto.records import Finding, Record, Report, encode
from accordingto.reviews import (
    CHOICES,
    CORRECTABLE,
    KINDS,
    REVIEW_COLUMNS,
    VERDICTS,
    Review,
    corrections,
    last_words,
    outcome,
    told,
)
from accordingto.text import sha256
from accordingto.views.naming import headline
from accordingto.web import rendering
from accordingto.web.asking import First, Words, again
from accordingto.web.gate import Gate, form
from accordingto.web.twins import Row, View, add

_AROUND = 320
"""Characters of the report on each side of a record's words."""

_FIELD = "f-"
"""With what the names of fields for corrections begin."""

Order = Literal["drawn", "report", "chosen"]
"""How somebody came to a record: it was dealt by chance, was the next one of its report, or was looked up."""

_Sent = Annotated[dict[str, str], Depends(form)]


def router_for(case: str, reviewer: str | None) -> APIRouter:
    """Return the addresses of reviews; those that write are there only where there is a reviewer."""
    desk = _Desk(case, reviewer)
    router = APIRouter()
    add(router, "/reviews", desk.all, "What people say of records")

    @router.get("/reviews/{record}.json", summary="One record as it was read, and what people say of it")
    def as_json(record: str) -> JSONResponse:
        sheet = desk.sheet(record)
        return JSONResponse({"id": record, "read": sheet.cells, "reviews": [_row(v) for v in sheet.said]})

    if reviewer is not None:
        _add_writing(router, desk, Gate())
        return router

    @router.get("/reviews/{record}", include_in_schema=False)
    def page(request: Request, record: str) -> Response:
        return desk.page(request, record, "chosen", None)

    return router


def _add_writing(router: APIRouter, desk: "_Desk", gate: Gate) -> None:
    @router.get("/reviews/next", include_in_schema=False)
    def following(kind: Words = None, report: Words = None, after: Words = None) -> Response:
        if kind is not None and kind not in KINDS:
            raise HTTPException(404, f"Reviews are of {', '.join(KINDS)}.")
        if not all(id.isalnum() for id in (report, after) if id):
            raise HTTPException(404, "Ids are letters and digits.")
        order: Order = "report" if report else "drawn"
        return desk.go(desk.following(order, kind or "event", report, after or ""), after, order)

    @router.get("/reviews/{record}", include_in_schema=False)
    def page(request: Request, record: str, by: Order = "chosen", after: Words = None) -> Response:
        sign = gate.sign(request)
        answer = desk.page(request, record, by, after, gate.token(sign, record))
        gate.remember(answer, sign)
        return answer

    @router.post("/reviews/{record}", summary="Accept, correct, reject or take back", status_code=303)
    def send(request: Request, record: str, sent: _Sent) -> Response:
        gate.check(request, sent.get("token", ""), record)
        return desk.say(record, sent)


class Sheet(NamedTuple):
    """A record on the desk: as it is read (``None`` where it is gone), its cells, and what people say of it."""

    kind: str
    record: Record | None
    shown: Record
    cells: dict[str, Cell]
    said: tuple[Review, ...]


class _Desk:
    """Reviews of one case; reading opens it anew each time, writing only for the moment that it takes."""

    def __init__(self, case: str, reviewer: str | None) -> None:
        self._case = case
        self.reviewer = reviewer
        if reviewer is not None:
            with Case(case):  # makes the table of reviews where the case is older than that
                pass

    def _open(self) -> Case:
        return Case(self._case, read_only=True)

    def all(self, kind: Words = None, by: Words = None, verdict: Words = None, first: First = 0) -> View:
        asked = {name: v for name, v in {"kind": kind, "by": by, "verdict": verdict}.items() if v}
        with self._open() as case:
            every = reviewing.listed(case)
        found = [v for v in every if _fits(v, kind or None, by or None, verdict or None)]
        found.reverse()
        last = last_words(every)
        context = {
            "found": found[first : first + SIZE],
            "outcomes": {id: (outcome(tuple(w.values())), len(w)) for id, w in last.items()},
            "people": sorted({v.by for v in every}),
            "kinds": KINDS,
            "verdicts": VERDICTS,
            "reviewer": self.reviewer,
            "told": told,
        }
        pager = {"first": first, "total": len(found), "size": SIZE, "asked": asked, "again": again}
        return View("reviews.html", {**context, **pager}, lambda: [_row(v) for v in reversed(found)])

    def sheet(self, id: str) -> Sheet:
        """Return a record with its reviews; raises 404 where there never was one."""
        if not id.isalnum():
            raise HTTPException(404, "Ids are letters and digits.")
        with self._open() as case:
            found = reviewing.find(case, id)
            said = reviewing.listed(case, reviewing.Wanted(reviewed=id))
            shown = found.record if found else reviewing.seen(case, id)
        if shown is None:
            raise HTTPException(404, f"This case has no record {id} that can be reviewed.")
        return Sheet(kind_of(shown), found.record if found else None, shown, flat(shown), said)

    def page(self, request: Request, id: str, by: Order, after: str | None, token: str | None = None) -> Response:
        sheet = self.sheet(id)
        writes = self.reviewer is not None and sheet.record is not None
        mine = last_words(sheet.said).get(id, {}).get(self.reviewer or "")
        now = {c.field: c.corrected for c in mine.corrections} if mine else {}
        context = {
            **self._words(sheet),
            "id": id,
            "kind": sheet.kind,
            "here": request.url.path,
            "gone": sheet.record is None,
            "said": sheet.said,
            "last": last_words(sheet.said).get(id, {}),
            "mine": mine,
            "cells": {name: v for name, v in sheet.cells.items() if v is not None and name not in {"id", "report"}},
            "fields": [_field(sheet.kind, name, now.get(name, sheet.cells[name])) for name in CORRECTABLE[sheet.kind]],
            "reviewer": self.reviewer,
            "writes": writes,
            "token": token,
            "seen": sha256(encode(sheet.record)) if sheet.record is not None else "",
            "order": by,
            "after": after,
            "report": getattr(sheet.shown, "report", None),
            "told": told,
        }
        return rendering.html("review.html", context)

    def _words(self, sheet: Sheet) -> dict[str, Any]:
        """Return the words of a record where they stand, or the rows of a finding."""
        with self._open() as case:
            if isinstance(sheet.shown, Finding):
                whole = views.gather([*asking_case.members_of(case, [sheet.shown]), sheet.shown])
                here = all(member in whole.told for member in sheet.shown.members)
                rows = views.side_by_side(whole, whole.reports, within=False) if here else ()
                mine = [row for row in rows if row.finding == sheet.shown.id]
                shared = {"whole": whole, "labels": {}, "anchor": lambda row: f"f-{row.finding}", "brief": SIZE}
                return {"rows": mine, "what": "One finding", "words": None, "link_to": _link, **shared}
            report = asking_case.record_of(case, "report", str(getattr(sheet.shown, "report", "")))
        nothing: dict[str, Any] = {
            "rows": [],
            "whole": None,
            "labels": {},
            "anchor": None,
            "brief": 0,
            "link_to": _link,
        }
        return {**nothing, "what": headline(sheet.shown), "words": _surroundings(sheet.shown, report)}  # type: ignore[arg-type]

    def say(self, id: str, sent: Mapping[str, str]) -> Response:
        """Add what a form says; raises ``UsageError`` and 409 where it does not fit the record."""
        verdict = next((v for v in VERDICTS if v == sent.get("verdict")), None)
        if verdict is None or self.reviewer is None:
            raise UsageError(f"a review is one of {', '.join(VERDICTS)}")
        order: Order = "drawn" if sent.get("by") == "drawn" else "report"
        with Case(self._case) as case:
            found = reviewing.find(case, id)
            if found is None or sha256(found.line) != sent.get("seen"):
                raise HTTPException(409, "This record was read anew meanwhile: open it again.")
            wanted = {name.removeprefix(_FIELD): v for name, v in sent.items() if name.startswith(_FIELD)}
            changed = corrections(found.record, wanted) if verdict == "corrected" else ()
            drawn = order == "drawn"
            note = sent.get("note")
            reviewing.add(
                case, id, verdict, self.reviewer, note=note, corrections=changed, drawn=drawn, seen=found.line
            )
        report = getattr(found.record, "report", None)
        return self.go(self.following(order, found.kind, report, id), id, order)

    def following(self, order: Order, kind: str, report: str | None, after: str) -> str | None:
        with self._open() as case:
            if order != "drawn" and report:
                return reviewing.next_in_report(case, report, self.reviewer or "", after)
            return reviewing.next_drawn(case, kind, self.reviewer or "", after)

    def go(self, id: str | None, after: str | None, order: Order) -> Response:
        """Lead on to a record, or to the list where nothing is left."""
        asked = urlencode({"by": order, **({"after": after} if after else {})})
        return RedirectResponse(f"/reviews/{id}?{asked}" if id else "/reviews", 303)


def _link(record: str) -> str:
    return f"/records/{record}"


def _fits(review: Review, kind: str | None, by: str | None, verdict: str | None) -> bool:
    asked = ((kind, review.of), (by, review.by), (verdict, review.verdict))
    return all(wanted is None or wanted == given for wanted, given in asked)


def _row(review: Review) -> Row:
    return {column.name: column.get(review) for column in REVIEW_COLUMNS}


class Field(NamedTuple):
    """A field of the form: its column, what stands in it, and its vocabulary if it has one."""

    name: str
    value: str
    choices: tuple[str, ...]


def _field(kind: str, name: str, value: Cell) -> Field:
    return Field(name, "" if value is None else " ".join(str(value).split()), CHOICES.get((kind, name), ()))


def _surroundings(record: Record, report: Record | None) -> tuple[str, str, str]:
    """Return a record's words with what stands before and behind them in its report."""
    words = getattr(record, "evidence")  # noqa: B009
    if not isinstance(report, Report) or report.text[words.start : words.end] != words.exact:
        return words.prefix, words.exact, words.suffix
    before, after = report.text[max(0, words.start - _AROUND) : words.start], report.text[words.end :][:_AROUND]
    if words.start > _AROUND:
        before = "… " + before.partition(" ")[2]
    if words.end + _AROUND < len(report.text):
        after = after.rpartition(" ")[0] + " …"
    return before, words.exact, after
