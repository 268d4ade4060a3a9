"""From a draft to the record: mentions, limits, condition, the statement and the event that go with it."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from accordingto.reading.positions.acts import act_type
from accordingto.reading.positions.conditions import Conditional, alternative, conditional
from accordingto.reading.positions.confidence import first_confidence
from accordingto.reading.positions.draft import Draft
from accordingto.reading.positions.lexicon import scope
from accordingto.reading.positions.limits import limits_of
from accordingto.reading.positions.roles import can_hold
from accordingto.reading.positions.sentences import root_of, same_sentence
from accordingto.reading.positions.spans import action_span, balanced, clause_span, party_span, tidy
from accordingto.reading.positions.status import own_status
from accordingto.reading.positions.voices import Voices
from accordingto.reading.syntax import span_of
from accordingto.records import Action, Event, Limit, Marked, Party, Position, Report, When, derive_id
from accordingto.text import Span, evidence, mention

_DATING = frozenset({"from", "since", "as", "effective"})
_TAKEN = frozenset({"on", "in", "at"})
"""Prepositions of the time at which a position is taken, where its act has a verb of its own."""
_NEGATIVE = frozenset({"refusal", "prohibition", "not_ruled_out", "no_comment"})
"""Kinds that hold the "not" of their own verb: a refusal's action is what is refused."""


@dataclass(frozen=True, slots=True)
class Source:
    """What the records of one report are built from."""

    report: Report
    voices: Voices
    events: tuple[Event, ...]
    times: tuple[When, ...] = ()


def build(draft: Draft, source: Source, others: tuple[Draft, ...] = (), added: tuple[Limit, ...] = ()) -> Position:
    """Return the record of a draft; ``others`` are clauses coordinated with it, ``added`` limits set elsewhere."""
    report, voices = source.report, source.voices
    text = report.text
    found = conditional(draft)
    spans = [clause_span(d.head) for d in (draft, *others)]
    if found is not None:
        spans += (
            [found.condition]
            if abs(found.condition.start - spans[0].end) < 80 or found.condition.end <= spans[0].start
            else []
        )
    if draft.action is not None and draft.kind in {"denial", "admission"} and same_sentence(draft.action, draft.head):
        spans.append(action_span(draft.action))
    where = balanced(text, Span(voices.after_dateline(min(s.start for s in spans)), max(s.end for s in spans)))
    act = _act(draft, where)
    if found is not None and act.start < found.condition.start < act.end:
        act = tidy(draft.head, Span(act.start, found.condition.start))
    act = balanced(text, act)
    limits = tuple(dict.fromkeys([x for d in (draft, *others) for x in limits_of(d)] + list(added)))
    said = voices.statement(Span(draft.cue.idx, draft.cue.idx + len(draft.cue)))
    return Position(
        id=derive_id("position", report.id, draft.kind, *where, draft.cue.idx),
        report=report.id,
        position=draft.kind,
        holder=_party(draft.holder, voices),
        bearer=_party(draft.bearer, voices),
        action=Action(mention(text, *act), _event(act, draft, source), act_type(draft)),
        limits=limits,
        condition=Marked(mention(text, *balanced(text, found.condition))) if found else None,
        consequence=_consequence(draft, found, text),
        status=own_status(draft, found is not None),
        since=_since(draft, source),
        said_by=said.id if said else None,
        evidence=evidence(report, *where),
        confidence=first_confidence(draft, aside=_aside(draft, report)),
        explicit=draft.explicit,
        until=_until(limits, source),
    )


def _consequence(draft: Draft, found: Conditional | None, text: str) -> Marked | None:
    """What follows: the main clause of a conditional threat, else what a demand or ban says happens "or else"."""
    span = (found.consequence if found else None) if draft.kind == "threat" else alternative(draft)
    return Marked(mention(text, *balanced(text, span))) if span else None


def _aside(draft: Draft, report: Report) -> bool:
    side = (z for z in report.zones if z.kind in {"headline", "caption"})
    return any(z.start <= draft.cue.idx < z.end for z in side)


