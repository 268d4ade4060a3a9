"""Who speaks through a paper that somebody issues: "the ministry issued a **statement saying** it was safe"."""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from accordingto.reading.statements.found import Found
from accordingto.reading.statements.source_types import words

_PLAIN = frozenset({"det", "amod", "nummod", "poss", "compound"})
_CLAUSES = frozenset({"acl", "relcl", "advcl"})


def issued(found: Sequence[Found]) -> list[Found]:
    """Return attributions in which whoever issues a paper speaks in the place of the paper.

    The issuing itself is left out where the words of the paper follow, and where it has no topic.
    """
    told = {id(f): f for f in found}
    for giving in found:
        paper = _paper(giving)
        if paper is None:
            continue
        inside = [f for f in found if f is not giving and _speaks(f, paper)]
        for one in inside:
            told[id(one)] = replace(one, source=giving.source, speaker=giving.speaker)
        if inside or all(c.dep_ in _PLAIN for c in paper.children):
            told.pop(id(giving))
    return list(told.values())


def _paper(found: Found) -> Token | None:
    """Return the paper that a cue has for its object, where somebody issues it."""
    verb = found.anchor
    if verb is None or found.frame != "object" or found.speaker is None:
        return None
    return next((c for c in verb.children if c.dep_ == "dobj" and c.lemma_.lower() in words().statements), None)


def _speaks(found: Found, paper: Token) -> bool:
    """Return whether a paper is what speaks in an attribution."""
    verb, speaker = found.anchor, found.speaker
    if verb is None or speaker is None or verb.dep_ not in _CLAUSES or verb.head.i not in {paper.i, paper.head.i}:
        return False
    return bool(speaker.start <= paper.idx < speaker.end)
