"""In what do records that say the same thing differ, and why.

Reports are compared two by two, the earlier first; what one report says in several places counts together. Ranges and
numbers are kept as they are told. A paraphrase is no difference.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations, pairwise

from msgspec import Struct

from accordingto.comparing import causes
from accordingto.comparing.amounts import Amount, amounts, are_equal, is_one_kind, page
from accordingto.comparing.causes import Side, are_apart
from accordingto.comparing.sources import Member, Source, are_two, source, sources_of
from accordingto.comparing.wording import stems
from accordingto.records import (
    Count,
    Difference,
    DifferenceCause,
    DifferenceType,
    Event,
    Magnitude,
    MemberValue,
    Party,
    Position,
    Report,
    Statement,
)

Compared = Member

_DONE = frozenset({"occurred", "ongoing"})
_COMING = frozenset({"planned", "considered", "promised", "threatened", "demanded", "permitted", "hypothetical"})
_CHANGED = frozenset({"met", "relaxed", "reversed", "renewed", "withdrawn", "broken"})
"""What a position becomes: whether it has a condition, or is in force, is told more or less fully of the same one."""
_VICTIMS = Magnitude.__struct_fields__
MANY = 8
"""Reports of one thing up to which each is put beside each: what is told for months would grow by the square."""

SENTENCE = 500
"""Characters on each side of an event beyond which no sentence is followed."""

LEAD = 350
"""Characters of a headline and first sentence: what they tell is the report's main happening."""

_STOP = re.compile(r"[.!?][\"”’')]*(?=\s)|\n")


class _Telling(Struct, frozen=True):
    """What one report tells of a thing: the members in it, the sentences they stand in, whom it has them from."""

    report: Report
    members: tuple[Compared, ...]
    sentences: str
    sources: tuple[Source, ...]
    amounts: tuple[Amount, ...]

    @property
    def side(self) -> Side:
        return Side(self.report, self.sources, self.amounts)

    @property
    def first(self) -> str:
        return self.members[0].id


def differences(
    members: Sequence[Compared], reports: Mapping[str, Report], said: Mapping[str, Statement]
) -> tuple[Difference, ...]:
    """Return the fields in which records of one kind differ between reports, the values of both beside it, and why.

    Args: the members of a finding, their ``reports`` and the statements ``said`` in these, by id.
    """
    tellings = sorted(_tellings(members, reports, said), key=lambda t: (t.report.published or "", t.report.id))
    found: dict[tuple[str, str], Difference] = {}
    for a, b in _pairs(tellings):
        for one in (
            *_numbers(a, b),
            *_fields(a, b),
            *_status(a, b),
            *_attribution(a, b),
            *_actor(a, b),
            *_wording(a, b),
        ):
            known = found.get((one.field, one.type))
            found[one.field, one.type] = _together(known, one) if known else one
    return tuple(found.values())


def _pairs(tellings: Sequence[_Telling]) -> Iterator[tuple[_Telling, _Telling]]:
    """Yield each two of few tellings; of many, each with the first and with the one before it."""
    if len(tellings) <= MANY:
        yield from combinations(tellings, 2)
        return
    yield from ((tellings[0], one) for one in tellings[1:])
    yield from pairwise(tellings[1:])


def _together(known: Difference, more: Difference) -> Difference:
    """Return a difference with the values of two more reports; the weightier cause stays."""
    values = dict.fromkeys((*known.values, *more.values))
    given = {v.member for v in values if v.value is not None}
    kept = tuple(v for v in values if v.value is not None or v.member not in given)
    cause = known.cause if known.cause not in {"rounding", "only_one", None} else more.cause
    return Difference(known.field, known.type, kept, cause)


def _tellings(
    members: Sequence[Compared], reports: Mapping[str, Report], said: Mapping[str, Statement]
) -> Iterator[_Telling]:
    by_report: dict[str, list[Compared]] = {}
    for member in members:
        by_report.setdefault(member.report, []).append(member)
    for report, own in by_report.items():
        text = "\n".join(dict.fromkeys(_words_around(m, reports[report].text) for m in own))
        sources = tuple(dict.fromkeys(s for m in own for s in sources_of(m, said)))
        yield _Telling(reports[report], tuple(own), text, sources, (*_counted(own), *amounts(text)))


def _words_around(member: Compared, text: str) -> str:
    """Return the sentence that an event is told in; the words of a statement or position."""
    if not isinstance(member, Event):
        return text[member.evidence.start : member.evidence.end]
    at = member.trigger.mention.start
    start = max(0, at - SENTENCE)
    first = max((m.end() for m in _STOP.finditer(text, start, at)), default=start)
    last = _STOP.search(text, at)
    return text[first : min(last.start() if last else len(text), at + SENTENCE)]


