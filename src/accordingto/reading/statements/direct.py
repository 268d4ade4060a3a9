"""Quotations with their cues: after ("…," she said), before (she said: "…"), between, and carried on."""

from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Token

from accordingto.reading.statements import speakers
from accordingto.reading.statements.clausal import cluster_first, cluster_last
from accordingto.reading.statements.cues import cues
from accordingto.reading.statements.found import Found
from accordingto.reading.statements.page import Page, Quoted, Unit
from accordingto.reading.statements.spans import char_span, strip_left, strip_right
from accordingto.text import Span

_PAUSE = frozenset(",?!—–-…")
_INNER_MARKS = frozenset("’'")
_MIN_WORDS = 3
_ADVERBIALS = frozenset({"asked", "pressed", "when", "after", "as", "while", "before"})
_CLOSE = 6
_LINKS = frozenset({"and", "but", "or", "that", "still", "then", "also", "yet", "because"})
_TAILS = frozenset({"ADP", "CCONJ", "SCONJ", "DET", "ADV"})
_BLOCK = 12
_ONE = frozenset({"he", "she", "they", "i", "we"})


def read(page: Page) -> list[Found]:
    """Return the attributions of all quotations that are said as such, each with the quotations that carry it on."""
    found: list[Found] = []
    last: Found | None = None
    paragraph = -1
    for unit, quotes in quoting_units(page):
        if unit.paragraph != paragraph:
            last = _carried_over(quotes, last)
        paragraph = unit.paragraph
        fresh = _linked(page, unit, quotes)
        if fresh is None and last is not None and _opens(page, unit, quotes[0]) and _goes_on(page, unit, quotes):
            extended = replace(last, content=(*last.content, *_continued(page, unit, quotes)))
            found = [extended if f is last else f for f in found]
            last = extended
            continue
        if fresh is not None:
            found += [fresh, *_further(page, unit, quotes, fresh)]
            last = found[-1]
            continue
        led = _lead_in(page, unit, quotes)
        if led is not None:
            found.append(led)
            last = led
    return found


def unquoted_blocks(page: Page) -> list[Found]:
    """Return paragraphs without marks that a line ending in a cue and a colon introduces ("The minister added:")."""
    found = []
    for before, unit in pairwise(page.units):
        colon = page.tokens[before.last].text[-1:] == ":" and page.narrated(before.last)
        if not colon or before.paragraph == unit.paragraph or not page.narrated(unit.first):
            continue
        tokens = [page.tokens[i] for i in range(before.first, before.last + 1) if page.narrated(i)]
        near = [t for t in tokens[-_CLOSE:] if _is_cue(t)]
        block = [u for u in page.units[unit.index : unit.index + _BLOCK] if u.paragraph == unit.paragraph]
        if near and all(page.narrated(i) for i in range(block[0].first, block[-1].last + 1)):
            found.append(_found(page, near[-1], [char_span(page, block[0].first, block[-1].last)]))
    return found


def quoting_units(page: Page) -> list[tuple[Unit, list[Quoted]]]:
    """Units that hold quotations, each with those that begin in it."""
    by_unit: dict[int, list[Quoted]] = {}
    for q in page.quoted:
        by_unit.setdefault(page.unit_of[q.first], []).append(q)
    return [(page.units[i], by_unit[i]) for i in sorted(by_unit)]


def _span(page: Page, quote: Quoted) -> Span:
    return char_span(page, quote.first, quote.last)


def _opens(page: Page, unit: Unit, quote: Quoted) -> bool:
    return strip_left(page, unit.first, unit.last) >= quote.first


def only_quotes(page: Page, unit: Unit) -> bool:
    """Whether a unit is nothing but quotation, so that it goes on with what was said before."""
    words = sum(1 for i in range(unit.first, unit.last + 1) if page.narrated(i) and page.tokens[i].is_alpha)
    return words == 0


