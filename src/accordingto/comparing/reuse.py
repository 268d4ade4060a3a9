"""Text reuse between two reports: which passages both hold, and whether one is derived from the other."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from accordingto.comparing.wordmarks import Word, words_of

Label = Literal["wholly", "partly", "non-derived"]

SHINGLE = 6
"""Words a shared passage begins with: long enough that names and set phrases are seldom shared by chance."""

PASSAGE = 8
"""The outlet's own words that a shared passage must hold before it counts as taken over."""

PLACES = 16
"""Places of the other text at which a run of words is tried; more are a refrain and tell nothing new."""

COVERED = 0.75
WHOLLY = 0.6
"""A report is wholly derived when so much of all its words, and of its own words, stands in the other."""

TAKEN = 50
PARTLY = 0.1
MUCH = 0.3
"""Own words taken over, and their share of the shorter report's own words, from which it is partly derived; of a short
report a larger share does without the number. The classes are METER's (Clough et al. 2002); the figures were chosen on
the labelled pairs of ``corpus/copies.csv``."""

SPOKEN = 0.1
"""Share of a text's unquoted words in sentences of the first or second person from which it is no narrator's report but
somebody's own words: a speech, a letter, an opinion. To quote those is not to copy; to quote a report is."""


class Passage(Struct, frozen=True):
    """A run of words that two texts share: characters in each, and how many of its words count as taken over."""

    first: tuple[int, int]
    second: tuple[int, int]
    words: int
    taken: int


class Reuse(Struct, frozen=True):
    """How one report depends on another: class, share of the shorter one's own words in both, and the passages."""

    label: Label
    containment: float
    passages: tuple[Passage, ...] = ()


def compare_texts(first: str, second: str) -> Reuse:
    """Return whether one of two reports is wholly or partly derived from the other, or neither.

    Words inside quotation marks, posts and page furniture do not count as taken over: two outlets that quote the same
    speaker have not copied each other.

    >>> compare_texts("Rain fell on the hills all night long.", "Rain fell on the hills all night long.").label
    'wholly'
    """
    swapped = (len(second), second) < (len(first), first)
    shorter, longer = (second, first) if swapped else (first, second)
    short, long = words_of(shorter), words_of(longer)
    found = _passages(short, long, (_is_narrated(short), _is_narrated(long)))
    label, share = _label(found, short, long)
    return Reuse(label, share, tuple(_turned(p) for p in found) if swapped else found)


def _turned(passage: Passage) -> Passage:
    return Passage(passage.second, passage.first, passage.words, passage.taken)


def _is_narrated(words: Sequence[Word]) -> bool:
    """Whether a text is a narrator's report, not somebody's own words in the first person."""
    told = [word.mark for word in words if word.mark != "quoted"]
    return told.count("speech") < SPOKEN * len(told)


def _passages(short: Sequence[Word], long: Sequence[Word], narrated: tuple[bool, bool]) -> tuple[Passage, ...]:
    """Return the longest runs that both hold, in the order of the first, none overlapping there."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    forms = [word.form for word in long]
    for i in range(len(long) - SHINGLE + 1):
        places[tuple(forms[i : i + SHINGLE])].append(i)
    found: list[Passage] = []
    at = 0
    while at <= len(short) - SHINGLE:
        tried = places.get(tuple(word.form for word in short[at : at + SHINGLE]), [])[:PLACES]
        lengths = [(_run(short, long, at, other), -other) for other in tried]
        if not lengths:
            at += 1
            continue
        length, place = max(lengths)
        found.append(_passage(short[at : at + length], long[-place : length - place], narrated))
        at += length
    return tuple(found)


def _run(short: Sequence[Word], long: Sequence[Word], at: int, other: int) -> int:
    length = SHINGLE
    limit = min(len(short) - at, len(long) - other)
    while length < limit and short[at + length].form == long[other + length].form:
        length += 1
    return length


def _passage(mine: Sequence[Word], theirs: Sequence[Word], narrated: tuple[bool, bool]) -> Passage:
    taken = sum(_is_taken(a, b, narrated) for a, b in zip(mine, theirs, strict=True))
    return Passage((mine[0].start, mine[-1].end), (theirs[0].start, theirs[-1].end), len(mine), taken)


def _is_taken(mine: Word, theirs: Word, narrated: tuple[bool, bool]) -> bool:
    """Whether a shared word is a narrator's: both tell it, or one quotes what the other, a report, tells."""
    if mine.mark == theirs.mark == "own":
        return True
    return {mine.mark, theirs.mark} == {"own", "quoted"} and narrated[theirs.mark == "own"]


def _label(found: Sequence[Passage], short: Sequence[Word], long: Sequence[Word]) -> tuple[Label, float]:
    own = [sum(word.mark == "own" for word in words) for words in (short, long)]
    share = min(1.0, sum(p.taken for p in found) / own[0]) if own[0] else 0.0
    covered = sum(p.words for p in found) / len(short) if short else 0.0
    taken = sum(p.taken for p in found if p.taken >= PASSAGE)
    if covered >= COVERED and share >= WHOLLY:
        return "wholly", round(share, 4)
    if (taken >= TAKEN and taken >= PARTLY * min(own)) or (taken and taken >= MUCH * min(own)):
        return "partly", round(share, 4)
    return "non-derived", round(share, 4)
