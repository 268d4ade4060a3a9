"""Verbs that take a position: the frame of each group of the codebook finds who, whom and what."""

from collections.abc import Callable, Iterator

from spacy.tokens import Token

from accordingto.reading.positions.draft import Draft
from accordingto.reading.positions.frames_answering import contest, deny, dispute, refuse, shun
from accordingto.reading.positions.frames_promises import vow
from accordingto.reading.positions.frames_rules import bar, let
from accordingto.reading.positions.frames_wishes import call, demand, urge
from accordingto.reading.positions.lexicon import VerbGroup, verb_groups

Frame = Callable[[Token, VerbGroup], Draft | None]


FRAMES: dict[str, Frame] = {
    "let": let,
    "bar": bar,
    "urge": urge,
    "demand": demand,
    "call": call,
    "vow": vow,
    "refuse": refuse,
    "deny": deny,
    "contest": contest,
    "dispute": dispute,
    "shun": shun,
}


def read_verb(verb: Token) -> Iterator[Draft]:
    """Yield the position that a verb takes, if its group's frame finds the arguments that it needs."""
    for group in verb_groups().get(verb.lemma_, ()):
        draft = FRAMES[group.frame](verb, group)
        if draft is not None:
            yield draft
            return
