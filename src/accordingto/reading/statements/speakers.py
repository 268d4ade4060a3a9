"""Who is speaking: the phrase behind a cue, by the parse where it holds and by the words beside the cue where not."""

from spacy.tokens import Token

from accordingto.reading.statements.cues import cues
from accordingto.reading.statements.page import Page
from accordingto.reading.statements.source_types import words
from accordingto.reading.syntax import agent, children, subject
from accordingto.text import Span

_RELATIVE = frozenset({"who", "which", "that"})
_WH = frozenset({"WDT", "WP"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_CORE_STOPS = frozenset({"relcl", "acl", "appos", "parataxis", "conj", "cc", "advcl"})
_NO_SOURCE = frozenset({"it", "there", "what", "this", "that"})
_PAUSES = frozenset({",", "—", "–", "-", "--"})
_LOOSE = frozenset({"who", "whose", "whom", "which"})
_MAX_SOURCE = 60
_MAX_CLIMB = 5
_ENUMERATOR = 3
_ITEMS = 16
_MAX_BETWEEN = 25
_INNER = frozenset({"compound", "poss", "nmod", "nummod", "pobj"})
"""Nouns inside a phrase, never its head."""


class Speaker:
    """The tokens of a source: ``first`` to ``last`` whole, ``head`` its head word."""

    __slots__ = ("first", "head", "last")

    def __init__(self, head: Token, first: int, last: int) -> None:
        self.head, self.first, self.last = head, first, last


def own_subject(verb: Token) -> Token | None:
    """Return a verb's own subject, as the parse has it; of "which they" before "said" it is "they"."""
    found = None
    for child in verb.children:
        takes = found is None or (found.tag_ in _WH and child.i < verb.i)
        if child.dep_ in {"nsubj", "nsubjpass", "expl"} and takes:
            found = child
    return found


def of_verb(page: Page, verb: Token) -> Speaker | None:
    """Return the speaker of a cue verb, or ``None`` where nobody is named ("it was reported")."""
    quoted = _quoted_as(page, verb)
    if quoted is not None:
        return phrase(page, quoted, verb)
    owner = _owner_above(page, verb)
    if owner is not None:
        return phrase(page, owner, verb)
    own = own_subject(verb)
    passive = any(c.dep_ in {"auxpass", "nsubjpass"} for c in verb.children)
    if passive or (verb.tag_ == "VBN" and not own and (verb.dep_ in {"acl", "relcl"} or agent(verb) is not None)):
        by = agent(verb)
        return phrase(page, by, verb) if by is not None else None
    noun = own if own is not None else subject(verb) or _controller(page, verb)
    if noun is not None and noun.lower_ in _NO_SOURCE and noun.dep_ != "nsubj":
        return None
    if noun is not None and noun.pos_ not in _NOMINAL and noun.pos_ not in {"DET", "ADJ", "X"}:
        noun = None
    if (
        (noun is None or (len(noun) == 1 and noun.text.islower()))
        and verb.tag_ in {"VBZ", "VBD", "VBP"}
        and _opens_item(page, verb)
    ):
        lead = _lead_in(page, verb)
        if lead is not None:
            return lead
    if noun is None or not page.narrated(noun.i) or page.unit_of[noun.i] != page.unit_of[verb.i]:
        between = _between(page, verb)
        if between is not None:
            return between
        noun = _beside(page, verb)
    if noun is None or not page.narrated(noun.i):
        return None
    return phrase(page, _behind_label(page, noun, verb), verb)


def _behind_label(page: Page, noun: Token, verb: Token) -> Token:
    """The subject that the parse has lost to the label before it: "Correction: **an earlier report** said …"."""
    labelled = noun.i + 1 < verb.i and page.tokens[noun.i + 1].text == ":"
    if not labelled:
        return noun
    between = (t for t in page.tokens[noun.i + 2 : verb.i] if t.pos_ in _NOMINAL and t.dep_ not in _INNER)
    return next(between, noun)


def quoting_verb(saying: Token) -> Token | None:
    """Return the verb behind which another's "as saying" stands: "the agency **quoted** an officer as saying …"."""
    quoting = saying.head.head
    behind = saying.tag_ == "VBG" and saying.head.lower_ == "as" and quoting.lemma_ in {"quote", "cite"}
    return quoting if behind else None


def _quoted_as(page: Page, verb: Token) -> Token | None:
    """Whom another quotes: "the agency quoted **an officer** as saying …"."""
    quoting = quoting_verb(verb)
    if quoting is None:
        return None
    label = "nsubjpass" if any(c.dep_ in {"auxpass", "nsubjpass"} for c in quoting.children) else "dobj"
    return next((c for c in quoting.children if c.dep_ == label and page.narrated(c.i)), None)


def _owner_above(page: Page, verb: Token) -> Token | None:
    """Whose act a cue is that the narrator adds to the clause above it.

    A loose participle ("Roe raised the levy, **calling** it fair", "Roe said it would rise, **adding** …") and a verb
    coordinated with another cue ("Roe said it would rise and **called** it fair"), wherever the parse has hung them.
    """
    above = _clause_of_participle(page, verb) if verb.tag_ == "VBG" else _cue_beside(verb)
    if above is None:
        return None
    found = subject(above)
    if found is None or found.i > verb.i or not page.narrated(found.i) or page.unit_of[found.i] != page.unit_of[verb.i]:
        return None
    return found


def _clause_of_participle(page: Page, verb: Token) -> Token | None:
    """The clause that a participle after a pause is loosely added to, the narrator's where it hangs in a content."""
    before = verb.i - 1
    while before > 0 and page.tokens[before].pos_ == "ADV":
        before -= 1
    if verb.dep_ not in {"acl", "relcl", "advcl"} or (
        page.tokens[before].text not in _PAUSES and page.narrated(before)
    ):
        return None
    above, climbs = verb.head, 0
    while above.pos_ not in {"VERB", "AUX"} and above.head != above and climbs < _MAX_CLIMB:
        above, climbs = above.head, climbs + 1
    return _out_of_content(above) if above.pos_ in {"VERB", "AUX"} else None


def _out_of_content(verb: Token) -> Token:
    """The cue whose content a verb stands in, the verb itself where it stands in none."""
    token = verb
    for _ in range(_MAX_CLIMB):
        head = token.head
        if token.dep_ == "ccomp" and head.i < token.i and "clause" in cues().verbs.get(head.lemma_, {}):
            return head
        if token.dep_ not in {"conj", "xcomp", "advcl", "ccomp"} or head == token:
            break
        token = head
    return verb


def _cue_beside(verb: Token) -> Token | None:
    """The cue of the same tense before a coordinated cue that has no subject of its own."""
    if verb.dep_ != "conj" or verb.tag_ not in {"VBD", "VBZ"} or own_subject(verb) is not None:
        return None
    above = _out_of_content(verb.head)
    return above if above != verb.head and above.tag_ == verb.tag_ else None


def _opens_item(page: Page, verb: Token) -> bool:
    """Whether a verb opens an item of a list: "b) demands that …", "– calls on …"."""
    first = page.unit(verb.i).first
    before = [page.tokens[i].text for i in range(first, verb.i)]
    return len(before) <= _ENUMERATOR and all(len(t) == 1 and not t.isupper() for t in before)


def _lead_in(page: Page, verb: Token) -> Speaker | None:
    """The name before the colon that a list hangs on: "…, the Conference:"."""
    here = page.unit(verb.i)
    for unit in reversed(page.units[max(0, here.index - _ITEMS) : here.index]):
        last = page.tokens[unit.last]
        if last.text == ":" and unit.last > unit.first and page.tokens[unit.last - 1].pos_ in {"NOUN", "PROPN"}:
            noun = page.tokens[unit.last - 1]
            inner = [c.i for c in noun.children if c.dep_ in {"det", "compound", "amod", "poss"}]
            return Speaker(noun, min([noun.i, *inner]), noun.i)
    return None


def _controller(page: Page, verb: Token) -> Token | None:
    """Whose act an infinitive or a participle is: the owner or the subject above it ("stopped short of calling")."""
    token = verb
    for _ in range(_MAX_CLIMB):
        head = token.head
        if head == token or not page.narrated(head.i):
            return None
        if head.pos_ in {"NOUN", "PROPN"}:
            owner = next((c for c in head.children if c.dep_ == "poss"), None)
            if owner is not None:
                return owner
            if token.dep_ == "acl" and token.tag_ == "VBG":
                return head
        if head.pos_ in {"VERB", "AUX"}:
            found = subject(head)
            if found is not None:
                return found
        token = head
    return None


def _between(page: Page, verb: Token) -> Speaker | None:
    """All words from a quotation to its cue, where they name somebody: "…," police chief Ana Roe of Lima said."""
    if verb.tag_ in {"VBG", "VB", "VBN"}:
        return None
    unit, last = page.unit(verb.i), verb.i - 1
    while last > unit.first and (page.tokens[last].pos_ in {"ADV", "AUX", "PART"} or page.tokens[last].text == ","):
        last -= 1
    first = last
    while first >= unit.first and page.narrated(first):
        first -= 1
    first += 1
    if first == unit.first or first > last or last - first > _MAX_BETWEEN:
        return None
    while first < last and page.tokens[first].is_punct:
        first += 1
    head = _head_in(page, first, last)
    return Speaker(head, first, last) if head is not None else None


def between(page: Page, first: int, last: int) -> Speaker | None:
    """Return the speaker that a stretch of the narrator's words is, ``None`` where it names nobody."""
    head = _head_in(page, first, last)
    return Speaker(head, first, last) if head is not None else None


def _beside(page: Page, verb: Token) -> Token | None:
    """The noun right before or right after a cue whose subject the parse has lost."""
    if verb.tag_ in {"VBG", "VB", "VBN"}:
        return None
    unit = page.unit(verb.i)
    if verb.i == unit.first or not page.narrated(verb.i - 1) or page.tokens[verb.i - 1].text == ",":
        found = _head_in(page, verb.i + 1, min(verb.i + 8, unit.last))
        if found is not None or verb.i == unit.first or not page.narrated(verb.i - 1):
            return found
    i = verb.i - 1
    while i >= unit.first and page.tokens[i].pos_ in {"ADV", "AUX", "PART"}:
        i -= 1
    return page.tokens[i] if i >= unit.first and page.tokens[i].pos_ in _NOMINAL else None


def _head_in(page: Page, first: int, last: int) -> Token | None:
    """The head of the first noun phrase of a stretch of the narrator's words."""
    for i in range(first, last + 1):
        token = page.tokens[i]
        if not page.narrated(i) or token.text in {".", ":", ";"} or (token.text == "," and i > first):
            break
        if token.pos_ in _NOMINAL and (i == last or not _goes_on(page.tokens[i + 1])):
            return token
    return None


def _goes_on(token: Token) -> bool:
    """Whether a noun phrase goes on with this token: another noun or a possessive mark."""
    return token.pos_ in {"NOUN", "PROPN"} or token.tag_ == "POS"


def phrase(page: Page, noun: Token, cue: Token) -> Speaker:
    """Return the whole noun phrase around ``noun``, kept on its side of the cue and in its own quotation state."""
    unit = page.unit(noun.i)
    first, last = max(noun.left_edge.i, unit.first), min(noun.right_edge.i, unit.last)
    if noun.i < cue.i:
        last = min(last, cue.i - 1)
    elif noun.i > cue.i:
        first = max(first, cue.i + 1)
    first, last = _unquoted(page, noun.i, first, last)
    last = _shorten(page, noun.i, last) if noun.i > cue.i else last
    last = _without_aside(page, first, last, noun.i)
    while last > noun.i and page.tokens[last].text in {",", ":", ";", "-", "—", "–", "("}:
        last -= 1
    while first < noun.i and page.tokens[first].is_punct:
        first += 1
    if last - first > _MAX_SOURCE:
        first, last = core(noun)
    return Speaker(noun, first, last)


def _unquoted(page: Page, at: int, first: int, last: int) -> tuple[int, int]:
    """Keep a phrase from running into a quotation that is longer than a nickname."""
    for q in page.quoted:
        if q.last - q.first <= 4 or q.first <= at <= q.last:
            continue
        if first <= q.last < at:
            first = q.last + 1
        if at < q.first <= last:
            last = q.first - 1
    return first, last


def _shorten(page: Page, at: int, last: int) -> int:
    """End a speaker that follows its cue before a participle clause of the narrator (", adding …")."""
    for i in range(at + 1, last):
        if page.tokens[i].text == "," and page.tokens[i + 1].tag_ == "VBG":
            return i - 1
    return last


def _without_aside(page: Page, first: int, last: int, noun: int) -> int:
    """End a source before a loose clause that tells no calling: "Roe**, who had not slept,** said"."""
    for i in range(noun + 1, last - 1):
        if page.tokens[i].text not in _PAUSES:
            continue
        opener = page.tokens[i + 1]
        if opener.lower_ == "when" or (opener.tag_ == "VBG" and opener.pos_ == "VERB" and opener.lower_ != "including"):
            return i - 1
        if opener.lower_ in _LOOSE:
            return i - 1 if _passing(page, i + 2, last, known=i - first == 1) else last
    return last


def _passing(page: Page, start: int, last: int, *, known: bool) -> bool:
    """Whether a relative clause tells something passing, of a speaker known by one name, or what else was said."""
    verb = next((t for t in page.tokens[start : last + 1] if t.pos_ == "VERB" or t.lemma_ == "be"), None)
    if verb is None:
        return False
    reports = verb.lemma_ != "be" and "clause" in cues().verbs.get(verb.lemma_, {})
    named = {"DET", "NOUN", "PROPN", "ADJ"}
    calling = verb.lemma_ in cues().callings and (verb.lemma_ != "be" or page.tokens[verb.i + 1].pos_ in named)
    return (known or reports) and not calling


def core(noun: Token) -> tuple[int, int]:
    """Return the first and last token of a noun phrase without clauses, appositions and conjuncts."""
    low = high = noun.i
    stack = [noun]
    while stack:
        token = stack.pop()
        low, high = min(low, token.i), max(high, token.i)
        stack.extend(c for c in token.children if _is_core(token, c))
    return low, high


def _is_core(head: Token, child: Token) -> bool:
    """Whether a child belongs to the bare phrase; so does a name right after its title: "the agency **Vesta**"."""
    if child.dep_ == "appos":
        return bool(child.pos_ == "PROPN" and child.left_edge.i == head.i + 1 and head.pos_ == "NOUN")
    return child.dep_ not in _CORE_STOPS and child.dep_ != "punct" and not _frames(child)


def _frames(preposition: Token) -> bool:
    """Whether a phrase says when, through what or at what event something is said: "the mayor **on Sunday**"."""
    if preposition.dep_ != "prep" or preposition.lower_ not in {"on", "in", "at", "during", "via", "by", "after"}:
        return False
    noun = next((c for c in preposition.children if c.dep_ == "pobj"), None)
    if noun is None:
        return False
    timed = noun.ent_type_ in {"DATE", "TIME"} and preposition.lower_ == "on"
    return timed or (
        noun.pos_ != "PROPN"
        and noun.lemma_.lower() in words().occasions | words().platforms | {"statement", "post", "tweet"}
    )


def spans(page: Page, speaker: Speaker) -> tuple[Span, Span]:
    """Return the character spans of the whole source and of its core."""
    tokens = page.tokens
    head = speaker.head
    if head.lower_ in _RELATIVE and head.head.dep_ == "relcl":
        low, high = core(head.head.head)
        high = min(high, head.i - 1)
    else:
        low, high = core(head)
        low, high = max(low, speaker.first), min(high, speaker.last)
        low, high = _with_coordination(head, low, high, speaker)
        high = _before_comma(page, head, high)
    while high > low and tokens[high].is_punct and tokens[high].text not in {")", "]"}:
        high -= 1
    high = _whole_word(page, high)
    whole = Span(tokens[speaker.first].idx, tokens[speaker.last].idx + len(tokens[speaker.last]))
    return whole, Span(tokens[low].idx, tokens[high].idx + len(tokens[high]))


def _whole_word(page: Page, high: int) -> int:
    """End a source after all parts of a name with hyphens: "Pak Un-hee"."""
    tokens = page.tokens
    while high + 2 < len(tokens) and tokens[high + 1].text == "-" and not tokens[high].whitespace_:
        if tokens[high + 1].whitespace_ or not tokens[high].text[:1].isupper():
            break
        high += 2
    return high


def _with_coordination(head: Token, low: int, high: int, speaker: Speaker) -> tuple[int, int]:
    for other in children(head, "conj"):
        if other.pos_ in _NOMINAL and other.i <= speaker.last:
            low, high = min(low, other.i), max(high, core(other)[1], other.i)
    return low, min(high, speaker.last)


def _before_comma(page: Page, head: Token, high: int) -> int:
    """End a speaker's core at a comma: ", in Rome" or ", 26" is no part of the name; a list of names goes on."""
    for i in range(head.i + 1, high):
        if page.tokens[i].text == "," and not any(c.i > i for c in head.conjuncts):
            return i - 1
    return high
