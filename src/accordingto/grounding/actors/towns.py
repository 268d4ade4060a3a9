"""Towns and provinces that the codebook does not list: which country a place word of a mention lies in."""

from functools import lru_cache

from accordingto.grounding import gazetteer
from accordingto.grounding.actors.compose import BELONGING, Segment
from accordingto.grounding.actors.people import People
from accordingto.grounding.actors.words import Word

_DOMINANCE = 4
"""How many times more people a place must have than any namesake abroad to be meant."""
_SMALLEST = 20_000
"""The population below which a one-word name is not believed."""
_WELL_KNOWN = 200_000
"""The population from which a one-word second name of a place is believed."""
_LONGEST = 4
_SHORTEST_BARE = 6
"""The length below which a word that stands alone is not taken for a town: too many are names of people and things."""
_KINDS = frozenset({"city", "admin1", "admin2"})
_SURNAME_COUNTRIES = frozenset(
    [
        "USA",
        "GBR",
        "CAN",
        "AUS",
        "NZL",
        "IRL",
        "JAM",
        "ZAF",
        "PHL",
        "ESP",
        "MEX",
        "COL",
        "ARG",
        "CHL",
        "PER",
        "VEN",
        "ECU",
        "BOL",
        "BRA",
        "PRT",
        "DEU",
        "NLD",
        "FRA",
        "ITA",
        "CUB",
        "DOM",
    ]
)
"""Countries whose towns lend or borrow so many surnames that a single word alone is not taken for a town."""


class Towns:
    """Place words looked up in the gazetteer; a name that is also a person's is never a town here."""

    def __init__(self, people: People, not_towns: frozenset[str]) -> None:
        self._people = people
        self._not_towns = not_towns
        self.country = lru_cache(maxsize=16_384)(self._country)

    def of_mention(self, words: list[Word], segments: list[Segment]) -> str | None:
        """Return the country of the place that a role belongs to: "Minsk police", "the university of Jena"."""
        head = segments[0]
        last = max((p.start for p in head.placed if p.unit.is_agent), default=head.start)
        for run in _unknown_runs(words, head, head.start, last):
            if country := self._of_run(run):
                return country
        for segment in segments[1:]:
            if segment.opener not in BELONGING:
                break
            for run in _unknown_runs(words, segment, segment.start, segment.end):
                if country := self._of_run(run):
                    return country
        return None

    def bare(self, words: list[Word]) -> str | None:
        """Return the country of a mention that is nothing but a town's name, ``None`` where it may be a person's."""
        if not 1 <= len(words) <= _LONGEST or not all(w.text[0].isupper() for w in words):
            return None
        country = self._of_run(words)
        short = len(words) == 1 and len(words[0].key) < _SHORTEST_BARE
        return None if short or (len(words) == 1 and country in _SURNAME_COUNTRIES) else country

    def _of_run(self, run: list[Word]) -> str | None:
        if len(run) > _LONGEST or any(w.text.isupper() and len(w.text) < 6 for w in run):
            return None
        if any(w.key in self._not_towns for w in run) or self._people.is_name(run[-1].key, run[0].key):
            return None
        country = self.country(" ".join(w.text for w in run))
        possessed = run[-1].possessive and len(run) == 1
        return None if possessed and country in _SURNAME_COUNTRIES else country

    def _country(self, name: str) -> str | None:
        found = [
            e
            for e in gazetteer.load().named(name)
            if e.kind in _KINDS and e.country and (e.name_rank == "main" or " " in name or e.population >= _WELL_KNOWN)
        ]
        if not found:
            return None
        best = max(found, key=lambda e: (e.kind == "admin1", e.population))
        abroad = max((e.population for e in found if e.country != best.country), default=0)
        small = best.population < _SMALLEST and best.kind != "admin1" and " " not in name
        return None if small or abroad * _DOMINANCE > best.population else best.country


def _unknown_runs(words: list[Word], segment: Segment, start: int, end: int) -> list[list[Word]]:
    """Return the stretches of capitalised words between two positions that no known phrase covers."""
    covered = {i for p in segment.placed for i in range(p.start, p.end)}
    runs: list[list[Word]] = [[]]
    for at in range(start, end):
        word = words[at]
        if at in covered or not word.text[0].isupper():
            runs.append([])
        else:
            runs[-1].append(word)
    return [run for run in runs if run]
