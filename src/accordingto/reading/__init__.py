"""One report → its records: zones, parse, references, statements, events, positions.

Grounding hands in what it tagged (times, places, equipment, victim counts); reading attaches these by syntax and
leaves every ``actor`` open. ``Reading.antecedents`` says which name stands behind a pronoun or a description.
"""

from msgspec import Struct

from accordingto.records import Event, Mention, Position, Problem, Statement

Antecedents = dict[tuple[int, int], Mention]
"""(start, end) of a pronoun, title, description or short name → the fullest earlier mention of the same actor."""


class Reading(Struct, frozen=True):
    """The records of one report before their actors are resolved."""

    statements: tuple[Statement, ...]
    events: tuple[Event, ...]
    positions: tuple[Position, ...]
    antecedents: Antecedents
    problems: tuple[Problem, ...] = ()
