"""What the address of a page may ask for, and how the answer's links ask on."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import Depends, Query

from accordingto.casefile import Filters

Kind = Literal["reports", "statements", "events", "positions", "findings", "problems"]

Words = Annotated[str | None, Query(max_length=200)]
"""A word or code that narrows a page down; empty as a form sends it is as good as left out."""

First = Annotated[int, Query(ge=0, le=10**9, description="How many rows to skip.")]

FACET_FILTERS = {
    "outlet": "outlet",
    "form": "type",
    "type": "type",
    "position": "type",
    "verdict": "type",
    "stage": "type",
    "status": "status",
    "speaker_country": "country",
    "actor_country": "country",
    "recipient_country": "country",
    "holder_country": "country",
    "bearer_country": "country",
}
"""Column of a facet → the filter that narrows a page down to one of its values."""


def asked_of(given: Mapping[str, str | None]) -> dict[str, str]:
    """Return what an address asks for, without what it leaves open."""
    return {name: value.strip() for name, value in given.items() if value and value.strip()}


def _narrowing(
    text: Words = None,
    outlet: Words = None,
    report: Words = None,
    actor: Words = None,
    country: Words = None,
    place: Words = None,
    type: Words = None,
    status: Words = None,
    since: Words = None,
    until: Words = None,
) -> dict[str, str]:
    given = {"text": text, "outlet": outlet, "report": report, "actor": actor, "country": country, "place": place}
    return asked_of({**given, "type": type, "status": status, "since": since, "until": until})


Narrowed = Annotated[dict[str, str], Depends(_narrowing)]
"""What an address narrows records down by, without what it leaves open: the filters of tables and of the map."""


def filters(asked: Mapping[str, Any]) -> Filters:
    """Return what an address asks for as the case's filters; raises ``UsageError`` for what nothing can match."""
    given: dict[str, Any] = asked_of(asked)
    return Filters(**given)


def again(asked: Mapping[str, Any], **changed: Any) -> str:
    """Return the query of an address with some values changed, from its first row; ``None`` takes a value out.

    >>> again({"type": "ASSAULT", "first": 50}, country="UKR")
    '?type=ASSAULT&country=UKR'
    """
    values = {name: value for name, value in {**asked, "first": None, **changed}.items() if value not in (None, "", 0)}
    return f"?{urlencode(values)}" if values else "?"
