"""Events: who did what to whom, with what, where and when, coded by PLOVER and CAMEO over the parse."""

from spacy.tokens import Doc, Token

from accordingto.reading import roles, syntax
from accordingto.reading.events import attach, coding, confidence, lexicon
from accordingto.reading.events.allegations import allegations_of
from accordingto.reading.events.arguments import Parties, nations_before, parties_of, place_acted_upon
from accordingto.reading.events.candidates import Candidate, find_candidates
from accordingto.reading.events.governors import condemned, doers_outside
from accordingto.reading.events.matching import Matcher
from accordingto.reading.events.modes import cameo_of, mode_of
from accordingto.reading.events.selection import Coded, select
from accordingto.reading.events.triggers import trigger_of
from accordingto.reading.factuality import judge, weakened
from accordingto.records import Event, EventType, Marked, Mention, Party, Report, Statement, Tags, derive_id
from accordingto.text import Span, evidence, mention

__all__ = ["find", "pattern_type"]

_LOOSE = frozenset({"now", "currently", "today", "nowadays"})
"""Times that go with habits as well as with single acts."""
_SILENT = frozenset({"boilerplate", "credit", "byline", "section", "dateline"})


def pattern_type(verb: Token) -> EventType | None:
    """Return the PLOVER type that a verb and what stands beside it name, whether or not it happened."""
    match = Matcher().match(verb)
    return lexicon.classes()[match.pattern.class_name].type if match is not None else None


def find(doc: Doc, report: Report, tags: Tags, statements: tuple[Statement, ...]) -> tuple[Event, ...]:
    """Return the events of a report in text order; actors stay unresolved.

    ``tags`` are the times, places, weapons and victim counts that grounding marked; ``statements`` give each event the
    ids of those whose content holds it. "Rebels shelled the port on Monday" gives an ASSAULT by heavy weapons.
    """
    located = attach.locate(doc, tags)
    silent = [Span(z.start, z.end) for z in report.zones if z.kind in _SILENT]
    found: list[Coded] = []
    for candidate in find_candidates(doc):
        at = candidate.tokens[0].idx
        if not any(span.start <= at < span.end for span in silent):
            coded = _coded(candidate, located)
            if coded.confidence >= confidence.KEEP:
                if doers := condemned(coded, found):
                    coded = coded._replace(parties=Parties(coded.parties.actors, doers))
                found.append(coded)
                found.extend(allegations_of(coded))
    events = (_event(doc, report, coded, located, statements) for coded in select(found, report))
    return tuple({event.id: event for event in events}.values())


def _coded(candidate: Candidate, located: attach.Located) -> Coded:
    parties = _without_scenes(parties_of(candidate), located)
    if not parties.actors:
        parties = Parties(tuple(doers_outside(candidate, parties.recipients)), parties.recipients)
    judged = judge(_standing(candidate))
    code = coding.code(
        candidate,
        judged,
        will=bool(parties.actors),
        actors=len(parties.actors),
        aimed=bool(parties.recipients),
        crowd=any(roles.is_protester(t) for t in parties.actors),
    )
    place = attach.place_of(candidate, parties, located)
    when = attach.when_of(candidate, located)
    sure = confidence.confidence_of(
        candidate,
        parties,
        code,
        placed=place is not None,
        timed=when is not None and when.mention.text.lower() not in _LOOSE,
    )
    if not parties.recipients:
        parties = Parties(parties.actors, place_acted_upon(candidate, parties))
    return Coded(candidate, parties, judged, code, place, when, sure)


def _without_scenes(parties: Parties, located: attach.Located) -> Parties:
    """Return parties without the towns before an event noun: "killed in the **Goma** attack" says where."""
    towns = {t.i for t, place in located.places if place.precision not in {"country", None}}
    scenes = [t for t in parties.actors if t.i in towns and t.dep_ in {"compound", "nmod"} and not roles.is_country(t)]
    return Parties(tuple(t for t in parties.actors if t not in scenes), parties.recipients) if scenes else parties


def _event(doc: Doc, report: Report, coded: Coded, located: attach.Located, statements: tuple[Statement, ...]) -> Event:
    candidate, parties, code = coded.candidate, coded.parties, coded.code
    start, end = trigger_of(candidate, parties)
    clause = _clause(doc, candidate, parties)
    carriers = [s for s in statements if any(c.start <= start and end <= c.end for c in s.content)]
    factuality = "CT+" if code.turned else coded.judged.factuality
    instrument = attach.instrument_of(report.text, candidate, parties, located)
    code = code._replace(cameo=cameo_of(code.cameo, instrument))
    return Event(
        id=derive_id("event", report.id, start, end, code.type),
        report=report.id,
        trigger=Marked(mention(report.text, start, end)),
        type=code.type,
        mode=code.mode or mode_of(code.type, instrument),
        contexts=code.contexts,
        cameo=code.cameo,
        quad=coding.quad_of(code.type),
        goldstein=coding.goldstein_of(code),
        actors=_mentions(report.text, parties.actors),
        recipients=_mentions(report.text, parties.recipients),
        instrument=instrument,
        place=coded.place,
        when=coded.when,
        magnitude=attach.magnitude_of(candidate, located),
        status=code.status,
        factuality=weakened(factuality, [s.cue.stance for s in carriers if s.cue]),
        statements=tuple(s.id for s in carriers),
        confidence=coded.confidence,
        evidence=evidence(report, clause.start, clause.end),
    )


def _standing(candidate: Candidate) -> Token:
    """Return the token whose clause says how the act stands."""
    if candidate.match is None and candidate.noun is not None:
        return candidate.noun
    return candidate.verb or candidate.tokens[0]


def _clause(doc: Doc, candidate: Candidate, parties: Parties) -> Span:
    """Return the stretch of the sentence from the first to the last word that bears on the event."""
    tokens = [*candidate.tokens, *parties.actors, *parties.recipients]
    first, last = roles.sentence_start(candidate.tokens[0]), roles.sentence_end(candidate.tokens[0])
    inside = [t for t in tokens if first <= t.i < last]
    start = min(t.left_edge.idx if t in parties.actors else t.idx for t in inside)
    return Span(max(start, doc[first].idx), max(t.idx + len(t) for t in inside))


def _mentions(text: str, tokens: tuple[Token, ...]) -> tuple[Party, ...]:
    found = (_named_apart(text, token) for token in tokens)
    named = {said.text: said for said in found if any(map(str.isalnum, said.text))}
    return tuple(Party(said) for said in named.values())


def _named_apart(text: str, token: Token) -> Mention:
    """Return the mention of a party; of "Chadian and Malian students" the second people's words alone."""
    said = attach.mention_of(text, token)
    second = [c for nation in nations_before(token) for c in syntax.children(nation, "conj") if c.idx > said.start]
    return mention(text, second[0].idx, said.end) if second else said