def _goes_on(page: Page, unit: Unit, quotes: list[Quoted]) -> bool:
    """Whether a unit that opens with a quotation carries on what was said: most of it quoted, no cue in it."""
    if only_quotes(page, unit):
        return True
    own = [page.tokens[i] for i in range(unit.first, unit.last + 1) if page.narrated(i) and page.tokens[i].is_alpha]
    inside = sum(q.last - q.first for q in quotes)
    return inside > len(own) and _wordy(quotes[0]) and not any(_is_cue(t) for t in own)


def _continued(page: Page, unit: Unit, quotes: list[Quoted]) -> list[Span]:
    if only_quotes(page, unit):
        return [_span(page, q) for q in quotes]
    return [char_span(page, quotes[0].first, strip_right(page, quotes[0].first, unit.last))]


def _carried_over(quotes: list[Quoted], last: Found | None) -> Found | None:
    """At a new paragraph a statement goes on only where its quotation was never closed or only marks are repeated."""
    if last is not None and quotes[0].quotation.continued:
        return last
    return None


def _lead_in(page: Page, unit: Unit, quotes: list[Quoted]) -> Found | None:
    """A quotation that opens its paragraph after a line ending in a colon: the cue stands in that line."""
    before = page.units[unit.index - 1] if unit.index else None
    if before is None or not _opens(page, unit, quotes[0]):
        return None
    near = before.paragraph == unit.paragraph or page.tokens[before.last].text[-1:] == ":"
    if page.tokens[before.last].text[-1:] != ":" or not near:
        return None
    candidates = [
        page.tokens[i] for i in range(before.first, before.last + 1) if page.narrated(i) and _is_cue(page.tokens[i])
    ]
    main = [c for c in candidates if c.dep_ not in {"relcl", "acl"}] or candidates
    if not main:
        return None
    return _found(page, main[-1], [_span(page, q) for q in quotes])


def _linked(page: Page, unit: Unit, quotes: list[Quoted]) -> Found | None:
    """The attribution of a unit's first quotation by a cue in the same unit."""
    for position, quote in enumerate(quotes):
        verb = _cue_before(page, unit, quotes, position)
        if verb is not None:
            return _found(page, verb, [_span(page, q) for q in _same_breath(page, quotes, position)])
        verb = _cue_after(page, unit, quotes, position)
        if verb is not None:
            return _after(page, unit, quotes, position, verb)
    return None


def _further(page: Page, unit: Unit, quotes: list[Quoted], fresh: Found) -> list[Found]:
    """Later quotations of a unit that a cue of their own leads in: '"…," she said before adding: "…"'."""
    covered = fresh.content[-1].end
    for position, quote in enumerate(quotes):
        if position == 0 or page.tokens[quote.first].idx < covered or fresh.anchor is None:
            continue
        verb = _cue_before(page, unit, quotes, position)
        if verb is None or verb.i <= fresh.anchor.i or verb.tag_ == "VB":
            return []
        return [_found(page, verb, [_span(page, q) for q in _same_breath(page, quotes, position)])]
    return []


def _same_breath(page: Page, quotes: list[Quoted], position: int) -> list[Quoted]:
    """Quotations that follow one another with nothing between but punctuation."""
    kept = [quotes[position]]
    for q in quotes[position + 1 :]:
        between = [page.tokens[i].lower_ for i in range(kept[-1].last + 1, q.first) if page.tokens[i].is_alpha]
        if not set(between) <= _LINKS:
            break
        kept.append(q)
    return kept


def _after(page: Page, unit: Unit, quotes: list[Quoted], position: int, verb: Token) -> Found:
    quote = quotes[position]
    led_in = quote.first > 0 and (
        page.tokens[quote.first - 1].text == ":"
        or (page.tokens[quote.first - 1].text == "," and page.text[quote.quotation.inner.start :][:1].isupper())
    )
    first = strip_left(page, unit.first, quote.first) if position == 0 and not led_in else quote.first
    content = [char_span(page, first, _narrated_tail(page, quote, verb))]
    rest = quotes[position + 1 :]
    if rest and rest[0].first > verb.i and _resumes(page, verb, rest[0]):
        content += [_span(page, q) for q in _same_breath(page, quotes, position + 1)]
    elif not rest:
        content += _that_clause(page, unit, verb)
    return _found(page, verb, content)


