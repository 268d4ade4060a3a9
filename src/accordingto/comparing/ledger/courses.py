"""From tellings to courses: what is one course, what is one entry, and what contradicts what."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from msgspec.structs import replace

from accordingto.comparing.ledger.entries import Draft, make, take
from accordingto.comparing.ledger.hearing import Heard, Sources, hear, roots
from accordingto.comparing.ledger.model import Entry
from accordingto.comparing.ledger.page import page, points_elsewhere
from accordingto.comparing.wording import Stems
from accordingto.records import Event, Position, Record, Report, Statement, derive_id

_ALIKE = 0.5
"""Share of the shorter action's stems at which two acts that the codebook does not know are one kind of act."""

_RULES = frozenset({"permission", "prohibition"})

_FEWEST = 2
"""Stems that such acts must share: one alone would join whatever is "military"."""

_SAME_MATTER = 0.34
"""Share of the shorter wording's stems at which two opposite positions are on one matter."""


def build(records: Iterable[Record]) -> tuple[Entry, ...]:
    """Return the entries of the ledger over all positions among some records, course by course, in order of time.

    Args: ``records`` with reports, statements and events beside the positions. The rules are in docs/positions.md.
    Positions of Chile toward Peru on border crossings in five reports give one course, with one entry for the leave
    that three of them tell and one for the ban that two tell.
    """
    return join(hear_all(records))


def hear_all(records: Iterable[Record]) -> list[Heard]:
    """Return the positions among some records as their reports tell them; those of a report follow from it alone.

    So a long record can be heard report by report, without all of it in memory.
    """
    sources, positions = _sorted_by_kind(records)
    return _pointed([hear(p, sources) for p in positions if p.report in sources.reports])


def matter_of(one: Heard) -> str:
    """Return the name of what a telling is part of: no entry depends on tellings of other matters.

    It is one holder's positions on one kind of action; a bearer does not part them, as a position without one joins
    the course of the only bearer there is.
    """
    return _matter_name(one.holder.key, one.acts[0] if one.acts else "")


def home_of(entry: Entry) -> str:
    """Return the matter that an entry is of."""
    return _matter_name(entry.holder.key, entry.acts[0] if entry.acts else "")


def _matter_name(holder: str, act: str) -> str:
    return derive_id("matter", holder, act)


def join(heard: Iterable[Heard]) -> tuple[Entry, ...]:
    """Return the entries of the ledger over all positions that were heard, in whatever order they come."""
    courses = _courses(sorted(heard, key=_order))
    return tuple(entry for course in courses for entry in _entries(course))


def _order(one: Heard) -> tuple[str, str, str, int, int, str]:
    telling = one.telling
    return one.since or "", telling.published or "", telling.report, telling.start, telling.end, telling.position


def _pointed(heard: Sequence[Heard]) -> list[Heard]:
    """Give a position on "the policy" or "this step" the kind of action that its report's nearest rule is about."""
    rules: dict[str, list[Heard]] = defaultdict(list)
    for one in heard:
        if one.position.position in _RULES and one.acts:
            rules[one.position.report].append(one)
    return [one if one.acts else _about_nearest(one, rules[one.position.report]) for one in heard]


def _about_nearest(one: Heard, rules: Sequence[Heard]) -> Heard:
    if not points_elsewhere(one.position.action.mention.text):
        return one
    sides = {one.holder.key, one.bearer.key if one.bearer else ""}
    near = [r for r in rules if r.holder.key in sides and (r.bearer is None or r.bearer.key in sides or "" in sides)]
    if not near:
        return one
    nearest = min(near, key=lambda r: abs(r.telling.start - one.telling.start))
    return replace(one, acts=nearest.acts, about_words=f"{one.about_words} | {nearest.about_words}")


