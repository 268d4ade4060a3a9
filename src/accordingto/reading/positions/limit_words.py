"""Limits that set words show, wherever the parser hung them: "only at night", "for food alone", "; beer is not"."""

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token

from accordingto.reading.positions.draft import Draft
from accordingto.reading.positions.lexicon import scope
from accordingto.reading.positions.roles import can_hold
from accordingto.reading.positions.sentences import root_of
from accordingto.records import Limit, LimitKind, PositionKind
from accordingto.text import Span, mention, trim

_PREPOSITIONS = (
    "for|to|at|in|on|between|by|with|from|within|during|after|before|until|over|beyond|against|about|inside|towards?"
)
_REST = r"(?:[ap]\.m\.|\d[.,]\d|[^,;.—–:“”\"()]){2,80}"
_BEHIND = re.compile(
    r"\s*(?:alone\b|only\b(?=\s*(?:[.,;)]|and\b|$))|and (?:for |to )?(?:nothing|nowhere|nobody|no one) else\b)"
)
_GAPPED = re.compile(
    r"(?:^|[;,–—]\s*|\b(?:but|while)\s+)([^,;–—.:]{3,50}?)\s+(?:(?:are|is|may|can|do|will|were|was)(?: not|n['’]t)"
    r"|cannot|by no means|must not)\s*(?=[.;,)]|$)"
)
_GRANTING: frozenset[PositionKind] = frozenset({"permission", "promise"})
_BOUNDED: frozenset[PositionKind] = frozenset({"permission", "prohibition", "promise", "request", "demand"})


@cache
def _openers() -> re.Pattern[str]:
    words = "|".join(map(re.escape, [*scope().excepting, *scope().narrowing]))
    return re.compile(rf"\b({words})\s+((?:({_PREPOSITIONS})\b)?{_REST})", re.IGNORECASE)


@cache
def _bounds() -> re.Pattern[str]:
    words = "|".join(map(re.escape, scope().quantity.before))
    number = r"(?:[\d][\d.,]*|(?!longer|half)[a-z-]+(?<!s))"
    return re.compile(
        rf"\b(?:of )?(?:{words}) {number}(?: (?:hundred|thousand|million|billion|dozen))?(?: [\w-]+){{1,2}}?"
        r"(?: (?:a|an|per|each|at a) (?:day|week|month|year|head|second|hour|time|person|family)| each)?"
        r"\b(?=[ ,;.:–—]|$)",
        re.IGNORECASE,
    )


def limits_in_words(draft: Draft) -> Iterator[Limit]:
    """Yield the limits that set words show in the sentence of a position, in the order of the rules."""
    text = draft.head.doc.text
    for span, words, preposition, excepting in _stretches(draft):
        kind = _kind_of_words(words, preposition, excepting, _of_people(draft, span))
        yield Limit(kind, "except" if excepting else "only", mention(text, *span))


def _stretches(draft: Draft) -> Iterator[tuple[Span, str, str, bool]]:
    text = draft.head.doc.text
    start, end = _reach(draft)
    for match in _openers().finditer(text, start, end):
        excepting = match[1].lower() in scope().excepting
        bare = match[3] is None and not (excepting and _is_noun(draft, match.start(2)))
        if bare or match.start() == draft.cue.idx or not _own(draft, match.start()):
            continue
        span = trim(text, match.start(2), match.end())
        yield span, text[span.start : span.end], (match[3] or "").lower(), excepting
    for token in draft.head.doc[_first(draft) : _last(draft) + 1]:
        prepositional = token.dep_ in {"prep", "conj"} and token.pos_ == "ADP" and token.lower_ != "to"
        phrase = prepositional and _BEHIND.match(text, _end(token))
        if phrase and _own(draft, token.idx):
            yield Span(token.idx, _end(token)), text[token.idx : _end(token)], token.lower_, False
    if draft.kind in _GRANTING:
        for match in _GAPPED.finditer(text, draft.head.idx, end):
            yield Span(*match.span(1)), match[1], "", True


