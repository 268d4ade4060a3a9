"""Limits that set words show, wherever the parser hung them: "only at night", "for food alone", "; beer is not"."""

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc, Token

from accordingto.reading.positions.draft import Draft
from accordingto.reading.positions.lexicon import scope
from accordingto.reading.positions.limit_kinds import is_in, is_measured, kind_of, object_of
from accordingto.reading.positions.limit_pages import limit_page
from accordingto.reading.positions.limit_times import is_timely
from accordingto.reading.positions.roles import can_hold
from accordingto.reading.positions.sentences import root_of
from accordingto.reading.syntax import text_of
from accordingto.records import Limit, LimitKind, LimitSense, PositionKind
from accordingto.text import Span, mention, trim

_REST = (
    r"(?:[ap]\.m\.|\d[.,]\d|[^;.—–:“”\"(),]|, (?!and\b|but\b|though\b|which\b|who\b|the\b|it\b|he\b|she\b|a\b)){2,90}"
)
_BEHIND = re.compile(
    r"\s*(?:alone\b|only\b(?=\s*(?:[.,;)]|and\b|$))"
    r"|and (?:for |to |with |in )?(?:nothing|nowhere|nobody|no one) else\b)"
)
_GAPPED = re.compile(
    r"(?:^|[;,–—]\s*|\b(?:but|while|and)\s+)([^,;–—.:]{3,50}?)\s+(?:(?:are|is|may|can|do|will|were|was)(?: not|n['’]t)"
    r"|cannot|by no means|must not)\s*(?=[.;,)]|$)"
)
_POSTPONED = re.compile(r"[,(–—]\s*((?:[^\s,;.()]+ ){0,4}[^\s,;.()]+) (?:excepted|excluded|aside|apart)\b")
_NOBODY_BUT = re.compile(
    r"\b(?:nobody|no one|nothing|none|anything|anyone|anybody|every \w+|everyone|everybody|everything)\b"
    r"[^,;.:–—]{0,50}? but (?!not\b|no\b|also\b|to\b|he\b|she\b|it\b|they\b|we\b)([^,;.:–—“”]{2,50})",
    re.IGNORECASE,
)
_WAY = re.compile(
    r"\b(?:no|not|any) (?:closer|nearer|lower|higher|farther|further|deeper)"
    r"(?: (?:than|to) [^,;.–—]{2,40}|(?=\s*[,.;:–—]))"
    r"|\b(?:down|up) to \d[\d.,]* (?:metres|meters|feet|km|kilometres|kilometers|miles)"
)
_JOINED = re.compile(r"\s+(?:and|but) (?:only|strictly|solely|exclusively|not|never)\b")
_CONTRAST = re.compile(r"(?:[,;–—]\s*(?:not|never)|,? but no) (?!even|only|just|to\b)([^,;.:–—“”\"()]{3,60})")
_GRANTING: frozenset[PositionKind] = frozenset({"permission", "promise"})
_CLAUSAL = frozenset(
    {"if", "when", "once", "after", "because", "while", "that", "as", "unless", "until", "where", "then"}
)
_NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "PRON"})
_MODIFIER = frozenset({"DET", "ADJ", "NUM", "NOUN", "PROPN", "PRON"})


@cache
def _openers() -> re.Pattern[str]:
    page = limit_page()
    words = "|".join(map(re.escape, sorted([*page.excepting, *page.narrowing], key=len, reverse=True)))
    none = r"but (?=(?:to|for|with|in|at|on|by) no(?:body|ne| one)?\b)"
    return re.compile(rf"\b({words}|{none})\s*\b({_REST})", re.IGNORECASE)


def is_marked(prep: Token) -> bool:
    """Return whether "only" or the like stands before a preposition, or "only" or "alone" behind its phrase."""
    before = prep.nbor(-1).lower_ if prep.i else ""
    return before in limit_page().narrowing or _BEHIND.match(text_of(prep.doc), _end(prep)) is not None


