"""Questions that open a sentence: "Asked whether …, she …", "When asked about …, he …"."""

from spacy.tokens import Token

from accordingto.reading.statements.found import Found
from accordingto.reading.statements.page import Page, Unit
from accordingto.reading.statements.spans import char_span, strip_left

_QUESTIONS = frozenset({"if", "whether", "why", "how", "what", "who", "which", "where", "when", "whom", "to"})
_TOPICS = frozenset({"about", "for", "on"})
_FAR = 10
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def read(page: Page, token: Token) -> Found | None:
    """Return the question that "asked" at a sentence's start reports; who asked is not said."""
    unit = page.unit(token.i)
    if token.lower_ not in {"asked", "pressed", "questioned"} or token.tag_ not in {"VBN", "VBD"}:
        return None
    if token.i - strip_left(page, unit.first, token.i) > 1:
        return None
    first = _question(page, token, unit)
    last = _answer(page, first, unit) if first else 0
    if not first or last <= first:
        return None
    cue = char_span(page, token.i, token.i)
    return Found("asked", "question", "clause", cue, token, None, None, (char_span(page, first, last - 1),))


def _question(page: Page, token: Token, unit: Unit) -> int:
    for i in range(token.i + 1, min(token.i + _FAR, unit.last)):
        if page.tokens[i].lower_ in _TOPICS:
            return i + 1
        if page.tokens[i].lower_ in _QUESTIONS:
            return i
    return 0


def _answer(page: Page, first: int, unit: Unit) -> int:
    """The comma before the answering clause: the last one that a subject and a finite verb follow."""
    found = 0
    for i in range(first + 1, unit.last):
        if not page.narrated(i):
            if found:
                break
            continue
        if page.tokens[i].text != "," or not page.narrated(i + 1):
            continue
        if page.tokens[i + 1].tag_ in {"WDT", "WP", "VBG", "CC"} or page.tokens[i + 1].lower_ in {
            "adding",
            "but",
            "and",
        }:
            continue
        ahead = range(i + 1, min(i + 12, unit.last + 1))
        verb = next((j for j in ahead if page.tokens[j].tag_ in _FINITE), 0)
        subject = any(page.tokens[j].pos_ in {"NOUN", "PROPN", "PRON"} for j in range(i + 1, verb))
        if verb and subject and (not found or not _reports(page, found, i)):
            found = i
    return found


def _reports(page: Page, comma: int, end: int) -> bool:
    """Whether a verb of the narrator already stands between two commas, so that the later one is in the answer."""
    return any(page.tokens[j].dep_ == "ROOT" for j in range(comma + 1, end))
