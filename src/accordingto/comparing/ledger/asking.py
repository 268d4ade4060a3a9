"""What the ledger answers: which positions stand on a day, which wait on a condition, which have ended."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Literal

from msgspec import Struct

from accordingto.comparing.ledger.model import CHANGED, ENDED, Entry, Step
from accordingto.comparing.ledger.page import page
from accordingto.comparing.ledger.sides import fold
from accordingto.comparing.wording import stem
from accordingto.errors import UsageError

Group = Literal["in force", "conditional", "considered or reserved", "on record", "ended"]

GROUPS: tuple[Group, ...] = ("in force", "conditional", "considered or reserved", "on record", "ended")

_RANKS = {group: rank for rank, group in enumerate(GROUPS)}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_CODE = re.compile(r"[A-Z]{3}")


class Query(Struct, frozen=True, kw_only=True):
    """Whose positions toward whom about what, and on which day; ``None`` asks for all, or for the latest day.

    Parties are ISO codes, names or offices; ``about`` is a kind of action, a PLOVER type, a class of equipment or words
    of the action. Raises ``UsageError`` for a day that is none.
    """

    as_of: str | None = None
    holder: str | None = None
    toward: str | None = None
    about: str | None = None
    min_confidence: float = 0.0

    def __post_init__(self) -> None:
        """Refuse a day that is none."""
        if self.as_of is not None and not _DAY.fullmatch(self.as_of):
            raise UsageError(f"--as-of {self.as_of}: write a day as YYYY-MM-DD")


class Standing(Struct, frozen=True, gc=False):
    """How an entry stands on the day that was asked for: ``step`` is the last one by then, ``against`` who says no."""

    entry: Entry
    group: Group
    state: str
    step: Step
    steps: tuple[Step, ...]
    against: tuple[str, ...]


Matter = tuple[str, str, str]


def matter(entry: Entry) -> Matter:
    """Return what entries are shown together by: holder, bearer and kind of action."""
    return entry.holder.key, entry.bearer.key if entry.bearer else "", entry.act


def _tests(query: Query) -> list[Callable[[Entry], bool]]:
    """Return what an entry that a query asks for must pass, whatever the day; none where it asks for all."""
    tests: list[Callable[[Entry], bool]] = []
    if query.holder is not None:
        tests.append(_held_by(query.holder))
    if query.toward is not None:
        tests.append(_toward(query.toward))
    if query.about is not None:
        about = about_words(query.about)
        tests.append(lambda e: any(all(word in e.about_words for word in all_of) for all_of in about))
    if query.min_confidence > 0:
        tests.append(lambda e: e.confidence >= query.min_confidence)
    return tests


def _held_by(asked: str) -> Callable[[Entry], bool]:
    code, words = _CODE.fullmatch(asked) is not None, fold(asked)
    return lambda e: (code and asked == e.holder.country) or words in e.holder_words


def _toward(asked: str) -> Callable[[Entry], bool]:
    code, words = _CODE.fullmatch(asked) is not None, fold(asked)
    return lambda e: (code and e.bearer is not None and asked == e.bearer.country) or words in e.bearer_words


def about_words(asked: str) -> tuple[tuple[str, ...], ...]:
    """Return what folded words must hold to be about something: it as it stands, or every stem of it.

    >>> about_words("heavy weapons")
    ((' heavy weapons ',), (' heavy ', ' weapon '))

    Without a word in it ("%") nothing is about it.
    """
    stems = tuple(f" {stem(w)} " for w in fold(asked).split())
    return ((fold(asked),), stems) if stems else ()


def ask(entries: Iterable[Entry], query: Query) -> tuple[Standing, ...]:
    """Return how the entries that a query asks for stand on its day, course by course.

    The most recently told course comes first; in it what is in force, then what waits on a condition, what is only
    considered or reserved, what was said for the record, and what has ended. An entry is there from the date of its
    first step; one that is first told as changed stood before.
    """
    tests, day = _tests(query), query.as_of
    wanted = (e for e in entries if all(test(e) for test in tests)) if tests else entries
    known = [s for e in wanted if (s := _standing(e, day)) is not None]
    ids = {s.entry.id for s in known if s.group != "ended"}
    courses: defaultdict[Matter, list[Standing]] = defaultdict(list)
    for one in known:
        courses[matter(one.entry)].append(_with_against(one, ids) if one.entry.against else one)
    ordered = sorted(courses.items(), key=_matter_of)
    ordered.sort(key=_told_last, reverse=True)
    return tuple(one for _, listed in ordered for one in sorted(listed, key=_in_course))


def _matter_of(course: tuple[Matter, list[Standing]]) -> Matter:
    return course[0]


def _told_last(course: tuple[Matter, list[Standing]]) -> str:
    return max(one.step.date or "" for one in course[1])


def _in_course(one: Standing) -> tuple[int, str, str, str]:
    return _RANKS[one.group], one.entry.course, one.entry.since or "", one.entry.id


def _with_against(one: Standing, ids: set[str]) -> Standing:
    against = tuple(i for i in one.entry.against if i in ids) if one.group != "ended" else ()
    return Standing(one.entry, one.group, one.state, one.step, one.steps, against)


def _standing(entry: Entry, day: str | None) -> Standing | None:
    by_then = entry.steps if day is None else tuple([s for s in entry.steps if (s.date or "") <= day])
    if not by_then:
        first = entry.steps[0]
        if first.status not in CHANGED:
            return None
        before = Step(None, None, "in_force", "stood before", first.told)
        return Standing(entry, "in force", "in_force", before, (before,), ())
    step = by_then[-1]
    if entry.until is not None and day is not None and entry.until < day:
        return Standing(entry, "ended", "ran out", step, by_then, ())
    return Standing(entry, _group(entry, step), step.status, step, by_then, ())


def _group(entry: Entry, step: Step) -> Group:
    if step.status in ENDED:
        return "ended"
    if entry.position in page().spoken:
        return "on record"
    if step.status in {"considered", "reserved"}:
        return "considered or reserved"
    return "conditional" if step.status == "conditional" else "in force"


_COLUMNS = (
    "course", "holder", "holder_country", "bearer", "bearer_country", "about", "group", "state", "position", "action",
    "limits", "condition", "consequence", "since", "basis", "until", "changes", "by", "outlets", "reports", "positions",
    "against", "differs", "replaced_by", "confidence", "explicit", "entry",
)  # fmt: skip


def columns() -> tuple[str, ...]:
    """Return the columns of a standing's flat row."""
    return _COLUMNS


def _joined(words: Iterable[str | None]) -> str | None:
    return " | ".join(dict.fromkeys(w for w in words if w)) or None


def row(one: Standing) -> Mapping[str, str | float | None]:
    """Return a standing as one flat row; several values in a cell are joined with " | "."""
    entry, told = one.entry, one.entry.told
    bearer = entry.bearer
    cells = (
        entry.course, entry.holder.name, entry.holder.country, bearer.name if bearer else None,
        bearer.country if bearer else None, entry.act, one.group, one.state, entry.position, entry.action,
        _joined(f"{x.kind} {x.sense}: {x.words}" for x in entry.limits), entry.condition, entry.consequence,
        entry.steps[0].date, entry.steps[0].basis, entry.until,
        _joined(f"{s.date or 'earlier'} {s.change}" for s in one.steps), _joined(t.by for t in told),
        _joined(t.outlet for t in told), _joined(t.report for t in told), _joined(t.position for t in told),
        _joined(one.against), _joined(entry.differs), entry.replaced_by, entry.confidence,
        "yes" if entry.explicit else "no", entry.id,
    )  # fmt: skip
    return dict(zip(_COLUMNS, cells, strict=True))
