"""Templates of the pages, and the answers that they become.

Report text is hostile: every template escapes, and the policy that goes with each answer lets a page load its own style
and script and nothing else.
"""

from functools import cache
from importlib.resources import files
from typing import Any

from fastapi import Response
from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

import accordingto
from accordingto.exporting.common import safe_url
from accordingto.exporting.html.marked import excerpt
from accordingto.views.naming import outlet_of, source_of, time_of, title_of, value, why
from accordingto.views.numbers import in_words
from accordingto.views.sidebyside import by_value
from accordingto.web.cells import said

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
"""What every answer says to the browser."""

STATIC = {"report.css": "text/css", "web.css": "text/css", "web.js": "text/javascript", "review.js": "text/javascript"}
"""Files that the pages load, and what they are."""


@cache
def environment() -> Environment:
    """Return the templates: those of the pages, and those that they share with the one-file report."""
    found = Environment(
        loader=ChoiceLoader([PackageLoader("accordingto.web"), PackageLoader("accordingto.exporting.html")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.globals.update(
        version=accordingto.__version__,
        by_value=by_value,
        excerpt=excerpt,
        in_words=in_words,
        outlet_of=outlet_of,
        safe_url=safe_url,
        as_words=said,
        source_of=source_of,
        time_of=time_of,
        title_of=title_of,
        value=value,
        why=why,
    )
    return found


def html(template: str, context: dict[str, Any], status: int = 200) -> Response:
    """Return a page; characters that UTF-8 cannot hold become question marks."""
    text = environment().get_template(template).render(**context)
    return Response(text.encode("utf-8", "replace"), status, media_type="text/html; charset=utf-8")


@cache
def static(name: str) -> bytes:
    """Return a file that the pages load."""
    package = "accordingto.exporting.html" if name == "report.css" else "accordingto.web"
    folder = "templates" if name == "report.css" else "static"
    return files(package).joinpath(folder, name).read_bytes()
