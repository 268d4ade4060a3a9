"""The words of a mention: bare of determiners, cut at commas, each member of a coordination by itself."""

from itertools import pairwise

from accordingto.grounding.actors.units import Units
from accordingto.grounding.actors.words import Word, split

_DETERMINERS = frozenset({"the", "a", "an", "this", "that", "these", "those", "some", "its", "his", "her", "their"})
_RANKS = frozenset({"senior", "top", "former", "young", "armed", "leading"})
"""Words before the first of two adjectives that share a head: "Senior Malian and Chadian officers"."""
_ABBREVIATED = 3
"""Letters of a word before a full stop that ends no sentence: "Mr. Hill", "J. Hill"."""


def names_of(context: str) -> dict[str, list[list[Word]]]:
    """Return the last words of the names in a context, each with the name that it ends, at most four words."""
    around = split(context)
    found: dict[str, list[list[Word]]] = {}
    for at, word in enumerate(around):
        if at and word.capital and around[at - 1].capital:
            start = at
            while start > max(0, at - 3) and _runs_on(context, around[start - 1], around[start]):
                start -= 1
            if start < at:
                found.setdefault(word.key, []).append(around[start : at + 1])
    return found


def _runs_on(context: str, before: Word, after: Word) -> bool:
    """Whether two words can be of one name: no comma nor the end of a sentence between ("in Jordan. Hill said")."""
    between = context[before.end : after.start]
    if between == ". ":
        return len(before.text) <= _ABBREVIATED
    return "\n" not in between and not between.strip(" -'’\"“")


def is_person_noun(word: Word, units: Units) -> bool:
    """Whether a noun that the codebook does not know names people by its ending ("runner", "violinists")."""
    one = word.key[:-1] if word.key.endswith("s") and not word.key.endswith("ss") else word.key
    if word.capital or len(one) < 5 or one in units.agents.not_persons:
        return False
    return one.endswith(tuple(units.agents.person_endings))


def bare(words: list[Word], units: Units) -> list[Word]:
    """Return a mention without the determiners and amounts before it ("over two dozen men")."""
    start = 0
    while start < len(words) - 1 and words[start].key in _DETERMINERS and not words[start].possessive:
        start += 1
    amount = start
    while amount < len(words) and (words[amount].key in units.agents.amounts or words[amount].key.isdigit()):
        amount += 1
    return words[amount if amount < len(words) else start :]


def at_commas(words: list[Word], units: Units) -> list[list[Word]]:
    """Return the parts of a mention between commas: a name and its apposition, either way round."""
    cuts = [0, *(i for i, w in enumerate(words) if w.comma_before and i), len(words)]
    return [bare(words[a:b], units) for a, b in pairwise(cuts)]


def conjuncts(text: str, words: list[Word], units: Units) -> list[str]:
    """Return the members of a coordination as texts of their own, a shared head noun given to each."""
    joints = [i for i, w in enumerate(words) if i and (w.key in {"and", "or"} or (w.comma_before and i))]
    if not any(words[i].key == "and" for i in joints):
        return [text]
    covered = {at + k for at in range(len(words)) if (m := units.match(words, at)) and m[1] > 1 for k in range(1, m[1])}
    bounds = [0, *(i for i in joints if i not in covered), len(words)]
    parts: list[list[Word]] = []
    for a, b in pairwise(bounds):
        part = [w for w in words[a:b] if w.key not in {"and", "or", "both"}]
        if part:
            parts.append(part)
    if len(parts) < 2 or _is_one_title(parts, units):
        return [text]
    texts = [text[p[0].start : p[-1].end] for p in parts]
    return _with_shared_head(texts, parts, units)


def _is_one_title(parts: list[list[Word]], units: Units) -> bool:
    """Whether the "and" stands inside a title: "Ministry of Trade and Industry"."""
    if not any(word.key in {"of", "for"} for word in parts[0]) or parts[-1][0].key in _DETERMINERS:
        return False
    found = units.match(parts[-1], 0)
    return found is None or not (found[0].is_place or found[0].kind == "org")


def _with_shared_head(texts: list[str], parts: list[list[Word]], units: Units) -> list[str]:
    final = parts[-1]
    found = units.match(final, 0)
    if not found or found[0].kind != "demonym" or found[1] == len(final):
        return texts
    rest = texts[-1][final[found[1]].start - final[0].start :]
    shared = []
    for text, part in zip(texts[:-1], parts[:-1], strict=True):
        own = bare(part, units)
        adjective = any(
            (alone := units.match(own, at)) and at + alone[1] == len(own) and alone[0].kind in {"demonym", "country"}
            for at in range(len(own))
            if at == 0 or not own[0].capital or own[0].key in _RANKS
        )
        shared.append(f"{text} {rest}" if adjective else text)
    return [*shared, texts[-1]]
