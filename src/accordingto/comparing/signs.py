"""What speaks for and against two records of one story being one: signs for a model to weigh, all pairs at once.

Nothing here decides. What can never be one is left out before (``possible``): another kind, another date, numbers of
one act that exclude each other, swapped roles.
"""

from collections.abc import Iterator, Mapping
from itertools import product

import numpy as np
from msgspec import Struct

from accordingto.comparing.bags import Codes, Matrix, both, equal, shared
from accordingto.comparing.cast import ORDER, Ranks, Truths, best
from accordingto.comparing.laying import Laid
from accordingto.comparing.likeness import Wording, soft
from accordingto.comparing.wording import stem
from accordingto.records import Event, Magnitude, Statement

LEAD = 350
"""Characters of a headline and first sentence: what they tell is the story's main happening."""

VERBATIM = 6
"""Neighbouring words in common from which on two texts are one, whoever is said to have said it."""

CLASH = ORDER.index("clash")


class Signs(Struct, frozen=True):
    """The signs of each two records of one kind in two reports: matrices, and which pairs are possible at all."""

    possible: Truths
    of: Mapping[str, Matrix]

    def at(self, i: int, j: int) -> dict[str, float]:
        """Return the signs of one pair."""
        return {name: float(values[i, j]) for name, values in self.of.items()}


class _Common(Struct, frozen=True):
    """How many things of each sort each two records have in common, in the order in which ``laying`` packs them."""

    stems: Matrix
    runs: Matrix
    all_runs: Matrix
    numbers: Matrix
    names: Matrix
    own_numbers: Matrix
    own_names: Matrix
    triggers: Matrix


def signs(a: Laid, b: Laid, related: Ranks) -> Signs:
    """Return the signs of each two records of two reports; both have some, of one kind.

    Args: ``related`` tells how each two parties of the two reports go together.
    """
    common = _Common(*shared(a.bags, b.bags, len(_Common.__struct_fields__)))
    roles = {role: best(related, first, b.roles[role]) for role, first in a.roles.items()}
    of = {**_by_words(a, b, common), **_by_parties(roles)}
    if isinstance(a.told[0].record, Event):
        strong = equal(a.count("type"), b.count("type"))
        of |= _by_events(a, b, common)
        possible = _events_may_be_one(a, b, roles, related)
    else:
        first = next(iter(roles.values()))
        strong = first < ORDER.index("country")
        of |= _by_statements(a, b) if isinstance(a.told[0].record, Statement) else _by_positions(a, b)
        possible = (first != CLASH) | (common.runs >= VERBATIM)
        if isinstance(a.told[0].record, Statement):
            possible = possible & ~_only_names(a, b, common)
    of["only"] = (strong & (strong.sum(axis=1, keepdims=True) == 1) & (strong.sum(axis=0) == 1)).astype(float)
    return Signs(possible, of)


def _only_names(a: Laid, b: Laid, common: _Common) -> Truths:
    """Whether two contents share names and nothing else: two remarks about one thing share them too."""
    found = np.zeros(common.stems.shape, dtype=np.bool_)
    likely = (common.stems > 0) & (common.stems <= common.own_names) & (common.own_numbers == 0)
    for i, j in zip(*np.nonzero(likely), strict=True):
        found[i, j] = _share_only_names(a.told[i].own, b.told[j].own)
    return found


def _share_only_names(a: Wording, b: Wording) -> bool:
    return set(a.stems) & set(b.stems) <= {stem(name) for name in a.names & b.names}


def _events_may_be_one(a: Laid, b: Laid, roles: Mapping[str, Ranks], related: Ranks) -> Truths:
    """Return where no other days, weapons, swapped parties or quad class rule out that two events are one.

    A word and a deed, or help and harm, are two events even where one clause tells both.
    """
    close = ORDER.index("words")
    crossed = (best(related, a.roles["actor"], b.roles["recipient"]) < close) & (
        best(related, a.roles["recipient"], b.roles["actor"]) < close
    )
    straight = (roles["actor"] < close) | (roles["recipient"] < close)
    apart = _differ(a.count("weapons"), b.count("weapons")) | _other_days(a, b)
    return ~apart & ~(crossed & ~straight) & equal(a.count("quad"), b.count("quad"))


def _differ(a: Codes, b: Codes) -> Truths:
    """Return where both are given and not one."""
    return both(a != 0, b != 0) & ~equal(a, b)


def _other_days(a: Laid, b: Laid) -> Truths:
    """Return where both times are given and exclude each other."""
    dated = both(a.days[0] != "", b.days[0] != "")
    before = (a.days[1][:, None] < b.days[0][None, :]) | (b.days[1][None, :] < a.days[0][:, None])
    found: Truths = dated & before
    return found


