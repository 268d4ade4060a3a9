"""Twins of every page with its rows: ``.json`` and ``.csv`` at the same address, under the same filters, no cap."""

import csv
import inspect
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse
from msgspec import Struct

from accordingto.web import rendering

Row = Mapping[str, Any]


class View(Struct, frozen=True):
    """What a page shows: its template, what that needs, and its rows, read only when a twin is asked for."""

    template: str
    context: dict[str, Any]
    rows: Callable[[], Iterable[Row]]


def add(router: APIRouter, path: str, build: Callable[..., View], about: str) -> None:
    """Put a page and its twins at an address; ``build`` takes what the address and its query say."""
    stem = path.rstrip("/") or "/index"

    def page(request: Request, **asked: Any) -> Response:
        view = build(**asked)
        here = {"here": request.url.path, "stem": _stem(request, stem), "query": request.url.query}
        context = {**here, "reviewer": request.app.state.reviewer, **view.context}
        return rendering.html(view.template, context)

    def as_json(**asked: Any) -> Response:
        return StreamingResponse(_json(build(**asked).rows()), media_type="application/json")

    def as_csv(**asked: Any) -> Response:
        return StreamingResponse(_csv(build(**asked).rows()), media_type="text/csv; charset=utf-8")

    answers = ((f"{stem}.json", as_json, False), (f"{stem}.csv", as_csv, False), (path, page, True))
    for address, answer, takes_request in answers:  # the page last: an id in its address would swallow the ending
        _sign_like(answer, build, takes_request)
        router.add_api_route(address, answer, methods=["GET"], summary=about, include_in_schema=not takes_request)


def _stem(request: Request, stem: str) -> str:
    path = request.url.path.rstrip("/")
    return path or stem


def _sign_like(answer: Callable[..., Response], build: Callable[..., View], takes_request: bool) -> None:
    """Give an answer the parameters of what builds it, so that the framework reads and documents them."""
    asked = list(inspect.signature(build).parameters.values())
    first = [inspect.Parameter("request", inspect.Parameter.KEYWORD_ONLY, annotation=Request)] if takes_request else []
    keyword = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in asked]
    answer.__signature__ = inspect.Signature([*first, *keyword])  # type: ignore[attr-defined]


def _json(rows: Iterable[Row]) -> Iterator[bytes]:
    yield b"["
    for place, row in enumerate(rows):
        yield (b",\n" if place else b"\n") + msgspec.json.encode(row)
    yield b"\n]\n"


def _csv(rows: Iterable[Row]) -> Iterator[str]:
    text = io.StringIO()
    writer: csv.DictWriter[str] | None = None
    for row in rows:
        if writer is None:
            writer = csv.DictWriter(text, list(row), lineterminator="\n")
            writer.writeheader()
        writer.writerow({name: _cell(value) for name, value in row.items()})
        yield text.getvalue()
        text.seek(0)
        text.truncate()


def _cell(value: object) -> object:
    """Return a value that one cell can hold."""
    if isinstance(value, Sequence) and not isinstance(value, str):
        return " | ".join(map(str, value))
    return value
