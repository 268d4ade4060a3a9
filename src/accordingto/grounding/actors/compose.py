"""Mentions read word by word: "Russian forces", "Chile's ministry of mines", "a spokesman for the Kenyan army"."""

from typing import NamedTuple

from accordingto.grounding.actors.units import Unit, Units
from accordingto.grounding.actors.words import Word

_ISO_LENGTH = 3
_BLOCS = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"})
_GOVERNMENTAL = frozenset({"IGO", "UNO", "EUR"})
_PRIVATE = _BLOCS - _GOVERNMENTAL
_ARMED = frozenset({"REB", "PRM", "CRM"})
"""Bodies that keep their own country whoever is said to own them ("Iran's Hezbollah")."""
STATE = frozenset({"GOV", "LEG", "JUD", "MIL", "SPY", "COP"})
_PREPOSITIONS = frozenset(
    [
        "of",
        "for",
        "in",
        "from",
        "at",
        "to",
        "with",
        "on",
        "by",
        "against",
        "near",
        "inside",
        "outside",
        "under",
        "over",
        "across",
        "after",
        "during",
        "between",
        "among",
        "throughout",
        "without",
        "within",
        "about",
        "along",
        "around",
        "into",
        "onto",
        "toward",
        "towards",
        "who",
        "whom",
        "whose",
        "that",
        "which",
        "where",
        "when",
        "while",
        "loyal",
        "opposed",
        "operating",
        "fleeing",
        "living",
        "working",
        "serving",
        "fighting",
        "seeking",
        "stationed",
        "deployed",
        "held",
        "based",
        "killed",
        "wounded",
        "injured",
        "trapped",
        "detained",
        "is",
        "are",
        "was",
        "were",
        "has",
        "have",
        "had",
        "said",
        "says",
        "than",
        "as",
        "ruled",
        "trained",
        "backed",
        "accused",
        "suspected",
        "believed",
        "led",
        "including",
        "and",
        "or",
        "but",
    ]
)
_HOME = frozenset({"of", "in", "from", "at", "for", "inside", "near", "within", "across", "throughout", "on"})
BELONGING = frozenset({"of", "in", "from", "at", "inside", "near", "within", "across", "throughout"})
"""Prepositions behind which the place of a body or a person stands."""
_BELONGS = frozenset({"of", "for", "in", "at", "from", "with"})
_UNDER_REBELS = frozenset({"MIL", "COP", "UAF"})
"""Sectors of nouns that a rebel modifier overrules: "rebel soldiers", "guerrilla army"."""
_TRADES = frozenset({"CVL", "AGR", "LAB", "BUS"})
"""Sectors of nouns that are surnames as well."""
_FIGHTING = frozenset({"REB", "PRM", "CRM", "UAF", "MIL"})
"""Sectors of nouns that take the sector of an armed group before them: "Shining Path gunmen"."""


class Placed(NamedTuple):
    """A known phrase where it stands among the words of a mention."""

    unit: Unit
    start: int
    end: int
    skipped: bool = False


class Segment(NamedTuple):
    """A stretch of a mention between prepositions, with the phrases known in it."""

    opener: str | None
    start: int
    end: int
    placed: tuple[Placed, ...]


class Composed(NamedTuple):
    """Who a mention names as far as its own words say; ``name`` is its trailing personal name, if any."""

    country: str | None
    sector: str | None
    name: str | None
    unit: Unit | None
    wants_country: bool
    ownerless: bool = False
    """Whether it is nobody until an owner is found ("bodyguards", "the council")."""


def parse(words: list[Word], units: Units) -> list[Segment]:
    """Cut a mention at its prepositions and mark the phrases that the codebook knows in each stretch."""
    segments: list[Segment] = []
    opener: str | None = None
    start, at = 0, 0
    placed: list[Placed] = []
    while at < len(words):
        found = units.match(words, at)
        if found is None and words[at].key in _PREPOSITIONS and not words[at].after_hyphen:
            segments.append(Segment(opener, start, at, tuple(placed)))
            opener, start, placed = words[at].key, at + 1, []
            at += 1
            continue
        if found is None:
            at += 1
            continue
        unit, size = found
        if size == 1 and _is_surname(words, at, unit, placed):
            at += 1
            continue
        of_body = _is_of_body(words, at, size, unit, placed, units)
        placed.append(Placed(unit, at, at + size, of_body or _is_skipped(words, at, size, unit, units)))
        at += size
    segments.append(Segment(opener, start, len(words), tuple(placed)))
    return segments


