"""The record: frozen structs for what reports say, and the vocabulary that they use.

``msgspec.json.encode`` of a record gives one line of the JSON-lines contract, field ``record`` first. Offsets are
Unicode code points into ``Report.text``. Missing is ``None``, never prose. Ids are derived from content, so reading
the same report again gives the same ids.
"""

import hashlib
from typing import Any, Literal, get_args

import msgspec
from msgspec import Struct

ZoneKind = Literal["section", "headline", "byline", "dateline", "caption", "credit", "body", "boilerplate"]
Form = Literal["direct", "mixed", "indirect", "reported_speech_act", "free_indirect"]
Stance = Literal["factive", "neutral", "doubting", "counter-factive"]
SourceType = Literal["named", "unnamed", "collective", "document", "outlet"]
Edit = Literal["brackets", "ellipsis"]
EventType = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]
EventStatus = Literal[
    "occurred",
    "ongoing",
    "planned",
    "considered",
    "permitted",
    "prohibited",
    "demanded",
    "promised",
    "threatened",
    "denied",
    "cancelled",
    "hypothetical",
]
Factuality = Literal["CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "Uu"]
PositionKind = Literal[
    "permission",
    "prohibition",
    "demand",
    "request",
    "promise",
    "threat",
    "refusal",
    "denial",
    "admission",
    "no_comment",
    "not_ruled_out",
]
LimitKind = Literal["place", "range", "means", "purpose", "target", "time", "quantity"]
LimitSense = Literal["only", "except", "for"]
PositionStatus = Literal[
    "in_force",
    "considered",
    "conditional",
    "reserved",
    "met",
    "relaxed",
    "reversed",
    "renewed",
    "withdrawn",
    "broken",
]
FindingOf = Literal["event", "statement", "position"]
Verdict = Literal["same", "single_source", "differs", "related"]
DifferenceType = Literal["numeric", "status", "polarity", "attribution", "actor", "place", "time", "wording"]
DifferenceCause = Literal["update", "scope", "rounding", "different_source", "contradiction", "only_one", "wording"]
TimePrecision = Literal["second", "minute", "hour", "part_of_day", "day", "week", "month", "season", "year", "decade"]
PlacePrecision = Literal["exact", "city", "district", "region", "country", "area"]


class Mention(Struct, frozen=True, gc=False):
    """Some characters of a report's text; ``text == report.text[start:end]``."""

    text: str
    start: int
    end: int


class Evidence(Struct, frozen=True, gc=False):
    """The words that support a record: a W3C text position and text quote selector in one."""

    report: str
    sha256: str
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str


class Actor(Struct, frozen=True, gc=False):
    """A person or body: ISO 3166-1 alpha-3 country (or PLOVER's IGO, NGO, MNC, …), PLOVER sector, office held."""

    name: str
    country: str | None = None
    sector: str | None = None
    office: str | None = None
    wikidata: str | None = None


class Party(Struct, frozen=True, gc=False):
    """A mention that plays a part, and who that is; ``actor`` is ``None`` where that stays open."""

    mention: Mention
    actor: Actor | None = None


class Cue(Struct, frozen=True, gc=False):
    """The words that mark an attribution, and what they commit the narrator to."""

    mention: Mention
    stance: Stance


class Marked(Struct, frozen=True, gc=False):
    """A field that is only words so far: an occasion, a condition, a consequence, a trigger."""

    mention: Mention


class When(Struct, frozen=True, gc=False):
    """A time expression; ``start`` and ``end`` are ISO 8601 dates or times, both included, ``None`` if unresolved."""

    mention: Mention
    start: str | None = None
    end: str | None = None
    precision: TimePrecision | None = None


class Place(Struct, frozen=True, gc=False):
    """A place expression with its GeoNames entry, as fine as the report's own words."""

    mention: Mention
    geonames_id: int | None = None
    name: str | None = None
    admin1: str | None = None
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    precision: PlacePrecision | None = None


class Equipment(Struct, frozen=True, gc=False):
    """A weapon or other system: canonical name and class, as the codebook knows it."""

    name: str
    kind: str


class Instrument(Struct, frozen=True, gc=False):
    """What an event was done with."""

    mention: Mention
    equipment: Equipment | None = None


class Count(Struct, frozen=True, gc=False):
    """How many people, as bounds; ``high`` is ``None`` after "at least"."""

    low: int | None
    high: int | None


class Magnitude(Struct, frozen=True, gc=False):
    """Victims of an event, each a bounded count or ``None``."""

    killed: Count | None = None
    injured: Count | None = None
    captured: Count | None = None
    displaced: Count | None = None
    arrested: Count | None = None


class Limit(Struct, frozen=True, gc=False):
    """The scope of a position: it holds ``only`` there, ``except`` there, or ``for`` that end or duration."""

    kind: LimitKind
    sense: LimitSense
    mention: Mention


class Action(Struct, frozen=True, gc=False):
    """What a position is about, the event record that codes it, if there is one, and its PLOVER type."""

    mention: Mention
    event: str | None = None
    type: EventType | None = None


class Zone(Struct, frozen=True, gc=False):
    """A stretch of a report by its function."""

    kind: ZoneKind
    start: int
    end: int


class Report(Struct, frozen=True, gc=False, tag_field="record", tag="report"):
    """One article as published by one outlet; ``text`` is normalised once and all offsets refer to it."""

    id: str
    outlet: str | None
    url: str | None
    title: str | None
    byline: str | None
    published: str | None
    published_precision: TimePrecision | None
    language: str | None
    path: str | None
    sha256: str
    text: str
    zones: tuple[Zone, ...] = ()
    copy_of: str | None = None
    wire_credits: tuple[str, ...] = ()
    story: str | None = None


class Statement(Struct, frozen=True, gc=False, tag_field="record", tag="statement"):
    """Somebody says something: source, cue and content spans, linked."""

    id: str
    report: str
    speaker: Party | None
    cue: Cue | None
    content: tuple[Mention, ...]
    form: Form
    verbatim: tuple[Mention, ...]
    edits: tuple[Edit, ...]
    chain: tuple[Actor, ...]
    source_type: SourceType | None
    addressee: Party | None
    venue: Party | None
    occasion: Marked | None
    said_when: When | None
    said_where: Place | None
    evidence: Evidence


class Event(Struct, frozen=True, gc=False, tag_field="record", tag="event"):
    """Who did what to whom, with what, where and when; ``status`` is that of the act the type names."""

    id: str
    report: str
    trigger: Marked
    type: EventType
    mode: str | None
    contexts: tuple[str, ...]
    cameo: str | None
    quad: int
    goldstein: float | None
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    instrument: Instrument | None
    place: Place | None
    when: When | None
    magnitude: Magnitude | None
    status: EventStatus
    factuality: Factuality
    statements: tuple[str, ...]
    confidence: float
    evidence: Evidence


class Position(Struct, frozen=True, gc=False, tag_field="record", tag="position"):
    """Who permits, forbids, demands, promises or threatens what, under which limits and conditions.

    ``confidence`` is from 0 to 1; ``explicit`` is false where the position is only implied; ``replaces`` is the
    position of the same report that this one changed; ``until`` is the day on which it ends, where a date says so.
    """

    id: str
    report: str
    position: PositionKind
    holder: Party | None
    bearer: Party | None
    action: Action
    limits: tuple[Limit, ...]
    condition: Marked | None
    consequence: Marked | None
    status: PositionStatus
    since: When | None
    said_by: str | None
    evidence: Evidence
    confidence: float = 0.5
    explicit: bool = True
    replaces: str | None = None
    until: When | None = None


class Agreed(Struct, frozen=True, gc=False):
    """A field on which the members of a finding agree."""

    field: str
    value: str


class MemberValue(Struct, frozen=True, gc=False):
    """What one member of a finding has in a field."""

    value: str | None
    member: str


class Difference(Struct, frozen=True, gc=False):
    """A field in which the members of a finding differ, and why.

    ``cause`` is asked in this order: a later report that tells more; a part and the whole; rounding or a bound; two
    sources; and only then a contradiction.
    """

    field: str
    type: DifferenceType
    values: tuple[MemberValue, ...]
    cause: DifferenceCause | None = None


class Origins(Struct, frozen=True, gc=False):
    """How many independent origins stand behind a finding, as bounds, and why, in words."""

    low: int
    high: int
    reasons: tuple[str, ...] = ()


class Finding(Struct, frozen=True, gc=False, tag_field="record", tag="finding"):
    """Records of several reports put side by side."""

    id: str
    of: FindingOf
    verdict: Verdict
    members: tuple[str, ...]
    reports: tuple[str, ...]
    publishers: tuple[str, ...]
    origins: Origins
    agreed: tuple[Agreed, ...]
    differences: tuple[Difference, ...]


class Problem(Struct, frozen=True, gc=False, tag_field="record", tag="problem"):
    """Something that could not be read or resolved, kept with its reason."""

    id: str
    path: str | None
    stage: str
    reason: str
    detail: str | None


Record = Report | Statement | Event | Position | Finding | Problem

RECORD_TYPES: dict[str, type[Record]] = {
    "report": Report,
    "statement": Statement,
    "event": Event,
    "position": Position,
    "finding": Finding,
    "problem": Problem,
}

EVENT_TYPES: tuple[str, ...] = get_args(EventType)

_ID_LENGTH = 16


def derive_id(kind: str, *parts: object) -> str:
    """Return the id of a record from its kind and the content that makes it what it is.

    >>> derive_id("statement", "report-1", 10, 20) == derive_id("statement", "report-1", 10, 20)
    True
    """
    digest = hashlib.sha256("\x1f".join([kind, *map(str, parts)]).encode()).hexdigest()
    return f"{kind[0]}{digest[:_ID_LENGTH]}"


def make_problem(path: str | None, stage: str, reason: str, detail: str | None = None) -> Problem:
    """Return a problem row with its derived id."""
    return Problem(derive_id("problem", path, stage, reason, detail), path, stage, reason, detail)


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of the contract: one definition a record kind, offered as alternatives."""
    return msgspec.json.schema(Record)


_ENCODER = msgspec.json.Encoder()
_DECODER: msgspec.json.Decoder[Record] = msgspec.json.Decoder(Record)


def encode(record: Record) -> str:
    """Return a record as one line of JSON, without the line end."""
    return _ENCODER.encode(record).decode()


def decode(line: str | bytes) -> Record:
    """Return the record of one line of JSON; raises ``msgspec.ValidationError`` where it breaks the contract."""
    return _DECODER.decode(line)


class Casualties(Struct, frozen=True, gc=False):
    """A victim count as the words give it: ``kind`` names the ``Magnitude`` field that it fills."""

    mention: Mention
    kind: Literal["killed", "injured", "captured", "displaced", "arrested"]
    count: Count


class Tags(Struct, frozen=True, gc=False):
    """What grounding marks in a text before it is read for statements and events; each in text order."""

    times: tuple[When, ...] = ()
    places: tuple[Place, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    casualties: tuple[Casualties, ...] = ()
    problems: tuple[Problem, ...] = ()