def _counted(members: Iterable[Compared]) -> Iterator[Amount]:
    """Yield the victims that events count."""
    for member in members:
        if isinstance(member, Event) and member.magnitude:
            for kind in _VICTIMS:
                count: Count | None = getattr(member.magnitude, kind)
                if count and count.low is not None:
                    words = f"{count.low}-{count.high}"
                    yield Amount(words, count.low, count.high, kind, frozenset(), count.low != count.high)


def _numbers(a: _Telling, b: _Telling) -> Iterator[Difference]:
    """Yield where two reports count one thing differently; a number that both give is no difference."""
    told: set[str] = set()
    elsewhere = _tolls_elsewhere(b, a)
    for x in (*a.amounts, *_tolls_elsewhere(a, b)):
        others = [y for y in b.amounts if is_one_kind(x, y)] or [y for y in elsewhere if is_one_kind(x, y)]
        ours = [x, *(z for z in a.amounts if is_one_kind(x, z))]
        if not others or any(are_equal(z, y) for z in ours for y in others):
            continue
        y = others[0]
        name = x.of or "number"
        if name not in told:
            told.add(name)
            cause = causes.of_amounts(a.side, x, b.side, y)
            yield _difference(name, "numeric", a, x.words, b, y.words, cause)


def _tolls_elsewhere(telling: _Telling, other: _Telling) -> list[Amount]:
    """Return the dead and hurt that a report counts in another sentence than the attack itself, which leads it.

    They are asked for only where the other report counts them with the attack, or both begin with it; the highest is
    the toll.
    """
    first = telling.members[0]
    if not isinstance(first, Event) or first.type != "ASSAULT":
        return []
    own = {x.of for x in telling.amounts}
    leads = all(_begins_with(t) for t in (telling, other))
    wanted = {x.of for x in other.amounts} if not leads else {"killed", "injured"}
    fates = sorted(({"killed", "injured"} & wanted) - own)
    counted = [[x for x in amounts(telling.report.text) if x.of == fate] for fate in fates]
    return [max(of_fate, key=lambda x: x.low) for of_fate in counted if of_fate]


def _begins_with(telling: _Telling) -> bool:
    return any(isinstance(m, Event) and m.trigger.mention.start < LEAD for m in telling.members)


def _difference(
    field: str, kind: DifferenceType, a: _Telling, x: str | None, b: _Telling, y: str | None, cause: DifferenceCause
) -> Difference:
    values = (MemberValue(x, a.first), MemberValue(y, b.first))
    return Difference(field, kind, values, cause if x and y else "only_one")


def _status(a: _Telling, b: _Telling) -> Iterator[Difference]:
    """Yield another status, or that one side denies what the other tells."""
    first, second = (next((m.status for m in t.members if not isinstance(m, Statement)), None) for t in (a, b))
    if first is None or second is None or first == second or {first, second} <= _DONE:
        return
    if "denied" in (first, second):
        cause: DifferenceCause = "different_source" if are_apart(a.sources, b.sources) else "contradiction"
        yield _difference("denied", "polarity", a, first, b, second, cause)
        return
    if isinstance(a.members[0], Event) and not ({first, second} & _DONE and {first, second} & _COMING):
        return
    if isinstance(a.members[0], Position) and not {first, second} & _CHANGED:
        return
    yield _difference("status", "status", a, first, b, second, causes.of_status(a.side, b.side))


def _attribution(a: _Telling, b: _Telling) -> Iterator[Difference]:
    """Yield where two reports have a thing from different people, or name one speaker differently."""
    first, second = ([s for s in t.sources if not s.is_open] for t in (a, b))
    x, y = (", ".join(s.words for s in side) or None for side in (first, second))
    if isinstance(a.members[0], Event):
        if bool(first) != bool(second):
            yield _difference("source", "attribution", a, x, b, y, "only_one")
        elif are_apart(first, second):
            yield _difference("source", "attribution", a, x, b, y, "different_source")
    elif _named_otherwise(first, second):
        two = any(are_two(s, t) for s in first for t in second)
        yield _difference("source", "attribution", a, x, b, y, "different_source" if two else "wording")


def _named_otherwise(a: Sequence[Source], b: Sequence[Source]) -> bool:
    """Return whether both reports say who speaks, and not by one name, office or body."""
    given = [s for s in (*a, *b) if not s.is_pronoun and s.known]
    return len(given) == len(a) + len(b) and are_apart(a, b)


_Get = Callable[[Compared], str | None]


def _place(member: Compared) -> str | None:
    place = member.place if isinstance(member, Event) else None
    return place.name or place.mention.text if place and place.precision not in {"country", "area", None} else None


