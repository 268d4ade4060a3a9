"""Links joined to groups: which records of many reports are one, and which repeats within a report belong to them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from accordingto.comparing import matching
from accordingto.comparing.differing import Compared
from accordingto.comparing.pairing import Link
from accordingto.records import Event

Agreement = tuple[tuple[str, str], ...]


class Group(Struct, frozen=True):
    """Records that are one, by id and in the order of their ids, and what every two linked ones agree on."""

    members: tuple[str, ...]
    agreed: Agreement


def in_order(links: Iterable[Link]) -> list[Link]:
    """Return links, each once, in an order that does not depend on when they were found."""
    return [link for _, link in sorted({(link.a, link.b): link for link in links}.items())]


def groups_of(links: Iterable[Link], records: Mapping[str, Compared]) -> list[Group]:
    """Return the groups that ``same`` links make, joined transitively, each with the repeats of its events.

    A group agrees on what every one of its links agrees on. Repeats are looked for among the ``records``.
    """
    joined = [link for link in in_order(links) if link.verdict == "same"]
    root = _roots(joined)
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


def _roots(links: Sequence[Link]) -> dict[str, str]:
    """Return for each linked record the smallest id of its group."""
    found: dict[str, list[str]] = {}
    for link in links:
        first, second = found.setdefault(link.a, [link.a]), found.setdefault(link.b, [link.b])
        if first is not second:
            small, large = sorted((first, second), key=len)
            large.extend(small)
            found.update((member, large) for member in small)
    roots = {id(group): min(group) for group in found.values()}
    return {one: roots[id(group)] for one, group in found.items()}


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
