"""What reports that came in changed, confirmed and added, answered from a case without loading it whole."""

from collections.abc import Collection

from accordingto import views
from accordingto.casefile import Case
from accordingto.casefile.citing import findings_of
from accordingto.casefile.pages import told_in
from accordingto.records import Finding
from accordingto.views import Row, Whole


def changes_in(case: Case, fresh: Collection[str]) -> tuple[Whole, tuple[Row, ...]]:
    """Return the rows that the ``fresh`` reports (ids) have a part in, and what they rest on.

    Only these reports, those that share a finding with them, and what both tell is read from the case.
    """
    findings = findings_of(case, fresh)
    reports = dict.fromkeys([*sorted(fresh), *(report for f in findings for report in f.reports)])
    told = [r for r in told_in(case, reports) if not isinstance(r, Finding)]
    whole = views.gather([*told, *findings])
    return whole, views.changes(whole, fresh)
