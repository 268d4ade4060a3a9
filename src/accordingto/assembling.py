"""Where the wings meet: actors into the parties that reading found, and the chain of sources of each statement."""

import re
from collections.abc import Callable, Container, Mapping, Sequence
from functools import cache

from msgspec.structs import replace

from accordingto import codebook
from accordingto.records import Actor, Event, Mention, Party, Place, Position, Statement

Passers = Mapping[str, Sequence[Mention]]
"""Statement id → who passes it on, outermost first."""

_DETERMINERS = frozenset(
    {"a", "an", "the", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my", "your", "some"}
)
_BETWEEN_STATES = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID"})
_STATES = frozenset({None, "GOV"})
_LOCAL = frozenset(
    {
        "GOV",
        "MIL",
        "COP",
        "LEG",
        "JUD",
        "SPY",
        "OPP",
        "PTY",
        "CVL",
        "BUS",
        "LAB",
        "AGR",
        "MED",
        "EDU",
        "REL",
        "SOC",
        "REB",
    }
)
"""Sectors whose members are mostly of the country where a report plays."""
_ABROAD = frozenset(
    {"foreign", "foreigner", "foreigners", "international", "both", "all", "other", "others", "governments", "nations"}
    | {"countries", "leaders", "secretary-general", "envoy"}
)
_BEHIND = 30
"""Characters between a noun and the place that it is from, at most."""
_TITLES = frozenset(
    {"President", "Minister", "Premier", "Chancellor", "King", "Queen", "General", "Senator", "Secretary", "Pope"}
)
_NAME = re.compile(r"\b[A-Z][a-z]+\b")
_FROM = re.compile(r" (?:from|of|in) (?:the )?(?:[\w-]+ )?")
# fmt: off
_PRONOUNS = frozenset({
    "i", "you", "he", "she", "it", "we", "they", "me", "him", "them", "us",
    "who", "which", "what", "there", "one", "each", "both", "all", "some", "many", "several",
    "few", "others", "another", "none", "neither", "someone", "somebody", "everyone", "nobody",
})
# fmt: on

ActorOf = Callable[[Mention], Actor | None]
"""Who a mention is, after references are followed; ``None`` where that stays open."""


ActorsOf = Callable[[Mention], tuple[Actor, ...]]
"""Who the several actors of a joined mention are."""


def _who(party: Party | None, actor_of: ActorOf) -> Party | None:
    return replace(party, actor=actor_of(party.mention)) if party else None


def _all(parties: Sequence[Party], actor_of: ActorOf) -> tuple[Party, ...]:
    return tuple(replace(p, actor=actor_of(p.mention)) for p in parties)


def with_statement_actors(statement: Statement, actor_of: ActorOf) -> Statement:
    """Return a statement with its speaker, addressee and venue resolved."""
    return replace(
        statement,
        speaker=_who(statement.speaker, actor_of),
        addressee=_who(statement.addressee, actor_of),
        venue=_who(statement.venue, actor_of),
    )


def with_event_actors(
    event: Event, actor_of: ActorOf, text: str, places: Sequence[Place], actors_of: ActorsOf | None = None
) -> Event:
    """Return an event with its actors and recipients resolved, the country of a place in or behind their words added.

    Args: the report's ``text`` and the ``places`` marked in it. "The port of Dakar" is of Senegal, and so are
    "dissidents **from Senegal**". ``actors_of`` names the several actors of a mention that joins them: "Chilean and
    Peruvian officials" are two.
    """

    def resolved(parties: Sequence[Party]) -> tuple[Party, ...]:
        found = (one for party in parties for one in _each(party, actor_of, actors_of))
        placed = (_placed(party, text, places) for party in found)
        return tuple(_as_people(party) if party.actor else _of_people(party, actor_of) for party in placed)

    recipients = resolved(event.recipients)
    states = {p.actor.country for p in recipients if p.actor and p.actor.sector in _STATES} - {None}
    actors = resolved(event.actors)
    if event.type in _BETWEEN_STATES:
        actors = tuple(_not_itself(party, states) for party in actors)
    return replace(event, actors=actors, recipients=recipients)


def _not_itself(party: Party, states: Container[str | None]) -> Party:
    """Leave open whose "the government" is that helps or thanks a named state: the context names only the other."""
    unnamed = party.mention.text[1:].islower() and party.mention.text.lower() not in _PRONOUNS
    if unnamed and party.actor and party.actor.sector == "GOV" and party.actor.country in states:
        return replace(party, actor=replace(party.actor, country=None))
    return party


def _placed(party: Party, text: str, places: Sequence[Place]) -> Party:
    said, actor = party.mention, party.actor
    if said.text.lower() in _PRONOUNS or (actor is not None and actor.country):
        return party
    country = next((p.country for p in places if p.country and _is_of(said, p.mention, text)), None)
    if country is None:
        return party
    return Party(said, replace(actor, country=country) if actor else Actor(said.text, country))


def _of_people(party: Party, actor_of: ActorOf) -> Party:
    """Give a thing the country of the people that it is said to be of: "a **Peruvian** trawler"."""
    said = party.mention
    for word in _NAME.finditer(said.text):
        if word.end() < len(said.text):
            people = actor_of(Mention(word[0], said.start + word.start(), said.start + word.end()))
            if people and people.country and not people.sector:
                return replace(party, actor=Actor(said.text, people.country))
    return party


def _is_of(said: Mention, place: Mention, text: str) -> bool:
    if said.start <= place.start and place.end <= said.end:
        return True
    return 0 < place.start - said.end < _BEHIND and _FROM.fullmatch(text, said.end, place.start) is not None


@cache
def _peoples() -> frozenset[str]:
    """Return the names of peoples in the plural, in small letters: "kenyans"."""
    lines = codebook.load("countries", dict[str, str]).values()
    fields = [line.split("|") for line in lines]
    return frozenset(f"{word.strip().lower()}s" for line in fields if len(line) > 2 for word in line[2].split(","))


def _as_people(party: Party) -> Party:
    """Return a party with the sector of ordinary people where it is so many of a nation: "a dozen **Kenyans**"."""
    actor = party.actor
    words = party.mention.text.lower().split()
    if actor is None or actor.sector is not None or actor.country is None or len(words) < 2 or words[0] == "the":
        return party
    return replace(party, actor=replace(actor, sector="CVL")) if words[-1] in _peoples() else party


def _each(party: Party, actor_of: ActorOf, actors_of: ActorsOf | None) -> tuple[Party, ...]:
    several = actors_of(party.mention) if actors_of and " and " in party.mention.text else ()
    if len({actor.country for actor in several if actor.country}) > 1:
        return tuple(replace(party, actor=actor) for actor in several)
    return (replace(party, actor=actor_of(party.mention)),)


def with_position_actors(
    position: Position,
    actor_of: ActorOf,
    text: str = "",
    places: Sequence[Place] = (),
    home: str | None = None,
    outlet: str | None = None,
) -> Position:
    """Return a position with its holder and bearer resolved.

    Args: the report's ``text`` and ``places`` as for events, and the country where the report plays: bodies and people
    named without one ("the ministry", "residents") are of this ``home``, unless the ``outlet`` is of another country
    that has such a seat too ("the president" in a Chilean paper on Peru), or only a name is told: that stays open.
    """

    def resolved(party: Party | None) -> Party | None:
        if party is None:
            return None
        placed = _placed(replace(party, actor=actor_of(party.mention)), text, places)
        return _at_home(placed if placed.actor else _of_people(placed, actor_of), home, outlet)

    return replace(position, holder=resolved(position.holder), bearer=resolved(position.bearer))


def _at_home(party: Party, home: str | None, outlet: str | None) -> Party:
    """Give somebody without a country the one where the report plays, unless a name or "foreign" stands for others."""
    actor = party.actor
    if home is None or actor is None or actor.country or actor.sector not in _LOCAL:
        return party
    words = set(party.mention.text.lower().split())
    name = outlet is not None and outlet != home and _is_name(actor.name)
    if words & _ABROAD or name or names_own_seat(party.mention.text, outlet, home):
        return party
    return replace(party, actor=replace(actor, country=home))


def names_own_seat(words: str, outlet: str | None, country: str | None) -> bool:
    """Return whether an outlet of another country than ``country`` has a seat of its own that is called so.

    "Congress" in an American paper is hardly that of the country that the report is about. Countries are ISO 3166-1
    alpha-3; ``None`` is not known. Own rule; see the page ``seats``.

    >>> names_own_seat("the Senate", "USA", "TCD")
    True
    """
    if outlet is None or outlet == country:
        return False
    return bool(set(words.lower().replace("-", " ").split()) & _seats().get(outlet, frozenset()))


@cache
def _seats() -> Mapping[str, frozenset[str]]:
    """Return by country the words that its outlets use without a country for its own bodies and offices."""
    page = codebook.load("seats", dict[str, tuple[str, ...]])
    return {country: frozenset(words) for country, words in page.items()}


def _is_name(name: str) -> bool:
    """Whether words are somebody's name alone: "Ama Owusu", not "the Owusu government"."""
    words = name.split()
    return len(words) > 1 and all(word[:1].isupper() for word in words)


def _within(inner: Statement, outer: Statement) -> bool:
    """Whether a statement stands inside what another says: all its words, or its cue and most of its words."""
    if inner is outer or _length(outer) <= _length(inner):
        return False
    inside = sum(_overlap(m, span) for m in inner.content for span in outer.content)
    if inside == _length(inner):
        return True
    cue = inner.cue.mention if inner.cue else None
    held = cue is not None and any(span.start <= cue.start and cue.end <= span.end for span in outer.content)
    return held and inside * 2 > _length(inner)


def _overlap(one: Mention, other: Mention) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _length(statement: Statement) -> int:
    return sum(m.end - m.start for m in statement.content)


def with_chains(
    statements: Sequence[Statement],
    outlet: Actor | None,
    passed_on: Passers,
    link_of: ActorOf,
    beside: Container[tuple[str, str]] = frozenset(),
) -> tuple[Statement, ...]:
    """Return statements with their chain of sources: outlet first, then whoever reports it, the speaker last.

    Args: ``statements`` with their speakers resolved; ``passed_on`` names who passes a statement on; ``link_of`` says
    who such a mention is, and who a speaker is whom nobody knows by name; ``beside`` holds the ids of statements that
    only seem to stand in others.

    "The Herald said officials believe …" in a report of the Post gives Post → the Herald → officials; "Roe denied
    through his lawyer that …" gives Post → lawyer → Roe.
    """

    def links(statement: Statement) -> list[Actor | None]:
        speaker = statement.speaker
        last = (speaker.actor or link_of(speaker.mention)) if speaker else None
        return [*map(link_of, passed_on.get(statement.id, ())), last]

    links_of = {statement.id: links(statement) for statement in statements}

    def chain(statement: Statement) -> tuple[Actor, ...]:
        around = [s for s in statements if _within(statement, s) and (statement.id, s.id) not in beside]
        outer = sorted(around, key=_length, reverse=True)
        return _without_repeats(outlet, [link for s in [*outer, statement] for link in links_of[s.id]])

    return tuple(replace(s, chain=chain(s)) for s in statements)


def _without_repeats(outlet: Actor | None, links: Sequence[Actor | None]) -> tuple[Actor, ...]:
    """Return a chain without links that repeat the one before or name the outlet again."""
    chain: list[Actor] = [outlet] if outlet else []
    last = len(links) - 1
    for place, actor in enumerate(links):
        if actor is None or (outlet and is_same_outlet(actor.name, outlet.name)):
            continue
        names = [known.name for known in chain]
        if actor.name not in (names[-1:] if place == last else names):
            chain.append(actor)
    return tuple(chain)


def is_same_outlet(name: str, outlet: str) -> bool:
    """Return whether a report means its own outlet by a name: "The Comet" or "KC" in the Kampala Comet.

    >>> is_same_outlet("the Comet", "The Kampala Comet")
    True
    """
    own = [w for w in outlet.split() if w.lower() != "the"]
    said = [w for w in name.split() if w.lower() != "the"]
    if not own or not said or not said[0][:1].isupper():
        return False
    initials = "".join(w[0] for w in own)
    return set(said) <= set(own) or (len(initials) > 1 and said == [initials])


def unknown_actor(words: str) -> Actor | None:
    """Return somebody whom no list knows as an actor of that name, ``None`` for a bare pronoun.

    >>> unknown_actor("the two officials").name
    'two officials'
    """
    said = words.split()
    while said and said[0].lower() in _DETERMINERS:
        said = said[1:]
    name = " ".join(said)
    return Actor(name) if any(c.isalpha() for c in name) and name.lower() not in _PRONOUNS else None


def is_miswritten(words: str) -> bool:
    """Return whether a mention looks like a name whose capitals went wrong.

    >>> is_miswritten("President mutai"), is_miswritten("kEnya"), is_miswritten("the president")
    (True, True, False)
    """
    parts = words.split()
    odd = any(part[:1].islower() and part[1:2].isupper() and part[2:].islower() for part in parts)
    return odd or (len(parts) > 1 and parts[0] in _TITLES and parts[-1].islower())
