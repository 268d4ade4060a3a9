"""To whom something is said."""

from spacy.tokens import Token

from accordingto.reading.statements.page import LABEL, Page
from accordingto.reading.statements.region import Region, modifies, objects, phrase, tokens_of
from accordingto.reading.statements.source_types import words
from accordingto.text import Span

_NOBODY = frozenset({"anybody", "nobody", "none", "that", "this", "what", "which", "there"})
_TIMES = frozenset({"night", "day", "morning", "evening", "week", "today", "yesterday", "tonight"})
_TURN = 12
"""Sentences of a turn that are looked through for its label."""
_NOUNS = frozenset({"NOUN", "PROPN"})
_HEARERS = _NOUNS | {"PRON"}
_ACTS = frozenset({"clause", "quote", "to", "turn"})


def addressee(region: Region) -> Span | None:
    """Return whom a verb of telling tells, or who is spoken to in the words around the cue; ``None`` for an event."""
    return _told(region) or _spoken_to(region)


def asked_by(page: Page, speaker: Span) -> Span | None:
    """Return the label of the turn before, where it ends in a question: "HOST: Is it over? **ROE**: No."."""
    inside = tokens_of(page, speaker)
    here = page.unit(inside[0].i) if inside else None
    if here is None or not here.index or page.units[here.index - 1].paragraph == here.paragraph:
        return None
    before = [u for u in page.units[max(0, here.index - _TURN) : here.index] if u.paragraph == here.paragraph - 1]
    if not before or page.tokens[before[-1].last].text != "?":
        return None
    start = page.tokens[before[0].first].idx
    label = LABEL.match(page.text, start)
    return Span(*label.span("name")) if label else None


def hears(noun: Token) -> bool:
    """Return whether a noun can be told something: no time, nobody in particular, no event ("told a rally")."""
    if noun.ent_type_ in {"DATE", "TIME"} or noun.lower_ in _NOBODY or noun.lemma_ in _TIMES:
        return False
    return not is_event(noun)


def is_event(noun: Token) -> bool:
    """Return whether a noun is something at which one speaks, not a body that bears such a name."""
    return bool(noun.pos_ == "NOUN" and noun.lemma_.lower() in words().gatherings)


def told_event(region: Region) -> Token | None:
    """Return the event that is told something: "she told **a news conference**"."""
    noun = _hearer(region)
    return noun if noun is not None and is_event(noun) else None


def _told(region: Region) -> Span | None:
    noun = _hearer(region)
    if noun is None or not hears(noun):
        return None
    if noun.lower_ == "it" and region.found.frame not in _ACTS:
        return None
    before = frozenset(t.i for t in noun.subtree if t.i < region.anchor.i)
    span = phrase(region._replace(allowed=region.allowed | before), noun)
    return _with_owned(region, span)


def _with_owned(region: Region, span: Span) -> Span:
    """The rest of a name that the parse has cut off: "told the Herald's **Ana Roe**", "told Harbour **Live**"."""
    tokens, last = region.page.tokens, tokens_of(region.page, span)[-1]
    end, owned = last.i, last.tag_ == "POS" or last.text.endswith(("'s", "’s"))
    while end + 1 in region.allowed and (_goes_on(tokens[end + 1]) or (owned and tokens[end + 1].pos_ in _NOUNS)):
        end += 1
    return Span(span.start, tokens[end].idx + len(tokens[end]))


def _hearer(region: Region) -> Token | None:
    """Who is told: the subject of a passive, the object of a verb of telling."""
    verb = region.anchor
    if verb.lemma_ not in words().tells or region.found.frame == "naming":
        return None
    return _passive_hearer(verb) or _object_told(region, verb)


def _passive_hearer(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_ == "nsubjpass" and c.tag_ not in {"WDT", "EX"}), None)


def _object_told(region: Region, verb: Token) -> Token | None:
    """The object of a verb of telling, the subject of what it asks for, or a name right after "told"."""
    allowed = region.allowed
    for child in verb.children:
        if child.dep_ in {"dobj", "dative"} and child.i in allowed and child.i > verb.i:
            return child
        if child.dep_ == "prep" and child.lower_ in {"on", "upon"} and verb.lemma_ == "call":
            return next((o for o in objects(child) if o.i in allowed), None)
        if child.dep_ in {"ccomp", "xcomp"}:
            for inner in child.children:
                if inner.dep_ == "nsubj" and inner.i in allowed and inner.i > verb.i:
                    return inner
    return _right_after(region, verb)


def _right_after(region: Region, verb: Token) -> Token | None:
    """The noun phrase right behind a verb of telling whose object the parse has lost."""
    page, after = region.page, verb.i + 1
    if verb.lemma_ not in words().tells_anyone or after not in region.allowed:
        return None
    noun = page.tokens[after]
    while noun.i + 1 in region.allowed and noun.pos_ != "PRON" and page.tokens[noun.i + 1].pos_ in _NOUNS:
        noun = page.tokens[noun.i + 1]
    if noun.pos_ in {"DET", "ADJ"} and noun.head.i in region.allowed and noun.head.pos_ in _NOUNS:
        noun = noun.head
    return noun if noun.pos_ in _HEARERS and noun.i - verb.i <= 6 else None


def _spoken_to(region: Region) -> Span | None:
    """Whom a phrase with "to" or "with" names: "wrote **to the council**", "in an interview **with the Herald**".

    In a naming ("called it a reply to the raid") such a phrase belongs to the name.
    """
    for token in region.tokens:
        if token.dep_ not in {"prep", "dative"} or token.lower_ not in {"to", "with"}:
            continue
        if region.found.frame == "naming" and token.lower_ == "to":
            continue
        talk = token.head.lemma_.lower()
        spoken = words().talks if token.lower_ == "to" else words().talks_with
        if token.lower_ == "with" and token.head.pos_ == "NOUN" and not _is_frame(token.head):
            continue
        if talk in spoken and token.head.i in region.allowed and modifies(token, region.anchor):
            for noun in objects(token):
                if noun.i in region.allowed and noun.pos_ in _HEARERS and hears(noun):
                    return phrase(region, noun)
    return None


def _is_frame(talk: Token) -> bool:
    """Whether a talk is where something is said ("at a meeting with …"), not what somebody held or left."""
    return talk.dep_ == "pobj" and talk.head.lower_ in {"in", "at", "during", "over", "on", "by"}


def _goes_on(token: Token) -> bool:
    """Whether a word goes on with an outlet's name that the parse ended before it: "Harbour **Live**"."""
    return bool(token.text[:1].isupper() and token.lower_ in words().outlet_tails and token.nbor(-1).text[:1].isupper())