def limits_in_words(draft: Draft) -> Iterator[Limit]:
    """Yield the limits that set words show in the sentence of a position, in the order of the rules."""
    start, end = reach(draft)
    yield from _opened(draft, start, end)
    text = text_of(draft.head.doc)
    for token in draft.head.doc[_first(draft) : _last(draft) + 1]:
        if _may_close(token):
            end_of = _end(token)
            if _BEHIND.match(text, end_of) and is_own(draft, token.idx):
                yield limit_of(draft.head.doc, Span(token.idx, end_of), "only")
    yield from _times(draft, start, end)
    yield from _left_out(draft, start, end)
    if draft.kind in _GRANTING:
        for match in _GAPPED.finditer(text, start, _with_next(draft, end)):
            yield limit_of(draft.head.doc, Span(*match.span(1)), "except")


def _times(draft: Draft, start: int, end: int) -> Iterator[Limit]:
    """Ways, hours as written ("from 6 a.m. to noon"), last days ("no later than May"), lengths ("48-hour")."""
    text, page = text_of(draft.head.doc), scope().time
    for pattern in (page.between, page.latest):
        for match in re.finditer(pattern, text[start:end], re.IGNORECASE):
            if is_own(draft, start + match.start()):
                yield Limit(
                    "time", "only", mention(text, *trim(text, start + match.start(), start + match.end(), " .,"))
                )
    for match in _WAY.finditer(text, start, end):
        if is_own(draft, match.start()):
            yield Limit("range", "only", mention(text, *match.span()))
    for match in re.finditer(page.lengths, text[start:end], re.IGNORECASE):
        last = _at(draft, start + match.end() - 1)
        noun = last if last.pos_ == "NOUN" and last.dep_ not in {"compound", "nmod"} else last.head
        noun = noun.head if noun.pos_ == "ADJ" else noun
        if noun in {draft.action, draft.cue} or noun.lemma_ in page.deadlines:
            sense: LimitSense = "only" if noun.lemma_ in page.deadlines else "for"
            yield Limit("time", sense, mention(text, start + match.start(), start + match.end()))


def _left_out(draft: Draft, start: int, end: int) -> Iterator[Limit]:
    """What a contrast leaves out: "tear gas, not live rounds", "shift workers excepted", "but no soldiers"."""
    text = text_of(draft.head.doc)
    for pattern in (_POSTPONED, _NOBODY_BUT):
        for match in pattern.finditer(text, start, end):
            yield limit_of(draft.head.doc, Span(*match.span(1)), "except")
    if draft.kind not in {*_GRANTING, "demand"}:
        return
    for match in _CONTRAST.finditer(text, start, end):
        first = _at(draft, match.start(1))
        more = match[1].rstrip().endswith((" more", " less", " longer", " further"))
        phrasal = _is_contrast(first) and first.pos_ not in {"CCONJ", "ADV", "AUX", "VERB"}
        if phrasal and not more and is_own(draft, match.start(1)):
            yield limit_of(draft.head.doc, Span(*match.span(1)), "except")


_NEAR_OBJECT = 7
"""Words of an object that "only" or "and nothing else" closes, at most."""


def _may_close(token: Token) -> bool:
    """Whether a word heads a phrase that "alone" or "and nothing else" may close."""
    prepositional = token.dep_ in {"prep", "conj", "agent", "dative"} and token.pos_ == "ADP"
    short = token.right_edge.i - token.left_edge.i < _NEAR_OBJECT
    return prepositional or (token.dep_ in {"dobj", "attr"} and token.pos_ == "NOUN" and short)


def _opened(draft: Draft, start: int, end: int) -> Iterator[Limit]:
    text = text_of(draft.head.doc)
    at = start
    while (match := _openers().search(text, at, end)) is not None:
        at, word = match.start(2), match[1].lower()
        if match.start() == draft.cue.idx or not is_own(draft, match.start()):
            continue
        sense: LimitSense = "except" if word.strip() == "but" or word in limit_page().excepting else "only"
        first = _at(draft, match.start(2))
        if word.startswith("save") and _at(draft, match.start()).nbor(-1).pos_ in {"PART", "AUX", "PRON", "VERB"}:
            continue
        if sense == "except" and word.endswith(("not", "never")) and not _is_contrast(first):
            continue
        doer = next((t for t in (first, first.head) if t.dep_ == "nsubj"), None)
        apart = doer is not None and doer.head not in {draft.head, draft.action, draft.cue}
        if (apart and sense == "except") or (doer is not None and draft.kind in {"refusal", "threat"}):
            continue
        if first.lower_ in _CLAUSAL or not _opens_phrase(first, sense):
            continue
        joined = _JOINED.search(text, match.start(2), match.end())
        phrase = _phrase(_behind_least(first), trim(text, match.start(2), joined.start() if joined else match.end()))
        limit = limit_of(draft.head.doc, phrase, sense)
        used = word == "nothing but" and match.start() and _at(draft, match.start() - 1).lower_ == "with"
        yield Limit("means", sense, limit.mention) if used else limit


