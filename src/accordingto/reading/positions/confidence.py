"""How far to trust a position: by the way in which it was read, and by what is known of its parties."""

from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from accordingto import codebook
from accordingto.reading.positions.draft import Draft
from accordingto.records import Actor, Party, Position, PositionKind

_DECIMALS = 2
_PRONOUNS = frozenset({"he", "she", "it", "they"})


class Trust(Struct, frozen=True, forbid_unknown_fields=True):
    """The page ``positions_confidence``."""

    ways: dict[str, float]
    kinds: dict[PositionKind, float]
    implied: float
    headline: float
    unheld: float
    unknown_holder: float
    unplaced_holder: float
    unclear_holder: float
    unknown_bearer: float


@cache
def trust() -> Trust:
    """Return the page of starting values and factors."""
    page: Trust = codebook.load("positions_confidence", Trust)
    return page


def first_confidence(draft: Draft, *, aside: bool) -> float:
    """Return the confidence, 0 to 1, that a draft starts with; ``aside``: it stands in a headline or caption."""
    page = trust()
    value = page.ways[draft.way] * page.kinds[draft.kind]
    return value * (1.0 if draft.explicit else page.implied) * (page.headline if aside else 1.0)


def _actor(party: Party | None) -> Actor | None:
    return party.actor if party is not None else None


def _known(holder: Party | None) -> float:
    """How far it is clear who takes a position: a name that the codebook knows is, a pronoun for a stranger is not."""
    page = trust()
    if holder is None:
        return page.unheld
    if holder.actor is None:
        return page.unknown_holder
    if holder.actor.country is not None:
        return 1.0
    return page.unclear_holder if holder.mention.text.lower() in _PRONOUNS else page.unplaced_holder


def settled(position: Position) -> Position:
    """Return a position, its actors resolved, with its confidence lowered for parties that nobody knows.

    A position of "Chile" keeps its confidence; one of "the group", whom no list knows, loses some. Nobody is bound by
    a position of their own toward themselves: such a bearer is a pronoun misread, and is left out.
    """
    page, value = trust(), position.confidence
    if position.bearer is not None and _actor(position.bearer) == _actor(position.holder) is not None:
        position, value = replace(position, bearer=None), value * page.unknown_bearer
    value *= _known(position.holder)
    if position.bearer is not None and position.bearer.actor is None:
        value *= page.unknown_bearer
    return replace(position, confidence=round(value, _DECIMALS))
