"""Where content begins and ends: clauses stretched to the sentence's end and cut before the narrator's own words."""

from spacy.tokens import Token

from accordingto.reading.statements.cues import cues
from accordingto.reading.statements.page import Page
from accordingto.text import Span

_JOINTS = frozenset({"and", "but", "or", ",", ";", "while", "yet", "then"})
_COMMAS = frozenset({",", "—", "–", "--", "-", "―", ";"})
_DASHES = frozenset({"—", "–", "--", "-", "―"})
_TAIL = frozenset({",", ";", ":", "."})
_ADDITIONS = frozenset({"which", "who", "where", "whom", "while", "whereas", "though", "although", "despite"})
_LOOSE = frozenset({"appos", "npadvmod", "dobj", "attr", "dep", "nsubj", "oprd"})
_PIED = frozenset({"in", "with", "from", "at", "for", "of"})
_ONESELF = frozenset({"he", "she", "it", "they"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_CLOSING, _FRONT, _REACH = 10, 25, 12
_WH = frozenset({"WDT", "WP", "WP$", "WRB"})
_NOUN_OPENERS = frozenset({"DET", "PROPN", "NOUN", "ADJ", "NUM", "PRON"})
_SUBORDINATORS = frozenset(
    {"when", "while", "after", "before", "although", "though", "if", "as", "since", "because", "once", "even", "until"}
    | {"unless", "despite", "whereas", "whenever"}
)
_RETURNS = frozenset({"according", "citing"})


def char_span(page: Page, first: int, last: int) -> Span:
    """Return the characters of tokens ``first`` to ``last``, inclusive."""
    return Span(page.tokens[first].idx, page.tokens[last].idx + len(page.tokens[last]))


def cue_span(page: Page, verb: Token, frame: str) -> Span:
    """Return a verb with the particle and the preposition it is one cue with: "**ruled out**", "**spoke of**"."""
    last: int = verb.i
    for child in verb.children:
        if child.i == last + 1 and (child.dep_ == "prt" or child.lower_ == frame):
            last = child.i
    return char_span(page, verb.i, last)


def right_end(page: Page, first: int, verb: Token) -> int:
    """Return the last token of a content that follows its cue ``verb`` and begins at ``first``.

    The content runs to the end of its sentence unless the narrator goes on: a verb coordinated with the cue,
    ", adding …", ", according to …", ", while others …". Never ends inside a quotation.
    """
    stop: int = page.unit(verb.i).last
    for child in verb.children:
        if (
            child.dep_ == "conj"
            and child.i > first
            and page.narrated(child.i)
            and child.pos_ in {"VERB", "AUX"}
            and _same_speaker(child)
        ):
            stop = min(stop, _before_conjunct(page, child, verb))
    if (verb.dep_ == "advcl" and verb.head.i > verb.i) or verb.dep_ in {"relcl", "pcomp"}:
        stop = min(stop, max(verb.right_edge.i, first))
    stop = min(stop, _before_closing_cue(page, verb), _before_main_clause(page, first, verb))
    stop = max(min(stop, narrator_returns(page, first, stop, verb)), first)
    return whole_quotation(page, stop, page.unit(verb.i).last, first)


def _before_main_clause(page: Page, first: int, verb: Token) -> int:
    """The last token of a clause that opens its sentence: "When Roe said that he would leave**, the council met**"."""
    unit, tokens = page.unit(verb.i), page.tokens
    if not _opens_sentence(page, verb):
        return int(unit.last)
    told = False
    for i in range(first, unit.last - 2):
        told = told or tokens[i].tag_ in _FINITE
        if not (told and tokens[i].text == "," and page.narrated(i + 1)):
            continue
        if tokens[i + 1].pos_ in _NOUN_OPENERS and tokens[i + 1].tag_ not in _WH and _clause_at(page, i + 1):
            return i - 1
    return int(unit.last)


def _opens_sentence(page: Page, verb: Token) -> bool:
    """Whether a cue stands in a clause that opens its sentence and lacks its main clause: "While he said …"."""
    unit, tokens = page.unit(verb.i), page.tokens
    start = unit.first + (tokens[unit.first].lower_ in {"but", "and", "yet", "so"})
    opener = tokens[start]
    if verb.i - start > _FRONT or not page.narrated(start):
        return False
    if opener.i == verb.i:
        return verb.tag_ in {"VBG", "VBN"}
    if opener.lower_ not in _SUBORDINATORS and not (opener.pos_ in {"ADP", "PART"} and verb.tag_ in {"VBG", "VB"}):
        return False
    subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i), None)
    begin = verb.i if subject is None else subject.left_edge.i
    return not any(tokens[i].text == "," for i in range(start, begin))


