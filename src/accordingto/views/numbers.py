"""The three numbers that stand behind a claim: reports, publishers, independent origins; and why."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from accordingto.records import Origins, Report
from accordingto.views.naming import outlet_of


class Numbers(Struct, frozen=True):
    """How many reports and publishers carry something, bounds on its independent origins, and the reason for these."""

    reports: int
    publishers: int
    origins_low: int
    origins_high: int
    reason: str


def numbers(carriers: Sequence[str], reports: Mapping[str, Report], origins: Origins) -> Numbers:
    """Return the three numbers of what ``carriers`` (report ids) tell, with the reason for the bounds."""
    told = [reports[r] for r in dict.fromkeys(carriers) if r in reports]
    publishers = {outlet_of(r).casefold() for r in told}
    return Numbers(len(told), len(publishers), origins.low, origins.high, _reason(told, reports, origins))


def in_words(n: Numbers) -> str:
    """Return the three numbers as words.

    >>> in_words(Numbers(3, 2, 1, 2, ""))
    '3 reports, 2 publishers, 1 to 2 independent origins'
    """
    one = n.origins_low == n.origins_high
    origins = f"{n.origins_low}" if one else f"{n.origins_low} to {n.origins_high}"
    parts = ((f"{n.reports}", "report"), (f"{n.publishers}", "publisher"), (origins, "independent origin"))
    return ", ".join(f"{count} {noun}{'' if count == '1' else 's'}" for count, noun in parts)


def _reason(told: Sequence[Report], reports: Mapping[str, Report], origins: Origins) -> str:
    """Say what folds reports together, and why the bounds are apart."""
    if len(told) == 1 and not told[0].copy_of and not told[0].wire_credits:
        return "one report alone"
    parts = list(_folds(told, reports))
    if origins.low < origins.high:
        parts.append("nothing shows that the rest do not share one origin" if parts else _OPEN)
    elif len(told) > 1 and not parts:
        parts.append("its reports share one origin" if origins.high == 1 else "its reports are independent")
    return "; ".join(parts) or "one origin"


_OPEN = "nothing shows that they are independent, nothing that they are not"


def _folds(told: Sequence[Report], reports: Mapping[str, Report]) -> list[str]:
    """Return what makes one origin of several reports: copies, wire credits, one publisher."""
    parts = []
    for report in told:
        if report.copy_of:
            original = reports.get(report.copy_of)
            parts.append(f"{outlet_of(report)} carries the text of {outlet_of(original) if original else 'another'}")
        elif report.wire_credits:
            parts.append(f"{outlet_of(report)} credits {', '.join(report.wire_credits)}")
    outlets = [outlet_of(r) for r in told]
    parts += [f"{outlets.count(o)} reports are by {o}" for o in dict.fromkeys(outlets) if outlets.count(o) > 1]
    return list(dict.fromkeys(parts))