def _is_surname(words: list[Word], at: int, unit: Unit, placed: list[Placed]) -> bool:
    """Whether a common noun is written as a name is: "Peter Singer", "Mr. Gunner", but not "Malian Singer"."""
    if unit.kind != "strong" or unit.sector not in _TRADES or at == 0 or not words[at].capital:
        return False
    before = words[at - 1]
    if not before.capital or before.possessive or words[at].comma_before:
        return False
    return not (placed and placed[-1].end == at and (placed[-1].unit.is_place or placed[-1].unit.kind == "org"))


def _is_of_body(words: list[Word], at: int, size: int, unit: Unit, placed: list[Placed], units: Units) -> bool:
    """Whether a country belongs to the name of a body before it or is its field: "Oxfam America president"."""
    behind = placed and placed[-1].unit.kind == "org" and placed[-1].end == at and not words[at - 1].possessive
    if not behind or unit.kind != "country" or words[at].comma_before or words[at + size - 1].possessive:
        return False
    after = units.match(words, at + size) if at + size < len(words) else None
    return after is not None and after[0].kind in {"strong", "weak", "title"}


def _is_skipped(words: list[Word], at: int, size: int, unit: Unit, units: Units) -> bool:
    """Whether a phrase is not the actor's own: "U.S.-supplied", "Iran-backed", "pro-Russian", "ethnic Russians"."""
    if at > 0 and words[at - 1].key == "ethnic":
        return True
    if unit.kind in {"former", "title"}:
        return False
    tail = words[at + size] if at + size < len(words) else None
    if tail and tail.key in units.agents.foreign_tails and (tail.after_hyphen or tail.key in {"backed", "made"}):
        return True
    return at > 0 and words[at].after_hyphen and words[at - 1].key in units.agents.opposing


def compose(words: list[Word], segments: list[Segment], units: Units) -> Composed | None:
    """Return who a parsed mention names, or ``None`` where its head is nobody that the codebook knows."""
    head = segments[0]
    own = [p for p in head.placed if not p.skipped]
    if not own:
        return _ethnic(words, segments)
    name = _trailing_name(words, head, own)
    if name is None and not _ends_known(words, head, own, units):
        return None
    agents = [p for p in own if p.unit.is_agent]
    if not agents:
        return _bare_place(words, segments, own) if name is None else None
    last = agents[-1].unit
    sector, lender = _sector(agents, own, segments, units)
    country = _country(own, last, lender, segments)
    if any(p.unit.kind == "former" and p.start < agents[-1].start for p in own) and sector in {*STATE, None}:
        sector = "ELI"
    ownerless = country is None and lender is None and last.name in units.agents.needs_owner
    in_a_name = country is None and lender is None and _is_in_a_name(words, head, agents[-1])
    nobody = ownerless or in_a_name or (country is None and sector is None)
    named = last.kind == "org" and agents[-1].end == head.end and last.country in {None, country}
    whole = last if named else None
    return Composed(country, sector, name, whole, country is None, nobody)


def _ethnic(words: list[Word], segments: list[Segment]) -> Composed | None:
    """Return a people without its namesake country: "ethnic Russians in Latvia" are Latvia's."""
    head = segments[0]
    last = head.placed[-1] if head.placed else None
    if last is None or last.start == 0 or words[last.start - 1].key != "ethnic" or last.end != head.end:
        return None
    homes = [p for s in segments[1:] if s.opener in _HOME for p in s.placed if p.unit.is_place]
    return Composed(homes[0].unit.country if homes else None, "CVL", None, None, not homes)


def _is_in_a_name(words: list[Word], head: Segment, last: Placed) -> bool:
    """Whether a weak role noun is part of a name that nothing is known of ("the Ocean Leader", "Global Witness")."""
    if last.unit.kind != "weak" or last.start == head.start or not words[last.start].capital:
        return False
    known = {i for p in head.placed for i in range(p.start, p.end)}
    return words[last.start - 1].capital and last.start - 1 not in known


def _trailing_name(words: list[Word], head: Segment, own: list[Placed]) -> str | None:
    """Return the capitalised words after the last role noun of the head: the name behind a title."""
    end = own[-1].end
    rest = words[end : head.end]
    if not rest or len(rest) > 5 or not own[-1].unit.kind.startswith(("strong", "weak", "title", "org")):
        return None
    if own[-1].unit.kind == "org" and len(rest) < 2:
        return None
    if not all(w.text[0].isupper() or w.key in {"al", "bin", "de", "van", "von", "der", "el", "da"} for w in rest):
        return None
    return " ".join(w.text for w in rest)


def _ends_known(words: list[Word], head: Segment, own: list[Placed], units: Units) -> bool:
    rest = words[own[-1].end : head.end]
    return all(w.key in units.agents.fillers or w.key.isdigit() for w in rest)


