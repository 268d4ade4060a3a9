"""Chains of links taken apart: what hangs together only from one record to the next is not one thing.

Two reports are linked by their own words alone, and one wrong link among hundreds would make one finding of two. So
groups grow from the links that most others bear out, and two of them become one only where that says enough: a good
part of the reports that were compared link them, and no report tells both as two things.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from accordingto.comparing.days import near

BORNE_OUT = 0.34
"""Share of the compared pairs of reports across two groups that must link them."""


class Told(NamedTuple):
    """Who tells a record: its report, or the original that this is a copy of, and the day of the report."""

    by: str
    day: int | None


Twice = Callable[[str, str], bool]
"""Whether two records of one report tell of one thing."""


@dataclass(slots=True)
class _Group:
    members: list[str]
    days: dict[str, int | None]
    """The day of each teller."""
    of: dict[str, list[str]]
    """Its records by who tells them."""
    across: dict[int, set[tuple[str, str]]] = field(default_factory=lambda: defaultdict(set))
    """The pairs of tellers, of this group and of another by its number, that links join."""


def parts(
    links: Iterable[tuple[str, str]],
    told: Mapping[str, Told],
    twice: Twice,
    in_words: Callable[[str, str], bool],
) -> list[list[str]]:
    """Return the groups that the links of some records make, each in the order of ids, the smallest id first.

    Args: pairs of ids that are linked; who tells each; whether two records of one teller are one thing told twice;
    whether the words of two bear their link out. Others join what two tell, but not what many do: what is counted as
    told by many must be told in words. The groups follow from the links and not from the order in which they come.
    """
    pairs = sorted({(min(pair), max(pair)) for pair in links})
    strong = [pair for pair in pairs if in_words(*pair)]
    beside = _neighbours(strong)
    home, groups = _copies(pairs, told)
    for a, b in strong:
        if home[a] != home[b]:
            groups[home[a]].across[home[b]].add((told[a].by, told[b].by))
            groups[home[b]].across[home[a]].add((told[b].by, told[a].by))
    ranked = sorted(strong, key=lambda pair: (-_shared(beside, *pair), pair))
    while _joined(ranked, home, groups, twice):
        pass
    for a, b in pairs:
        first, second = home[a], home[b]
        if first != second and len(groups[first].of.keys() | groups[second].of.keys()) <= 2:
            _merge(home, groups, first, second)
    return sorted(sorted(group.members) for group in groups.values())


def _neighbours(pairs: Sequence[tuple[str, str]]) -> dict[str, set[str]]:
    beside: dict[str, set[str]] = defaultdict(set)
    for a, b in pairs:
        beside[a].add(b)
        beside[b].add(a)
    return beside


def _shared(beside: Mapping[str, set[str]], a: str, b: str) -> float:
    """Return how many of the records that two linked ones are linked with they have in common, from 0 to 1."""
    return (len(beside[a] & beside[b]) + 2) / len(beside[a] | beside[b])


def _copies(pairs: Sequence[tuple[str, str]], told: Mapping[str, Told]) -> tuple[dict[str, int], dict[int, _Group]]:
    """Return a group for each record, those that a copy and its original tell in the same one."""
    ids = sorted({one for pair in pairs for one in pair})
    home = {one: number for number, one in enumerate(ids)}
    groups = {home[one]: _Group([one], {told[one].by: told[one].day}, {told[one].by: [one]}) for one in ids}
    for a, b in pairs:
        if told[a].by == told[b].by and home[a] != home[b]:
            _merge(home, groups, home[a], home[b])
    return home, groups


def _joined(ranked: Sequence[tuple[str, str]], home: dict[str, int], groups: dict[int, _Group], twice: Twice) -> bool:
    """Join what may be joined, the best link first; return whether anything was."""
    done = False
    for a, b in ranked:
        first, second = home[a], home[b]
        if first != second and _are_one(groups[first], groups[second], second, twice):
            _merge(home, groups, first, second)
            done = True
    return done


def _are_one(a: _Group, b: _Group, number: int, twice: Twice) -> bool:
    both = a.of.keys() & b.of.keys()
    if any(not any(twice(x, y) for x in a.of[by] for y in b.of[by]) for by in both):
        return False
    return len(a.across[number]) >= BORNE_OUT * max(1, _compared(a, b))


def _compared(a: _Group, b: _Group) -> int:
    """Return how many pairs of tellers were compared, of those that tell one group only: their days are near."""
    ours = Counter(day for by, day in a.days.items() if by not in b.days)
    theirs = Counter(day for by, day in b.days.items() if by not in a.days)
    return sum(n * m for day, n in ours.items() for other, m in theirs.items() if near(day, other))


def _merge(home: dict[str, int], groups: dict[int, _Group], first: int, second: int) -> None:
    """Make one group of two, the smaller one going over to the larger."""
    keep, gone = sorted((first, second), key=lambda n: (-len(groups[n].members), n))
    kept, old = groups[keep], groups.pop(gone)
    for by, records in old.of.items():
        kept.of[by] = kept.of.get(by, []) + records
    kept.days = old.days | kept.days
    kept.members += old.members
    home.update(dict.fromkeys(old.members, keep))
    kept.across.pop(gone, None)
    for other, found in old.across.items():
        if other != keep:
            kept.across[other] |= found
            theirs = groups[other].across
            theirs[keep] |= theirs.pop(gone, set())