def _by_words(a: Laid, b: Laid, common: _Common) -> dict[str, Matrix]:
    there, back, around = soft(a.words, b.words)
    high = np.maximum(there, back)
    lead = high + around
    shorter = np.maximum(1, np.minimum(a.count("size")[:, None], b.count("size")[None, :]))
    last = [max(1, int(side.count("at").max())) for side in (a, b)]
    numbers = both(a.count("has_numbers") != 0, b.count("has_numbers") != 0)
    return {
        "most": high,
        "least": np.minimum(there, back),
        "around": around,
        "lead_row": lead - _best_other(lead),
        "lead_column": lead - _best_other(lead.T).T,
        "main": both(a.count("at") < LEAD, b.count("at") < LEAD).astype(float),
        "depth": np.abs((a.count("at") / last[0])[:, None] - (b.count("at") / last[1])[None, :]),
        "stems": np.log1p(common.stems),
        "share": common.stems / shorter,
        "short": 1 / shorter,
        "runs": np.log1p(common.runs),
        "all_runs": np.log1p(common.all_runs),
        "numbers": np.log1p(common.numbers),
        "other_numbers": (numbers & (common.numbers == 0)).astype(float),
        "names": np.log1p(common.names),
        "negated": (~equal(a.count("negated"), b.count("negated"))).astype(float),
    }


def _best_other(values: Matrix) -> Matrix:
    """Return for each cell the highest value of the others in its row, 0 where there are none."""
    if values.shape[1] < 2:
        return np.zeros(values.shape)
    top = np.partition(values, -2, axis=1)[:, -2:]
    is_top = np.arange(values.shape[1])[None, :] == values.argmax(axis=1)[:, None]
    return np.where(is_top, top[:, :1], top[:, 1:])


def _by_parties(roles: Mapping[str, Ranks]) -> dict[str, Matrix]:
    return {
        f"{role}_{kind}": (found == rank).astype(float)
        for role, found in roles.items()
        for rank, kind in enumerate(ORDER)
        if kind not in {"open", "clash"}
    }


def _by_statements(a: Laid, b: Laid) -> dict[str, Matrix]:
    acts = a.count("act")[:, None] != 0, b.count("act")[None, :] != 0
    return {
        "direct": ((a.count("direct")[:, None] != 0) | (b.count("direct")[None, :] != 0)).astype(float),
        "speech_act": (acts[0] | acts[1]).astype(float),
        "speech_acts": (acts[0] & acts[1]).astype(float),
    }


def _by_positions(a: Laid, b: Laid) -> dict[str, Matrix]:
    kind, family, status = (equal(a.count(name), b.count(name)) for name in ("kind", "family", "status"))
    return {"kind": kind.astype(float), "family": family.astype(float), "ended": (~status).astype(float)}


def _by_events(a: Laid, b: Laid, common: _Common) -> dict[str, Matrix]:
    kind, quad, act, root, status, day = (
        equal(a.count(name), b.count(name)) for name in ("type", "quad", "act", "root", "status", "day")
    )
    done = both(a.count("done") != 0, b.count("done") != 0)
    place = equal(a.count("fine_place"), b.count("place")) & (b.count("place") != 0)
    victims, others = _by_victims(a, b)
    return {
        "type": kind.astype(float),
        "quad": quad.astype(float),
        "act": act.astype(float),
        "root": root.astype(float),
        "trigger": (common.triggers > 0).astype(float),
        "trigger_near": (a.triggers @ b.triggers.T).astype(float),
        "victims": victims,
        "other_victims": others,
        "day": (day & (b.count("day") != 0)).astype(float),
        "place": place.astype(float),
        "other_place": _other_places(a, b).astype(float),
        "status": (status | done).astype(float),
        "equipment": _differ(a.count("weapons"), b.count("weapons")).astype(float),
    }


def _other_places(a: Laid, b: Laid) -> Truths:
    """Return where two places cannot be one: another country, or another region of it."""
    country, place, admin1 = (equal(a.count(name), b.count(name)) for name in ("country", "place", "admin1"))
    given = both(a.count("country") != 0, b.count("country") != 0)
    exact = both(a.count("at_large") == 0, b.count("at_large") == 0)
    return given & (~country | (exact & ~place & ~admin1))


def _by_victims(a: Laid, b: Laid) -> tuple[Matrix, Matrix]:
    """Return where two events count some victims alike, and where they count some otherwise."""
    same, other = (np.zeros((len(a.told), len(b.told))) for _ in range(2))
    for (i, x), (j, y) in product(_counted(a), _counted(b)):
        same[i, j] = any(y.get(k) == n for k, n in x.items())
        other[i, j] = any(y.get(k, n) != n for k, n in x.items())
    return same, other


def _counted(side: Laid) -> Iterator[tuple[int, dict[str, tuple[int | None, int | None]]]]:
    for number, told in enumerate(side.told):
        found = told.record.magnitude if isinstance(told.record, Event) else None
        if found is not None:
            counts = {name: getattr(found, name) for name in Magnitude.__struct_fields__}
            yield number, {name: (count.low, count.high) for name, count in counts.items() if count}