def _with_next(draft: Draft, end: int) -> int:
    """To the end of a sentence that a semicolon closes: the parser breaks there."""
    doc, last = draft.head.doc, _last(draft)
    if doc[last].text != ";" or last + 1 >= len(doc):
        return end
    after = root_of(doc[last + 1]).right_edge
    return int(after.idx) + len(after)


def _is_contrast(first: Token) -> bool:
    """Whether a phrase, not a verb, stands behind "but not": "but not buses" against "but not lead it"."""
    return (
        first.tag_ not in {"VB", "VBD", "VBZ", "VBP", "MD", "RB", "WRB", "VBN", "TO", "JJ"} and first.lower_ != "even"
    )


def _opens_phrase(first: Token, sense: LimitSense) -> bool:
    """Whether a limiting word goes with the phrase behind it: a preposition's, an aim's, or a noun's."""
    if first.pos_ in {"ADP", "SCONJ"} or sense == "except":
        return first.pos_ not in {"VERB", "AUX"} or first.tag_ == "VBG"
    if first.lower_ == "to":
        return bool(first.head.pos_ == "VERB")
    if first.dep_ == "acomp":
        return False
    before = first.doc[first.i - 2].lower_ if first.i > 1 else ""
    return first.pos_ in _MODIFIER and before not in {"the", "a", "its", "their", "not", "his", "her"}


def _behind_least(first: Token) -> Token:
    """ "not a cent **for weapons**": behind a least amount, its preposition."""
    last = first.i + 1 if first.pos_ == "DET" else first.i
    if last + 1 < len(first.doc) and first.doc[last].lower_ in limit_page().least and first.doc[last + 1].pos_ == "ADP":
        return first.doc[last + 1]
    return first


_VERBAL = frozenset({"MD", "TO", "VB", "VBD", "VBP", "VBZ"})


def _phrase(first: Token, found: Span) -> Span:
    """The words of a phrase behind "only", without the verb that goes on: "only **ferries** may sail"."""
    found = Span(max(found.start, first.idx), found.end)
    if first.pos_ not in _MODIFIER:
        return found
    verb = next((t for t in first.doc[first.i :] if t.tag_ in _VERBAL), None)
    end = min(found.end, verb.idx) if verb is not None else found.end
    return trim(text_of(first.doc), found.start, end) if end > found.start else found


def limit_of(doc: Doc, span: Span, sense: LimitSense) -> Limit:
    """Return the limit that a phrase sets, of the kind that its preposition and noun show."""
    return Limit(kind_of_phrase(doc, span, sense), sense, mention(text_of(doc), *span))


def kind_of_phrase(doc: Doc, span: Span, sense: LimitSense) -> LimitKind:
    """Return the kind of limit of a phrase, by its preposition and noun, "target" where nothing else is seen."""
    words = [t for t in doc.char_span(*span, alignment_mode="expand") if not t.is_punct and not t.is_space]
    first = words[0]
    if first.pos_ in {"ADP", "SCONJ"} and first.lower_ != "to":
        noun = object_of(first) or next((t for t in words[1:] if t.pos_ in _NOMINAL), None)
        return _kind_behind(first, noun) if noun is not None else "target"
    if first.lower_ == "to":
        return "purpose" if first.tag_ == "TO" else _to(object_of(first), sense)
    if first.tag_ == "VBG":
        return "purpose"
    inside = set(words)
    heads = [t for t in words if t.pos_ in _NOMINAL and t.head not in inside]
    return _kind_of_noun(heads[0] if heads else first, words, sense)


def _to(noun: Token | None, sense: LimitSense) -> LimitKind:
    timed = noun is not None and is_timely(noun)
    return "time" if timed else "target" if sense == "except" or noun is None or can_hold(noun) else "place"


