"""Lines and sentences that are a source, a colon and its words: 'Peru: “deep concern”', "Health ministry: 11 dead"."""

from spacy.tokens import Token

from accordingto.reading.references.knowledge import is_person_noun, nouns
from accordingto.reading.statements.found import Found
from accordingto.reading.statements.page import Page, Unit
from accordingto.reading.statements.source_types import words
from accordingto.reading.statements.spans import char_span, strip_right
from accordingto.text import Span

_LABEL_WORDS = 14
_BARE_WORDS = 6
_MIN_WORDS = 2
_LEADS = frozenset({"and", "but", "from", "so", "does", "did", "then", "also", "now", ","})
_PLACE_OPENERS = frozenset({"in", "at", "near", "on", "to"})
_SPEAKING = frozenset({"GPE", "NORP"})


def read(page: Page, not_names: frozenset[str]) -> list[Found]:
    """Return what labels attribute: with quotation marks anywhere, without them only where a label opens its line.

    Args: ``not_names`` are words that open no source ("update", "photo").
    """
    found = []
    for unit in page.units:
        item = _quoted(page, unit, not_names) or _bare(page, unit, not_names)
        if item is not None and page.tokens[unit.first].idx >= page.headline_end:
            found.append(item)
    return found


def _quoted(page: Page, unit: Unit, not_names: frozenset[str]) -> Found | None:
    """A source, a colon and a quotation that ends the sentence: "Nadia, 24, a nurse: “We ran.”"."""
    quote = next((q for q in page.quoted if unit.first < q.first <= min(unit.last, unit.first + _LABEL_WORDS)), None)
    if quote is None or page.tokens[quote.first - 1].text != ":" or quote.last < unit.last - 1:
        return None
    opens = unit.index == 0 or page.units[unit.index - 1].paragraph != unit.paragraph
    name = _source(page, [page.tokens[i] for i in range(unit.first, quote.first - 1)], not_names, known=not opens)
    return _found(name, char_span(page, quote.first, quote.last), "quote") if name else None


def _bare(page: Page, unit: Unit, not_names: frozenset[str]) -> Found | None:
    """A source and a colon at a line's start, and the words after it: "Health ministry: 11 dead"."""
    if unit.index and page.units[unit.index - 1].paragraph == unit.paragraph:
        return None
    colon = next((i for i in range(unit.first + 1, unit.last) if page.tokens[i].text == ":"), 0)
    ahead = [page.tokens[i] for i in range(unit.first, colon)]
    if not colon or len([t for t in ahead if t.is_alpha]) > _BARE_WORDS or not page.narrated(colon):
        return None
    last = strip_right(page, colon + 1, unit.last)
    if not page.tokens[colon].whitespace_ or page.quote_of[colon + 1] >= 0 or last - colon < _MIN_WORDS:
        return None
    name = _source(page, ahead, not_names, known=True)
    if name is None or page.text[name.start : name.end].isupper():
        return None
    return _found(name, char_span(page, colon + 1, last), "according")


def _source(page: Page, label: list[Token], not_names: frozenset[str], *, known: bool) -> Span | None:
    """The phrase of a label that names a source; ``known``: only who is sure to be somebody."""
    label = [t for t in label if not t.is_space]
    lead = len(label)
    while label and (not label[0].text[0].isalnum() or label[0].lower_ in _LEADS):
        label = label[1:]
    if not label or any(t.pos_ in {"VERB", "AUX"} for t in label) or label[0].lower_ in not_names:
        return None
    if len(label) == lead and not label[0].text[0].isupper():
        return None
    stops = {",", "("} | (_PLACE_OPENERS if known else frozenset())
    end = next((k for k, t in enumerate(label) if k and t.lower_ in stops), len(label))
    if not label[0].text[0].isalnum() or (known and not any(_can_speak(t) for t in label[: end + 1])):
        return None
    return char_span(page, label[0].i, label[end - 1].i)


def _can_speak(noun: Token) -> bool:
    lemma = noun.lemma_.lower()
    if noun.ent_type_ in _SPEAKING and noun.pos_ == "PROPN":
        return True
    known = words().collective | words().unnamed | words().offices | words().confidential | nouns().body_nouns
    return lemma in known or is_person_noun(lemma)


def _found(name: Span, content: Span, frame: str) -> Found:
    return Found("transcript", "speech", frame, None, None, name, name, (content,))
