"""Which words two statements share that at least one of them puts in quotation marks."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from msgspec import Struct

from accordingto.comparing.wording import stop_words
from accordingto.records import Mention, Statement

FEWEST_WORDS = 4
"""A shared run of so many words with a telling one is a quotation; a shorter one is if it has two telling words."""

LONG_RUN = 7
"""A shared run of so many words is one quotation whoever it is ascribed to."""

OFTEN = 2
"""A pair of words in more statements of one report than this is its subject, not somebody's turn of phrase."""

Pairs = frozenset[tuple[str, str]]

_WORD = re.compile(r"\w+(?:[’'-]\w+)*")


class Quoted(Struct, frozen=True):
    """A statement's words and neighbouring words: all of them in order, and those that stand in quotation marks.

    ``names`` are the words that are only written with a capital: a name that two people speak is no quotation.
    """

    words: tuple[str, ...]
    names: frozenset[str]
    pairs: Pairs
    verbatim: Pairs


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text in small letters."""
    return tuple(w.lower().replace("’", "'") for w in _WORD.findall(text))


def _neighbours(mentions: Iterable[Mention]) -> Pairs:
    return frozenset(pair for m in mentions for pair in _pairs(words_of(m.text)))


def _pairs(words: Sequence[str]) -> Iterable[tuple[str, str]]:
    return pairwise(words)


class Quotations:
    """The words of statements, counted once, to find what two of them quote alike."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self._of: dict[str, Quoted] = {}
        self._in_report: dict[str, Counter[tuple[str, str]]] = {}
        for one in statements:
            quoted = one.content if one.form == "direct" else one.verbatim
            text = " ".join(m.text for m in one.content)
            words = words_of(text)
            names = frozenset(w.lower() for w in _WORD.findall(text) if not w[0].islower())
            known = Quoted(words, names, frozenset(_pairs(words)), _neighbours(quoted))
            self._of[one.id] = known
            self._in_report.setdefault(one.report, Counter()).update(known.pairs)

    @classmethod
    def joined(cls, *parts: "Quotations") -> "Quotations":
        """Return the words of several reports' statements as one."""
        found = cls(())
        for part in parts:
            found._of.update(part._of)
            found._in_report.update(part._in_report)
        return found

    def longest(self, a: Statement, b: Statement) -> tuple[str, ...]:
        """Return the longest run of words that both hold and that one of them quotes, empty where there is none."""
        one, two = self._of[a.id], self._of[b.id]
        shared = (one.pairs & two.verbatim) | (one.verbatim & two.pairs)
        best: tuple[str, ...] = ()
        run: list[str] = []
        for pair in _pairs(one.words):
            if pair not in shared:
                run = []
                continue
            run = [*run, pair[1]] if run else list(pair)
            best = max(best, tuple(run), key=len)
        return best

    def telling(self, a: Statement, b: Statement) -> bool:
        """Return whether two statements of one speaker share a quotation that tells them from the rest."""
        run = self.longest(a, b)
        names = self._of[a.id].names & self._of[b.id].names
        own = [w for w in run if _telling(w) and w not in names]
        if not ((len(run) >= FEWEST_WORDS and own) or len(own) >= 2):
            return False
        rarest = [min(self._in_report[s.report][pair] for pair in _pairs(run)) for s in (a, b)]
        return max(rarest) <= OFTEN

    def alike(self, a: Statement, b: Statement) -> bool:
        """Return whether two statements hold one long quotation, whoever it is ascribed to."""
        return len(self.longest(a, b)) >= LONG_RUN

    def blocks(self, one: Statement) -> Iterable[tuple[str, ...]]:
        """Return the runs of ``LONG_RUN`` words of a statement, by which statements with one quotation are found."""
        words = self._of[one.id].words
        return {words[i : i + LONG_RUN] for i in range(len(words) - LONG_RUN + 1)}


def _telling(word: str) -> bool:
    return len(word) > 2 and word not in stop_words()
