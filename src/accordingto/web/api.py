"""A page that tells what programs can ask for: the operations of ``/openapi.json``, without anything from elsewhere."""

from typing import Any, NamedTuple

from fastapi import APIRouter, Request, Response

from accordingto.web import rendering


class Parameter(NamedTuple):
    """What an operation may be told: where it stands (path or query), what it may be."""

    name: str
    where: str
    required: bool
    kind: str
    about: str


class Operation(NamedTuple):
    """One thing to ask for."""

    method: str
    path: str
    about: str
    parameters: tuple[Parameter, ...]


def router() -> APIRouter:
    """Return the page's address."""
    found = APIRouter()

    @found.get("/api", include_in_schema=False)
    def page(request: Request) -> Response:
        context = {"operations": operations(request.app.openapi()), "here": "/api"}
        return rendering.html("api.html", context)

    return found


def operations(schema: dict[str, Any]) -> list[Operation]:
    """Return the operations of an OpenAPI description in the order of their paths."""
    return [
        Operation(method.upper(), path, told.get("summary", ""), tuple(map(_parameter, told.get("parameters", ()))))
        for path, methods in sorted(schema["paths"].items())
        for method, told in methods.items()
    ]


def _parameter(told: dict[str, Any]) -> Parameter:
    of = told.get("schema", {})
    return Parameter(told["name"], told["in"], told.get("required", False), _kind(of), told.get("description", ""))


def _kind(of: dict[str, Any]) -> str:
    """Return what a value may be, in words."""
    if "anyOf" in of:
        return " or ".join(_kind(one) for one in of["anyOf"] if one.get("type") != "null")
    if "enum" in of:
        return ", ".join(map(str, of["enum"]))
    limits = {"maxLength": "at most {} characters", "minimum": "from {}", "maximum": "to {}", "pattern": "fits {}"}
    return " ".join([of.get("type", ""), *(words.format(of[name]) for name, words in limits.items() if name in of)])
