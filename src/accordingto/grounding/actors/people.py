"""People and the offices that they held, with dates: who "President Kenyatta" was on the day of the report."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct

from accordingto import codebook
from accordingto.errors import CodebookError
from accordingto.grounding.actors import dates
from accordingto.grounding.actors.misspelt import NearNames
from accordingto.grounding.actors.words import Word, phrase_key

PAGES = (
    "people_europe_americas",
    "people_africa_asia",
    "people_ministers",
    "people_ministers_world",
    "people_ministers_south",
    "people_congress",
)
CONGRESS = "people_congress"
MINISTERS = "people_ministers"
"""How the names of the pages begin whose people are not known by surname alone, unless they lead a country."""

_TOP = frozenset({"P", "PM", "CH", "K", "SL", "L", "ML"})
_FAMILY_FIRST = frozenset({"CHN", "PRK", "KOR", "TWN", "VNM", "KHM", "HKG"})
PARTICLES = frozenset(
    {"al", "ben", "bin", "da", "de", "del", "della", "der", "di", "dos", "du", "la", "le", "ould", "van", "von", "zu"}
)
_ARTICLES = frozenset({"al", "el", "ul", "as", "ur"})
_STATE = frozenset({"GOV", "LEG", "JUD", "MIL", "SPY", "COP"})
_TAKE_ARTICLE = ("United", "Netherlands", "Philippines", "Maldives", "Bahamas", "Democratic", "Central", "Republic")
_AFTERLIFE_YEARS = 20
"""How long after the last office a surname behind a title still means that person."""
_BARE_AFTERLIFE_YEARS = 6
"""How long after the last office a surname alone still means that person."""


_COMMON_GIVEN_NAME = 4
"""How many people of the codebook may carry a word as given name before it names nobody on its own."""


_LEADS_A_COUNTRY = 4
"""The rank of those who lead a country on the day; see ``_rank``."""


class PeoplePage(Struct, frozen=True):
    """A people page: when its knowledge ends, and a block of lines for each country."""

    known_until: str
    people: dict[str, str]


class SpellingPage(Struct, frozen=True):
    """Transliterations of one word, the key first."""

    words: list[list[str]]


class Office(NamedTuple):
    """An office with the first and last day it was held; an empty ``start`` is a role without dates."""

    title: str | None
    sector: str
    country: str | None
    start: str
    end: str
    top: int
    """2 for those who lead a country, 1 for those who lead a body of states, else 0."""


class Person(NamedTuple):
    """A person of the codebook."""

    name: str
    country: str | None
    offices: tuple[Office, ...]
    known_until: str
    wikidata: str | None
    congress: bool
    minor: bool
    """Whether the surname alone says nothing without a title or the full name."""

    @property
    def top(self) -> bool:
        """Whether the person has led a country or a body that is known by surname alone."""
        return any(office.top for office in self.offices)


class Standing(NamedTuple):
    """What a person was on a day."""

    country: str | None
    sector: str | None
    office: str | None


def standing(person: Person, day: str | None) -> Standing:
    """Return a person's country, sector and office on a day; without one, as of the end of the codebook's knowledge.

    After that end an office is not extended: it is ``None``, and the last known sector stays.
    """
    asked = day or person.known_until
    on = min(asked, person.known_until)
    dated = [o for o in person.offices if o.start]
    held = [o for o in dated if o.start <= on and (not o.end or on <= o.end)]
    if held:
        office = max(held, key=lambda o: o.start)
        known = asked <= person.known_until or (office.end and asked <= office.end)
        return Standing(office.country or person.country, office.sector, office.title if known else None)
    for office in person.offices:
        if not office.start:
            return Standing(office.country or person.country, office.sector, office.title)
    past = [o for o in dated if o.end and o.end < on]
    if not past:
        return Standing(person.country, None, None)
    last = max(past, key=lambda o: o.end)
    return Standing(person.country, "ELI" if last.sector in _STATE else last.sector, None)


class People:
    """Everybody in the codebook, found by full name, by surname, and by the offices of a day."""

    def __init__(self, country_names: dict[str, str]) -> None:
        spellings = codebook.load("people_spellings", SpellingPage).words
        self._spelling = {variant: forms[0] for forms in spellings for variant in forms[1:]}
        self._titles = codebook.load("offices", dict[str, tuple[str, str]])
        self._countries = {code: _with_article(name) for code, name in country_names.items()}
        self._full: dict[str, list[Person]] = defaultdict(list)
        self._surname: dict[str, list[Person]] = defaultdict(list)
        self._single: dict[str, Person] = {}
        self._given: Counter[str] = Counter()
        self._near: NearNames[Person] | None = None
        known = set(codebook.pages())
        for page in PAGES:
            if page in known:
                self._add_page(page)

    def _add_page(self, name: str) -> None:
        page = codebook.load(name, PeoplePage)
        for country, block in page.people.items():
            for line in block.splitlines():
                if line.strip():
                    self._add_line(line, None if country == "_" else country, page.known_until, name)

    def _add_line(self, line: str, country: str | None, known_until: str, page: str) -> None:
        congress, minor = page == CONGRESS, page.startswith(MINISTERS)
        names, colon, offices = line.partition(": ")
        if not colon:
            raise CodebookError(f"people line without offices: {line!r}; write 'Name: CODE from/to'")
        first, *aliases = [name.strip() for name in names.split(" = ")]
        wikidata = aliases.pop() if aliases and aliases[-1][0] == "Q" and aliases[-1][1:].isdigit() else None
        held = tuple(self._office(item.strip(), country) for item in offices.split(";"))
        person = Person(first, country, held, known_until, wikidata, congress, minor)
        for name in (first, *aliases):
            self._index_name(name, person)

    def _office(self, item: str, country: str | None) -> Office:
        what, _, span = item.rpartition(" ")
        if "/" not in span:
            what, span = item, "/"
        title, *codes = what.strip().split("@")
        if not codes:
            if title not in self._titles:
                raise CodebookError(f"unknown office code {title!r}; add it to offices.yaml or write Title@SECTOR")
            pattern, sector = self._titles.get(f"{title}_{country}") or self._titles[title]
            full: str | None = pattern.format(country=self._countries.get(country or "", country or ""))
        else:
            full, sector = (title.strip() or None), codes[0]
        start, _, end = span.partition("/")
        return Office(
            full,
            sector,
            codes[1] if len(codes) > 1 else None,
            dates.first_day(start) if start else "",
            dates.last_day(end) if end else "",
            2 if title in _TOP else int(len(codes) > 1 and sector == "GOV"),
        )

    def _fold_words(self, keys: Iterable[str]) -> list[str]:
        return [self._spelling.get(key, key) for key in keys if key not in _ARTICLES]

    def _index_name(self, name: str, person: Person) -> None:
        raw = phrase_key(name).split()
        words = self._fold_words(raw)
        self._full[" ".join(words)].append(person)
        short = [w for w in words if len(w) > 1]
        if 1 < len(short) < len(words):
            self._full[" ".join(short)].append(person)
        if len(words) == 1:
            self._single[words[0]] = person
            return
        if person.country not in _FAMILY_FIRST:
            self._given[words[0]] += 1
        double = self._fold_words(phrase_key(name.rsplit(" ", 1)[-1]).split())
        if len(double) == 1:
            self._surname[words[-1]].append(person)
        elif person.country not in _FAMILY_FIRST:
            self._full[" ".join(double)].append(person)
        if person.country in _FAMILY_FIRST:
            self._surname[words[0]].append(person)
        if len(words) > 2 and words[-2] in PARTICLES:
            self._full[" ".join(words[-2:])].append(person)
        if len(words) > 3 and words[-3] in PARTICLES:
            self._full[" ".join(words[-3:])].append(person)

    def everybody(self) -> Iterator[Person]:
        """Yield every person of the codebook at least once, under one name after the other."""
        for people in self._full.values():
            yield from people
        yield from self._single.values()

    def by_near_name(self, words: Sequence[Word], day: str | None) -> Person | None:
        """Return the person whose given name and surname these are with one slip of the pen."""
        if self._near is None:
            self._near = NearNames(self._full.items())
        found = self._near.find(self._fold_words(w.key for w in words))
        return _pick(list(found), day) if found else None

    def is_name(self, last: str, first: str) -> bool:
        """Whether a name may be a person's: its last word is a surname here, or its first one of two a given name."""
        last = self._spelling.get(last, last)
        return last in self._surname or last in self._single or self._spelling.get(first, first) in self._given

    def is_given_name(self, key: str) -> bool:
        """Whether somebody in the codebook has this word as given name."""
        return self._spelling.get(key, key) in self._given

    def by_full_name(self, words: Sequence[Word], day: str | None) -> Person | None:
        """Return the person with this full name, the one in office first where several share it."""
        keys = self._fold_words(w.key for w in words)
        if len(keys) < 2:
            return None
        found = self._full.get(" ".join(keys))
        if not found:
            short = [k for k in keys if len(k) > 1]
            found = self._full.get(" ".join(short)) if 1 < len(short) < len(keys) else None
        return _pick(found, day) if found else None

    def by_surname(self, word: Word, day: str | None, country: str | None, sector: str | None) -> Person | None:
        """Return the person that a surname names on a day, given the country and sector that the title implies.

        Without either only those who led a country or a body are considered; an open choice gives ``None``.
        """
        key = self._spelling.get(word.key, word.key)
        if (known := self._single.get(key)) and country in {None, known.country}:
            return known
        pool = list(dict.fromkeys(self._surname.get(key, ())))
        if country:
            pool = [p for p in pool if country in (p.country, standing(p, day).country)]
        if sector == "LEG":
            pool = [p for p in pool if standing(p, day).sector == "LEG"] or pool
        else:
            pool = [p for p in pool if not p.congress or country]
        if country or sector == "LEG":
            pool = [p for p in pool if _around(p, day, _AFTERLIFE_YEARS)]
            return _pick(pool, day, unique=True) if pool else None
        return self._by_bare_surname(key, pool, day)

    def _by_bare_surname(self, key: str, pool: list[Person], day: str | None) -> Person | None:
        """Return whom a surname alone names: a leader whom no namesake outshines, or the one namesake in office."""
        pool = [p for p in pool if _around(p, day, _BARE_AFTERLIFE_YEARS)]
        leader = _pick([p for p in pool if p.top], day, unique=True) if any(p.top for p in pool) else None
        rank = _rank(leader, day or leader.known_until) if leader is not None else (0, "")
        if self._given[key] >= _COMMON_GIVEN_NAME and rank[0] < _LEADS_A_COUNTRY:
            return None
        if leader is not None:
            others = (_rank(p, day or p.known_until) for p in pool if p is not leader)
            return leader if rank[0] >= 3 or all(_by_month(rank) >= _by_month(other) for other in others) else None
        if len(pool) == 1 and not pool[0].minor and day and key not in self._given and _rank(pool[0], day)[0] == 2:
            namesakes = {id(p) for p in self._surname[key]}
            return pool[0] if len(namesakes) == 1 else None
        return None