def _kind_behind(prep: Token, noun: Token) -> LimitKind:
    if is_timely(noun) and not is_measured(noun):
        return "time"
    found = kind_of(prep, noun, marked=True)
    if found is not None:
        return found
    if prep.lower_ in {"for", "towards", "toward"}:
        return "target" if can_hold(noun) else "purpose"
    if prep.lower_ in {"against", "about", "of"}:
        return "target"
    if prep.lower_ in {"with", "by", "using", "without", "aboard"}:
        return "means"
    return "place" if prep.lower_ in limit_page().place.prepositions else "target"


def _kind_of_noun(noun: Token, words: list[Token], sense: LimitSense) -> LimitKind:
    """Only two boats: a quantity; only nurses: a target; except Sundays: a time."""
    page = limit_page()
    if is_timely(noun):
        return "time"
    if is_measured(noun):
        return "range"
    amount = any(t.like_num for t in words[:3]) and any(t.lower_ in {"a", "per", "each", "first"} for t in words)
    if sense == "except" and amount:
        return "quantity"
    counted = any(t.like_num and (t.lower_ != "one" or words[-1].lower_ in {"each", "apiece"}) for t in words[:2])
    if sense == "only" and counted:
        return "quantity"
    placed = [t for t in words if t.pos_ == "ADP" and t.lower_ in page.place.prepositions]
    if noun.lower_ in {"those", "ones"} and placed and any(is_in(t, page.place.nouns) for t in words):
        return "place"
    if noun.ent_type_ in {"LOC", "FAC", "GPE"} or (is_in(noun, page.place.nouns) and noun.pos_ == "NOUN"):
        return "place"
    if is_in(noun, page.means.nouns) and sense == "except" and noun.pos_ == "NOUN" and not can_hold(noun):
        return "means" if noun.dep_ in {"conj", "appos", "dobj"} and is_in(noun.head, page.means.nouns) else "target"
    named = noun.lemma_.lower() in page.purpose.nouns and noun.lemma_.lower().endswith(page.purpose.suffixes)
    return "purpose" if named or noun.lemma_.lower() == "purpose" else "target"


def _end(prep: Token) -> int:
    """Where the words of a preposition phrase end, without "alone" or "only" behind them."""
    words = [t for t in prep.subtree if t.i >= prep.i and not t.is_space]
    inside = next((t for t in words if t.lower_ in {"alone", "only", "nothing", "nowhere"} or t.is_punct), None)
    kept = [t for t in words if inside is None or t.i < inside.i]
    while len(kept) > 1 and kept[-1].lower_ in {"and", "for", "to", "with", "in"}:
        kept.pop()
    return int(kept[-1].idx) + len(kept[-1]) if kept else int(prep.idx) + len(prep)


def _first(draft: Draft) -> int:
    """The first word of a position's clause: of its verb, its act, its subject or whom it binds."""
    own = [draft.head, draft.cue, draft.action or draft.head]
    subjects = [c for h in own for c in h.children if c.dep_ in {"nsubj", "nsubjpass"}]
    parties = [p for p in (draft.bearer, *subjects) if p is not None and root_of(p) == root_of(draft.head)]
    lefts = [p.left_edge.i for p in parties if abs(draft.head.i - p.i) < _NEAR]
    return int(min([*(t.i for t in own), *(i - (i > 0 and _is_only(draft, i - 1)) for i in lefts)]))


def _is_only(draft: Draft, i: int) -> bool:
    return draft.head.doc[i].lower_ in limit_page().narrowing


_NEAR = 25
"""Tokens before a position's verb within which its bearer stands."""


def _last(draft: Draft) -> int:
    return int(root_of(draft.head).right_edge.i)


def reach(draft: Draft) -> tuple[int, int]:
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


def is_own(draft: Draft, offset: int) -> bool:
    """Whether no clause of something else stands between the position and a word."""
    token = _at(draft, offset)
    own = {draft.head, draft.cue, draft.action}
    for node in (token, *token.ancestors):
        if node in own:
            return True
        if node.dep_ in {"relcl", "advcl", "ccomp"} and any(c.dep_ in {"nsubj", "nsubjpass"} for c in node.children):
            return False
    return True
