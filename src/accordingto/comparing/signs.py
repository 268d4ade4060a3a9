"""What speaks for and against two records of one story being one: signs for a model to weigh.

Nothing here decides. What can never be one is left out before (``can_be_one``): another kind, another date, numbers of
one act that exclude each other, swapped roles.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from accordingto.codebook.vectors import word_vectors
from accordingto.comparing import matching
from accordingto.comparing.cast import ORDER, Cast, Relation, Who, who
from accordingto.comparing.differing import Compared
from accordingto.comparing.likeness import Matrix, Wording, soft, wording
from accordingto.comparing.wording import stem
from accordingto.records import Event, Magnitude, Position, Statement

FAINT = 0.0
"""Likeness under which two records of one story are not looked at: of pairs that are one, hardly any lies below."""

DONE = frozenset({"occurred", "ongoing"})

REACH = 400
"""Characters back to the party that a pronoun can stand for."""

LEAD = 350
"""Characters of a headline and first sentence: what they tell is the story's main happening."""

VERBATIM = 6
"""Neighbouring words in common from which on two texts are one, whoever is said to have said it."""

_STOP = re.compile(r"[.!?][\"”’')]*(?=\s)|\n")

Signs = Mapping[str, float]


class Told(Struct, frozen=True):
    """A record laid out for comparing: its own words, those of its sentence, and its parties by role.

    ``at`` is where it begins in its report, in characters.
    """

    record: Compared
    own: Wording
    around: Wording
    parties: Mapping[str, tuple[Who, ...]]
    at: int


def lay_out(records: Sequence[Compared], text: str) -> list[Told]:
    """Return records of one kind of one report, in their order in its ``text``, laid out for comparing.

    A pronoun that nothing resolves is taken for the party before it in the same role, if that is near.
    """
    found: list[Told] = []
    for record in sorted(records, key=lambda r: (_start(r), r.id)):
        own, parties = _content(record)
        role = next(iter(parties))
        if found and all(w.is_open for w in parties[role]) and _start(record) - found[-1].at <= REACH:
            parties = {**parties, role: found[-1].parties[role]}
        found.append(
            Told(
                record,
                wording(own),
                wording(sentence(text, _start(record), record.evidence.end)),
                parties,
                _start(record),
            )
        )
    return found


def sentence(text: str, start: int, end: int) -> str:
    """Return the words of a text from the start of a span's first sentence to the end of its last."""
    first = max((m.end() for m in _STOP.finditer(text, 0, start)), default=0)
    last = _STOP.search(text, max(end - 1, start))
    return text[first : last.start() + 1 if last else len(text)]


def _start(record: Compared) -> int:
    return record.trigger.mention.start if isinstance(record, Event) else record.evidence.start


def _content(record: Compared) -> tuple[str, dict[str, tuple[Who, ...]]]:
    match record:
        case Statement():
            return " ".join(m.text for m in record.content), {"speaker": (who(record.speaker),)}
        case Event():
            parties = {"actor": tuple(map(who, record.actors)), "recipient": tuple(map(who, record.recipients))}
            return record.evidence.exact, parties
        case Position():
            own = " ".join((record.action.mention.text, *(limit.mention.text for limit in record.limits)))
            return own, {"holder": (who(record.holder),), "bearer": (who(record.bearer),)}


class Likeness(Struct, frozen=True):
    """How alike the records of one kind in two reports are by their words: matrices, rows for the first report."""

    there: Matrix
    back: Matrix
    around: Matrix


def likeness(a: Sequence[Told], b: Sequence[Told]) -> Likeness:
    """Return how alike records are by their words; words that many of them hold count less."""
    common = _common((*a, *b))
    there, back = soft([t.own for t in a], [t.own for t in b], common)
    around = np.maximum(*soft([t.around for t in a], [t.around for t in b], common))
    return Likeness(there, back, around)


def _common(told: Sequence[Told]) -> dict[str, float]:
    seen = Counter(s for t in told for s in {*t.own.stems, *t.around.stems})
    most = math.log((len(told) + 2) / 2) or 1.0
    return {s: max(0.15, min(1.0, math.log((len(told) + 2) / (n + 1)) / most)) for s, n in seen.items()}


def pairs(a: Sequence[Told], b: Sequence[Told], cast: Cast) -> Iterator[tuple[int, int, dict[str, float]]]:
    """Yield the pairs of two reports' records of one kind that may be one, by number, with their signs."""
    if not a or not b:
        return
    found = likeness(a, b)
    high = np.maximum(found.there, found.back)
    lead = high + found.around
    last = [max(t.at for t in side) or 1 for side in (a, b)]
    strong = np.array([[_are_close(x, y, cast) for y in b] for x in a])
    for i, j in product(range(len(a)), range(len(b))):
        if max(high[i, j], found.around[i, j]) < FAINT or not can_be_one(a[i], b[j], cast):
            continue
        signs = _by_words(a[i], b[j])
        signs["most"], signs["least"] = high[i, j], min(found.there[i, j], found.back[i, j])
        signs["around"] = found.around[i, j]
        signs["lead_row"] = lead[i, j] - max((lead[i, k] for k in range(len(b)) if k != j), default=0.0)
        signs["lead_column"] = lead[i, j] - max((lead[k, j] for k in range(len(a)) if k != i), default=0.0)
        signs["main"] = float(a[i].at < LEAD and b[j].at < LEAD)
        signs["depth"] = abs(a[i].at / last[0] - b[j].at / last[1])
        signs["only"] = float(_is_only(strong, i, j))
        yield i, j, signs | _by_parties(a[i], b[j], cast) | _by_fields(a[i].record, b[j].record)


