"""One entry of a course: which tellings are one position, and through which steps it goes."""

import re
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from accordingto.comparing.ledger.hearing import Heard
from accordingto.comparing.ledger.model import ENDED, Entry, LimitTold, Side, Step
from accordingto.comparing.ledger.sides import search_words
from accordingto.comparing.wording import stems
from accordingto.records import PositionKind, derive_id

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_MEASURED = frozenset({"range", "quantity", "time"})
_FURTHER = {"considered": 0, "reserved": 0, "conditional": 1, "in_force": 2, "renewed": 2, "relaxed": 3}
"""How far a position has come; the statuses that are not here end it."""
_END = 4
_RULES = frozenset({"permission", "prohibition"})
_FIRST: dict[PositionKind, str] = {
    "permission": "granted",
    "prohibition": "forbidden",
    "demand": "demanded",
    "request": "asked",
    "promise": "promised",
    "threat": "threatened",
    "refusal": "refused",
    "denial": "denied",
    "admission": "admitted",
    "no_comment": "no comment",
    "not_ruled_out": "left open",
}
"""What the first step of an entry is called where it is in force."""
_SILENT_DAYS = 2
"""Silence on one matter: two refusals to comment further apart than this are two."""


class Draft(Struct, frozen=True):
    """An entry while tellings are taken in: those tellings, and its steps so far."""

    heard: tuple[Heard, ...]
    steps: tuple[Step, ...]

    def entry(self, course: str, around: Sequence[Heard]) -> Entry:
        """Return the entry of a course whose tellings are ``around``."""
        first, fullest = self.heard[0], max(self.heard, key=_fullness)
        bearer = next((h.bearer for h in self.heard if h.bearer), None) or _shared_bearer(around)
        acts = tuple(dict.fromkeys(a for h in self.heard for a in h.acts))
        holders = [h.position.holder for h in self.heard if h.position.holder]
        bearers = [h.position.bearer for h in around if h.position.bearer]
        return Entry(
            id=derive_id("ledger", course, first.position.id),
            course=course,
            holder=first.holder,
            bearer=bearer,
            act=first.acts[0] if first.acts else "other",
            acts=acts,
            position=first.position.position,
            action=fullest.position.action.mention.text,
            limits=_limits(self.heard),
            condition=next((h.position.condition.mention.text for h in self.heard if h.position.condition), None),
            consequence=next((h.position.consequence.mention.text for h in self.heard if h.position.consequence), None),
            since=self.steps[0].date,
            until=max((h.until for h in self.heard if h.until), default=None),
            steps=self.steps,
            against=(),
            replaces=tuple(h.position.replaces for h in self.heard if h.position.replaces),
            replaced_by=None,
            differs=_differs(self.heard),
            confidence=max(h.position.confidence for h in self.heard),
            explicit=any(h.position.explicit for h in self.heard),
            holder_words=search_words(holders, first.holder),
            bearer_words=search_words(bearers, bearer),
            about_words=" | ".join(dict.fromkeys(h.about_words for h in self.heard)),
        )


def _shared_bearer(around: Sequence[Heard]) -> Side | None:
    return next((h.bearer for h in around if h.bearer), None)


def _fullness(heard: Heard) -> tuple[int, int]:
    return len(heard.position.limits), len(heard.position.action.mention.text)


def make(heard: Heard) -> Draft:
    """Return a new entry with its first telling."""
    status = heard.position.status
    change = _FIRST[heard.position.position] if status in {"in_force", "conditional"} else status.replace("_", " ")
    return Draft((heard,), (Step(heard.since, heard.basis, status, change, (heard.telling,)),))


def take(draft: Draft, heard: Heard) -> Draft | None:
    """Return an entry with one more telling, which may open a new step; ``None`` where it is another position.

    Tellings are taken in order of their dates.
    """
    if not _same_position(draft, heard) or any(_told_apart(h, heard) for h in draft.heard):
        return None
    last, status = draft.steps[-1], heard.position.status
    now, then = _FURTHER.get(status, _END), _FURTHER.get(last.status, _END)
    grown = (*draft.heard, heard)
    if status == "renewed" and (last.date or "") < (heard.since or ""):
        return Draft(grown, (*draft.steps, _step(heard, "renewed")))
    if now > then and status != "conditional":
        change = _FIRST[heard.position.position] if status == "in_force" else status
        return Draft(grown, (*draft.steps, _step(heard, change)))
    if then == _END and now < _END:
        return None if (last.date or "") < (heard.since or "") else Draft(grown, _with(draft.steps, heard))
    if _narrows(draft, heard):
        return Draft(grown, (*draft.steps, _step(heard, "limited")))
    return Draft(grown, _with(draft.steps, heard))


