"""What the codebook knows besides people, as phrases: countries, seats, organisations, role nouns, cities."""

from typing import NamedTuple

from msgspec import Struct

from accordingto import codebook
from accordingto.errors import CodebookError
from accordingto.grounding.actors.misspelt import Swaps
from accordingto.grounding.actors.words import Word, acronym, phrase_key

ORGANISATION_PAGES = (
    "organisations",
    "companies",
    "parties",
    "services",
    "armed_groups",
    "metonyms",
    "outlets_as_actors",
)
_IRREGULAR = (("man", "men"), ("child", "children"), ("person", "people"))
_COMMON = frozenset({"strong", "weak", "former", "title"})
"""Kinds of phrases that are written without a capital; the others are names."""
_NO_PLURAL = ("ese", "men", "ish", "ss", "ch", "people", "forces", "police", "military", "sh")


class Unit(NamedTuple):
    """A phrase that the codebook knows; ``kind`` is country, demonym, seat, city, org, strong, weak, former, title."""

    kind: str
    name: str
    country: str | None = None
    sector: str | None = None

    @property
    def is_place(self) -> bool:
        """Whether the phrase stands for a country or a place in one."""
        return self.kind in {"country", "demonym", "seat", "city"}

    @property
    def is_agent(self) -> bool:
        """Whether the phrase names somebody who acts."""
        return self.kind in {"org", "strong", "weak"}


class AgentsPage(Struct, frozen=True):
    """The role nouns of the codebook; see the page for what each part means."""

    strong: dict[str, str]
    weak: dict[str, str]
    headships: list[str]
    former: list[str]
    fillers: list[str]
    amounts: list[str]
    offices_of: list[str]
    needs_owner: list[str]
    foreign_tails: list[str]
    own_tails: list[str]
    opposing: list[str]
    titles: list[str]
    pronouns: list[str]
    person_endings: list[str]
    not_persons: list[str]
    not_towns: list[str]
    papers: list[str]
    adjectival: list[str]


