"""The application: one case, read-only, on this machine; pages for people and the same rows for programs."""

from collections.abc import Awaitable, Callable

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

import accordingto
from accordingto.errors import AccordingToError, UsageError
from accordingto.web import api, maps, rendering, reviewing
from accordingto.web.keeping import Keeper
from accordingto.web.names import Names
from accordingto.web.pages import router_for

_STRANGE = (
    "The name in the address does not belong to this server: open it by its address in numbers, such as 127.0.0.1, "
    "or start it with --host NAME."
)


def create_app(case: str, reviewer: str | None = None, host: str | None = None) -> FastAPI:
    """Return the application over a case (a file or a server's address); raises ``CaseError`` where there is none.

    It reads and never writes, unless there is a ``reviewer``, in whose name reviews are added. ``host`` is the name on
    which it listens: it answers by this name, ``localhost``, the machine's own and addresses in numbers, no other.

    >>> import uvicorn                                     # doctest: +SKIP
    >>> uvicorn.run(create_app("crisis.db"))               # doctest: +SKIP
    """
    kept, names = Keeper(case), Names(host)
    app = FastAPI(title="AccordingTo", version=accordingto.__version__, docs_url=None, redoc_url=None)
    app.state.reviewer = reviewer
    app.include_router(reviewing.router_for(case, reviewer))
    app.include_router(router_for(kept))
    app.include_router(maps.router_for(kept))
    app.include_router(api.router())

    @app.middleware("http")
    async def guard(request: Request, call: Callable[[Request], Awaitable[Response]]) -> Response:
        named = names.include(request.headers.get("host"))
        answer = await call(request) if named else _told(request, "This name is not known here", _STRANGE, 421)
        for name, value in rendering.HEADERS.items():
            answer.headers.setdefault(name, value)
        return answer

    @app.exception_handler(AccordingToError)
    def refuse(request: Request, error: AccordingToError) -> Response:
        return _told(request, "This cannot be shown", str(error), 400 if isinstance(error, UsageError) else 503)

    @app.exception_handler(404)
    def missing(request: Request, error: Exception) -> Response:
        detail = getattr(error, "detail", None)
        words = detail if detail not in {None, "Not Found"} else "There is no page at this address."
        return _told(request, "Not found", str(words), 404)

    @app.exception_handler(HTTPException)
    def refused(request: Request, error: HTTPException) -> Response:
        answer = _told(request, "This cannot be done", str(error.detail), error.status_code)
        answer.headers.update(error.headers or {})
        return answer

    @app.exception_handler(RequestValidationError)
    def misasked(request: Request, error: RequestValidationError) -> Response:
        wrong = "; ".join(f"{'.'.join(map(str, e['loc'][1:]))}: {e['msg']}" for e in error.errors())
        return _told(request, "This address asks for something that is not there", wrong, 422)

    @app.get("/static/{name}", include_in_schema=False)
    def static(name: str) -> Response:
        if name not in rendering.STATIC:
            return Response(status_code=404)
        return Response(rendering.static(name), media_type=rendering.STATIC[name])

    return app


def _told(request: Request, heading: str, message: str, status: int) -> Response:
    """Return what went wrong as a page, or as JSON to who asked for a page's twin."""
    if request.url.path.endswith((".json", ".csv")):
        return JSONResponse({"error": message}, status)
    return rendering.html("message.html", {"heading": heading, "message": message}, status)
