"""The codebook page ``positions_rules``, decoded once."""

from functools import cache

from msgspec import Struct

from accordingto import codebook
from accordingto.records import PositionKind, PositionStatus

Words = frozenset[str]


class Rulebook(Struct, frozen=True, forbid_unknown_fields=True):
    """The page; its comments explain each field."""

    passives: dict[PositionKind, Words]
    adjectives: dict[PositionKind, Words]
    ways: Words
    closing: Words
    opening: Words
    admitting: Words
    inward: Words
    licensed: Words
    moving: Words
    yielding: Words
    sparing: Words
    claims: Words
    untrue: Words
    insisting: Words
    owning: dict[str, Words]
    declining: dict[str, Words]
    recognising: Words
    plans: Words
    dismissing: Words
    intent: Words
    unanswered: Words
    giving: Words
    silence: Words
    leverage: Words
    states: Words
    opining: Words
    provoking: Words
    authority: Words
    scheduled: Words
    weighing: Words
    benefits: Words
    yielding_habits: Words
    sanctions: dict[str, Words]
    handled: Words
    penalising: Words
    withholding: Words
    idle_nouns: Words
    flat: dict[PositionKind, Words]
    musing: Words
    giving_away: Words
    set_off: Words
    conceding: Words
    prices: Words
    taking: Words
    appeasing: Words
    activities: Words
    suspending: Words
    barred_states: Words
    free_states: Words
    measures: Words
    measured: dict[PositionStatus, Words]
    own_people: Words
    complying: Words
    rights: Words
    aims: Words
    unhesitating: Words
    aspiring: Words
    posts: Words
    resolved: Words


@cache
def rulebook() -> Rulebook:
    """Return the page."""
    page: Rulebook = codebook.load("positions_rules", Rulebook)
    return page
