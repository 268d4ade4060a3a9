"""One telling of a position, made ready for the ledger: who, toward whom, about what, from when until when."""

import re
from collections.abc import Mapping
from datetime import date, timedelta

import msgspec
from msgspec import Struct

from accordingto.comparing.ledger.model import Side, Telling
from accordingto.comparing.ledger.page import acts_in, page
from accordingto.comparing.ledger.sides import fold, side
from accordingto.comparing.wording import Stems, stem, stems
from accordingto.records import Event, Position, Report, Statement

_LENGTH = re.compile(r"\b(\d+|[a-z]+(?:-[a-z]+)?)[ -](hour|day|night|week|fortnight|month|year)s?\b", re.IGNORECASE)

_SHORTEST = 5
"""Letters: "moving" loses its ending, "king" keeps it."""


def roots(text: str) -> Stems:
    """Return the stems of a text's content words, "moving" and "move" alike.

    >>> roots("moving grain") == roots("move the grain")
    True
    """
    return frozenset((s.removesuffix("ing") if len(s) > _SHORTEST else s).removesuffix("e") for s in stems(text))


class Heard(Struct, frozen=True):
    """A position as one report tells it."""

    position: Position
    holder: Side
    bearer: Side | None
    acts: tuple[str, ...]
    stems: Stems
    since: str | None
    basis: str | None
    until: str | None
    telling: Telling
    about_words: str


_Kept = tuple[Side, Side | None, tuple[str, ...], frozenset[str], str | None, str | None, str | None, Telling, str]
"""What is heard of a position beside its record, in the order of ``Heard``."""

_KEPT: msgspec.json.Decoder[_Kept] = msgspec.json.Decoder(_Kept)


def kept(heard: Heard) -> str:
    """Return what was heard of a position beside its record as a line of JSON."""
    _, holder, bearer, acts, stems, *rest = (getattr(heard, name) for name in heard.__struct_fields__)
    return msgspec.json.encode((holder, bearer, acts, sorted(stems), *rest)).decode()


def recalled(position: Position, line: str) -> Heard:
    """Return a position as it was heard, from what was ``kept``."""
    return Heard(position, *_KEPT.decode(line))


class Sources(Struct, frozen=True):
    """What positions refer to, by id."""

    reports: Mapping[str, Report]
    statements: Mapping[str, Statement]
    events: Mapping[str, Event]


def hear(position: Position, sources: Sources) -> Heard:
    """Return a position with its sides, acts and dates.

    Its date is "since", else the day it was said, else the day the report was published; a day behind the report's
    own is no date of a position that the report tells.
    """
    report = sources.reports[position.report]
    said = sources.statements.get(position.said_by or "")
    since, basis = _since(position, said, report)
    inside = _events_inside(position, sources)
    words = " ".join([position.action.mention.text, *(x.mention.text for x in position.limits if x.kind == "means")])
    acts = acts_in(words, frozenset(e.type for e in inside))
    return Heard(
        position=position,
        holder=side(position.holder, report.id) if position.holder else Side(f"{report.id}:", "not said"),
        bearer=side(position.bearer, report.id) if position.bearer else None,
        acts=acts,
        stems=roots(position.action.mention.text),
        since=since,
        basis=basis,
        until=_until(position, since),
        telling=_telling(position, said, report),
        about_words=_about(words, acts, inside),
    )


def _events_inside(position: Position, sources: Sources) -> list[Event]:
    coded = sources.events.get(position.action.event or "")
    return [coded] if coded else []


def _about(words: str, acts: tuple[str, ...], inside: list[Event]) -> str:
    """The folded words that a kind of action may be asked for by, stems of the action's own words among them."""
    told = [*acts, *(stem(w) for w in fold(words).split())]
    for event in inside:
        told.append(event.type)
        if event.instrument and event.instrument.equipment:
            told += [event.instrument.equipment.name, event.instrument.equipment.kind]
    return " | ".join(dict.fromkeys(map(fold, told)))


def _telling(position: Position, said: Statement | None, report: Report) -> Telling:
    by = None
    if said is not None and said.speaker is not None:
        by = said.speaker.actor.name if said.speaker.actor else said.speaker.mention.text
    words = position.evidence
    return Telling(
        position=position.id,
        report=report.id,
        outlet=report.outlet,
        published=(report.published or "")[:10] or None,
        by=by,
        status=position.status,
        quote=words.exact,
        start=words.start,
        end=words.end,
        copy=report.copy_of is not None,
    )


def _since(position: Position, said: Statement | None, report: Report) -> tuple[str | None, str | None]:
    published = (report.published or "")[:10] or None
    said_when = said.said_when if said else None
    for basis, when in (("since", position.since), ("said", said_when)):
        day = ((when.start if when else None) or "")[:10]
        if len(day) == 10 and (published is None or day <= published):
            return day, basis
    return published, "published" if published else None


def _until(position: Position, since: str | None) -> str | None:
    if position.until is not None and position.until.end:
        return position.until.end[:10]
    for limit in position.limits:
        if limit.kind == "time" and limit.sense == "for" and since and len(since) == 10:
            length = _LENGTH.search(limit.mention.text)
            days = _days(length[1].lower(), length[2].lower()) if length else None
            if days is not None:
                return (date.fromisoformat(since) + timedelta(days=days)).isoformat()
    return None


def _days(count: str, unit: str) -> int | None:
    many = int(count) if count.isdigit() else page().numbers.get(count)
    return None if many is None or many > 36500 else int(many * page().days[unit])
