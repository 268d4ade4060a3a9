"""Do two records of different reports say the same thing: vetoes first, then what speaks for it."""

from collections.abc import Sequence

from msgspec import Struct

from accordingto.comparing.wording import Stems, Weights, stems
from accordingto.records import Event, Party, Place, Position, Statement, When

SAME_CONTENT = 0.5
"""Share of the shorter content's weight at which two statements of one speaker are one statement."""

FEWEST_SHARED = 3
"""Stems that two contents must share; with fewer a single name would make them one."""

SAME_ACTION = 0.3
"""Likewise for the actions of two positions with equal kind, holder and bearer; those already say most of it."""

SAME_STORY = 0.28
"""Share of the shorter report's stems that another on the same happening has too (see ``benchmarks/stories.py``)."""

TELLING = 2.0
"""Weight of a quoted stem that two speeches seldom share by chance: about one in eight texts at hand holds it."""

_DONE = frozenset({"occurred", "ongoing"})

_OWN_WORDS = frozenset({"no_comment", "denial", "admission"})
"""Positions that a body takes for itself alone: two ministries that decline to comment do so on two matters."""

_ENDED = frozenset({"relaxed", "reversed", "withdrawn", "broken"})


class Judgement(Struct, frozen=True):
    """Whether two records are the same or related, and what speaks for it."""

    verdict: str | None
    agreed: tuple[tuple[str, str], ...] = ()


NO = Judgement(None)


def text_of(record: Statement | Event | Position) -> str:
    """Return the words by which a record is compared."""
    if isinstance(record, Statement):
        return " ".join(m.text for m in record.content)
    if isinstance(record, Event):
        return record.trigger.mention.text
    return record.action.mention.text


def names(parties: Sequence[Party]) -> frozenset[str]:
    """Return what the parties are known by: their countries where resolved, else their names."""
    return frozenset(p.actor.country or p.actor.name for p in parties if p.actor)


def _one(party: Party | None) -> frozenset[str]:
    return names([party] if party else [])


def _speaker(statement: Statement) -> str | None:
    return statement.speaker.actor.name if statement.speaker and statement.speaker.actor else None


def statements(a: Statement, b: Statement, weights: Weights) -> Judgement:
    """Judge two statements: one speaker and like content is the same, one speaker and occasion is related."""
    speaker = _speaker(a)
    if speaker is None or speaker != _speaker(b):
        return NO
    alike = _alike(stems(text_of(a)), stems(text_of(b)), weights)
    agreed = [("speaker", speaker)]
    occasion = _shared_occasion(a, b)
    if occasion:
        agreed.append(("occasion", occasion))
    if alike or (occasion and _quote_the_same(a, b, weights)):
        return Judgement("same", tuple(agreed))
    return Judgement("related", tuple(agreed)) if occasion else NO


def _alike(a: Stems, b: Stems, weights: Weights) -> bool:
    """Whether two contents share most of the shorter one's weight, and enough words for that to mean something."""
    return a == b or (len(a & b) >= FEWEST_SHARED and weights.likeness(a, b) >= SAME_CONTENT)


def _quote_the_same(a: Statement, b: Statement, weights: Weights) -> bool:
    """Whether both quote, letter for letter, a word of the speaker that few others use."""
    shared = stems(_verbatim(a)) & stems(_verbatim(b))
    return any(weights.of(one) >= TELLING for one in shared)


def _verbatim(statement: Statement) -> str:
    quoted = statement.content if statement.form == "direct" else statement.verbatim
    return " ".join(m.text for m in quoted)


def _shared_occasion(a: Statement, b: Statement) -> str | None:
    if not (a.occasion and b.occasion):
        return None
    shared = stems(a.occasion.mention.text) & stems(b.occasion.mention.text)
    return a.occasion.mention.text if len(shared) >= 2 else None


