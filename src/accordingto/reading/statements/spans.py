"""Where content begins and ends: clauses stretched to the sentence's end and cut before the narrator's own words."""

from spacy.tokens import Token

from accordingto.reading.statements.cues import cues
from accordingto.reading.statements.page import Page
from accordingto.text import Span

MARKS = "\"“”„«»'‘’`"
_EDGE = ",;:.—–- \n\t"
_COMPLEMENTIZERS = frozenset({"that"})
_REASON = frozenset({"according", "when", "citing", "adding", "noting", "saying", "referring"})


def char_span(page: Page, first: int, last: int) -> Span:
    """Return the characters of tokens ``first`` to ``last``, inclusive."""
    return Span(page.tokens[first].idx, page.tokens[last].idx + len(page.tokens[last]))


def right_end(page: Page, first: int, last: int, verb: Token) -> int:
    """Return the last token of a content that follows its cue: ``last`` by the parse, stretched or cut.

    Stretches to the sentence's end unless the narrator goes on: a verb coordinated with the cue, ", adding …",
    ", according to …", ", X said". Never ends inside a quotation.
    """
    unit = page.unit(verb.i)
    stop = unit.last
    for child in verb.children:
        if child.dep_ == "conj" and child.i > first and child.pos_ in {"VERB", "AUX"}:
            stop = min(stop, _before_conjunct(page, child, verb))
    stop = max(min(stop, _narrator_returns(page, first, stop)), first)
    quote = page.quote_of[stop]
    if quote >= 0 and page.quoted[quote].last <= unit.last:
        stop = max(stop, page.quoted[quote].last)
    return _strip(page, first, stop)


def _before_conjunct(page: Page, conjunct: Token, verb: Token) -> int:
    """The token before "and" + verb; a subject of its own moves the cut before that subject's conjunction."""
    i = conjunct.left_edge.i
    while i > verb.i + 1 and page.tokens[i - 1].lower_ in {"and", "but", "or", ",", ";", "while", "yet", "then"}:
        i -= 1
    return i - 1


def _narrator_returns(page: Page, first: int, last: int) -> int:
    tokens = page.tokens
    verbs = cues().verbs
    for i in range(first + 1, last):
        if page.quote_of[i] >= 0 and page.quote_of[i + 1] >= 0:
            continue
        if tokens[i].text in {",", "—", "–", "--", "-"}:
            nxt = tokens[i + 1]
            if nxt.tag_ == "VBG" and nxt.lemma_ in verbs and "clause" in verbs[nxt.lemma_]:
                return i - 1
            if nxt.lower_ == "according" or nxt.lower_ == "citing":
                return i - 1
            if nxt.lower_ in {"when", "as", "after"} and _asked(page, i + 1, last):
                return i - 1
        elif tokens[i].lower_ == "according" and tokens[i + 1].lower_ == "to":
            return i - 1
    return last


def _asked(page: Page, i: int, last: int) -> bool:
    return any(page.tokens[j].lower_ == "asked" for j in range(i, min(i + 5, last)))


def _strip(page: Page, first: int, last: int) -> int:
    tokens = page.tokens
    while last > first and (
        tokens[last].is_space or (tokens[last].text in {",", ";", ":", "."} and page.narrated(last))
    ):
        last -= 1
    return last


def strip_left(page: Page, first: int, last: int) -> int:
    """Return the first token that is no narrator's punctuation."""
    tokens = page.tokens
    while (
        first < last
        and page.narrated(first)
        and (tokens[first].is_space or tokens[first].text in {",", ";", ":", "-", "—", "–"})
    ):
        first += 1
    return first


def strip_right(page: Page, first: int, last: int) -> int:
    """Return the last token that is no narrator's punctuation."""
    return _strip(page, first, last)


def left_start(page: Page, verb_first: int) -> int:
    """Return where content that precedes its cue begins: the sentence's first word, dashes and dots left out."""
    unit = page.unit(verb_first)
    return strip_left(page, unit.first, verb_first)
