"""Reviewed records as gold: how much of what was read people accept, by kind and field.

Reviewers look at what was read and not at what was missed, so this gives precision and never recall. Only records drawn
by chance stand for the case; those that somebody picked count in the figures over all.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from math import sqrt

from accordingto.casefile import Case, reviewing
from accordingto.reviews import KINDS, Review, last_words, outcome
from accordingto.scoring.base import Metrics, Score

PROTOCOL = (
    "the last word of each reviewer on each record that is read as it was seen; precision: share not rejected; "
    "unchanged: share accepted as it is; KIND.FIELD: share of the records not rejected whose field stands; "
    "recall is not measured"
)

Z = 1.96
"""Of the 95 % interval (Wilson 1927)."""


def score_reviews(case: str) -> Score:
    """Return precision by kind and field over the reviews of a case (a file or a server's address).

    Records on which reviewers differ count apart, as ``disputed``. Raises ``CaseError`` where there is no case.

    >>> score_reviews("crisis.db").metrics["event_precision"]  # doctest: +SKIP
    0.86
    """
    with Case(case, read_only=True) as opened:
        found = reviewing.listed(opened)
    fresh = [v for v in found if v.stands == "as_read"]
    words = [tuple(by.values()) for by in last_words(fresh).values()]
    stale = len({v.reviewed for v in found} - {v.reviewed for v in fresh})
    metrics: Metrics = {"disputed": float(sum(outcome(w) == "disputed" for w in words)), "agreement": _agreement(words)}
    notes = [f"{stale} reviewed records are gone or read otherwise since and are left out"] if stale else []
    for kind in KINDS:
        said = [w[0] for w in words if w[0].of == kind and outcome(w) != "disputed"]
        metrics |= dict(_figures(kind, said)) if said else {}
        notes += _intervals(kind, said)
    return Score("reviews", len(words), PROTOCOL, metrics, tuple(notes))


def _agreement(words: Sequence[Sequence[Review]]) -> float | None:
    """Return the share of records with several reviewers on which all keep or all reject it."""
    several = [w for w in words if len(w) > 1]
    same = sum(len({v.verdict == "rejected" for v in w}) == 1 for w in several)
    return same / len(several) if several else None


def _figures(kind: str, said: Sequence[Review]) -> Iterator[tuple[str, float | None]]:
    kept = [v for v in said if v.verdict != "rejected"]
    drawn = [v for v in said if v.drawn]
    yield f"{kind}_reviewed", float(len(said))
    yield f"{kind}_precision", _share(len(kept), len(said))
    yield f"{kind}_unchanged", _share(sum(v.verdict == "accepted" for v in said), len(said))
    yield f"{kind}_drawn", float(len(drawn))
    yield f"{kind}_drawn_precision", _share(sum(v.verdict != "rejected" for v in drawn), len(drawn))
    wrong = Counter(c.field for v in kept for c in v.corrections)
    for field, count in sorted(wrong.items()):
        yield f"{kind}.{field}", 1 - count / len(kept)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _intervals(kind: str, said: Sequence[Review]) -> Iterator[str]:
    drawn = [v for v in said if v.drawn]
    if drawn:
        low, high = wilson(sum(v.verdict != "rejected" for v in drawn), len(drawn))
        yield f"{kind}s drawn by chance: {len(drawn)}, precision between {low:.2f} and {high:.2f} (95 %)"


def wilson(right: int, number: int) -> tuple[float, float]:
    """Return the bounds of a share's 95 % interval (Wilson 1927).

    >>> [round(bound, 2) for bound in wilson(8, 10)]
    [0.49, 0.94]
    """
    share, spread = right / number, Z * Z / number
    middle = (share + spread / 2) / (1 + spread)
    half = Z * sqrt(share * (1 - share) / number + spread / (4 * number)) / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)
