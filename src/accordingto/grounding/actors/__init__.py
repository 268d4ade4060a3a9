"""Actors: a mention's words → person or body, country, PLOVER sector, office on the day of the report.

``resolve`` and ``resolve_all`` use one resolver a process; build an ``ActorResolver`` to hold your own.
"""

from functools import cache

from accordingto.grounding.actors.resolver import ActorResolver
from accordingto.records import Actor

__all__ = ["ActorResolver", "resolve", "resolve_all", "shared_resolver"]


@cache
def shared_resolver() -> ActorResolver:
    """Return the resolver of this process, built on first use."""
    return ActorResolver()


def resolve(text: str, *, context: str = "", date: str | None = None, name_hint: str | None = None) -> Actor | None:
    """Return the actor that a mention names; see ``ActorResolver.resolve``."""
    return shared_resolver().resolve(text, context=context, date=date, name_hint=name_hint)


def resolve_all(
    text: str, *, context: str = "", date: str | None = None, name_hint: str | None = None
) -> tuple[Actor, ...]:
    """Return the actors of a coordination; see ``ActorResolver.resolve_all``."""
    return shared_resolver().resolve_all(text, context=context, date=date, name_hint=name_hint)
