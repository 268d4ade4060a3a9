"""Who is who in two reports: names and their parts, offices and who holds them, bodies and their countries.

One report says "Defence Minister Ana Reyes", the other "the minister" or "Reyes"; one "the army", the other "soldiers".
Whom two mentions mean is asked of both texts together, and answered by how sure it is.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Literal

from msgspec import Struct

from accordingto import codebook
from accordingto.comparing.wording import Page, Stems, stem, stems, stop_words
from accordingto.records import Party

Relation = Literal["named", "office", "body", "country", "words", "generic", "open", "clash"]
"""How two parties go together, the surest first: one name; an office and its holder; one country and sector; one
country; a telling word; a common noun that may be either; a party that is not given or a pronoun; surely two."""

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


class _Titles(Struct, frozen=True):
    titles: tuple[str, ...]


@cache
def _bare() -> Stems:
    return frozenset(stem(word) for word in codebook.load("comparing", Page).bare_party_words)


@cache
def _offices() -> frozenset[str]:
    return frozenset(codebook.load("titles", _Titles).titles)


@cache
def _nations() -> dict[str, str]:
    """Return the countries by the words that name them, their seats of government and their people."""
    found: dict[str, str] = {}
    for code, line in codebook.load("countries", dict[str, str]).items():
        for name in re.split(r"[|,]", line):
            words = name.strip().lower().lstrip("~ ")
            if words and " " not in words:
                found[words] = code
                found[words + "s"] = code
    return found


def _plain(word: str) -> str:
    return word.lower().removesuffix("’s").removesuffix("'s")


def _tokens(text: str) -> list[str]:
    return _WORD.findall(text)


def _is_name(word: str) -> bool:
    plain = _plain(word)
    known = plain in stop_words() or plain in _PRONOUNS or plain in _offices() or plain in _nations()
    return word[0].isupper() and not known and stem(plain) not in _bare()


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
    country = country or next((_nations()[_plain(w)] for w in told if _plain(w) in _nations()), None)
    words = stems(" ".join(_plain(w) for w in told if w.lower() not in _PRONOUNS and _plain(w) not in _nations()))
    return Who(names, words - {stem(n) for n in names}, country, actor.sector if actor else None)


class Cast:
    """The parties of some texts: what is said beside each name about its bearer."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Take the texts of the reports that are compared."""
        self._beside: dict[str, set[str]] = defaultdict(set)
        for text in texts:
            for sentence in re.split(r"[\n.!?;:“”\"]", text):
                self._note(sentence)

    def _note(self, sentence: str) -> None:
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
                self._beside[word.lower()].update(stem(_plain(w)) for w in told if not _is_name(w))

    def relation(self, a: Who, b: Who) -> Relation:
        """Return how two parties go together."""
        if a.is_open or b.is_open:
            return "open"
        if a.names & b.names:
            return "named"
        if self._holds(a, b) or self._holds(b, a):
            return "office"
        if a.names and b.names:
            return "clash"
        if a.country and b.country:
            if a.country != b.country:
                return "clash"
            return "body" if a.sector == b.sector or (a.words & b.words) else "country"
        if (a.words & b.words) - _bare():
            return "words"
        if a.words and a.words == b.words:
            return "body"
        return "generic"

    def _holds(self, named: Who, other: Who) -> bool:
        """Whether one is a name and the other the office that is told beside that name."""
        if not named.names or other.names or not other.words:
            return False
        if named.country and other.country and named.country != other.country:
            return False
        beside = {word for name in named.names for word in self._beside.get(name, ())} | named.words
        return other.words <= beside

    def best(self, a: Sequence[Who], b: Sequence[Who]) -> Relation:
        """Return the surest relation between a party of one side and one of the other; a side without any is open."""
        found = [self.relation(x, y) for x in a for y in b]
        return min(found, key=ORDER.index, default="open")


ORDER: tuple[Relation, ...] = ("named", "office", "body", "country", "words", "generic", "open", "clash")
