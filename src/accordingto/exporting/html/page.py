"""The page put together: what stands on it, and the template that lays it out.

Report text is hostile: the template escapes everything, no text becomes an attribute's name, an address is a link only
where it is http or https, and a content security policy allows the one style and the one script by their hashes
(W3C CSP Level 3) and nothing else, so that no request leaves the page.
"""

import base64
import hashlib
from collections import Counter
from collections.abc import Sequence
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from msgspec import Struct

import accordingto
from accordingto import views
from accordingto.comparing import ledger
from accordingto.exporting.common import safe_url
from accordingto.exporting.html.chart import panels
from accordingto.exporting.html.marked import excerpt, marked_report
from accordingto.exporting.html.standing import stands
from accordingto.records import Record, Report, Statement
from accordingto.views import Row, Story, Whole
from accordingto.views.naming import outlet_of, party_name, source_of, time_of, title_of, value, why
from accordingto.views.numbers import in_words
from accordingto.views.sidebyside import SECTIONS, by_value

BRIEF, SPEAKERS = 6, 8
"""Rows and speakers that the page's digest names."""

TIMELESS = 60
"""So many moments without a time are listed whole; of more only those that several reports tell."""

OPEN = 40
"""So many rows of one report alone are shown unfolded."""

SECTION_TITLES = {
    "differs": "Where they differ",
    "agreed": "What they agree on",
    "copied": "Told from one text: copies, no second source",
    "related": "What belongs together without being the same",
}


class Making(Struct, frozen=True):
    """How a record was made: schema of the case, and each reader (version, codebook, model) with its reports."""

    schema: str | None = None
    readers: tuple[tuple[str, int], ...] = ()


class StoryPage(Struct, frozen=True):
    """A story with its rows, by section; ``alone`` are the rows of each report by itself."""

    story: Story
    outlets: int
    sections: tuple[tuple[str, str, tuple[Row, ...]], ...]
    alone: tuple[tuple[Report, tuple[Row, ...]], ...]


def render(
    records: Sequence[Record],
    *,
    title: str | None = None,
    story: str | None = None,
    making: Making = Making(),  # noqa: B008 (frozen)
) -> str:
    """Return the page of a record, or of one of its stories, as HTML; the same record gives the same page.

    Raises ``UsageError`` where there is no such story.
    """
    whole = views.gather(records)
    found = views.stories(whole)
    if story is None:
        grouped = views.by_story(whole, found)
    else:
        found = (views.find_story(found, story),)
        grouped = [(found[0], views.side_by_side(whole, found[0].reports, within=False))]
    shown = _shown(whole, found, grouped)
    paths = {whole.reports[r].path for r in shown}
    context = {
        "title": title or (found[0].title if len(found) == 1 else "What the reports say"),
        "whole": whole,
        "found": found,
        "problems": [p for p in whole.problems if story is None or p.path in paths],
        "making": making,
        "speakers": _speakers(whole, shown),
        "groups": stands(_standing(records, shown), shown),
        **_counts(whole, shown),
        **_rows(whole, grouped, shown),
        **_moments(whole, found, shown),
    }
    return str(_template().render(**context))


Grouped = Sequence[tuple[Story, Sequence[Row]]]


def _rows(whole: Whole, grouped: Grouped, shown: Sequence[str]) -> dict[str, Any]:
    """Return the side by side, and the reports with the words marked that stand in it."""
    rows = [row for _, of_story in grouped for row in of_story]
    places = _places(rows)
    reports = [marked_report(whole.reports[r], whole, places) for r in shown]
    return {
        "rows": rows,
        "reports": reports,
        "labels": {note.record: note.label for report in reports for note in report.notes},
        "stories": [_story_page(s, of_story, whole) for s, of_story in grouped if of_story],
        "single": [s for s, of_story in grouped if not of_story],
    }


def _moments(whole: Whole, found: Sequence[Story], shown: Sequence[str]) -> dict[str, Any]:
    """Return the timeline as a list and as a drawing."""
    moments = views.timeline(whole, found)
    timeless = [m for m in moments if not m.start]
    whole_list = len(timeless) <= TIMELESS
    return {
        "timed": sorted((m for m in moments if m.start), key=lambda m: m.start or ""),
        "timeless": [m for m in timeless if whole_list or len({c.report for c in m.cells if not c.copy}) > 1],
        "timeless_count": len(timeless),
        "panels": panels(moments, whole, shown),
    }


