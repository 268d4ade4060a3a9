"""The cue codebook: which words attribute, in which frames, as which kind of act, with which stance."""

from functools import cache
from typing import Literal

from msgspec import Struct

from accordingto.codebook import load
from accordingto.records import Stance

Kind = Literal[
    "speech",
    "writing",
    "evidence",
    "act",
    "commitment",
    "request",
    "question",
    "stance",
    "attitude",
    "plan",
    "perception",
]
Frame = str
"""``clause``, ``quote``, ``to`` (infinitive), ``object``, ``naming``, or a preposition ("about", "for", …)."""


class Group(Struct, frozen=True):
    """Words that share a kind and the frames in which they attribute."""

    kind: Kind
    frames: tuple[Frame, ...]
    words: tuple[str, ...]


class CuePage(Struct, frozen=True):
    """``cues.yaml``: verbs, nouns and adjectives by group; ``callings`` are verbs that tell who somebody is."""

    verbs: tuple[Group, ...]
    nouns: tuple[Group, ...]
    adjectives: tuple[Group, ...]
    callings: frozenset[str]


Lexicon = dict[str, dict[Frame, Kind]]


class Cues(Struct, frozen=True):
    """The page as look-up tables: lemma → frame → kind."""

    verbs: Lexicon
    nouns: Lexicon
    adjectives: Lexicon
    callings: frozenset[str]


def _table(groups: tuple[Group, ...]) -> Lexicon:
    table: Lexicon = {}
    for group in groups:
        for word in group.words:
            for frame in group.frames:
                table.setdefault(word, {}).setdefault(frame, group.kind)
    return table


@cache
def cues() -> Cues:
    """Return the cue codebook as look-up tables."""
    page = load("cues", CuePage)
    return Cues(_table(page.verbs), _table(page.nouns), _table(page.adjectives), page.callings)


@cache
def _stances() -> dict[str, Stance]:
    page = load("stance", dict[Stance, tuple[str, ...]])
    return {word: stance for stance, words in page.items() for word in words}


def stance(lemma: str) -> Stance:
    """Return what a cue commits the narrator to; words that the lexicon does not list are neutral."""
    return _stances().get(lemma, "neutral")
