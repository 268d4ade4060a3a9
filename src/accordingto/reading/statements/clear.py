"""What somebody makes clear: "made clear that …", "made it plain he would stay"."""

from spacy.tokens import Token

from accordingto.reading.statements import speakers
from accordingto.reading.statements.found import Found
from accordingto.reading.statements.page import Page
from accordingto.reading.statements.spans import char_span, right_end

_PLAIN = frozenset({"clear", "plain", "known"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_GAP = 3
_QUESTIONS = frozenset({"whether", "if", "who", "what", "when", "where", "why", "how", "which"})


def read(page: Page, verb: Token) -> Found | None:
    """Return what a form of "make" with "clear" attributes, ``None`` where no finite clause follows.

    "Has not made clear whether it will" withholds and is none.
    """
    if verb.lemma_ != "make":
        return None
    near = page.tokens[verb.i + 1 : verb.i + 1 + _GAP]
    said = next((t for t in near if t.lower_ in _PLAIN), None)
    speaker = speakers.of_verb(page, verb)
    if (
        said is None
        or speaker is None
        or any(t.lower_ not in {"it", "very", "absolutely"} for t in near[: near.index(said)])
    ):
        return None
    first, last = said.i + 1, page.unit(verb.i).last
    if first > last or page.tokens[first].lower_ in _QUESTIONS or page.tokens[first].is_punct:
        return None
    end = right_end(page, first, verb)
    if not any(t.tag_ in _FINITE for t in page.tokens[first : end + 1]):
        return None
    source, short = speakers.spans(page, speaker)
    cue = char_span(page, verb.i, said.i)
    return Found("clausal", "speech", "clause", cue, verb, source, short, (char_span(page, first, end),))