def _standing(records: Sequence[Record], shown: Sequence[str]) -> list[ledger.Standing]:
    """Return how the positions stood with the last report, as far as a report on the page tells them."""
    listed = ledger.ask(ledger.build(records), ledger.Query())
    return [s for s in listed if any(t.report in shown for t in s.entry.told)]


def _shown(whole: Whole, found: Sequence[Story], grouped: Grouped) -> tuple[str, ...]:
    """Return the reports on the page: those of the stories, and others that a row quotes; in order of publication."""
    wanted = {r for story in found for r in story.reports}
    wanted |= {cell.report for _, rows in grouped for row in rows for cell in row.cells}
    return tuple(r for r in whole.reports if r in wanted)


def anchor(row: Row) -> str:
    """Return the name of a row on the page."""
    return f"f-{row.finding}" if row.finding else f"o-{row.cells[0].record}"


def _places(rows: Sequence[Row]) -> dict[str, tuple[str, str]]:
    """Return for each record the anchor and the section of the row that it stands in, the weightiest one first."""
    places: dict[str, tuple[str, str]] = {}
    for row in sorted(rows, key=lambda r: SECTIONS.index(r.section)):
        for cell in row.cells:
            places.setdefault(cell.record, (anchor(row), row.section))
    return places


def _story_page(story: Story, rows: Sequence[Row], whole: Whole) -> StoryPage:
    sections = tuple((s, SECTION_TITLES[s], tuple(r for r in rows if r.section == s)) for s in SECTION_TITLES)
    alone = [(whole.reports[r], tuple(x for x in rows if _is_alone(x, r))) for r in story.reports]
    return StoryPage(
        story=story,
        outlets=len({outlet_of(whole.reports[r]) for r in story.reports}),
        sections=tuple(s for s in sections if s[2]),
        alone=tuple(a for a in alone if a[1]),
    )


def _is_alone(row: Row, report: str) -> bool:
    return row.section == "only_here" and row.cells[0].report == report


def _speakers(whole: Whole, shown: Sequence[str]) -> list[tuple[str, int, int]]:
    """Return who says most, with the number of statements and of reports that carry them."""
    said: Counter[str] = Counter()
    carried: dict[str, set[str]] = {}
    for record in whole.told.values():
        if isinstance(record, Statement) and record.report in shown and record.speaker and record.speaker.actor:
            name = party_name(record.speaker)
            said[name] += 1
            carried.setdefault(name, set()).add(record.report)
    ranked = sorted(said.items(), key=lambda item: (-len(carried[item[0]]), -item[1], item[0]))
    return [(name, count, len(carried[name])) for name, count in ranked[:SPEAKERS]]


def _counts(whole: Whole, shown: Sequence[str]) -> dict[str, Any]:
    reports = [whole.reports[r] for r in shown]
    days = sorted(r.published[:10] for r in reports if r.published)
    kinds = Counter(views.naming.kind_name(t) for t in whole.told.values() if t.report in set(shown))
    return {
        "kinds": kinds,
        "days": days,
        "publishers": len({outlet_of(r).casefold() for r in reports}),
        "copies": sum(r.copy_of is not None for r in reports),
    }


def _template() -> Any:
    environment = Environment(
        loader=PackageLoader("accordingto.exporting.html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style, script = _part("report.css"), _part("report.js")
    environment.globals.update(
        style=Markup(style),  # noqa: S704 (ours, shipped with the package)
        script=Markup(script),  # noqa: S704 (ours, shipped with the package)
        policy=_policy(style, script),
        version=accordingto.__version__,
        open_rows=OPEN,
        brief=BRIEF,
        anchor=anchor,
        by_value=by_value,
        why=why,
        excerpt=excerpt,
        in_words=in_words,
        outlet_of=outlet_of,
        source_of=source_of,
        time_of=time_of,
        title_of=title_of,
        safe_url=safe_url,
        value=value,
    )
    return environment.get_template("report.html")


def _part(name: str) -> str:
    return files("accordingto.exporting.html").joinpath("templates", name).read_text("utf-8")


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(part: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(part.encode()).digest()).decode()}'"
