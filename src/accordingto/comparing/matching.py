"""Do two records of different reports say the same thing: vetoes first, then what speaks for it."""

from collections.abc import Iterable

from msgspec import Struct

from accordingto.comparing import parties
from accordingto.comparing.quoting import Quotations
from accordingto.comparing.wording import Stems, Weights, stems
from accordingto.records import Event, Party, Place, Position, Statement, When

SAME_CONTENT = 0.5
"""Share of the shorter content's weight at which two statements of one speaker are one statement."""

FEWEST_SHARED = 3
"""Stems that two contents must share; with fewer a single name would make them one."""

MANY_SHARED = 5
"""So many shared stems are enough though they are common in the story, if half of the shorter content."""

SAME_ACTION = 0.3
"""Likewise for the actions of two positions with equal kind, holder and bearer; those already say most of it."""

TELLING = 2.0
"""Weight of a quoted stem that two speeches seldom share by chance: about one in eight texts at hand holds it."""

_DONE = frozenset({"occurred", "ongoing"})

FEW = 3
"""Positions of one kind, holder and bearer in a report that may be on one matter; of more, each is on its own."""

_OWN_WORDS = frozenset({"no_comment", "denial", "admission"})
"""Positions that a body takes for itself alone: two ministries that decline to comment do so on two matters."""

_LIKE: dict[str, str] = {"request": "demand", "promise": "threat"}
"""One report's demand is another's request, and what one side promises the other hears as a threat."""

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


def _speaker(statement: Statement) -> str | None:
    return statement.speaker.actor.name if statement.speaker and statement.speaker.actor else None


def statements(a: Statement, b: Statement, weights: Weights, quotations: Quotations) -> Judgement:
    """Judge two statements.

    One speaker and like content, or one telling quotation, is the same; so is one long quotation whoever is said to
    have said it, and like content of a country's unnamed officials or bodies. One speaker and occasion is related.
    """
    speaker = _speaker(a)
    if speaker is None or speaker != _speaker(b):
        return _ascribed_otherwise(a, b, weights, quotations)
    alike = _alike(stems(text_of(a)), stems(text_of(b)), weights)
    agreed = [("speaker", speaker)]
    occasion = _shared_occasion(a, b)
    if occasion:
        agreed.append(("occasion", occasion))
    if alike or quotations.telling(a, b) or (occasion and _quote_the_same(a, b, weights)):
        return Judgement("same", tuple(agreed))
    return Judgement("related", tuple(agreed)) if occasion else NO


def _ascribed_otherwise(a: Statement, b: Statement, weights: Weights, quotations: Quotations) -> Judgement:
    if quotations.alike(a, b):
        return Judgement("same", (("content", " ".join(quotations.longest(a, b))),))
    countries = [s.speaker.actor.country for s in (a, b) if s.speaker and s.speaker.actor and unpersonal(s)]
    if len(countries) < 2 or countries[0] is None or countries[0] != countries[1]:
        return NO
    alike = _alike(stems(text_of(a)), stems(text_of(b)), weights)
    return Judgement("same", (("speaker", countries[0]),)) if alike else NO


def unpersonal(statement: Statement) -> bool:
    """Return whether a country, a body or unnamed officials speak, which another report may call otherwise."""
    return statement.source_type in {"unnamed", "collective"} and statement.form != "reported_speech_act"


def _alike(a: Stems, b: Stems, weights: Weights) -> bool:
    """Whether two contents share most of the shorter one's weight, and enough words for that to mean something."""
    shared, shorter = len(a & b), min(len(a), len(b))
    if shared >= MANY_SHARED and shared >= SAME_CONTENT * shorter:
        return True
    return a == b or (shared >= FEWEST_SHARED and weights.likeness(a, b) >= SAME_CONTENT)


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
    if not _may_be_one(a, b):
        return NO
    found = _signs(a, b)
    if not found.keys() - {"actor", "act"} or len(found) < (3 if one_story else 4):
        return NO
    actors = parties.shared(a.actors, b.actors)
    country = {} if "actor" in found or not actors else {"actor": ", ".join(sorted(actors))}
    return Judgement("same", (("type", a.type), *country.items(), *found.items()))


def repeats(a: Event, b: Event) -> bool:
    """Return whether a report tells of one event twice: nothing clashes, one act, one of the two parties is shared."""
    shared = parties.shared(a.actors, b.actors) or parties.shared(a.recipients, b.recipients)
    acts = a.cameo == b.cameo or stems(text_of(a)) & stems(text_of(b))
    return bool(acts and shared) and _may_be_one(a, b)


def told_twice(a: Statement | Event | Position, b: Statement | Event | Position) -> bool:
    """Return whether two records of one report tell of one thing: an event's repeats, half of the words in common."""
    if isinstance(a, Event) and isinstance(b, Event):
        return repeats(a, b)
    first, second = stems(text_of(a)), stems(text_of(b))
    return type(a) is type(b) and 2 * len(first & second) >= min(len(first), len(second)) > 0