def _day(member: Compared) -> str | None:
    when = member.when if isinstance(member, Event) else None
    return when.start[:10] if when and when.start and when.start[:10] == (when.end or "")[:10] else None


def _until(member: Compared) -> str | None:
    limits = member.limits if isinstance(member, Position) else ()
    return next((limit.mention.text for limit in limits if limit.kind == "time"), None)


def _where(member: Compared) -> str | None:
    limits = member.limits if isinstance(member, Position) else ()
    return next((limit.mention.text for limit in limits if limit.kind == "place"), None)


_FIELDS: tuple[tuple[str, DifferenceType, _Get], ...] = (
    ("place", "place", _place),
    ("when", "time", _day),
    ("limit of time", "time", _until),
    ("limit of place", "place", _where),
)


def _fields(a: _Telling, b: _Telling) -> Iterator[Difference]:
    """Yield other places and times, where neither holds the other."""
    for name, kind, get in _FIELDS:
        first, second = ([v for v in map(get, t.members) if v] for t in (a, b))
        if not (first and second) or any(_overlap(x, y) for x in first for y in second):
            continue
        cause: DifferenceCause = "different_source" if are_apart(a.sources, b.sources) else "contradiction"
        if name == "limit of place":
            cause = "scope"
        if isinstance(a.members[0], Position) and causes.is_later(a.report, b.report):
            cause = "update"
        yield _difference(name, kind, a, first[0], b, second[0], cause)


def _overlap(x: str, y: str) -> bool:
    return x == y or bool(stems(x) & stems(y)) or not (stems(x) and stems(y))


def _actor(a: _Telling, b: _Telling) -> Iterator[Difference]:
    """Yield two names for who did it, of which neither can be the other's."""
    first, second = ([s for s in map(source, _actors(t)) if s and not s.is_pronoun] for t in (a, b))
    if first and second and all(are_two(x, y) for x in first for y in second):
        x, y = (", ".join(s.words for s in side) for side in (first, second))
        cause: DifferenceCause = "different_source" if are_apart(a.sources, b.sources) else "contradiction"
        yield _difference("actor", "actor", a, x, b, y, cause)


def _actors(telling: _Telling) -> list[Party]:
    return [p for m in telling.members if isinstance(m, Event) for p in m.actors]


def _wording(a: _Telling, b: _Telling) -> Iterator[Difference]:
    """Yield quoted words that the other report quotes otherwise, and a word that judges against neutral ones."""
    altered = _altered(a, b)
    if altered:
        yield _difference("quotation", "wording", a, altered[0], b, altered[1], "wording")
    for kind, words in page().loaded.items():
        first, second = (_held(t, words) for t in (a, b))
        if bool(first) != bool(second):
            x, y = first or _neutral(a), second or _neutral(b)
            yield _difference("words", "wording", a, x, b, y, "wording")
            if kind == "people" and isinstance(a.members[0], Event):
                cause: DifferenceCause = "different_source" if are_apart(a.sources, b.sources) else "wording"
                yield _difference("party", "actor", a, x, b, y, cause)
            return


def _held(telling: _Telling, words: Sequence[str]) -> str | None:
    found = _pattern(tuple(words)).search(telling.sentences)
    return found[0] if found else None


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)


def _neutral(telling: _Telling) -> str:
    first = telling.members[0]
    return first.trigger.mention.text if isinstance(first, Event) else first.evidence.exact


def _altered(a: _Telling, b: _Telling) -> tuple[str, str] | None:
    """Return a quotation that two reports give alike and not letter for letter."""
    for x in _verbatim(a):
        for y in _verbatim(b):
            first, second = stems(x), stems(y)
            shared = first & second
            if len(shared) < 2 or 2 * len(shared) < min(len(first), len(second)):
                continue
            one, two = (re.findall(r"\w+", w.lower()) for w in (x, y))
            if " ".join(one) not in " ".join(two) and " ".join(two) not in " ".join(one):
                return x, y
    return None


def _verbatim(telling: _Telling) -> list[str]:
    statements = [m for m in telling.members if isinstance(m, Statement)]
    return [m.text for s in statements for m in (s.content if s.form == "direct" else s.verbatim)]


def contradicts(found: Sequence[Difference]) -> bool:
    """Return whether members state different numbers or another status, both given and not one the other rounded.

    What goes on has occurred: one report's "is sending" does not contradict another's "sent".
    """
    return any(
        d.type in {"numeric", "status", "polarity"}
        and d.cause not in {"rounding", "scope"}
        and len({v.value for v in d.values if v.value}) > 1
        for d in found
    )
