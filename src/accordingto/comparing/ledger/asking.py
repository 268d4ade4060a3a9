"""What the ledger answers: which positions stand on a day, which wait on a condition, which have ended."""

import re
from collections.abc import Iterable, Mapping
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


def matches(entry: Entry, query: Query) -> bool:
    """Return whether an entry is one that a query asks for, whatever the day."""
    sides = (
        (query.holder, entry.holder.country, entry.holder_words),
        (
            query.toward,
            entry.bearer.country if entry.bearer else None,
            entry.bearer_words,
        ),
    )
    for asked, country, words in sides:
        if asked is None:
            continue
        if _CODE.fullmatch(asked) and asked == country:
            continue
        if fold(asked) not in words:
            return False
    if query.about is not None and not is_about(entry.about_words, query.about):
        return False
    return entry.confidence >= query.min_confidence


def about_words(asked: str) -> tuple[tuple[str, ...], ...]:
    """Return what folded words must hold to be about something: it as it stands, or every stem of it.

    >>> about_words("heavy weapons")
    ((' heavy weapons ',), (' heavy ', ' weapon '))

    Without a word in it ("%") nothing is about it.
    """
    stems = tuple(f" {stem(w)} " for w in fold(asked).split())
    return ((fold(asked),), stems) if stems else ()


def is_about(words: str, asked: str) -> bool:
    """Return whether folded words hold what was asked for."""
    return any(all(word in words for word in all_of) for all_of in about_words(asked))


def ask(entries: Iterable[Entry], query: Query) -> tuple[Standing, ...]:
    """Return how the entries that a query asks for stand on its day, course by course.

    The most recently told course comes first; in it what is in force, then what waits on a condition, what is only
    considered or reserved, what was said for the record, and what has ended. An entry is there from the date of its
    first step; one that is first told as changed stood before.
    """
    wanted = [e for e in entries if matches(e, query)]
    known = [s for e in wanted if (s := _standing(e, query.as_of)) is not None]
    ids = {s.entry.id for s in known if s.group != "ended"}
    listed = [_with_against(s, ids) for s in known]
    latest: dict[Matter, str] = {}
    matters = [matter(one.entry) for one in listed]
    for about, one in zip(matters, listed, strict=True):
        latest[about] = max(latest.get(about, ""), one.step.date or "")
    ranked = [
        (about, _RANKS[s.group], s.entry.course, s.entry.since or "", s.entry.id, n)
        for n, (about, s) in enumerate(zip(matters, listed, strict=True))
    ]
    ranked.sort()
    ranked.sort(key=lambda r: latest[r[0]], reverse=True)
    return tuple(listed[r[-1]] for r in ranked)


def _with_against(one: Standing, ids: set[str]) -> Standing:
    if not one.entry.against:
        return one
    against = tuple(i for i in one.entry.against if i in ids) if one.group != "ended" else ()
    return Standing(one.entry, one.group, one.state, one.step, one.steps, against)


def _standing(entry: Entry, day: str | None) -> Standing | None:
    by_then = tuple(s for s in entry.steps if day is None or (s.date or "") <= day)
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