def in_words(a: Statement | Event | Position, b: Statement | Event | Position) -> bool:
    """Return whether the words of two linked records are about one thing; parties alone say little of a position."""
    return not (isinstance(a, Position) and isinstance(b, Position)) or bool(_about(a) & _about(b))


def _may_be_one(a: Event, b: Event) -> bool:
    """Whether type and status agree, and neither parties nor time, place and equipment speak against one event."""
    if a.type != b.type or not _status_fits(a, b):
        return False
    if parties.clash(a.actors, b.actors) or parties.clash(a.recipients, b.recipients):
        return False
    return not (times_clash(a.when, b.when) or places_clash(a.place, b.place) or equipment_clashes(a, b))


def _signs(a: Event, b: Event) -> dict[str, str]:
    signs = {
        "actor": ", ".join(sorted(parties.by_name(a.actors, b.actors))),
        "act": a.cameo if a.cameo == b.cameo else None,
        "recipient": ", ".join(sorted(parties.shared(a.recipients, b.recipients))),
        "instrument": _equipment(a) if _equipment(a) == _equipment(b) else None,
        "place": a.place.name if a.place and b.place and finer_same_place(a.place, b.place) else None,
        "day": a.when.start if a.when and b.when and one_day(a.when, b.when) else None,
    }
    return {field: value for field, value in signs.items() if value}


def one_day(a: When, b: When) -> bool:
    return a.start is not None and a.start == b.start == a.end == b.end


def _status_fits(a: Event, b: Event) -> bool:
    return a.status == b.status or {a.status, b.status} <= _DONE


def times_clash(a: When | None, b: When | None) -> bool:
    if not (a and b and a.start and b.start and a.end and b.end):
        return False
    return a.end[:10] < b.start[:10] or b.end[:10] < a.start[:10]


def places_clash(a: Place | None, b: Place | None) -> bool:
    if not (a and b and a.country and b.country):
        return False
    if a.country != b.country:
        return True
    if "country" in (a.precision, b.precision) or a.geonames_id == b.geonames_id:
        return False
    return a.admin1 != b.admin1


def finer_same_place(a: Place, b: Place) -> bool:
    return a.geonames_id is not None and a.geonames_id == b.geonames_id and a.precision != "country"


def _equipment(event: Event) -> str | None:
    return event.instrument.equipment.name if event.instrument and event.instrument.equipment else None


def equipment_clashes(a: Event, b: Event) -> bool:
    kinds = [e.instrument.equipment.kind for e in (a, b) if e.instrument and e.instrument.equipment]
    return len(kinds) == 2 and kinds[0] != kinds[1] and "generic weapons" not in kinds


def positions(a: Position, b: Position, weights: Weights, one_matter: bool) -> Judgement:
    """Judge two positions: kind and holder agree, bearers do not clash, and the actions are alike.

    Where reports of one story hold few of a kind (``are_few``) they are on ``one_matter``, and one holder toward
    another side is enough; a position that has ended is related to one that stands.
    """
    own = a.position in _OWN_WORDS
    holding = _side(a.holder), _side(b.holder)
    holders = parties.by_name(*holding) if own else parties.shared(*holding)
    bearing = _side(a.bearer), _side(b.bearer)
    bearers = parties.shared(*bearing)
    if family(a) != family(b) or not holders or parties.clash(*bearing):
        return NO
    dyad, stands = bool(bearers), (a.status in _ENDED) == (b.status in _ENDED)
    abroad = dyad and holders.isdisjoint(bearers)
    if not (one_matter and abroad and stands) and weights.likeness(_about(a), _about(b)) < SAME_ACTION:
        return NO
    agreed = [
        ("position", a.position if a.position == b.position else family(a)),
        ("holder", ", ".join(sorted(holders))),
    ]
    if dyad:
        agreed.append(("bearer", ", ".join(sorted(bearers))))
    return Judgement("same" if stands else "related", tuple(agreed))


def are_few(position: Position, held: Iterable[Position]) -> bool:
    """Return whether a report holds few positions of this kind by this holder toward this bearer."""
    alike = (
        other
        for other in held
        if family(other) == family(position)
        and parties.shared(_side(other.holder), _side(position.holder))
        and parties.shared(_side(other.bearer), _side(position.bearer))
    )
    return sum(1 for _ in alike) <= FEW


def family(position: Position) -> str:
    """Return the kind under which a position is compared."""
    return _LIKE.get(position.position, position.position)


def _side(party: Party | None) -> tuple[Party, ...]:
    return (party,) if party else ()


def _about(position: Position) -> Stems:
    limits = " ".join(limit.mention.text for limit in position.limits)
    return stems(f"{position.action.mention.text} {limits}")