def _are_close(a: Told, b: Told, cast: Cast) -> bool:
    """Whether two records share the party in their first role, or events their type."""
    if isinstance(a.record, Event) and isinstance(b.record, Event):
        return a.record.type == b.record.type
    role = next(iter(a.parties))
    return cast.best(a.parties[role], b.parties[role]) in ORDER[:3]


def _is_only(strong: NDArray[np.bool_], i: int, j: int) -> bool:
    return bool(strong[i, j]) and strong[i].sum() == 1 and strong[:, j].sum() == 1


def can_be_one(a: Told, b: Told, cast: Cast) -> bool:
    """Return whether nothing rules out that two records of one kind are one.

    Other parties in the first role do, unless both have the same words at length: it is then the reports that ascribe
    them otherwise. So do other days, other weapons and swapped parties of an event.
    """
    role = next(iter(a.parties))
    if isinstance(a.record, Event) and isinstance(b.record, Event):
        if matching.times_clash(a.record.when, b.record.when) or matching.equipment_clashes(a.record, b.record):
            return False
        return not _swapped(a, b, cast)
    if isinstance(a.record, Statement) and _only_names(a.own, b.own):
        return False
    return cast.best(a.parties[role], b.parties[role]) != "clash" or len(a.own.runs & b.own.runs) >= VERBATIM


def _only_names(a: Wording, b: Wording) -> bool:
    """Whether two contents share names and nothing else: two remarks about one thing share them too."""
    shared = set(a.stems) & set(b.stems)
    return bool(shared) and shared <= {stem(n) for n in a.names & b.names} and not a.numbers & b.numbers


def _swapped(a: Told, b: Told, cast: Cast) -> bool:
    """Whether the actor of each is the recipient of the other, and not its actor."""
    close = ORDER[:4]
    crossed = [
        cast.best(a.parties[x], b.parties[y]) in close for x, y in (("actor", "recipient"), ("recipient", "actor"))
    ]
    straight = any(cast.best(a.parties[x], b.parties[x]) in close for x in ("actor", "recipient"))
    return all(crossed) and not straight


def _by_words(a: Told, b: Told) -> dict[str, float]:
    own = set(a.own.stems) & set(b.own.stems)
    shorter = min(len(set(a.own.stems)), len(set(b.own.stems))) or 1
    numbers = a.around.numbers & b.around.numbers
    return {
        "stems": math.log1p(len(own)),
        "share": len(own) / shorter,
        "short": 1 / shorter,
        "runs": math.log1p(len(a.own.runs & b.own.runs)),
        "all_runs": math.log1p(len(a.around.runs & b.around.runs)),
        "numbers": math.log1p(len(numbers)),
        "other_numbers": float(bool(a.around.numbers and b.around.numbers) and not numbers),
        "names": math.log1p(len(a.around.names & b.around.names)),
        "negated": float(a.own.negated != b.own.negated),
    }


def _by_parties(a: Told, b: Told, cast: Cast) -> dict[str, float]:
    found: dict[str, float] = {}
    kinds: tuple[Relation, ...] = ("named", "office", "body", "country", "words", "generic")
    for role, first in a.parties.items():
        relation = cast.best(first, b.parties[role])
        found.update({f"{role}_{kind}": float(relation == kind) for kind in kinds})
    return found


def _by_fields(a: Compared, b: Compared) -> dict[str, float]:
    match a, b:
        case Event(), Event():
            return _event_fields(a, b)
        case Position(), Position():
            return {
                "kind": float(a.position == b.position),
                "family": float(matching.family(a) == matching.family(b)),
                "ended": float(a.status != b.status),
            }
        case Statement(), Statement():
            return {
                "direct": float("direct" in (a.form, b.form)),
                "act": float("reported_speech_act" in (a.form, b.form)),
                "acts": float(a.form == b.form == "reported_speech_act"),
            }
    return {}


def _event_fields(a: Event, b: Event) -> dict[str, float]:
    vectors = word_vectors()
    first, second = (vectors.mean(wording(e.trigger.mention.text).words) for e in (a, b))
    counts = _counts(a), _counts(b)
    same_place = bool(a.place and b.place and matching.finer_same_place(a.place, b.place))
    return {
        "type": float(a.type == b.type),
        "quad": float(a.quad == b.quad),
        "act": float(a.cameo == b.cameo),
        "root": float((a.cameo or "")[:2] == (b.cameo or "")[:2]),
        "trigger": float(bool(_stems(a) & _stems(b))),
        "trigger_near": float(first @ second),
        "victims": float(any(counts[1].get(k) == n for k, n in counts[0].items())),
        "other_victims": float(any(counts[1].get(k, n) != n for k, n in counts[0].items())),
        "day": float(bool(a.when and b.when and matching.one_day(a.when, b.when))),
        "place": float(same_place),
        "other_place": float(matching.places_clash(a.place, b.place)),
        "status": float(a.status == b.status or {a.status, b.status} <= DONE),
        "equipment": float(matching.equipment_clashes(a, b)),
    }


def _stems(event: Event) -> set[str]:
    return {stem(w) for w in wording(event.trigger.mention.text).words}


def _counts(event: Event) -> dict[str, tuple[int | None, int | None]]:
    found = event.magnitude
    if found is None:
        return {}
    counts = {name: getattr(found, name) for name in Magnitude.__struct_fields__}
    return {name: (count.low, count.high) for name, count in counts.items() if count}