def _narrated_tail(page: Page, quote: Quoted, verb: Token) -> int:
    """The last token before a cue and its speaker: '"We ran," three nights in a row, Roe said.'"""
    last = cluster_first(verb, speakers.of_verb(page, verb)) - 1
    if last <= quote.last + 2 or page.tokens[last].text != ",":
        return quote.last
    between = range(quote.last + 1, last)
    opener = page.tokens[quote.last + 1]
    plain = all(page.narrated(i) for i in between) and opener.pos_ in _TAILS and opener.tag_ != "PRP"
    return last - 1 if plain and not any(_is_cue(page.tokens[i]) for i in between) else quote.last


def _that_clause(page: Page, unit: Unit, verb: Token) -> list[Span]:
    """What goes on without marks after a cue that interrupts it: '"We fear," they wrote, that the dam will go.'"""
    for i in range(verb.i + 1, unit.last - 2):
        if page.tokens[i].text == "," and page.tokens[i + 1].lower_ == "that" and page.tokens[i + 1].pos_ == "SCONJ":
            return [char_span(page, i + 1, strip_right(page, i + 1, unit.last))]
    return []


def _resumes(page: Page, verb: Token, quote: Quoted) -> bool:
    """Whether a quotation after a cue goes on with the one before it."""
    before = page.tokens[quote.first - 1]
    if before.i == cluster_last(verb, speakers.of_verb(page, verb)) and before.pos_ != "ADP":
        closes = page.unit(quote.last).last - quote.last <= 1
        return closes and any(page.tokens[i].pos_ in {"VERB", "AUX"} for i in range(quote.first + 1, quote.last))
    if before.lower_ in _LINKS and page.tokens[before.i - 1].text == ",":
        return bool(before.i - 2 <= cluster_last(verb, speakers.of_verb(page, verb)))
    return (before.text in _PAUSE or before.text == ":") and not _own_clause(page, verb, quote)


def _own_clause(page: Page, verb: Token, quote: Quoted) -> bool:
    """Another cue stands between the first cue and the next quotation ("…," he said, adding, "…")."""
    verbs = cues().verbs
    return any(page.tokens[i].pos_ == "VERB" and "clause" in verbs.get(page.tokens[i].lemma_, {})
               for i in range(verb.i + 1, quote.first))  # fmt: skip


def _found(page: Page, verb: Token, content: list[Span]) -> Found:
    speaker = speakers.of_verb(page, verb)
    source, short = speakers.spans(page, speaker) if speaker else (None, None)
    kind = cues().verbs.get(verb.lemma_, {}).get("clause", "speech")
    return Found("direct", kind, "quote", char_span(page, verb.i, verb.i), verb, source, short, tuple(content))


def _is_cue(token: Token) -> bool:
    return (
        token.pos_ in {"VERB", "AUX", "NOUN", "ADJ"}
        and token.tag_[:2] == "VB"
        and "clause" in cues().verbs.get(token.lemma_, {})
    )


def _cue_before(page: Page, unit: Unit, quotes: list[Quoted], position: int) -> Token | None:
    quote = quotes[position]
    start = quotes[position - 1].last + 1 if position else unit.first
    i = quote.first - 1
    if i < start:
        return None
    pause = page.tokens[i].text in {",", ":"}
    candidates = [page.tokens[j] for j in range(start, quote.first) if _is_cue(page.tokens[j])]
    if not candidates:
        return _led_in_by_any(page, start, quote) if page.tokens[i].text == ":" and _wordy(quote) else None
    near = candidates[-1]
    if not pause:
        if page.tokens[i].lower_ == "that" and _runs_on(page, unit, quote):
            return None
        return near if near.i >= i - 1 and _wordy(quote) and _ends_there(page, unit, quote) else None
    main = [c for c in candidates if c.dep_ not in {"relcl", "acl"}]
    if _interrupts(page, unit, near, quote):
        return None
    if page.tokens[near.i + 1].lower_ == "that" or any(
        c.dep_ == "ccomp" and near.i < c.i < quote.first for c in near.children
    ):
        return None
    return (main or candidates)[-1] if _wordy(quote) or page.tokens[i].text == ":" or near.i >= i - 1 else None


