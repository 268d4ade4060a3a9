"""Through what something is said: an outlet that is told it, a platform, a letter, a telephone."""

from spacy.tokens import Token

from accordingto.codebook.outlets import find_outlet
from accordingto.reading.references.knowledge import nouns
from accordingto.reading.statements.region import Region, modifies, objects, phrase, tokens_of
from accordingto.reading.statements.source_types import is_outlet, words
from accordingto.text import Span

_PREPOSITIONS = frozenset({"on", "in", "to", "with", "via", "for", "by", "over", "through"})
_ONTO = frozenset({"on", "to", "via", "over"})
_PERSONAL = frozenset({"PERSON", "NORP", "DATE", "TIME"})
_PLATFORM, _OUTLET, _MEDIUM = 3, 2, 1


def venue(region: Region, told: Span | None) -> Span | None:
    """Return the outlet that is told something, else the platform, outlet or medium named around the cue.

    "told the Herald" and "told the Herald's Ana Roe" give the Herald; "in a post on X" gives X, "in a letter" the
    letter, "in a Herald interview" the Herald.
    """
    if told is not None:
        outlet = outlet_told(region, told)
        if outlet is not None:
            return outlet
    best: tuple[int, Span] | None = None
    for token in region.tokens:
        if token.dep_ not in {"prep", "agent"} or token.lower_ not in _PREPOSITIONS:
            continue
        for noun in objects(token):
            found = _medium(region, noun) if noun.i in region.allowed and _near(region, token) else None
            if found is not None and (best is None or found[0] > best[0]):
                best = found
    return best[1] if best else None


def outlet_told(region: Region, told: Span) -> Span | None:
    """Return the outlet in the words for who is told, ``None`` where no outlet is."""
    tokens = tokens_of(region.page, told)
    mark = next((n for n, t in enumerate(tokens) if t.tag_ == "POS" and n), 0)
    named = tokens[:mark]
    if named and _is_outlet_name(region, named):
        return Span(named[0].idx, named[-1].idx + len(named[-1]))
    return told if tokens and _is_outlet_name(region, tokens) else None


def _is_outlet_name(region: Region, tokens: list[Token]) -> bool:
    """Whether a phrase names an outlet: by the trade's words, the codebook, the report's own name, or by being told.

    Names of bodies that are told things too (councils, parliaments, alliances) are none.
    """
    if is_outlet(tokens):
        return True
    text = region.page.text[tokens[0].idx : tokens[-1].idx + len(tokens[-1])]
    named = [t for t in tokens if t.pos_ == "PROPN" or t.text[:1].isupper()]
    low = {t.lower_ for t in tokens}
    body = bool(low & (nouns().body_nouns | words().collective))
    if find_outlet(text) is not None or (_is_own(region, named) and not body):
        return True
    head = tokens[-1]
    if head.pos_ == "NOUN":
        return head.lemma_.lower() in words().press and any(t.lower_ in words().press_kinds for t in tokens)
    if region.anchor.lemma_ != "tell" or len(named) < 2 or any(t.ent_type_ in _PERSONAL for t in named):
        return False
    return bool(low & words().outlet_tails) and not body


def _is_own(region: Region, named: list[Token]) -> bool:
    """Whether a report means its own outlet, in full or in part: "told the Comet" in the Kampala Comet."""
    own = {w.lower() for w in (region.page.outlet or "").split()} - {"the"}
    said = {t.lower_ for t in named} - {"the"}
    return bool(said) and said <= own


def _near(region: Region, preposition: Token) -> bool:
    """Whether a phrase belongs to the cue, or to the medium that does: "in a post **on X**"."""
    anchor, head = region.anchor, preposition.head
    if head.dep_ in {"acl", "relcl"} and head.lemma_ in words().issued and head.head.pos_ == "NOUN":
        return head.head == anchor.head or modifies(head.head, anchor)
    if head.pos_ in {"NOUN", "PROPN"} and preposition.i > region.page.unit(preposition.i).first:
        told = head.head == anchor or head.lemma_.lower() in words().media | words().occasions
        return told and modifies(head, anchor)
    return modifies(preposition, anchor)


def _medium(region: Region, noun: Token) -> tuple[int, Span] | None:
    """A medium behind a preposition, with its rank: platforms and outlets before what is posted there."""
    span = phrase(region, noun)
    inside = tokens_of(region.page, span)
    low, lemma, before = noun.lower_, noun.lemma_.lower(), noun.head.lower_
    capital = noun.text[:1].isupper()
    if (low in words().apps and capital) or (low in words().platforms and before in _ONTO):
        return _PLATFORM, span
    if lemma in words().occasions:
        return _interviewer(region, noun)
    if noun.pos_ == "PROPN" and (is_outlet(inside) or find_outlet(_text(region, span)) is not None):
        return _OUTLET, span
    if lemma in {"call", "message", "link"} and lemma not in words().media:
        spoken = any(c.lower_ in words().lines for c in noun.children)
        return (_MEDIUM, span) if spoken else None
    if low == "air" and before != "on":
        return None
    if low in words().media or lemma in words().media or low in words().platforms:
        return _MEDIUM, span
    if lemma in words().writings and region.anchor.lemma_ in words().writes:
        return _MEDIUM, span
    return None


def _interviewer(region: Region, noun: Token) -> tuple[int, Span] | None:
    """The outlet before "interview": "in a **Lima Herald** interview"; a call over the telephone is a medium itself."""
    before = [t for t in region.page.tokens[noun.left_edge.i : noun.i] if t.pos_ == "PROPN" and t.i in region.allowed]
    if before and _is_outlet_name(region, before):
        return _OUTLET, Span(before[0].idx, before[-1].idx + len(before[-1]))
    about = noun.head.lower_ == "over"
    if noun.lemma_.lower() == "call" and not about and any(c.lower_ in words().lines for c in noun.children):
        return _MEDIUM, phrase(region, noun)
    return None


def _text(region: Region, span: Span) -> str:
    return region.page.text[span.start : span.end]
