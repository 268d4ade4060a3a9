"""Which noun phrases of a report speak of the same thing: references, equal heads, appositions and what is nested."""

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from accordingto.reading import Antecedents
from accordingto.reading.references.knowledge import pronoun_kinds
from accordingto.records import Mention
from accordingto.text import Span

LEAST_SHARE = 0.2
"""Share of the longer of a phrase and a naming by which they must overlap for the phrase to be that naming."""


def cluster_phrases(doc: Doc, antecedents: Antecedents, phrases: Sequence[Span]) -> list[int]:
    """Return a cluster number for each phrase of a parsed report.

    ``antecedents`` come from ``resolve`` on the same report. Phrases go together that have one head word, that rename
    each other in apposition or after a copula, that share their head token, or that a reference joins; pronouns that
    are left open stay alone (sieves after Lee et al. 2013, the sure ones only).
    """
    heads = [_head(doc, phrase) for phrase in phrases]
    groups = _Groups(len(phrases))
    said = [k for k, head in enumerate(heads) if head.lower_ not in pronoun_kinds()]
    _join_equal_heads(groups, heads, said)
    _join_renamings(groups, heads, said)
    for number, phrase in enumerate(phrases):
        head = heads[number]
        naming = antecedents.get((phrase.start, phrase.end)) or antecedents.get((head.idx, head.idx + len(head)))
        known = _phrase_of(naming, phrases, heads, [k for k in said if k != number]) if naming else None
        if known is not None:
            groups.join(number, known)
    return groups.numbers()


class _Groups:
    """Disjoint sets of numbers."""

    def __init__(self, count: int) -> None:
        self._over = list(range(count))

    def _top(self, number: int) -> int:
        while self._over[number] != number:
            number = self._over[number]
        return number

    def join(self, one: int, other: int) -> None:
        """Bring the sets of two numbers together."""
        self._over[self._top(one)] = self._top(other)

    def numbers(self) -> list[int]:
        """Return each number's set, by the number that stands for it."""
        return [self._top(number) for number in range(len(self._over))]


def _head(doc: Doc, phrase: Span) -> Token:
    inside = doc.char_span(phrase.start, phrase.end, alignment_mode="expand")
    return inside.root if inside is not None else doc[0]


def _join_equal_heads(groups: _Groups, heads: Sequence[Token], said: Sequence[int]) -> None:
    first: dict[str, int] = {}
    for number in said:
        groups.join(number, first.setdefault(heads[number].lemma_.lower(), number))


def _join_renamings(groups: _Groups, heads: Sequence[Token], said: Sequence[int]) -> None:
    """Join nested phrases of one head token, "X, the Y" and "X is the Y"."""
    of_head: dict[int, int] = {}
    for number in said:
        groups.join(number, of_head.setdefault(heads[number].i, number))
    for number in said:
        head = heads[number]
        if head.dep_ == "appos":
            renamed = [head.head]
        elif head.dep_ == "attr":
            renamed = [child for child in head.head.children if child.dep_ == "nsubj"]
        else:
            continue
        for token in renamed:
            if token.i in of_head:
                groups.join(number, of_head[token.i])


def _phrase_of(naming: Mention, phrases: Sequence[Span], heads: Sequence[Token], among: Sequence[int]) -> int | None:
    """Return the phrase that a reference's naming is: its head lies there and most of the words are the same."""
    best, found = LEAST_SHARE, None
    for number in among:
        phrase = phrases[number]
        if naming.start <= heads[number].idx < naming.end:
            shared = min(phrase.end, naming.end) - max(phrase.start, naming.start)
            share = shared / max(phrase.end - phrase.start, naming.end - naming.start)
            if share > best:
                best, found = share, number
    return found