def _clause_at(page: Page, start: int) -> bool:
    """Whether a subject and its finite verb follow at once."""
    for token in page.tokens[start + 1 : start + _REACH]:
        if token.tag_ in _FINITE:
            return True
        if token.text in {",", ";", ".", ":"} or not page.narrated(token.i) or token.tag_ in _WH | {"VBG", "CC"}:
            return False
    return False


def _before_closing_cue(page: Page, verb: Token) -> int:
    """The last token before a source that closes the whole sentence: "… he was ill, **the Lima Post reported**"."""
    unit = page.unit(verb.i)
    for i in range(max(verb.i + 4, unit.last - _CLOSING), unit.last + 1):
        token = page.tokens[i]
        if not page.narrated(i) or token.tag_ not in {"VBD", "VBZ"} or token.pos_ != "VERB":
            continue
        if cues().verbs.get(token.lemma_, {}).get("clause") not in {"speech", "writing"}:
            return unit.last
        subject = next((c for c in token.children if c.dep_ == "nsubj" and c.i < i), None)
        start = subject.left_edge.i if subject is not None else i
        if subject is None or page.tokens[start - 1].text not in {",", "”", '"', "''"} or start - 2 <= verb.i:
            return unit.last
        finite = any(page.tokens[j].tag_ in {"VBD", "VBZ", "VBP", "MD"} for j in range(i + 1, unit.last + 1))
        comma = page.tokens[start - 1].text == ","
        return unit.last if finite or subject.lower_ in _ADDITIONS else start - (2 if comma else 1)
    return int(unit.last)