class Units:
    """All phrases of the codebook, indexed once; ``match`` finds the longest one that starts at a word."""

    def __init__(self) -> None:
        self.agents = codebook.load("agents", AgentsPage)
        self.country_names: dict[str, str] = {}
        self._phrases: dict[str, Unit] = {}
        self._acronyms: dict[str, Unit] = {}
        self._longest: dict[str, int] = {}
        for page in ORGANISATION_PAGES:
            self._add_organisations(page)
        self._add_countries()
        self._add_agents()
        self._add_cities()
        for country, forms in codebook.load("regions", dict[str, str]).items():
            for form in _items(forms):
                self._add_demonym(form, country, None)
        self._swaps: Swaps | None = None

    def match(self, words: list[Word], at: int) -> tuple[Unit, int] | None:
        """Return the longest known phrase that starts at ``words[at]`` and how many words it has."""
        first = words[at]
        short = self._acronyms.get(first.text.replace(".", ""))
        best = (short, 1) if short else None
        longest = self._longest.get(first.key)
        if longest is None:
            return best
        key = first.key
        for size in range(1, min(longest, len(words) - at) + 1):
            if size > 1:
                word = words[at + size - 1]
                if word.comma_before:
                    break
                key = f"{key} {word.key}"
            unit = self._phrases.get(key)
            if (
                unit is not None
                and (size > 1 or not short)
                and (first.capital or unit.kind in _COMMON or any(w.capital for w in words[at + 1 : at + size]))
            ):
                best = (unit, size)
        return best

    def respelt(self, key: str) -> str | None:
        """Return the one-word place name of which a word swaps two neighbouring letters ("dehli" → "delhi")."""
        if self._swaps is None:
            self._swaps = Swaps(k for k, unit in self._phrases.items() if unit.is_place and " " not in k)
        return self._swaps.find(key)

    def _add(self, phrase: str, unit: Unit) -> None:
        short = acronym(phrase)
        if short:
            self._acronyms.setdefault(short, unit)
            return
        key = phrase_key(phrase)
        words = key.count(" ") + 1
        if key and key not in self._phrases:
            self._phrases[key] = unit
            first = key.split(" ", 1)[0]
            self._longest[first] = max(words, self._longest.get(first, 0))

    def _add_organisations(self, page: str) -> None:
        if page not in codebook.pages():
            return
        for code, block in codebook.load(page, dict[str, str]).items():
            country, _, sector = code.partition(" ")
            for line in block.splitlines():
                names = [name.strip() for name in line.split(" = ") if name.strip()]
                if names:
                    unit = Unit("org", names[0], None if country == "_" else country, sector or None)
                    for name in names:
                        self._add(name, unit)

    def _add_countries(self) -> None:
        for label, line in codebook.load("countries", dict[str, str]).items():
            code = label.removeprefix("_disputed_")[:3]
            fields = [field.strip() for field in line.split("|")]
            if len(fields) != 4:
                raise CodebookError(f"countries.yaml, {label}: {len(fields)} fields; write name | seats | forms | also")
            name = fields[0].removeprefix("~")
            partly = "PRE" if fields[0].startswith("~") else None
            if not partly:
                self.country_names[code] = name
            self._add(name, Unit("country", name, code, partly))
            for other in _items(fields[3]):
                plain = other.removeprefix("~")
                sector = "PRE" if partly or other != plain else None
                self._add(plain, Unit("country", plain if sector else name, code, sector))
            for form in _items(fields[2]):
                self._add_demonym(form, code, partly)
            for seat in _items(fields[1]):
                place, _, sector = seat.partition("@")
                self._add(place, Unit("seat", place, code, partly or sector or "GOV"))

    def _add_demonym(self, form: str, code: str, sector: str | None) -> None:
        unit = Unit("demonym", form, code, sector)
        self._add(form, unit)
        if not form.endswith(_NO_PLURAL):
            self._add(f"{form}s", unit)

    def _add_agents(self) -> None:
        for sector, phrases in self.agents.strong.items():
            for phrase in _items(phrases):
                self._add_noun(phrase, Unit("strong", phrase, None, sector))
        for sector, phrases in self.agents.weak.items():
            for phrase in _items(phrases):
                self._add_noun(phrase, Unit("weak", phrase, None, None if sector == "_" else sector))
        for phrase in self.agents.former:
            self._add(phrase, Unit("former", phrase))
        for phrase in self.agents.titles:
            self._add(phrase, Unit("title", phrase))

    def _add_noun(self, phrase: str, unit: Unit) -> None:
        self._add(phrase, unit)
        for form in _plurals(phrase):
            self._add(form, unit)

    def _add_cities(self) -> None:
        if "cities" not in codebook.pages():
            return
        for label, line in codebook.load("cities", dict[str, str]).items():
            for place in _items(line):
                self._add(place, Unit("city", place, label[:3], "CVL" if len(label) == 3 else None))


def _items(field: str) -> list[str]:
    return [item.strip() for item in field.split(",") if item.strip()]


def _plurals(phrase: str) -> list[str]:
    """Return the plural forms that a role noun may take, wrong ones included: they do no harm as keys."""
    for one, many in _IRREGULAR:
        if phrase.endswith(one):
            return [phrase.removesuffix(one) + many]
    if phrase.endswith("y") and not phrase.endswith(("ay", "ey", "oy")):
        return [f"{phrase[:-1]}ies"]
    if phrase.endswith(("s", "x", "ch", "sh")):
        return [f"{phrase}es"] if not phrase.endswith("s") or phrase.endswith("ss") else []
    head, separator, tail = phrase.partition(" of ")
    if separator:
        return [f"{head}s of {tail}"]
    return [f"{phrase}s", f"{phrase}es"] if phrase.endswith("o") else [f"{phrase}s"]