def _bare_place(words: list[Word], segments: list[Segment], own: list[Placed]) -> Composed | None:
    """Return a country, a people, a seat or a city that stands alone ("northern Syria", "two Russians").

    A people "of" a country are that country's: "the Hungarians of Slovakia".
    """
    head, last = segments[0], own[-1]
    homes = [p.unit.country for s in segments[1:2] if s.opener == "of" for p in s.placed if p.unit.is_place]
    if last.unit.kind == "demonym" and homes and words[last.end - 1].key.endswith("s") and len(own) == 1:
        return Composed(homes[0], "CVL", None, None, False)
    before = words[head.start : last.start]
    if not last.unit.is_place or any(p.unit.kind == "title" for p in own):
        return None
    if len(own) > 1 and own[-2].unit.is_place and own[-2].end == last.start and last.unit.kind == "demonym":
        return Composed(own[-2].unit.country, None, None, last.unit, False)
    odd = [w for i, w in enumerate(before) if w.text[0].isupper() and i > 0 and not _covered(i, own)]
    if odd:
        return None
    return Composed(last.unit.country, last.unit.sector, None, last.unit, False)


def _covered(index: int, own: list[Placed]) -> bool:
    return any(p.start <= index < p.end for p in own)


def _sector(
    agents: list[Placed], own: list[Placed], segments: list[Segment], units: Units
) -> tuple[str | None, Unit | None]:
    """Return the sector of the head, and the body that it was lent by, if it was."""
    last = agents[-1].unit
    if last.kind == "org":
        return last.sector, None
    for placed in reversed(agents[:-1]):
        if placed.unit.kind == "org" and placed.unit.sector in _ARMED and last.sector in _FIGHTING:
            return placed.unit.sector, placed.unit
        if placed.unit.sector in {"REB", "OPP"} and last.kind == "strong" and last.sector in _UNDER_REBELS:
            return "REB", None
    if last.kind == "strong" and last.name not in units.agents.headships:
        return last.sector, None
    for placed in reversed(agents[:-1]):
        if placed.unit.kind == "strong" and placed.unit.name in units.agents.adjectival and placed.unit.sector == "CVL":
            continue
        if last.kind == "weak" and placed.unit.kind != "weak" and placed.unit.sector:
            if placed.unit.sector in _UNDER_REBELS and any(p.unit.sector == "REB" for p in agents[:-1]):
                return "REB", None
            return placed.unit.sector, placed.unit
        if last.kind == "strong" and placed.unit.kind == "org" and placed.unit.sector:
            if last.sector == "LAB" and placed.unit.sector == "BUS":
                return "LAB", None
            return placed.unit.sector, placed.unit
        if last.name in units.agents.headships and placed.unit.country in _PRIVATE:
            return None, placed.unit
    for segment in segments[1:]:
        if segment.opener not in _BELONGS:
            break
        for placed in segment.placed:
            modifies = placed.unit.name in units.agents.adjectival and placed.end < segment.end
            if placed.unit.kind in {"org", "strong"} and placed.unit.sector and not (placed.skipped or modifies):
                return placed.unit.sector, placed.unit
    seats = [p.unit for p in own if p.unit.kind == "seat"]
    if last.kind == "weak" and seats and seats[-1].sector != "GOV":
        return seats[-1].sector, seats[-1]
    if last.sector is None and (seats or _of_a_bloc(own, segments)):
        return "GOV", None
    return last.sector, None


def _of_a_bloc(own: list[Placed], segments: list[Segment]) -> bool:
    """Whether the head serves an intergovernmental body ("a UN spokesman", "the head of the IAEA")."""
    following = [p for s in segments[1:2] if s.opener in _BELONGS for p in s.placed]
    return any(p.unit.country in _GOVERNMENTAL for p in [*own, *following])


def _country(own: list[Placed], last: Unit, lender: Unit | None, segments: list[Segment]) -> str | None:
    """Return the country of the head: its possessor or adjective, the body it belongs to, the place it is of."""
    if last.kind == "org" and last.country and last.country not in _BLOCS and last.sector in _ARMED:
        return last.country
    end = max((p.end for p in own if p.unit is last and last.kind == "org" and last.country), default=None)
    for placed in own:
        if placed.unit.is_place and (end is None or placed.start < end):
            return placed.unit.country
    for placed in own:
        if placed.unit.kind == "org" and placed.unit.country:
            return placed.unit.country
    if lender and lender.country:
        return lender.country
    for segment in segments[1:]:
        if segment.opener not in _HOME:
            continue
        for placed in segment.placed:
            if placed.unit.country and not placed.skipped and (placed.unit.is_place or segment.opener != "for"):
                return placed.unit.country
    return None
