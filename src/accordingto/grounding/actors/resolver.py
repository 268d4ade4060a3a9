"""Who a mention names: country, PLOVER sector and the office held on the day of the report."""

from collections.abc import Sequence
from functools import lru_cache

from accordingto.grounding.actors import dates
from accordingto.grounding.actors.bodies import Bodies
from accordingto.grounding.actors.compose import STATE, Composed, Segment, compose, parse
from accordingto.grounding.actors.home import home_country
from accordingto.grounding.actors.mentions import at_commas, bare, conjuncts, is_person_noun, names_of
from accordingto.grounding.actors.people import PARTICLES, People, Person, Standing, standing
from accordingto.grounding.actors.towns import Towns
from accordingto.grounding.actors.units import Unit, Units
from accordingto.grounding.actors.words import Word, fold, split
from accordingto.records import Actor, Place, Report

_SETTLED_BY_CONTEXT = frozenset({"GOV", "LEG", "JUD", "MIL", "SPY", "COP", "OPP", "PTY"})
_SENATES = frozenset({"USA", "PHL", "NGA", "KEN"})
"""Countries whose legislators news calls by title and name without saying whose they are ("Sen. X")."""
_DOMINANCE = 3
"""How many times oftener than any other a country must be named in a context to settle an open mention."""
_MEMO = 65_536


