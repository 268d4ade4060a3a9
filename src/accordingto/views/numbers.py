"""The three numbers that stand behind a claim: reports, publishers, independent origins; and why."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from accordingto.comparing.origins import publisher
from accordingto.records import Origins, Report


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
    publishers = {publisher(r.outlet) for r in told}
    return Numbers(len(told), len(publishers), origins.low, origins.high, _reason(told, origins))


def in_words(n: Numbers) -> str:
    """Return the three numbers as words.

    >>> in_words(Numbers(3, 2, 1, 2, ""))
    '3 reports, 2 publishers, 1 to 2 independent origins'
    """
    one = n.origins_low == n.origins_high
    origins = f"{n.origins_low}" if one else f"{n.origins_low} to {n.origins_high}"
    parts = ((f"{n.reports}", "report"), (f"{n.publishers}", "publisher"), (origins, "independent origin"))
    return ", ".join(f"{count} {noun}{'' if count == '1' else 's'}" for count, noun in parts)


def _reason(told: Sequence[Report], origins: Origins) -> str:
    """Say what folds reports together, as the finding has it, and why the bounds are apart."""
    parts = list(origins.reasons)
    if origins.low < origins.high:
        parts.append(_OPEN)
    return "; ".join(parts) or ("one report alone" if len(told) == 1 else "one origin")


_OPEN = "nothing shows whether what is left is independent"
