"""Which nations and world bodies some words name: what tells whether two parties stand on one side."""

import re
from collections import defaultdict
from functools import cache

from msgspec import Struct

from accordingto import codebook
from accordingto.reading.positions.lexicon import lexicon

_WORD = re.compile(r"[^\W\d_][\w.]*(?:['’-]\w+)*")
_PEOPLE = ("people_europe_americas", "people_africa_asia", "people_congress")
_LONGEST = 4
"""Words: "Bosnia and Herzegovina" and "Democratic Republic of Congo" are found whole."""
_PRONOUN = "us"
_COURTESIES = frozenset({"mr", "mrs", "ms", "dr", "sen", "gen", "president-elect"})
_MISLEADING = frozenset({"man", "central african", "car", "prc", "la paz", "georgetown"})


class _People(Struct, frozen=True):
    people: dict[str, str]


@cache
def _names() -> dict[str, str]:
    """Return nation by lower-case name: countries, their capitals and people, and the bodies beside them."""
    found: dict[str, str] = {}
    for code, line in codebook.load("countries", dict[str, str]).items():
        name, seats, peoples, others = (*(part.strip() for part in line.split("|")), "", "", "")[:4]
        for word in (name, *seats.split(","), *others.split(",")):
            found.setdefault(word.partition("@")[0].strip().lstrip("~ ").lower(), code)
        for word in peoples.split(","):
            found.setdefault(word.strip().lower(), code)
            found.setdefault(word.strip().lower() + "s", code)
    for label, words in codebook.load("positions_nations", dict[str, list[str]]).items():
        found.update(dict.fromkeys(words, label))
    return {name: code for name, code in found.items() if name and name not in _MISLEADING}


@cache
def _leaders() -> tuple[dict[str, str], dict[str, str]]:
    """Return the country of people in office by full name, and by surname where all who bear it serve one country."""
    full: dict[str, str] = {}
    bearers: dict[str, set[str]] = defaultdict(set)
    for page in _PEOPLE:
        for country, block in codebook.load(page, _People).people.items():
            for line in block.splitlines():
                for name in line.partition(": ")[0].split(" = "):
                    words = name.lower().split()
                    if country != "_" and len(words) > 1:
                        full[" ".join(words)] = country
                        bearers[words[-1]].add(country)
    return full, {name: next(iter(of)) for name, of in bearers.items() if len(of) == 1 and len(name) > 3}


def _bare(words: list[str]) -> bool:
    """Whether a surname stands without a given name: "Mr. Smith", not "Ann Smith", who may be anybody."""
    if len(words) == 1 or not words[-2][0].isupper():
        return True
    return words[-2].lower().rstrip(".") in lexicon().offices | _COURTESIES


def nations_in(text: str) -> frozenset[str]:
    """Return the nations and world bodies that some words name, as ISO 3166-1 codes or labels.

    People known to be in office stand for their country, by full name or by a surname that ends the words.

    >>> sorted(nations_in("the Norwegian government and NATO"))
    ['NOR', 'nato']
    """
    words = [m.group() for m in _WORD.finditer(re.sub(r"['’]s?\b", "", text))]
    lowered = [w.lower().rstrip(".") if w.lower() != "u.s." else "u.s." for w in words]
    full, surnames = _leaders()
    found: set[str] = set()
    at = 0
    while at < len(words):
        step = 1
        if words[at][0].isupper() and words[at].lower() not in {"the", "of"} and words[at] != "Us":
            for size in range(min(_LONGEST, len(words) - at), 0, -1):
                phrase = " ".join(lowered[at : at + size])
                nation = _names().get(phrase) or (full.get(phrase) if size > 1 else None)
                if nation is not None:
                    found.add(nation)
                    step = size
                    break
        at += step
    if not found and words and words[-1][0].isupper() and _bare(words):
        known = surnames.get(lowered[-1])
        found |= {known} if known else set()
    return frozenset(found)