class ActorResolver:
    """Resolves mentions against the codebook; built once, used for every report of a process."""

    def __init__(self) -> None:
        self._units = Units()
        self._people = People(self._units.country_names)
        self._towns = Towns(self._people, frozenset(self._units.agents.not_towns))
        self._bodies = Bodies()
        self._read_cached = lru_cache(maxsize=_MEMO)(self._read)
        self._names_cached = lru_cache(maxsize=16)(names_of)
        self._context_cached = lru_cache(maxsize=64)(self._context_country)

    def resolve(
        self, text: str, *, context: str = "", date: str | None = None, name_hint: str | None = None
    ) -> Actor | None:
        """Return the actor that a mention's words name, ``None`` where they name nobody that can be told.

        Args:
            text: the mention, as written ("a spokesman for the Kenyan army").
            context: the sentence or report around it; settles the country of a body named without one.
            date: the day of the report (ISO 8601, or "12 April 2022"); decides which office a person holds.
            name_hint: a fuller mention of the same actor in the same report ("Foreign Minister Park Jin" for "Park").

        Returns:
            The actor; country and sector follow the PLOVER manual's actor coding.

        >>> ActorResolver().resolve("Kenyan troops")
        Actor(name='Kenyan troops', country='KEN', sector='MIL', office=None, wikidata=None)
        """
        day = dates.read(date)
        if name_hint and (found := self._read_cached(name_hint, day)[0]):
            return found
        if context and " " not in text and (named := self._surname_in_context(text, day, context)):
            return named
        if context and " " not in text and self._is_namesake(text, day, context):
            return None
        actor, open_country = self._read_cached(text, day)
        if actor is not None and actor.sector is None and " and " in text:
            parts = conjuncts(text, split(text), self._units)
            if not text.endswith(parts[0]) and not text.startswith(parts[0]) and " " in parts[0]:
                return self._read_cached(parts[0], day)[0] or actor
        if actor is None:
            return None
        forces = actor.sector == "MIL" and actor.name == text and text[:1].isupper()
        if open_country and context and actor.sector in _SETTLED_BY_CONTEXT and not forces:
            country = self._context_cached(context)
            if country and (not (actor.sector == "LEG" and actor.name != text) or country in _SENATES):
                return Actor(actor.name, country, actor.sector, actor.office, actor.wikidata)
        return actor

    def resolve_all(
        self, text: str, *, context: str = "", date: str | None = None, name_hint: str | None = None
    ) -> tuple[Actor, ...]:
        """Return the actors of a coordination ("the U.S. and Germany"), in order; one of a plain mention.

        Takes the arguments of ``resolve``. A head shared by the members is given to each ("Russian and Chinese
        warships"), and members that name nobody ("its allies") are left out.
        """
        parts = conjuncts(text, split(text), self._units)
        if len(parts) > 1:
            found = [self.resolve(part, context=context, date=date) for part in parts]
            actors = tuple(dict.fromkeys(a for a in found if a is not None))
            if actors and found[0] is not None:
                return actors
        one = self.resolve(text, context=context, date=date, name_hint=name_hint)
        return (one,) if one else ()

    def home(self, report: Report, places: Sequence[Place]) -> str | None:
        """Return the country where a report plays; see ``home_country``."""
        return home_country(report, places, self._units)

    def code(self, text: str, *, context: str = "", date: str | None = None) -> tuple[str, str]:
        """Return (country, sector) as PLOVER's actor coding writes them: "" where open, UNK for a bare pronoun.

        ``resolve`` leaves a pronoun to the references of the report; coded on its own it is an unidentified actor.
        """
        actor = self.resolve(text, context=context, date=date)
        if actor is not None:
            return actor.country or "", actor.sector or ""
        return "", "UNK" if text.strip().casefold() in self._units.agents.pronouns else ""

    def _read(self, text: str, day: str | None) -> tuple[Actor | None, bool]:
        """Return the actor that the words alone name, and whether its country is open."""
        spelled = split(text)
        if not spelled:
            return None, False
        titled = self._units.match(spelled, 0)
        if titled and titled[1] == len(spelled) and titled[0].kind == "org":
            return self._of_unit(titled[0], day), False
        words = bare(spelled, self._units)
        if not words or (len(words) == 1 and self._is_pronoun(words[0].text)):
            return None, False
        parts = at_commas(self._with_surname(words), self._units)
        first = self._read_part(text, parts[0], day)
        if first[0] is not None and (first[0].country or first[0].sector):
            return first
        name = self._personal(text, parts[0])
        for part in parts[1:]:
            actor, open_country = self._read_part(text, part, day)
            if actor is not None and (name is None or actor.sector):
                return self._under_name(actor, name), open_country
        return first

    def _under_name(self, actor: Actor, name: str | None) -> Actor:
        """Return who a description behind a name is, under that name: "Ann Hill, an expert at the institute"."""
        if name is None or self._personal(actor.name, split(actor.name)):
            return actor
        return Actor(name, actor.country, actor.sector, actor.office, actor.wikidata)

    def _personal(self, text: str, words: list[Word]) -> str | None:
        """Return words that are all written as names are, none of them a place, a people, a body or an office."""
        named = all((w.capital or w.key in PARTICLES) and not (w.text.isupper() or w.text.isdigit()) for w in words)
        if not 2 <= len(words) <= 5 or not named or any(self._units.match(words, at) for at in range(len(words))):
            return None
        return text[words[0].start : words[-1].end]

    def _is_pronoun(self, word: str) -> bool:
        """Return whether a word is a pronoun: "us" and "I", but not "US"."""
        return word.casefold() in self._units.agents.pronouns and (len(word) == 1 or not word.isupper())

    def _read_part(self, text: str, words: list[Word], day: str | None) -> tuple[Actor | None, bool]:
        if not words:
            return None, False
        known = self._units.match(words, 0)
        if known and known[1] == len(words) and known[0].kind in {"org", "country", "seat"}:
            return self._of_unit(known[0], day), False
        segments = parse(words, self._units)
        head = words[: segments[0].end] or words
        composed = compose(words, segments, self._units)
        if person := self._person(words, head, composed, segments, day):
            return self._as_actor(person, day, composed), False
        if composed is None:
            return self._unknown(words, head, segments, day), False
        composed = self._owned(composed, words, head, segments, day)
        if composed is None:
            return None, False
        return self._from_parts(text, words, composed, day), composed.wants_country

    def _with_surname(self, words: list[Word]) -> list[Word]:
        """Return a mention's words with a place that is a surname unknown as a place: "Senator Ann Georgia"."""
        for at in range(1, len(words)):
            place, given = words[at], words[at - 1]
            if not (place.capital and given.capital and self._people.is_given_name(given.key)) or given.possessive:
                continue
            found = self._units.match(words, at)
            if place.comma_before or found is None or found[1] > 1 or found[0].kind not in {"country", "city", "seat"}:
                continue
            if self._units.match(words, at - 1) is None:
                return [*words[:at], place._replace(key=f"{place.key} as a name"), *words[at + 1 :]]
        return words

    def _of_unit(self, unit: Unit, day: str | None) -> Actor:
        return Actor(unit.name, unit.country, self._bodies.sector(unit.name, day) or unit.sector)

    def _owned(
        self, composed: Composed, words: list[Word], head: list[Word], segments: list[Segment], day: str | None
    ) -> Composed | None:
        """Return a mention with the country of its owner or its town, ``None`` where it is nobody without one."""
        if composed.country is not None:
            return composed
        owner = self._possessor(head, day) or self._served(words, segments, day)
        if owner and owner.country:
            sector = composed.sector or owner.sector
            return composed._replace(country=owner.country, sector=sector, wants_country=False)
        if town := self._towns.of_mention(words, segments):
            sector = composed.sector or "CVL"
            return composed._replace(country=town, sector=sector, wants_country=False)
        if (wrong := self._respelt(words)) is not None:
            again = compose(wrong, parse(wrong, self._units), self._units)
            if again is not None and again.country is not None:
                return again
        return None if composed.ownerless else composed

    def _respelt(self, words: list[Word]) -> list[Word] | None:
        """Return the words of a mention with the one misspelt place name among them put right."""
        for at, word in enumerate(words):
            if word.capital and not self._units.match(words, at) and (right := self._units.respelt(word.key)):
                return [*words[:at], word._replace(key=right), *words[at + 1 :]]
        return None

    def _unknown(self, words: list[Word], head: list[Word], segments: list[Segment], day: str | None) -> Actor | None:
        """Return who a mention without a known role noun is: a "Kenyan runner", a misspelt name, a name, a town."""
        placed = segments[0].placed
        if placed and placed[-1].end == len(head) - 1 and placed[-1].unit.kind in {"demonym", "country"}:
            noun = head[-1]
            if not placed[-1].skipped and is_person_noun(noun, self._units):
                return Actor(" ".join(w.text for w in words), placed[-1].unit.country, "CVL")
        if paper := self._newspaper(words, head, segments):
            return paper
        if placed and placed[-1].unit.is_place and len(placed) == 1 and words[placed[0].end - 1].possessive:
            rest = head[placed[0].end :]
            if rest and not placed[0].skipped and all(w.capital for w in rest):
                return Actor(" ".join(w.text for w in rest), placed[0].unit.country)
        if placed:
            return self._named(head)
        person = self._people.by_near_name(head, day) if head[-1].capital else None
        if person is not None:
            return self._as_actor(person, day, None)
        country = self._towns.bare(words)
        return Actor(" ".join(w.text for w in words), country, "CVL") if country else self._named(head)

    def _newspaper(self, words: list[Word], head: list[Word], segments: list[Segment]) -> Actor | None:
        """Return the newspaper that a town's name and a usual last word make ("the Perth Herald")."""
        if len(head) < 2 or len(segments) > 1 or not head[-1].capital or head[-1].key not in self._units.agents.papers:
            return None
        placed = segments[0].placed
        known = placed[0].unit.country if placed and placed[0].unit.is_place and placed[0].start == 0 else None
        country = known or (None if placed else self._towns.country(" ".join(w.text for w in head[:-1])))
        return Actor(" ".join(w.text for w in words), country, "JRN") if country else None

    def _named(self, head: list[Word]) -> Actor | None:
        name = self._personal_name(head)
        return Actor(name) if name else None

    def _from_parts(self, text: str, words: list[Word], composed: Composed, day: str | None) -> Actor:
        unit = composed.unit
        if unit is not None and unit.kind != "demonym":
            return Actor(unit.name, composed.country, self._bodies.sector(unit.name, day) or composed.sector)
        while len(words) > 1 and words[0].possessive and not words[0].capital:
            words = words[1:]
        name = composed.name or text[words[0].start : words[-1].end]
        return Actor(name, composed.country, composed.sector)

    def _person(
        self, words: list[Word], head: list[Word], composed: Composed | None, segments: list[Segment], day: str | None
    ) -> Person | None:
        """Return the known person whose name ends the head of a mention."""
        if not (head[-1].text[0].isupper() or head[-1].after_hyphen) or (
            head[-1].possessive and len(head) > 1 and head[-1].key == "s"
        ):
            return None
        for start in range(max(0, len(head) - 6), len(head) - 1):
            if head[start].text[0].isupper() and (person := self._people.by_full_name(head[start:], day)):
                return person
        if (person := self._behind_ministry(words, segments, day)) is not None:
            return person
        last = segments[0].placed[-1] if segments[0].placed else None
        if last and last.end == len(head) and not (last.unit.kind in {"city", "demonym"} and len(head) == 1):
            return None
        if len(head) == 1:
            return self._people.by_surname(head[0], day, None, None)
        first = segments[0].placed[0] if segments[0].placed else None
        if first and first.unit.is_place and first.end == len(head) - 1:
            return self._people.by_surname(head[-1], day, first.unit.country, None)
        if composed is None or composed.name is None or " " in composed.name:
            if not segments[0].placed or segments[0].placed[-1].unit.kind != "title":
                return None
            return self._people.by_surname(head[-1], day, None, None)
        return self._people.by_surname(head[-1], day, composed.country, composed.sector)

    def _behind_ministry(self, words: list[Word], segments: list[Segment], day: str | None) -> Person | None:
        """Return the person named after "Minister of Foreign Affairs", "President of the European Commission"."""
        if len(segments) < 2 or segments[1].opener != "of" or not segments[0].placed:
            return None
        if not segments[0].placed[-1].unit.name.endswith(tuple(self._units.agents.offices_of)):
            return None
        tail = words[segments[1].start : segments[1].end]
        for start in range(1, len(tail) - 1):
            if person := self._people.by_full_name(tail[start:], day):
                return person
        return None

    def _possessor(self, head: list[Word], day: str | None) -> Standing | None:
        """Return what the person is to whom the head belongs ("Gaddafi's forces")."""
        for at, word in enumerate(head[:-1]):
            if not word.text[0].isupper() or not (word.possessive or not head[at + 1].capital):
                continue
            for start in range(max(0, at - 3), at):
                if person := self._people.by_full_name(head[start : at + 1], day):
                    return standing(person, day)
            if (person := self._people.by_surname(word, day, None, None)) and (word.possessive or person.top):
                return standing(person, day)
        return None

    def _served(self, words: list[Word], segments: list[Segment], day: str | None) -> Standing | None:
        """Return what the person is whom the head serves ("a spokesman for Chancellor Angela Merkel")."""
        if len(segments) < 2 or segments[1].opener not in {"of", "for", "to"}:
            return None
        tail = words[segments[1].start : segments[1].end]
        for start in range(max(0, len(tail) - 4), len(tail) - 1):
            if tail[-1].capital and (person := self._people.by_full_name(tail[start:], day)):
                return standing(person, day)
        return None

    def _as_actor(self, person: Person, day: str | None, composed: Composed | None) -> Actor:
        now = standing(person, day)
        sector = now.sector
        if composed and composed.sector and (sector is None or (day is None and composed.sector != "ELI")):
            sector = composed.sector
        if (
            composed and composed.sector in STATE and sector == "ELI"
        ):  # the report gives the office of the time it tells of
            sector = composed.sector
        country = now.country or (composed.country if composed else None)
        return Actor(person.name, country, sector, now.office, person.wikidata)

    def _personal_name(self, words: list[Word]) -> str | None:
        """Return the mention as a personal name where its first word is a given name of somebody known."""
        titled = words[0].key in self._units.agents.titles
        rest = words[1:] if titled else words
        if not (1 if titled else 2) <= len(rest) <= 4 or not all(
            w.text[0].isupper() and w.text.isalpha() for w in rest
        ):
            return None
        if any(w.text.isupper() and len(w.text) > 1 for w in rest):
            return None
        return " ".join(w.text for w in rest) if titled or self._people.is_given_name(rest[0].key) else None

    def _surname_in_context(self, text: str, day: str | None, context: str) -> Actor | None:
        """Return the person whose full name in the context ends in this one-word mention."""
        key = text.removesuffix("'s").removesuffix("’s")
        if not key[:1].isupper() or len(key) < 3 or key.casefold() in self._units.agents.pronouns:
            return None
        for before in self._names_cached(context).get(fold(key), ()):
            for size in (4, 3, 2):
                if len(before) >= size and (p := self._people.by_full_name(before[-size:], day)):
                    return self._as_actor(p, day, None)
        return None

    def _is_namesake(self, text: str, day: str | None, context: str) -> bool:
        """Whether a surname is somebody's whom the context names in full, and not the known bearer's."""
        key = text.removesuffix("'s").removesuffix("’s")
        found = self._read_cached(key, day)[0]
        if found is None or (found.office is None and found.sector is None) or " " not in found.name:
            return False
        given = {before[-2].key for before in self._names_cached(context).get(fold(key), ()) if len(before) > 1}
        named = {g for g in given if self._people.is_given_name(g)}
        return bool(named) and not named & {fold(w) for w in found.name.split()}

    def _context_country(self, context: str) -> str | None:
        """Return the one country that a context speaks of, ``None`` where several compete."""
        words = split(context)
        counts: dict[str, int] = {}
        at = 0
        while at < len(words):
            found = self._units.match(words, at) if words[at].capital else None
            if found is None:
                at += 1
                continue
            unit, size = found
            if unit.country and unit.is_place:
                counts[unit.country] = counts.get(unit.country, 0) + 1
            at += size
        ranked = sorted(counts.items(), key=lambda item: -item[1])
        if not ranked:
            return None
        return ranked[0][0] if len(ranked) == 1 or ranked[0][1] >= _DOMINANCE * ranked[1][1] else None
