"""Which position of a report another one of it changed: a ban that was eased, and the leave that was given instead."""

from collections.abc import Sequence

from msgspec.structs import replace

from accordingto.reading.positions.draft import Draft
from accordingto.reading.positions.voices import Voices
from accordingto.records import Position

_OPPOSITE = {
    "permission": "prohibition",
    "prohibition": "permission",
    "promise": "refusal",
    "refusal": "promise",
    "admission": "denial",
    "denial": "admission",
}
_CHANGED = frozenset({"relaxed", "reversed", "withdrawn"})


def with_replaced(read: Sequence[tuple[Draft, Position]], voices: Voices) -> tuple[Position, ...]:
    """Return positions, each with the id of the one that it took the place of, if the report tells both.

    "Chile lifted its ban on exports and allowed the mines to sell": the permission replaces the ban.
    """
    return tuple(replace(p, replaces=_replaced(d, p, read, voices)) for d, p in read)


def _replaced(draft: Draft, position: Position, read: Sequence[tuple[Draft, Position]], voices: Voices) -> str | None:
    if position.status != "in_force" or draft.holder is None:
        return None
    near = sorted(read, key=lambda r: abs(r[0].cue.i - draft.cue.i))
    for other, old in near:
        changed = old.status in _CHANGED and old.position == _OPPOSITE.get(position.position)
        if changed and other.holder is not None and voices.same_side(draft.holder, other.holder):
            both = draft.bearer is not None and other.bearer is not None
            if not both or voices.same_side(draft.bearer, other.bearer):
                return old.id
    return None
