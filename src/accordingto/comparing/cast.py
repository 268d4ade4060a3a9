"""Who is who in two reports: names and their parts, offices and who holds them, bodies and their countries.

One report says "Defence Minister Ana Reyes", the other "the minister" or "Reyes"; one "the army", the other "soldiers".
Whom two mentions mean is asked of both texts together, and answered by how sure it is.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from functools import cache, lru_cache
from itertools import product
from typing import Literal

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from accordingto import codebook
from accordingto.comparing.bags import Bags, Codes, both, codes, equal, pack, shared
from accordingto.comparing.nations import nations, offices
from accordingto.comparing.wording import WORDS, Page, Stems, stem, stems, stop_words
from accordingto.records import Party

Relation = Literal["named", "office", "body", "country", "words", "generic", "open", "clash"]
"""How two parties go together, the surest first: one name; an office and its holder; one country and sector; one
country; a telling word; a common noun that may be either; a party that is not given or a pronoun; surely two."""

Truths = NDArray[np.bool_]
Ranks = NDArray[np.int64]

Beside = Mapping[str, Set[str]]
"""Names in small letters, and the stems of what stands beside them."""

REACH = 6
"""Words beside a name that can say what its bearer is."""

_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_PRONOUNS = frozenset(
    {"i", "he", "him", "his", "she", "her", "hers", "it", "its", "they", "them", "their", "we", "us", "our"}
)
_PRONOUNS |= {"who", "whom", "whose", "which", "that", "this", "these", "those", "one", "both"}


class Who(Struct, frozen=True):
    """A party as a report names it: parts of proper names, other words (stems), country and sector."""

    names: frozenset[str]
    words: Stems
    country: str | None = None
    sector: str | None = None
    is_open: bool = False


OPEN = Who(frozenset(), frozenset(), is_open=True)


@cache
def _bare() -> Stems:
    return frozenset(stem(word) for word in codebook.load("comparing", Page).bare_party_words)


def _plain(word: str) -> str:
    return word.lower().removesuffix("’s").removesuffix("'s")


def _tokens(text: str) -> list[str]:
    return _WORD.findall(text)


@lru_cache(maxsize=WORDS)
def _is_name(word: str) -> bool:
    plain = _plain(word)
    known = plain in stop_words() or plain in _PRONOUNS or plain in offices() or plain in nations()
    return len(plain) > 1 and word[0].isupper() and not known and stem(plain) not in _bare()


def who(party: Party | None) -> Who:
    """Return a party as comparing knows it; what is not given or a pronoun that nothing resolves is open."""
    if party is None:
        return OPEN
    mention, actor = party.mention.text, party.actor
    if mention.lower() in _PRONOUNS and actor is None:
        return OPEN
    told = [*_tokens(mention), *(_tokens(actor.name) if actor else ())]
    names = frozenset(w.lower() for w in told if _is_name(w) and _plain(w) == w.lower())
    country = actor.country if actor else None
    country = country or next((nations()[_plain(w)] for w in told if _plain(w) in nations()), None)
    words = stems(" ".join(_plain(w) for w in told if w.lower() not in _PRONOUNS and _plain(w) not in nations()))
    return Who(names, words - {stem(n) for n in names}, country, actor.sector if actor else None)


def beside(text: str) -> Beside:
    """Return for each name of a text what stands beside it and may say what its bearer is, as stems."""
    found: dict[str, set[str]] = defaultdict(set)
    for sentence in re.split(r"[\n.!?;:“”\"]", text):
        _note(sentence, found)
    return found


def _note(sentence: str, found: dict[str, set[str]]) -> None:
    """Note the words before a name, and those behind its comma, up to the next name or comma."""
    for match in re.finditer(r"[^\W\d_][\w’'-]*(?: [^\W\d_][\w’'-]*)*", sentence):
        words = match[0].split()
        after = re.match(r", ([^,]{3,80})(?:,|$)", sentence[match.end() :])
        before = re.search(r"([^,]{3,80}), $", sentence[: match.start()])
        for i, word in enumerate(words):
            if not _is_name(word):
                continue
            told = words[max(0, i - REACH) : i]
            told += _tokens(after[1]) if after and i == len(words) - 1 else []
            told += _tokens(before[1])[-REACH:] if before and i <= 1 else []
            found[word.lower()].update(stem(_plain(w)) for w in told if not _is_name(w))


class Cast(Struct, frozen=True):
    """The parties of a report, each once, in numbers, and what its text says beside names."""

    parties: tuple[Who, ...]
    bags: Bags
    sizes: Codes
    countries: Codes
    sectors: Codes
    named: Truths
    is_open: Truths
    beside: Beside


def cast(parties: Iterable[Who], text: str) -> Cast:
    """Return the cast of a report: the parties of its records, each once, and its text."""
    listed = tuple(dict.fromkeys(parties))
    bare = _bare()
    return Cast(
        parties=listed,
        bags=pack([[w.names for w in listed], [w.words for w in listed], [w.words - bare for w in listed]]),
        sizes=np.array([len(w.words) for w in listed], dtype=np.int64),
        countries=codes([w.country for w in listed]),
        sectors=codes([w.sector for w in listed]),
        named=np.array([bool(w.names) for w in listed], dtype=np.bool_),
        is_open=np.array([w.is_open for w in listed], dtype=np.bool_),
        beside=beside(text),
    )


def relations(a: Cast, b: Cast) -> Ranks:
    """Return how each two parties of two reports go together, as places in ``ORDER``: the surer, the smaller."""
    names, words, telling = shared(a.bags, b.bags, 3)
    either_open = a.is_open[:, None] | b.is_open[None, :]
    countries = both(a.countries != 0, b.countries != 0)
    one_country, one_sector = equal(a.countries, b.countries), equal(a.sectors, b.sectors)
    of_like_words = (words == a.sizes[:, None]) & (words == b.sizes[None, :]) & (words > 0)
    cases = (
        (either_open, "open"),
        (names > 0, "named"),
        (_offices_held(a, b), "office"),
        (both(a.named, b.named) | (countries & ~one_country), "clash"),
        (countries & (one_sector | (words > 0)), "body"),
        (countries, "country"),
        (telling > 0, "words"),
        (of_like_words, "body"),
    )
    return np.select([found for found, _ in cases], [ORDER.index(kind) for _, kind in cases], ORDER.index("generic"))


def _offices_held(a: Cast, b: Cast) -> Truths:
    """Return which two parties are a name and the office that one of the texts tells beside that name."""
    found = np.zeros((len(a.parties), len(b.parties)), dtype=np.bool_)
    for named, other, table in ((a, b, found), (b, a, found.T)):
        offices = [(n, w) for n, w in enumerate(other.parties) if w.words and not w.names]
        for number, one in enumerate(named.parties):
            if one.names and offices:
                said = one.words.union(*(text.get(n, ()) for n in one.names for text in (a.beside, b.beside)))
                for n, office in offices:
                    table[number, n] = office.words <= said and not (
                        one.country and office.country and one.country != office.country
                    )
    return found


def best(found: Ranks, a: Ranks, b: Ranks) -> Ranks:
    """Return the surest relation between a party of each record of one report and one of each record of the other.

    Args: the relations of all parties; for each record, as a row, which parties it has, filled up with -1. A record
    without any is open.
    """
    padded = np.full((found.shape[0] + 1, found.shape[1] + 1), len(ORDER))
    padded[:-1, :-1] = found
    surest = np.full((len(a), len(b)), len(ORDER))
    for first, second in product(range(a.shape[1]), range(b.shape[1])):
        surest = np.minimum(surest, padded[a[:, first][:, None], b[:, second][None, :]])
    return np.where(surest == len(ORDER), ORDER.index("open"), surest)


ORDER: tuple[Relation, ...] = ("named", "office", "body", "country", "words", "generic", "open", "clash")