def _led_in_by_any(page: Page, start: int, quote: Quoted) -> Token | None:
    """A verb that is no cue elsewhere, where somebody's sentence ends in a colon and a quotation: "She beamed: "…""."""
    for i in range(quote.first - 2, max(start, quote.first - _CLOSE) - 1, -1):
        token = page.tokens[i]
        if token.pos_ != "VERB" or token.tag_ not in {"VBD", "VBZ", "VBP"} or token.dep_ == "relcl":
            continue
        own = speakers.own_subject(token)
        somebody = own is not None and (own.lower_ in _ONE or own.ent_type_ == "PERSON" or own.pos_ == "PROPN")
        return token if somebody else None
    return None


def _runs_on(page: Page, unit: Unit, quote: Quoted) -> bool:
    """Whether the narrator's words go on after a quotation in the same sentence."""
    return any(page.narrated(i) and page.tokens[i].is_alpha for i in range(quote.last + 1, unit.last + 1))


def _interrupts(page: Page, unit: Unit, verb: Token, quote: Quoted) -> bool:
    """Whether a cue before a quotation stands inside its content: Such steps, she said, "are too late"."""
    speaker = speakers.of_verb(page, verb)
    first = cluster_first(verb, speaker)
    if first - 1 <= unit.first or page.tokens[first - 1].text != ",":
        return False
    if page.text[quote.quotation.inner.start : quote.quotation.inner.start + 1].islower():
        return True
    opener = page.tokens[unit.first]
    if opener.lower_ in _ADVERBIALS or opener.pos_ == "ADP":
        return False
    return verb.dep_ == "parataxis" or any(c.dep_ == "ccomp" and c.i < first for c in verb.children)


def _ends_there(page: Page, unit: Unit, quote: Quoted) -> bool:
    """Whether the sentence pauses after a quotation instead of running on."""
    after = quote.last + 1
    return (
        after > unit.last
        or page.tokens[after].is_punct
        or page.tokens[after].lower_ in _LINKS
        or page.tokens[after].is_space
    )


def _wordy(quote: Quoted) -> bool:
    return quote.last - quote.first - 1 >= _MIN_WORDS


def _has_own_content(page: Page, verb: Token) -> bool:
    """Whether a cue goes on to a clause of its own, so that the quotation before it is a title or another's words."""
    return any(c.dep_ == "ccomp" and c.i > verb.i and page.narrated(c.i) for c in verb.children) or (
        verb.dep_ == "conj" and speakers.own_subject(verb) is None
    )


def _pauses(page: Page, quote: Quoted) -> bool:
    tokens = page.tokens
    end = quote.last - 1
    while end > quote.first and (tokens[end].text in _INNER_MARKS or tokens[end].is_space):
        end -= 1  # the marks of a quotation inside it: ‘Go,’ ”
    inner = tokens[end].text[-1:]
    after = tokens[quote.last + 1].text[:1] if quote.last + 1 < len(tokens) else ""
    return inner in _PAUSE or after in {",", "—", "–", "-"} or inner == "."


def _cue_after(page: Page, unit: Unit, quotes: list[Quoted], position: int) -> Token | None:
    quote = quotes[position]
    stop = quotes[position + 1].first if position + 1 < len(quotes) else unit.last + 1
    if not _pauses(page, quote):
        return None
    for i in range(quote.last + 1, min(stop, quote.last + 40)):
        token = page.tokens[i]
        if speakers.quoting_verb(token) is not None and not _has_own_content(page, token):
            return token
        if _is_cue(token) and token.dep_ not in {"relcl", "acl"} and token.tag_ not in {"VB", "VBG"}:
            if not _opens(page, unit, quote) and _has_own_content(page, token):
                return None
            speaker = speakers.of_verb(page, token)
            if speaker is None or abs(cluster_first(token, speaker) - quote.last) < 14 or speaker.first > token.i:
                return token
        if token.text in {";", ":"}:
            return None
    return None
