"""Whose rule a clause states that names no ruler."""

from spacy.tokens import Token

from accordingto.reading.positions.roles import can_hold
from accordingto.reading.positions.voices import Voices
from accordingto.reading.syntax import agent


def ruler(verb: Token, bearer: Token | None, voices: Voices) -> Token | None:
    """Return the one named with "by", else who says it, unless that is the one who is bound."""
    named = agent(verb)
    if named is not None and can_hold(named):
        return named
    speaker = voices.speaker(verb)
    if speaker is None or not can_hold(speaker) or (bearer is not None and voices.same_side(speaker, bearer)):
        return None
    return speaker