def _told_apart(one: Heard, other: Heard) -> bool:
    """Whether one report tells both of one day, one as ended and the other as standing: two rules, not one."""
    same_telling = one.position.report == other.position.report and one.since == other.since
    return same_telling and (one.position.status in ENDED) != (other.position.status in ENDED)


def _step(heard: Heard, change: str) -> Step:
    return Step(heard.since, heard.basis, heard.position.status, change, (heard.telling,))


def _with(steps: tuple[Step, ...], heard: Heard) -> tuple[Step, ...]:
    """Add a telling to the last step of its status; a condition that only some tell makes that step conditional."""
    at = next((n for n in reversed(range(len(steps))) if steps[n].status == heard.position.status), len(steps) - 1)
    status = (
        "conditional" if {steps[at].status, heard.position.status} == {"conditional", "in_force"} else steps[at].status
    )
    taken = replace(steps[at], told=(*steps[at].told, heard.telling), status=status)
    return (*steps[:at], taken, *steps[at + 1 :])


def _same_position(draft: Draft, heard: Heard) -> bool:
    first = draft.heard[0]
    if first.position.position != heard.position.position or _measures_clash(draft, heard):
        return False
    if heard.position.position == "no_comment":
        return _near(draft.heard[-1], heard)
    if heard.position.position in _RULES and heard.acts:
        return True
    return any(_alike(h, heard) for h in draft.heard)


def _alike(a: Heard, b: Heard) -> bool:
    shared = a.stems & b.stems
    return a.stems == b.stems or (bool(shared) and 2 * len(shared) >= min(len(a.stems), len(b.stems)))


def _near(a: Heard, b: Heard) -> bool:
    return a.since is not None and a.since[:8] == (b.since or "")[:8] and _days_apart(a.since, b.since) <= _SILENT_DAYS


def _days_apart(a: str, b: str | None) -> int:
    return abs(int(a[8:10] or 0) - int((b or "")[8:10] or 0))


def _numbers(heard: Heard, kind: str) -> frozenset[str]:
    return frozenset(n for x in heard.position.limits if x.kind == kind for n in _NUMBER.findall(x.mention.text))


def _measures_clash(draft: Draft, heard: Heard) -> bool:
    """Whether the limits give other numbers of one kind, and no word says that the position was changed."""
    if heard.position.status in {"relaxed", "renewed"} or _FURTHER.get(heard.position.status, _END) == _END:
        return False
    pairs = ((_numbers(h, kind), _numbers(heard, kind)) for h in draft.heard for kind in _MEASURED)
    return any(a and b and not a & b for a, b in pairs)


def _narrows(draft: Draft, heard: Heard) -> bool:
    """Whether a later word on a permission sets a limit of a kind that it had not; by its own date, not the paper's."""
    last = draft.steps[-1]
    if (
        heard.position.position != "permission"
        or heard.basis == "published"
        or (heard.since or "") <= (last.date or "")
    ):
        return False
    had = {x.kind for h in draft.heard for x in h.position.limits}
    return any(x.sense != "for" and x.kind not in had for x in heard.position.limits)


def _limits(heard: Sequence[Heard]) -> tuple[LimitTold, ...]:
    """The limits of all tellings; one wording inside another of its kind and sense is the same limit."""
    found: list[LimitTold] = []
    for one in heard:
        for limit in one.position.limits:
            words, id_ = limit.mention.text, one.position.id
            home = next((n for n, x in enumerate(found) if _same_limit(x, limit.kind, limit.sense, words)), None)
            if home is None:
                found.append(LimitTold(limit.kind, limit.sense, words, (id_,)))
                continue
            kept = found[home]
            fuller = words if len(words) > len(kept.words) else kept.words
            found[home] = replace(kept, words=fuller, told=tuple(dict.fromkeys((*kept.told, id_))))
    return tuple(found)


def _same_limit(limit: LimitTold, kind: str, sense: str, words: str) -> bool:
    if (limit.kind, limit.sense) != (kind, sense):
        return False
    a, b = stems(limit.words), stems(words)
    return a <= b or b <= a


def _differs(heard: Sequence[Heard]) -> tuple[str, ...]:
    """The fields that not all reports tell alike: a condition, limits, or the status of one day."""
    by_report = {h.position.report for h in heard}
    if len(by_report) < 2:
        return ()
    found = []
    conditional = {h.position.report for h in heard if h.position.condition}
    if conditional and conditional != by_report:
        found.append("condition")
    limited = {h.position.report for h in heard if h.position.limits}
    if limited and limited != by_report:
        found.append("limits")
    days = {(h.since, h.position.status) for h in heard}
    if len(days) > len({day for day, _ in days}):
        found.append("status")
    return tuple(found)