def _end(prep: Token) -> int:
    """Where the words of a preposition phrase end, without "alone" or "only" behind them."""
    words = [t for t in prep.subtree if t.i >= prep.i and not t.is_space]
    inside = next((t for t in words if t.lower_ in {"alone", "only", "nothing", "nowhere"} or t.is_punct), None)
    kept = [t for t in words if inside is None or t.i < inside.i]
    while len(kept) > 1 and kept[-1].lower_ in {"and", "for", "to"}:
        kept.pop()
    return int(kept[-1].idx) + len(kept[-1])


def _first(draft: Draft) -> int:
    return int(min(draft.head.i, draft.cue.i, (draft.action or draft.head).i))


def _last(draft: Draft) -> int:
    return int(root_of(draft.head).right_edge.i)


def _reach(draft: Draft) -> tuple[int, int]:
    """From the position's first word to the end of its sentence."""
    last = draft.head.doc[_last(draft)]
    return draft.head.doc[_first(draft)].idx, last.idx + len(last)


def _at(draft: Draft, offset: int) -> Token:
    found = draft.head
    for token in draft.head.doc[_first(draft) : _last(draft) + 1]:
        if token.idx > offset:
            break
        found = token
    return found


def _own(draft: Draft, offset: int) -> bool:
    """Whether no clause of something else stands between the position and a word."""
    token = _at(draft, offset)
    own = {draft.head, draft.cue, draft.action}
    for node in (token, *token.ancestors):
        if node in own:
            return True
        if node.dep_ in {"relcl", "advcl"} and any(c.dep_ in {"nsubj", "nsubjpass"} for c in node.children):
            return False
    return True


def _is_noun(draft: Draft, offset: int) -> bool:
    """Whether a noun phrase starts here, not a verb: "but not buses" against "but not lead it"."""
    token = _at(draft, offset)
    return token.tag_ not in {"VB", "VBD", "VBZ", "VBP", "MD", "RB", "IN", "WRB"}


def _of_people(draft: Draft, span: Span) -> bool:
    """Whether a phrase names somebody: "other than for doctors" against "not for fuel"."""
    words = [t for t in draft.head.doc[_first(draft) : _last(draft) + 1] if span.start <= t.idx < span.end]
    return any(can_hold(t) for t in words)


def _kind_of_words(words: str, preposition: str, excepting: bool, people: bool) -> LimitKind:
    """The kind of limit that a phrase sets, by its nouns and its preposition; ``people``: it names whom, not what."""
    page = scope()
    said = {w.strip("'’,").lower() for w in words.split()}
    if said & page.range.units:
        return "range"
    if preposition != "for" and (re.search(page.clock, words, re.IGNORECASE) or said & page.time.nouns):
        return "time"
    if said & page.purpose.nouns or (preposition in {"to", "for"} and not said & page.place.nouns and not excepting):
        return "purpose"
    if said & page.means.nouns and preposition in {*page.means.prepositions, ""} and preposition:
        return "means"
    placed = bool(said & page.place.nouns) or preposition in {"in", "on", "inside", "over", "beyond", "within", "at"}
    if preposition in {"towards", "toward"} or (excepting and preposition == "for" and not people and not placed):
        return "purpose"
    if excepting:
        return "place" if placed else "means" if preposition in {"with", "by"} else "target"
    if preposition in {"against", "about"}:
        return "target"
    return "means" if preposition in {"with", "by"} else "place"


def bounded_amounts(draft: Draft) -> Iterator[Limit]:
    """Yield the amounts with a bound before them in the clause of a position: "up to 40 trucks a day"."""
    if draft.kind not in _BOUNDED:
        return
    text = draft.head.doc.text
    start, end = _reach(draft)
    left = draft.bearer.left_edge.idx if draft.bearer is not None and draft.bearer.i < draft.head.i else start
    for match in _bounds().finditer(text, min(start, left), end):
        said = set(match[0].lower().split())
        timed = said & scope().time.spans and text[: match.start()].rstrip().lower().endswith(
            (" for", " within", " to")
        )
        lower = any(f" {match[0].lower()}".startswith(f" {b} ") for b in scope().quantity.floors)
        timed = timed or (lower and draft.kind != "prohibition") or bool(said & scope().time.spans and lower)
        if not timed and not said & scope().range.units and _own(draft, match.start()):
            yield Limit("quantity", "only", mention(text, *match.span()))
