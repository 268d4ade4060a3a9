"""The fields around a statement: to whom, through which outlet, at what event, when and where it was said."""

from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Token

from accordingto.reading.statements import hearers, media, occasions
from accordingto.reading.statements.found import Found
from accordingto.reading.statements.page import Page
from accordingto.reading.statements.region import Region, modifies, objects, phrase, region_of, tokens_of
from accordingto.reading.statements.source_types import words
from accordingto.records import Place, Tags, When
from accordingto.text import Span, mention

_PLACE_PREPOSITIONS = frozenset({"in", "at", "from", "on", "outside", "near", "to"})
_SITE_PREPOSITIONS = frozenset({"in", "at", "from", "outside", "aboard", "inside", "near", "on"})
_NOT_WHEN = frozenset({"since", "until", "till", "of", "for", "before", "after", "by", "now", "last-minute"})


class Circumstances(NamedTuple):
    """Spans and tags that the narrator gives with a cue."""

    addressee: Span | None
    venue: Span | None
    occasion: Span | None
    said_when: When | None
    said_where: Place | None


NONE = Circumstances(None, None, None, None, None)


def circumstances(page: Page, found: Found, tags: Tags, others: Sequence[Found] = ()) -> Circumstances:
    """Return to whom, where, when and on what occasion something was said, from the words around the cue.

    ``others`` are the attributions of the same sentence: what they say tells nothing about this one.
    """
    if found.frame == "turn" and found.speaker is not None:
        return NONE._replace(addressee=hearers.asked_by(page, found.speaker))
    anchor = found.anchor or _signature(page, found)
    if anchor is None:
        return NONE
    region = region_of(page, found, anchor, others)
    told = hearers.addressee(region)
    event = occasions.occasion(region)
    through = media.venue(region, told)
    when = _when(region, tags, [s for s in (event, told, through) if s is not None])
    return Circumstances(told, through, event, when, _where(region, tags))


def _signature(page: Page, found: Found) -> Token | None:
    """The name below a quotation without a cue, which carries its fields: "– Ana Roe, on Telegram"."""
    if found.speaker is None:
        return None
    inside = page.doc.char_span(found.speaker.start, found.speaker.end, alignment_mode="expand")
    return inside.root if inside is not None and len(inside) else None


def _when(region: Region, tags: Tags, names: Sequence[Span]) -> When | None:
    """The time expression nearest to the cue, of those that say when: not "since …", not part of an occasion's name."""
    anchor = region.anchor
    owners = {t.idx for t in _owning_times(region)}
    spots = {t.idx: t for t in [*region.tokens, *_owning_times(region)]}
    inside = [
        w
        for w in tags.times
        if w.mention.start in spots
        and not any(s.start <= w.mention.start < s.end for s in names)
        and w.mention.text.split()[0].lower() not in _NOT_WHEN
        and _word_before(spots[w.mention.start]) not in _NOT_WHEN
        and (w.mention.start in owners or modifies(spots[w.mention.start], anchor))
    ]
    return min(inside, key=lambda w: abs(w.mention.start - anchor.idx), default=None)


def _owning_times(region: Region) -> list[Token]:
    """The time that owns a source: "**Monday**'s statement said"."""
    speaker = region.found.speaker
    inside = tokens_of(region.page, speaker) if speaker is not None else []
    return [t for t in inside if t.dep_ == "poss" and t.ent_type_ in {"DATE", "TIME"}]


def _word_before(token: Token) -> str:
    return str(token.nbor(-1).lower_) if token.i else ""


def _where(region: Region, tags: Tags) -> Place | None:
    """The first place that the cue's own preposition, that of the occasion or of the speaker names, else a site."""
    spots = {t.idx: t for t in region.tokens}
    for place in tags.places:
        token = spots.get(place.mention.start)
        if token is None:
            continue
        while token.dep_ in {"compound", "amod", "det", "nmod"}:
            token = token.head
        preposition = token.head
        if preposition.dep_ != "prep" or preposition.lower_ not in _PLACE_PREPOSITIONS:
            continue
        if _says_where(region, preposition):
            return place
    return _site(region)


def _says_where(region: Region, preposition: Token) -> bool:
    head = preposition.head
    if head == region.anchor or head.lemma_.lower() in words().occasions:
        return True
    if head.lemma_ in words().talks and modifies(head, region.anchor):
        return True
    return _is_aside(region, preposition)


def _is_aside(region: Region, preposition: Token) -> bool:
    """Whether a phrase stands between commas behind the speaker: "the minister, **in Rome**, dismissed …"."""
    speaker = region.found.speaker
    before = preposition.nbor(-1) if preposition.i else preposition
    if speaker is None or before.text != "," or preposition.lower_ not in {"in", "at"}:
        return False
    return bool(before.i > 0 and speaker.start <= before.nbor(-1).idx < speaker.end)


def _site(region: Region) -> Place | None:
    """A building or spot that no gazetteer knows: "told reporters **at the airport**", "from his hospital bed"."""
    for token in region.tokens:
        if token.dep_ != "prep" or token.lower_ not in _SITE_PREPOSITIONS:
            continue
        for noun in objects(token):
            if noun.i not in region.allowed or noun.lemma_.lower() not in words().sites:
                continue
            head = token.head
            if region.anchor in {head, head.head} or head.lemma_ in words().talks | words().occasions:
                span = phrase(region, noun)
                return Place(mention(region.page.text, span.start, span.end))
    return None