def _sorted_by_kind(records: Iterable[Record]) -> tuple[Sources, list[Position]]:
    reports: dict[str, Report] = {}
    statements: dict[str, Statement] = {}
    events: dict[str, Event] = {}
    positions: list[Position] = []
    for record in records:
        match record:
            case Report():
                reports[record.id] = record
            case Statement():
                statements[record.id] = record
            case Event():
                events[record.id] = record
            case Position():
                positions.append(record)
    return Sources(reports, statements, events), positions


def _courses(heard: Sequence[Heard]) -> list[list[Heard]]:
    """Join tellings by holder, bearer and leading act; one without a bearer goes to the only bearer there is."""
    by_holder: dict[tuple[str, str], dict[str, list[Heard]]] = defaultdict(lambda: defaultdict(list))
    for one in heard:
        by_holder[one.holder.key, one.acts[0] if one.acts else ""][one.bearer.key if one.bearer else ""].append(one)
    courses: list[list[Heard]] = []
    for (_, act), by_bearer in by_holder.items():
        known = [key for key in by_bearer if key]
        if len(known) == 1 and "" in by_bearer and act:
            by_bearer[known[0]] += by_bearer.pop("")
        for group in by_bearer.values():
            courses += [group] if act else _by_wording(group)
    return courses


def _by_wording(group: Sequence[Heard]) -> list[list[Heard]]:
    found: list[tuple[list[Heard], Stems]] = []
    for one in group:
        home = next((n for n, (_, words) in enumerate(found) if _alike(words, one.stems)), None)
        if home is None:
            found.append(([one], one.stems))
        else:
            found[home][0].append(one)
    return [members for members, _ in found]


def _alike(a: Stems, b: Stems) -> bool:
    return a == b or (len(a & b) >= _FEWEST and overlap(a, b) >= _ALIKE)


def overlap(a: Stems, b: Stems) -> float:
    """Return the shared stems of two wordings over those of the shorter one, 0 to 1."""
    return len(a & b) / min(len(a), len(b)) if a and b else float(a == b)


def _entries(course: list[Heard]) -> list[Entry]:
    course.sort(key=_order)
    name = derive_id("ledger", course[0].position.id)
    drafts: list[Draft] = []
    for one in course:
        taken = ((n, grown) for n, d in enumerate(drafts) if (grown := take(d, one)) is not None)
        home, grown = next(taken, (len(drafts), make(one)))
        drafts[home : home + 1] = [grown]
    return _related([d.entry(name, course) for d in drafts])


def _related(entries: list[Entry]) -> list[Entry]:
    """Note which entry took the place of which, and which stand against each other."""
    home = {t.position: n for n, e in enumerate(entries) for t in e.told}
    replaced: dict[int, int] = {}
    for number, entry in enumerate(entries):
        for old in entry.replaces:
            if old in home and home[old] != number:
                replaced[home[old]] = number
    against: dict[int, set[int]] = defaultdict(set)
    for a, b in combinations(range(len(entries)), 2):
        if replaced.get(a) != b and replaced.get(b) != a and _contradict(entries[a], entries[b]):
            against[a].add(b)
            against[b].add(a)
    return [
        replace(
            e,
            against=tuple(entries[m].id for m in sorted(against[n])),
            replaced_by=entries[replaced[n]].id if n in replaced else None,
        )
        for n, e in enumerate(entries)
    ]


def _matter(entry: Entry) -> Stems:
    return roots(entry.action)


def _contradict(a: Entry, b: Entry) -> bool:
    """Whether both stand at once though they exclude each other: opposite kinds without limits that part them."""
    if b.position not in page().opposite.get(a.position, frozenset()):
        return False
    narrowed = any(x.sense in {"only", "except"} and x.kind != "time" for e in (a, b) for x in e.limits)
    matter = overlap(_matter(a), _matter(b)) >= _SAME_MATTER
    firm = matter and all(e.condition is None and e.steps[-1].status in {"in_force", "renewed"} for e in (a, b))
    over = any(e.until is not None and e.until < (o.since or "") for e, o in ((a, b), (b, a)))
    return firm and not narrowed and not over