def _until(limits: tuple[Limit, ...], source: Source) -> When | None:
    """The day on which a position ends: the resolved time inside a limit "until …"."""
    for limit in limits:
        words = limit.mention
        if limit.kind != "time" or words.text.split()[0].lower() not in scope().time.ending:
            continue
        inside = (w for w in source.times if words.start <= w.mention.start and w.mention.end <= words.end)
        found = next((w for w in inside if w.end), None)
        if found is not None:
            return found
    return None


def _act(draft: Draft, clause: Span) -> Span:
    """The words of what the position is about; whole clauses for what is denied, admitted, or done by things."""
    action = draft.action
    if action is None:
        return clause
    doers = [c for c in action.children if c.dep_ in {"nsubj", "nsubjpass"}]
    things = bool(doers) and not can_hold(doers[0]) and doers[0].pos_ == "NOUN"
    if doers and same_sentence(action, draft.head) and (draft.kind in {"denial", "admission"} or things):
        return clause_span(action)
    kept = draft.kind not in _NEGATIVE or action != draft.head
    return action_span(action, negation=kept)


def _party(token: Token | None, voices: Voices) -> Party | None:
    if token is None:
        return None
    span = _plural_reference(token)
    start = voices.after_dateline(span.start)
    return Party(mention(voices.text, start if start < span.end else span.start, span.end))


def _plural_reference(token: Token) -> Span:
    """ "those countries" stands for the last other group of countries named in the sentence, if there is one."""
    if token.tag_ == "NNS" and any(c.lower_ in {"those", "these"} for c in token.children):
        for earlier in reversed(list(token.doc[root_of(token).left_edge.i : token.i])):
            if earlier.dep_ == "pobj" and earlier.tag_ in {"NNS", "NNPS"} and any(t.ent_type_ for t in earlier.lefts):
                return party_span(earlier)
    return party_span(token)


def _event(act: Span, draft: Draft, source: Source) -> str | None:
    """The event whose trigger is the head of the action, else the first inside it."""
    inside = [e for e in source.events if act.start <= e.trigger.mention.start < act.end]
    head = draft.action
    for event in inside:
        if head is not None and event.trigger.mention.start <= head.idx < event.trigger.mention.end:
            return event.id
    return inside[0].id if inside else None


def _since(draft: Draft, source: Source) -> When | None:
    """Since when a position holds, with its dates where the report's times are known.

    That is the time behind "since" or "as of", else the time at which it was taken: "froze the project in March".
    """
    text = source.report.text
    taken = (t for t in _times_of(draft))
    for span in taken:
        known = (w for w in source.times if w.mention.start < span.end and span.start < w.mention.end)
        return next(known, When(mention(text, *span)))
    return None


def _times_of(draft: Draft) -> Iterator[Span]:
    """Yield the spans of times that date a position, those behind "since" first."""
    for token in draft.head.subtree:
        if token.lower_ == "since" and token.dep_ == "prep":
            yield from _dates(token)
    own = draft.action in {draft.cue, draft.head}
    openers = _DATING if own else _DATING | _TAKEN
    act = draft.action.i if draft.action is not None else -1
    for head in dict.fromkeys((draft.head, draft.cue)):
        for child in head.children:
            if child.i == act or (own and child.lower_ in {"by", "until"}):
                continue
            if child.dep_ == "npadvmod" and child.ent_type_ in {"DATE", "TIME"} and not _counted(child):
                yield span_of([t for t in child.subtree if not t.is_punct])
            elif child.dep_ == "prep" and child.lower_ in openers:
                yield from _dates(child)


def _counted(noun: Token) -> bool:
    """ "three days" is a length, "three days ago" a time."""
    return any(c.dep_ == "nummod" for c in noun.children) and (
        noun.i + 1 == len(noun.doc) or noun.nbor().lower_ != "ago"
    )


def _dates(prep: Token) -> Iterator[Span]:
    dates = [t for t in prep.subtree if t.ent_type_ in {"DATE", "TIME"}]
    if dates:
        yield span_of(dates)
