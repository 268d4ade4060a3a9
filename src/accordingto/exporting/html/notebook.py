"""A record as notebooks show it: HTML without a script, without links inside the page, and with every word escaped.

Notebooks (Jupyter, marimo) ask an object for ``_repr_html_``. What they get here is a fragment that must not reach out
of its cell: its style is bound to one class, nothing has an id, and a report's address is a link only where it is http.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from accordingto.columns import BRIEF, flat, kind_of
from accordingto.exporting.common import safe_url
from accordingto.exporting.html.marked import excerpt, marked_report
from accordingto.records import Finding, Record, Report
from accordingto.views import Row, Whole, side_by_side
from accordingto.views.naming import headline, outlet_of, source_of, time_of, title_of, value, why
from accordingto.views.numbers import in_words
from accordingto.views.sidebyside import by_value, cell_of
from accordingto.views.whole import Told

SHOWN = 20
"""Rows of a table; how many there are more is told."""

LEADING = 5
"""Findings of each sort in the page of a whole record."""


@cache
def _environment() -> Environment:
    found = Environment(
        loader=PackageLoader("accordingto.exporting.html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    helpers = {
        "by_value": by_value,
        "excerpt": excerpt,
        "in_words": in_words,
        "outlet_of": outlet_of,
        "safe_url": safe_url,
    }
    naming = {"source_of": source_of, "title_of": title_of, "time_of": time_of, "value": value, "why": why}
    found.globals.update(**helpers, **naming)
    return found


def _html(what: str, **context: Any) -> str:
    text = _environment().get_template("notebook.html").render(what=what, **context)
    return text.encode("utf-8", "replace").decode()


def rows_html(kind: str, records: Sequence[Record], most: int = SHOWN) -> str:
    """Return records of one kind as a table of the columns that people read first."""
    rows = [[_cell(flat(record)[name]) for name in BRIEF[kind]] for record in records[:most]]
    columns = [name.replace("_", " ") for name in BRIEF[kind]]
    return _html("rows", kind=kind, columns=columns, rows=rows, total=len(records))


def record_html(counts: dict[str, int], whole: Whole) -> str:
    """Return a whole record: how much there is of each kind, where reports differ, and what most origins tell."""
    rows = side_by_side(whole, whole.reports, within=False)
    differs = [row for row in rows if row.section == "differs"]
    agreed = [row for row in rows if row.section == "agreed"]
    sections = [("Where reports differ", differs), ("What most origins tell", agreed)]
    return _html("record", counts=counts, sections=sections, leading=LEADING)


def report_html(report: Report, whole: Whole) -> str:
    """Return a report with the words of its statements, events and positions marked, and the record below."""
    return _html("report", marked=marked_report(report, whole, {}), report=report)


def told_html(record: Told, whole: Whole) -> str:
    """Return a statement, event or position: its words where they stand, by whose word, and every filled cell."""
    cell = cell_of(record, whole)
    cells = {n.replace("_", " "): _cell(v) for n, v in flat(record).items() if v is not None and n not in _BESIDE}
    context = {"kind": kind_of(record), "title": headline(record), "cell": cell, "cells": cells}
    return _html("told", whole=whole, **context)


_BESIDE = frozenset({"id", "report", "start", "end", "exact"})
"""Columns that the words themselves tell."""


def finding_html(finding: Finding, whole: Whole) -> str:
    """Return a finding: what each report says, where they differ, how many origins stand behind it."""
    rows: Iterable[Row] = side_by_side(whole, whole.reports, within=False)
    return _html("finding", rows=[row for row in rows if row.finding == finding.id], whole=whole, finding=finding)


def _cell(found: object) -> str:
    if found is None:
        return ""
    return f"{found:.2f}" if isinstance(found, float) else " ".join(str(found).split())