def _same_speaker(conjunct: Token) -> bool:
    """A coordinated verb is the narrator's where it has no subject of its own or is a cue with a new speaker."""
    own = next((c for c in conjunct.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    if own is None:
        return True
    return own.pos_ != "PRON" and "clause" in cues().verbs.get(conjunct.lemma_, {})


def whole_quotation(page: Page, stop: int, limit: int, first: int) -> int:
    """Return ``stop`` moved to the end of the quotation that it stands in, and back over punctuation."""
    quote = page.quote_of[stop]
    if quote >= 0 and page.quoted[quote].last <= limit:
        stop = max(stop, page.quoted[quote].last)
    return strip_right(page, first, stop)


def _before_conjunct(page: Page, conjunct: Token, verb: Token) -> int:
    """The token before "and" + verb; a subject of its own moves the cut before that subject's conjunction."""
    i: int = conjunct.left_edge.i
    while i > verb.i + 1 and page.tokens[i - 1].lower_ in _JOINTS:
        i -= 1
    return i - 1


def narrator_returns(page: Page, first: int, last: int, verb: Token) -> int:
    """Return the last token before the narrator's own words come back, ``last`` where they do not."""
    tokens = page.tokens
    for i in range(first + 1, last):
        if page.quote_of[i] >= 0:
            if _closes(page, i) and (
                _adds(page, i + 1, last, verb) or (_paused(page, i) and _narrates(page, i + 1, last))
            ):
                return i
            continue
        text, after = tokens[i].text, tokens[i + 1]
        if not page.narrated(i + 1):
            continue
        unfinished = text == "," and _aside(page, i + 1, last) and _unfinished(page, first, i, last)
        if text in _COMMAS and i > first + 2 and not unfinished and _narrates(page, i + 1, last):
            return i - 1
        if _reports_on(tokens[i]) and i > first + 3 and tokens[i].dep_ == "advcl" and tokens[i].head == verb:
            return i - 1
        if tokens[i].lower_ == "according" and after.lower_ == "to":
            return i - 1
        if text == ";" and _next_reports(page, i + 1, last):
            return i - 1
        if _adds(page, i, last, verb):
            return i - 1
    return last


def _closes(page: Page, i: int) -> bool:
    """Whether a quotation ends with token ``i`` and the narrator goes on at once."""
    return page.quoted[page.quote_of[i]].last == i and page.narrated(i + 1)


def _paused(page: Page, i: int) -> bool:
    """Whether a comma stands before the closing mark that token ``i`` is."""
    return str(page.tokens[i - 1].text)[-1:] == "," or str(page.tokens[i].text)[:1] == ","


def _adds(page: Page, i: int, last: int, verb: Token) -> bool:
    """Whether "and" or "but" leads on to another act of the same speaker: "and warned …", "but did not say …"."""
    tokens = page.tokens
    if tokens[i].lower_ not in {"and", "but"} or i + 2 > last:
        return False
    if tokens[i + 1].lower_ in {"did", "does", "do"} and tokens[i + 2].dep_ == "neg" and i + 3 <= last:
        return verb.tag_ != "VBG" and "clause" in cues().verbs.get(tokens[i + 3].lemma_, {})
    if tokens[i - 1].text == "," and tokens[i + 1].lower_ in _ONESELF:
        ahead = [t for t in tokens[i + 2 : min(i + 5, last)] if t.pos_ == "VERB"]
        return bool(ahead) and cues().verbs.get(ahead[0].lemma_, {}).get("clause") in {"speech", "writing"}
    return _same_cue(tokens[i + 1], tokens[i + 2], verb)


def _narrates(page: Page, i: int, last: int) -> bool:
    """Whether what begins after a comma is the narrator's."""
    token = page.tokens[i]
    return token.lower_ in _RETURNS or _reports_on(token) or _asked(page, i, last) or _aside(page, i, last)


def _next_reports(page: Page, i: int, last: int) -> bool:
    """Whether the first verb after a semicolon is a cue with a subject of its own: "…; Cairo denies it"."""
    for j in range(i, min(i + 14, last + 1)):
        token = page.tokens[j]
        if not page.narrated(j) or token.text in {";", ":"}:
            return False
        if token.tag_ in {"VBD", "VBZ", "VBP", "VBN"} and token.pos_ == "VERB":
            return j > i and token.lemma_ in cues().verbs
    return False


def _reports_on(token: Token) -> bool:
    """A participle of a cue that takes a clause: "adding", "noting", "citing"."""
    return token.tag_ == "VBG" and (token.lower_ == "citing" or "clause" in cues().verbs.get(token.lemma_, {}))


def _same_cue(token: Token, second: Token, verb: Token) -> bool:
    """Whether "and" leads to another cue of the same speaker: "said it would wait and warned …"."""
    if token.pos_ == "ADV":
        token = second
    frames = cues().verbs.get(token.lemma_, {})
    return (
        token.tag_ == verb.tag_
        and (token.tag_ in {"VBD", "VBZ"} or (token.tag_ == "VBG" and "clause" in frames))
        and bool(frames)
        and frames.get("clause", "act") != "attitude"
    )


def _asked(page: Page, i: int, last: int) -> bool:
    if page.tokens[i].lower_ not in {"when", "as", "after"}:
        return False
    return any(page.tokens[j].lower_ in {"asked", "pressed"} for j in range(i, min(i + 5, last)))


def _aside(page: Page, i: int, last: int) -> bool:
    """Whether the words after a comma are more likely the narrator's addition than part of what was said."""
    token = page.tokens[i]
    if token.lower_ in _ADDITIONS:
        return True
    if i < last and token.lower_ in _PIED and page.tokens[i + 1].lower_ in {"which", "whom"}:
        return True
    if page.tokens[i - 1].text in _DASHES and token.lower_ in {"as", "far"}:
        return True
    return token.lower_ in {"a", "an"} and token.head.dep_ in _LOOSE and page.tokens[i - 1].text != ";"


def _unfinished(page: Page, first: int, comma: int, last: int) -> bool:
    """Whether a clause gets its verb only after an aside: "that the levy, which few pay, **would** hurt"."""
    tokens = page.tokens
    if any(tokens[j].tag_ in _FINITE for j in range(first, comma)):
        return False
    return any(tokens[j].text in _COMMAS and tokens[j + 1].tag_ in _FINITE for j in range(comma + 2, last))


def strip_right(page: Page, first: int, last: int) -> int:
    """Return the last token that is no narrator's punctuation."""
    tokens = page.tokens
    while last > first and (tokens[last].is_space or (tokens[last].text in _TAIL and page.narrated(last))):
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


def left_start(page: Page, verb_first: int) -> int:
    """Return where content that precedes its cue begins: the sentence's first word, dashes and dots left out."""
    unit = page.unit(verb_first)
    return strip_left(page, unit.first, verb_first)
