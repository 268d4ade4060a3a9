"""Where the wings meet: actors into the parties that reading found, and the chain of sources of each statement."""

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from accordingto.records import Actor, Event, Mention, Party, Position, Statement

ActorOf = Callable[[Mention], Actor | None]
"""Who a mention is, after references are followed; ``None`` where that stays open."""


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


def with_event_actors(event: Event, actor_of: ActorOf) -> Event:
    """Return an event with its actors and recipients resolved."""
    return replace(event, actors=_all(event.actors, actor_of), recipients=_all(event.recipients, actor_of))


def with_position_actors(position: Position, actor_of: ActorOf) -> Position:
    """Return a position with its holder and bearer resolved."""
    return replace(position, holder=_who(position.holder, actor_of), bearer=_who(position.bearer, actor_of))


def _within(inner: Statement, outer: Statement) -> bool:
    """Whether a statement's whole content lies inside one content span of another that says more."""
    return inner is not outer and any(
        all(span.start <= m.start and m.end <= span.end for m in inner.content)
        and (span.end - span.start) > sum(m.end - m.start for m in inner.content)
        for span in outer.content
    )


def with_chains(statements: Sequence[Statement], outlet: Actor | None) -> tuple[Statement, ...]:
    """Return statements with their chain of sources: outlet first, then whoever reports it, the speaker last.

    "The Herald said officials believe …" in a report of the Post gives Post → the Herald → officials.
    """
    return tuple(replace(s, chain=_chain(s, statements, outlet)) for s in statements)


def _chain(statement: Statement, statements: Sequence[Statement], outlet: Actor | None) -> tuple[Actor, ...]:
    outer = sorted((s for s in statements if _within(statement, s)), key=_length, reverse=True)
    speakers = (s.speaker.actor for s in [*outer, statement] if s.speaker and s.speaker.actor)
    chain: list[Actor] = [outlet] if outlet else []
    for actor in speakers:
        if not chain or chain[-1] != actor:
            chain.append(actor)
    return tuple(chain)


def _length(statement: Statement) -> int:
    return sum(m.end - m.start for m in statement.content)
