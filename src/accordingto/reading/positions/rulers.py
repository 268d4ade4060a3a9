"""Whose rule a clause states that names no ruler."""

from spacy.tokens import Token

from accordingto.reading.positions.lexicon import lexicon
from accordingto.reading.positions.roles import can_hold, pobj
from accordingto.reading.positions.voices import Voices
from accordingto.reading.syntax import agent


def ruler(verb: Token, bearer: Token | None, voices: Voices) -> Token | None:
    """Return the one named with "by", the text "under" which it holds, else who says it unless that one is bound."""
    named = agent(verb)
    if named is not None and can_hold(named):
        return named
    text = pobj(verb, "under")
    if text is not None and text.lemma_.lower() in lexicon().documents | lexicon().treaties:
        return text
    speaker = voices.speaker(verb)
    if speaker is None or not can_hold(speaker) or (bearer is not None and voices.same_side(speaker, bearer)):
        return None
    return speaker
