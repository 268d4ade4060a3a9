"""Links joined to groups: which records of many reports are one, and which repeats within a report belong to them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from accordingto.comparing import matching
from accordingto.comparing.cohesion import Told, parts
from accordingto.comparing.days import day_of
from accordingto.comparing.differing import Compared
from accordingto.comparing.pairing import Link
from accordingto.records import Event, Report

Agreement = tuple[tuple[str, str], ...]


class Group(Struct, frozen=True):
    """Records that are one, by id and in the order of their ids, and what every two linked ones agree on."""

    members: tuple[str, ...]
    agreed: Agreement


def in_order(links: Iterable[Link]) -> list[Link]:
    """Return links, each once, in an order that does not depend on when they were found."""
    return [link for _, link in sorted({(link.a, link.b): link for link in links}.items())]


def groups_of(links: Iterable[Link], records: Mapping[str, Compared], reports: Mapping[str, Report]) -> list[Group]:
    """Return the groups that ``same`` links make, without chains (``cohesion``), each with the repeats of its events.

    A group agrees on what every one of its links agrees on. Repeats are looked for among the ``records``.
    """
    same = [link for link in in_order(links) if link.verdict == "same"]
    root = _roots(same, records, reports)
    joined = [link for link in same if link.a in root and root[link.a] == root.get(link.b)]
    members: dict[str, list[str]] = defaultdict(list)
    for one, first in root.items():
        members[first].append(one)
    agreed: dict[str, Agreement] = {}
    for link in joined:
        known = agreed.get(root[link.a], link.agreed)
        agreed[root[link.a]] = tuple(item for item in known if item in link.agreed)
    for one, home in _repeats(root, records):
        members[home].append(one)
    return [Group(tuple(sorted(found)), agreed[first]) for first, found in sorted(members.items())]


def _roots(links: Sequence[Link], records: Mapping[str, Compared], reports: Mapping[str, Report]) -> dict[str, str]:
    """Return for each linked record the smallest id of its group."""
    told = {one: _told(report, reports) for link in links for one, report in _ends(link)}

    def twice(a: str, b: str) -> bool:
        return a in records and b in records and matching.told_twice(records[a], records[b])

    def in_words(a: str, b: str) -> bool:
        return not (a in records and b in records) or matching.in_words(records[a], records[b])

    groups = parts([(link.a, link.b) for link in links], told, twice, in_words)
    return {one: group[0] for group in groups if len(group) > 1 for one in group}


def _ends(link: Link) -> tuple[tuple[str, str], tuple[str, str]]:
    return (link.a, link.a_report), (link.b, link.b_report)


def _told(report: str, reports: Mapping[str, Report]) -> Told:
    """Return who tells what a report tells, for a copy its original, whether or not that one is at hand; and when."""
    one = reports[report]
    return Told(one.copy_of or one.id, day_of(one))


def _repeats(root: Mapping[str, str], records: Mapping[str, Compared]) -> Iterator[tuple[str, str]]:
    """Yield events that their own report tells again beside a linked one, with the group of the first such one."""
    linked: dict[tuple[str, str], list[Event]] = defaultdict(list)
    alone: list[Event] = []
    for record in records.values():
        if isinstance(record, Event):
            if record.id in root:
                linked[record.report, record.type].append(record)
            else:
                alone.append(record)
    for events in linked.values():
        events.sort(key=lambda e: (e.evidence.start, e.id))
    for event in alone:
        partners = linked.get((event.report, event.type), ())
        home = next((root[p.id] for p in partners if matching.repeats(p, event)), None)
        if home is not None:
            yield event.id, home
