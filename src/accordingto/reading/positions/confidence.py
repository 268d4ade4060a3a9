"""How far to trust a position: by the way in which it was read, and by what is known of its parties."""

from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from accordingto import codebook
from accordingto.reading.positions.draft import Draft
from accordingto.records import Actor, Party, Position, PositionKind

_DECIMALS = 2


class Trust(Struct, frozen=True, forbid_unknown_fields=True):
    """The page ``positions_confidence``."""

    ways: dict[str, float]
    kinds: dict[PositionKind, float]
    implied: float
    headline: float
    unheld: float
    unknown_holder: float
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


def settled(position: Position) -> Position:
    """Return a position, its actors resolved, with its confidence lowered for parties that nobody knows.

    A position of "Chile" keeps its confidence; one of "the group", whom no list knows, loses some. Nobody is bound by
    a position of their own toward themselves: such a bearer is a pronoun misread, and is left out.
    """
    page, value = trust(), position.confidence
    if position.bearer is not None and _actor(position.bearer) == _actor(position.holder) is not None:
        position, value = replace(position, bearer=None), value * page.unknown_bearer
    if position.holder is None:
        value *= page.unheld
    elif position.holder.actor is None:
        value *= page.unknown_holder
    if position.bearer is not None and position.bearer.actor is None:
        value *= page.unknown_bearer
    return replace(position, confidence=round(value, _DECIMALS))
