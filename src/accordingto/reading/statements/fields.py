"""The fields around a statement: to whom, through which outlet, at what event, when and where it was said."""

from collections.abc import Iterable
from typing import NamedTuple

from spacy.tokens import Token

from accordingto.reading.statements.found import Found
from accordingto.reading.statements.page import Page
from accordingto.reading.statements.source_types import is_outlet, words
from accordingto.records import Place, Tags, When
from accordingto.text import Span

_OCCASION_PREPOSITIONS = frozenset(
    {"at", "during", "in", "on", "after", "before", "following", "from", "ahead", "over"}
)
_STOP_PREPOSITIONS = frozenset(
    {"during", "since", "at", "on", "after", "before", "in", "while", "following", "amid", "until"}
)
_PLACE_PREPOSITIONS = frozenset({"in", "at", "from", "on", "outside", "near", "to"})
_NOT_WHEN = frozenset({"since", "until", "till", "of", "for", "before", "after", "by", "now", "last-minute"})
_MEDIA_PREPOSITIONS = frozenset({"on", "in", "to", "with", "via", "for", "by", "over", "through"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_NOBODY = frozenset({"it", "anyone", "anybody", "nobody", "none", "everyone", "that", "this", "what", "which"})
_TIMES = frozenset({"night", "day", "morning", "evening", "week", "today", "yesterday", "tonight"})
_LASTING = frozenset(
    {"service", "campaign", "exercise", "stop", "flight", "trial", "march", "session", "call", "exchange"}
)
_FAR = 14
_NEAR = 14


class Circumstances(NamedTuple):
    """Spans and tags that the narrator gives with a cue."""

    addressee: Span | None
    venue: Span | None
    occasion: Span | None
    said_when: When | None
    said_where: Place | None


def circumstances(page: Page, found: Found, tags: Tags) -> Circumstances:
    """Return to whom, where, when and on what occasion something was said, from the narrator's words around the cue."""
    if found.anchor is None:
        return Circumstances(None, None, None, None, None)
    region = _region(page, found, found.anchor)
    allowed = {t.i for t in region}
    addressee = _told(page, found, allowed) or _spoken_to(page, region, allowed, found.anchor)
    occasion = _occasion(page, region, allowed, found.anchor)
    venue = addressee if addressee and is_outlet(_tokens(page, addressee)) else _venue(page, region, allowed)
    when = _when(region, tags, found.anchor, occasion)
    return Circumstances(addressee, venue, occasion, when, _where(region, tags, found.anchor))


def _region(page: Page, found: Found, anchor: Token) -> list[Token]:
    """The narrator's tokens in the cue's sentence, without the content and the speaker's own name.

    Of a content that is an infinitive ("urged **them on Monday** to wait") the words before "to" are in.
    """
    unit, prelude = page.unit(anchor.i), _infinitive_mark(page, found, anchor)
    out = [*found.content, *([found.speaker] if found.speaker else [])]
    region = []
    for i in range(unit.first, unit.last + 1):
        token = page.tokens[i]
        inside = any(s.start <= token.idx < s.end for s in out)
        if page.narrated(i) and (not inside or anchor.i < i < prelude):
            region.append(token)
    return region


def _infinitive_mark(page: Page, found: Found, anchor: Token) -> int:
    """The index of "to" in a content that is an infinitive, 0 for other contents."""
    if found.frame != "to":
        return 0
    ahead = range(anchor.i + 1, min(anchor.i + _FAR, page.unit(anchor.i).last))
    mark = next((i for i in ahead if page.tokens[i].tag_ == "TO"), 0)
    return mark - 1 if mark and page.tokens[mark - 1].dep_ == "neg" else mark


def _tokens(page: Page, span: Span) -> list[Token]:
    inside = page.doc.char_span(span.start, span.end, alignment_mode="expand")
    return list(inside) if inside is not None else []


def _phrase(page: Page, noun: Token, allowed: set[int], *, whole: bool = False) -> Span:
    """A noun phrase inside the region; ``whole`` keeps what the noun's own prepositions and infinitives add."""
    low = high = noun.i
    stack = [noun]
    while stack:
        token = stack.pop()
        low, high = min(low, token.i), max(high, token.i)
        for child in token.children:
            if child.i not in allowed or child.dep_ == "punct":
                continue
            if whole and (child.dep_ in {"relcl", "advcl", "appos"} or (child.dep_ == "acl" and child.tag_ != "VB")):
                continue
            if not whole and (child.dep_ in {"relcl", "acl", "advcl", "appos"} or child.lower_ in _STOP_PREPOSITIONS):
                continue
            stack.append(child)
    while low < noun.i and low not in allowed:
        low += 1
    return Span(page.tokens[low].idx, page.tokens[high].idx + len(page.tokens[high]))


def _told(page: Page, found: Found, allowed: set[int]) -> Span | None:
    verb = found.anchor
    if verb is None or verb.lemma_ not in words().tells or found.frame == "naming":
        return None
    noun = _passive_hearer(verb) or _object_told(page, verb, allowed)
    if noun is None or not _hears(noun):
        return None
    return _phrase(page, noun, allowed | {t.i for t in noun.subtree if t.i < verb.i})


def _hears(noun: Token) -> bool:
    """Whether a noun can be told something: no time, nobody in particular."""
    return noun.ent_type_ not in {"DATE", "TIME"} and noun.lower_ not in _NOBODY and noun.lemma_ not in _TIMES


def _passive_hearer(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_ == "nsubjpass" and c.tag_ not in {"WDT", "EX"}), None)


def _object_told(page: Page, verb: Token, allowed: set[int]) -> Token | None:
    """The object of a verb of telling, the subject of what it asks for, or a name right after "told"."""
    for child in verb.children:
        if child.dep_ in {"dobj", "dative"} and child.i in allowed and child.i > verb.i:
            return child
        if child.dep_ == "prep" and child.lower_ in {"on", "upon"} and verb.lemma_ == "call":
            return next((o for o in _objects(child) if o.i in allowed), None)
        if child.dep_ in {"ccomp", "xcomp"}:
            for inner in child.children:
                if inner.dep_ == "nsubj" and inner.i in allowed and inner.i > verb.i:
                    return inner
    after = verb.i + 1
    if verb.lemma_ != "tell" or after not in allowed:
        return None
    noun = page.tokens[after]
    while noun.i + 1 in allowed and noun.pos_ not in {"PRON"} and page.tokens[noun.i + 1].pos_ in _NOUNS:
        noun = page.tokens[noun.i + 1]
    return noun if noun.pos_ in _NOUNS or noun.pos_ == "PRON" else None


def _objects(token: Token) -> Iterable[Token]:
    return (c for c in token.children if c.dep_ == "pobj")


def _spoken_to(page: Page, region: list[Token], allowed: set[int], anchor: Token) -> Span | None:
    talks = words().talks
    for token in region:
        if token.dep_ not in {"prep", "dative"} or token.lower_ not in {"to", "with"}:
            continue
        if token.head.lemma_.lower() in talks and token.head.i in allowed and _modifies(token, anchor):
            for noun in _objects(token):
                if noun.i in allowed and noun.pos_ in {"NOUN", "PROPN", "PRON"} and _hears(noun):
                    return _phrase(page, noun, allowed)
    return None


def _venue(page: Page, region: list[Token], allowed: set[int]) -> Span | None:
    for token in region:
        if token.dep_ == "prep" and token.lower_ in _MEDIA_PREPOSITIONS:
            for noun in _objects(token):
                if noun.i not in allowed:
                    continue
                span = _phrase(page, noun, allowed)
                if (
                    (noun.lower_ in words().apps and noun.text[0].isupper())
                    or noun.lower_ in words().media
                    or noun.lemma_.lower() in words().media
                    or (noun.pos_ == "PROPN" and is_outlet(_tokens(page, span)))
                ):
                    return span
    return None


def _occasion(page: Page, region: list[Token], allowed: set[int], anchor: Token) -> Span | None:
    best: tuple[int, Span] | None = None
    for token in region:
        if token.dep_ != "prep" or token.lower_ not in _OCCASION_PREPOSITIONS or not _modifies(token, anchor):
            continue
        for noun in _objects(token):
            rank = _occasion_rank(token, noun)
            if noun.i in allowed and rank and (best is None or rank > best[0]):
                best = (rank, _with_purpose(page, _phrase(page, noun, allowed, whole=True), allowed))
    return best[1] if best else None


def _with_purpose(page: Page, span: Span, allowed: set[int]) -> Span:
    """An occasion with the infinitive after it: "a visit **to mark the armistice**"."""
    inside = _tokens(page, span)
    if not inside or inside[-1].i + 2 not in allowed:
        return span
    to, verb = page.tokens[inside[-1].i + 1], page.tokens[inside[-1].i + 2]
    if to.lower_ != "to" or verb.tag_ != "VB":
        return span
    last = verb.i
    while last + 1 in allowed and verb.left_edge.i <= last + 1 <= verb.right_edge.i:
        last += 1
    return Span(span.start, page.tokens[last].idx + len(page.tokens[last]))


def _occasion_rank(preposition: Token, noun: Token) -> int:
    """A named event ranks above a common noun, "during" and "the sidelines" above other ways to put it; 0 is none."""
    if noun.lemma_.lower() not in words().occasions and noun.lower_ not in words().occasions:
        return 0
    if noun.ent_type_ == "DATE" or (noun.lemma_ in _LASTING and preposition.lower_ not in {"at", "during"}):
        return 0
    rank: int = 1 + (preposition.lower_ == "during") + (noun.lower_ == "sidelines")
    rank += 2 * (noun.pos_ == "PROPN") - (noun.lower_ == "interview")
    return rank


def _when(region: list[Token], tags: Tags, anchor: Token, occasion: Span | None) -> When | None:
    """The time expression nearest to the cue, of those that say when: not "since …", not part of an occasion's name."""
    spots = {t.idx: t for t in region}
    inside = [
        w
        for w in tags.times
        if w.mention.start in spots
        and not _within(w.mention.start, occasion)
        and w.mention.text.split()[0].lower() not in _NOT_WHEN
        and _word_before(spots[w.mention.start]) not in _NOT_WHEN
        and _modifies(spots[w.mention.start], anchor)
    ]
    return min(inside, key=lambda w: abs(w.mention.start - anchor.idx), default=None)


def _modifies(token: Token, anchor: Token) -> bool:
    """Whether a time belongs to the cue: below it in the parse, or near it with no other verb between."""
    above = token
    while above.head != above and above.pos_ not in {"VERB", "AUX"}:
        above = above.head
    if above in {anchor, anchor.head, *anchor.conjuncts} or (above.pos_ == "AUX" and above.head == anchor):
        return True
    if above.head == anchor and above.dep_ == "advcl" and above.lemma_ in words().talks:
        return True
    low, high = sorted((token.i, anchor.i))
    between = token.doc[low + 1 : high]
    return len(between) <= _NEAR and not any(t.pos_ == "VERB" or t.text in {";", ".", "\n"} for t in between)


def _word_before(token: Token) -> str:
    return str(token.nbor(-1).lower_) if token.i else ""


def _within(position: int, span: Span | None) -> bool:
    return span is not None and span.start <= position < span.end


def _where(region: list[Token], tags: Tags, anchor: Token) -> Place | None:
    """The first place that the cue's own preposition, or that of the occasion, names."""
    spots = {t.idx: t for t in region}
    for place in tags.places:
        token = spots.get(place.mention.start)
        if token is None:
            continue
        while token.dep_ in {"compound", "amod", "det", "nmod"}:
            token = token.head
        preposition = token.head
        if preposition.dep_ != "prep" or preposition.lower_ not in _PLACE_PREPOSITIONS:
            continue
        if preposition.head == anchor or preposition.head.lemma_.lower() in words().occasions:
            return place
    return None
