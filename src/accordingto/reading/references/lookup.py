"""Finding the antecedent of a mention that others cut a little differently."""

import re

from accordingto.reading import Antecedents
from accordingto.reading.references.knowledge import nouns
from accordingto.records import Mention

_POSSESSIVE = frozenset({"his", "her", "its", "their", "my", "our"})
_BEFORE = re.compile(r"\b(?:of|in|at|from|on|for|with|to|by|and)\s|['’]s\s")
_GOES_ON = re.compile(r"\s*(?:$|[,;:(]|(?:of|in|at|from|on|who|which|that|for|with|inside|himself|herself|itself)\b)")


def antecedent_of(antecedents: Antecedents, mention: Mention) -> Mention | None:
    """Return the fullest mention behind a mention, or ``None`` where the reader left it open.

    Exact spans first; then a key that holds the mention's head: "the Russian leader" answers for
    "the Russian leader in Moscow", while "his" does not answer for "his aides".
    """
    exact = antecedents.get((mention.start, mention.end))
    if exact is not None:
        return None if _says_more(mention, exact) else exact
    best: tuple[int, Mention] | None = None
    for (start, end), value in antecedents.items():
        if (
            mention.start <= start
            and end <= mention.end
            and _leads(mention, start, end)
            and (best is None or end - start > best[0])
        ):
            best = (end - start, value)
    return best[1] if best and not _says_more(mention, best[1]) else None


def words_for(antecedents: Antecedents, mention: Mention) -> str:
    """Return the words by which a mention is known: its antecedent's, or its own with the possessor spelled out.

    >>> his = Mention("his aides", 30, 39)
    >>> words_for({(30, 33): Mention("Ann Hill", 0, 8)}, his)
    "Ann Hill's aides"
    """
    behind = antecedent_of(antecedents, mention)
    if behind is not None:
        return behind.text
    first, _, rest = mention.text.partition(" ")
    owner = antecedents.get((mention.start, mention.start + len(first))) if first.lower() in _POSSESSIVE else None
    if owner is None or not rest or not nouns().opposite_nouns.isdisjoint(rest.lower().split()):
        return mention.text
    name = owner.text.partition(",")[0]
    return f"{name}' {rest}" if name.endswith("s") else f"{name}'s {rest}"


def _says_more(mention: Mention, behind: Mention) -> bool:
    """Whether a mention holds all that its antecedent says, as "Lima police chief Ann Hill" does of "Ann Hill"."""
    return behind.text.lower().removeprefix("the ") in mention.text.lower()


def _leads(mention: Mention, start: int, end: int) -> bool:
    """Whether the key at these offsets is the mention's head with what belongs to it."""
    before = mention.text[: start - mention.start]
    key = mention.text[start - mention.start : end - mention.start]
    after = mention.text[end - mention.start :]
    alone = key.lower() in _POSSESSIVE and bool(after.strip())
    plain = not _BEFORE.search(before)
    return not alone and plain and bool(_GOES_ON.match(after))