def events(a: Event, b: Event, one_story: bool) -> Judgement:
    """Judge two events: type, actors and recipients must not clash, and three signs must speak for it.

    Signs are the same actor by name, the same recipient, act, instrument, place finer than a country, and day. Outside
    one story four are needed; the actor and the act alone are never enough.
    """
    actors = names(a.actors) & names(b.actors)
    recipients = names(a.recipients), names(b.recipients)
    clash = recipients[0] and recipients[1] and not recipients[0] & recipients[1]
    if a.type != b.type or not actors or clash or not _status_fits(a, b):
        return NO
    if _times_clash(a.when, b.when) or _places_clash(a.place, b.place) or _equipment_clashes(a, b):
        return NO
    signs = {
        "actor": ", ".join(sorted(_actor_names(a.actors) & _actor_names(b.actors))),
        "act": a.cameo if a.cameo == b.cameo else None,
        "recipient": ", ".join(sorted(recipients[0] & recipients[1])),
        "instrument": _equipment(a) if _equipment(a) == _equipment(b) else None,
        "place": a.place.name if a.place and b.place and _finer_same_place(a.place, b.place) else None,
        "day": a.when.start if a.when and b.when and _one_day(a.when, b.when) else None,
    }
    found = {field: value for field, value in signs.items() if value}
    if not found.keys() - {"actor", "act"} or len(found) < (3 if one_story else 4):
        return NO
    country = {} if "actor" in found else {"actor": ", ".join(sorted(actors))}
    return Judgement("same", (("type", a.type), *country.items(), *found.items()))


def _actor_names(parties: Sequence[Party]) -> frozenset[str]:
    return frozenset(p.actor.name for p in parties if p.actor)


def _one_day(a: When, b: When) -> bool:
    return a.start is not None and a.start == b.start == a.end == b.end


def _status_fits(a: Event, b: Event) -> bool:
    return a.status == b.status or {a.status, b.status} <= _DONE


def _times_clash(a: When | None, b: When | None) -> bool:
    if not (a and b and a.start and b.start and a.end and b.end):
        return False
    return a.end[:10] < b.start[:10] or b.end[:10] < a.start[:10]


def _places_clash(a: Place | None, b: Place | None) -> bool:
    if not (a and b and a.country and b.country):
        return False
    if a.country != b.country:
        return True
    if "country" in (a.precision, b.precision) or a.geonames_id == b.geonames_id:
        return False
    return a.admin1 != b.admin1


def _finer_same_place(a: Place, b: Place) -> bool:
    return a.geonames_id is not None and a.geonames_id == b.geonames_id and a.precision != "country"


def _equipment(event: Event) -> str | None:
    return event.instrument.equipment.name if event.instrument and event.instrument.equipment else None


def _equipment_clashes(a: Event, b: Event) -> bool:
    kinds = [e.instrument.equipment.kind for e in (a, b) if e.instrument and e.instrument.equipment]
    return len(kinds) == 2 and kinds[0] != kinds[1] and "generic weapons" not in kinds


def positions(a: Position, b: Position, weights: Weights, one_story: bool) -> Judgement:
    """Judge two positions: kind and holder agree, bearers do not clash, and the actions are alike.

    In two reports of one story, one holder toward one bearer is enough, and a position that has ended is related to
    one that stands.
    """
    own = a.position in _OWN_WORDS
    holders = _holder_names(a) & _holder_names(b) if own else _one(a.holder) & _one(b.holder)
    bearers = _one(a.bearer), _one(b.bearer)
    if a.position != b.position or not holders or (bearers[0] and bearers[1] and not bearers[0] & bearers[1]):
        return NO
    dyad = bool(bearers[0] & bearers[1])
    if not (one_story and dyad) and weights.likeness(_about(a), _about(b)) < SAME_ACTION:
        return NO
    agreed = [("position", a.position), ("holder", ", ".join(sorted(holders)))]
    if dyad:
        agreed.append(("bearer", ", ".join(sorted(bearers[0] & bearers[1]))))
    stands = (a.status in _ENDED) == (b.status in _ENDED)
    return Judgement("same" if stands else "related", tuple(agreed))


def _holder_names(position: Position) -> frozenset[str]:
    return _actor_names([position.holder] if position.holder else [])


def _about(position: Position) -> Stems:
    limits = " ".join(limit.mention.text for limit in position.limits)
    return stems(f"{position.action.mention.text} {limits}")
