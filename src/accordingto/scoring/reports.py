"""Gold texts as reports."""

from accordingto.records import Report, derive_id
from accordingto.text import sha256


def make_report(text: str, *, outlet: str | None = None, published: str | None = None, path: str = "") -> Report:
    """Return a report around a gold text, which stays as it is so that the gold's offsets hold."""
    digest = sha256(text)
    return Report(
        id=derive_id("report", path, outlet, published, digest),
        outlet=outlet,
        url=None,
        title=None,
        byline=None,
        published=published,
        published_precision="day" if published else None,
        language="en",
        path=path or None,
        sha256=digest,
        text=text,
    )