def _with_article(country: str) -> str:
    return f"the {country}" if country.startswith(_TAKE_ARTICLE) else country


def _around(person: Person, day: str | None, afterlife: int) -> bool:
    if day is None:
        return True
    starts = [o.start for o in person.offices if o.start]
    if not starts:
        return True
    ends = [o.end or "9999" for o in person.offices if o.start]
    return int(min(starts)[:4]) - 3 <= int(day[:4]) <= int(max(ends)[:4]) + afterlife


def _rank(person: Person, day: str) -> tuple[int, str]:
    """Return how prominent a person is on a day: 4 leads a country, 3 a body, 2 in office, 1 out of it (and since)."""
    on = min(day, person.known_until)
    held = [o for o in person.offices if o.start and o.start <= on and (not o.end or on <= o.end)]
    if held:
        return (2 + max(o.top for o in held), "")
    past = [o.end for o in person.offices if o.end and o.end < on]
    return (1, max(past)) if past else (0, "")


def _by_month(rank: tuple[int, str]) -> tuple[int, str]:
    """Return a rank with its day cut off: a namesake whose term ended in the same month does not outshine a leader."""
    return rank[0], rank[1][:7]


def _pick(people: list[Person], day: str | None, *, unique: bool = False) -> Person | None:
    if len(people) == 1:
        return people[0]
    ranked = sorted(people, key=lambda p: _rank(p, day or p.known_until), reverse=True)
    best, second = (_rank(p, day or p.known_until) for p in ranked[:2])
    if unique and (best == second or best[0] == second[0] == 2):
        return None
    return ranked[0]
