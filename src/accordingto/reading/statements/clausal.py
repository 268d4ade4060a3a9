"""Verbs that take what is said as a clause: "said that …", "… , he said", "Such steps, she warned, would …"."""

from spacy.tokens import Token

from accordingto.reading.statements import speakers
from accordingto.reading.statements.cues import Kind, cues
from accordingto.reading.statements.found import Found
from accordingto.reading.statements.page import Page
from accordingto.reading.statements.spans import char_span, left_start, right_end, strip_left, strip_right
from accordingto.text import Span

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_PLAIN = frozenset(
    {"say", "add", "tell", "argue", "claim", "insist", "warn", "note", "suggest", "announce", "explain", "write"}
    | {"believe", "think", "report", "state", "declare", "acknowledge"}
)
_REPORTED = frozenset({"VBD", "VBZ", "VBN"})
_GAP_TAGS = _FINITE | {"VB", "VBN"}
_STOPS = frozenset({",", ";", ":", "—", "–", "(", ")"})
_OPENERS = frozenset({"DET", "PROPN", "NOUN", "ADJ", "NUM", "PRON"})
_RELATIVE_TAGS = frozenset({"WDT", "WP"})
_NEAR, _FAR, _LATE = 12, 25, 8
_SHORT = 40
_WHO = frozenset({"who", "which", "that"})
_SETTINGS = frozenset(
    {"while", "after", "when", "as", "although", "though", "since", "because", "before", "once", "until"}
)
_TELLING = frozenset({"tell", "remind", "inform", "assure", "ask"})
_ASKING = frozenset({"ask", "wonder", "question"})
_QUESTIONS = frozenset({"if", "whether", "why", "how", "what", "who", "which", "where", "when", "whom"})
_CONDITIONS = frozenset({"if", "unless", "even"})
_SUBORDINATORS = frozenset(
    {"if", "unless", "because", "although", "though", "when", "while", "as", "since", "even", "whether"}
)
_CONNECTIVES = frozenset({"and", "but", "rather", "or", "so", "because"})


def read(page: Page, verb: Token, kind: Kind) -> Found | None:
    """Return what a verb with a clause attributes, or ``None`` where it has no clause."""
    comma = _interrupted_until(page, verb)
    if comma:
        speaker = speakers.between(page, verb.i + 1, comma - 1)
        content = _around(page, verb, comma)
    else:
        speaker = speakers.of_verb(page, verb)
        content = _content(page, verb, speaker)
    if not content:
        return None
    relative = relative_object(page, verb) or relative_subject(page, cluster_first(verb, speaker))
    if relative and relative.end <= content[0].start:
        content.insert(0, relative)
    source, short = speakers.spans(page, speaker) if speaker else (None, None)
    cue = char_span(page, verb.i, verb.i)
    return Found("clausal", kind, "clause", cue, verb, source, short, tuple(content))


def relative_object(page: Page, verb: Token) -> Span | None:
    """The relative or question word that stands for part of the content: "**which** he called a cartel"."""
    for child in verb.children:
        if child.dep_ == "dobj" and child.i < verb.i and child.tag_ in {"WDT", "WP"}:
            return char_span(page, child.i, child.i)
    return None


def relative_subject(page: Page, first: int) -> Span | None:
    """The relative word before a cue whose clause it belongs to: "**which** she said would fail"."""
    token = page.tokens[first - 1] if first else None
    if token is not None and token.tag_ in {"WDT", "WP"} and page.narrated(token.i):
        return char_span(page, token.i, token.i)
    return None


def _content(page: Page, verb: Token, speaker: speakers.Speaker | None) -> list[Span]:
    aside = _as_they_say(page, verb, speaker) or quoted_ahead(page, verb)
    if aside:
        return aside
    right = [c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i]
    left = [c for c in verb.children if c.dep_ == "ccomp" and c.i < verb.i]
    if right and not (left and _follows_comma(page, verb, speaker)):
        return _after(page, verb, right[0], speaker)
    if _only_setting(page, verb, left):
        return _by_pattern(page, verb, speaker) if verb.lemma_ in _PLAIN else []
    if left or verb.dep_ == "parataxis":
        ahead = _clause_ahead(page, verb, speaker)
        return [ahead] if ahead else before(page, verb, speaker)
    return _by_pattern(page, verb, speaker) if verb.lemma_ in _PLAIN or verb.lemma_ in _ASKING else []


def quoted_ahead(page: Page, verb: Token) -> list[Span]:
    """What stands before somebody who quotes it: "**The dam would hold**, the agency quoted Roe as saying"."""
    quoting = speakers.quoting_verb(verb)
    own = speakers.own_subject(quoting) if quoting is not None else None
    if own is None or any(c.dep_ in {"ccomp", "dobj"} and c.i > verb.i for c in verb.children):
        return []
    first, comma = left_start(page, verb.i), own.left_edge.i - 1
    if comma <= first or page.tokens[comma].text != ",":
        return []
    return [char_span(page, first, strip_right(page, first, comma))]


def _only_setting(page: Page, verb: Token, left: list[Token]) -> bool:
    """Whether what stands before a cue is no content: "While prices rose, Roe **points to the tax**"."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is None or subject.i > verb.i or page.tokens[subject.left_edge.i - 1].text != ",":
        return False
    opener = page.tokens[page.unit(verb.i).first]
    fronted = any(
        c.dep_ in {"mark", "advmod"} and c.i == opener.i and c.lower_ in _SETTINGS
        for clause in left
        for c in clause.children
    )
    return fronted or _governs(verb) or _bare_setting(page, opener.i, verb)


def _bare_setting(page: Page, first: int, verb: Token) -> bool:
    """Whether a phrase without a verb of its own stands before a cue that goes on: "On Monday, Roe **said** it …"."""
    comma = next((i for i in range(verb.i - 1, first, -1) if page.tokens[i].text == ","), first)
    if any(page.tokens[i].tag_ in _FINITE or not page.narrated(i) for i in range(first, comma)):
        return False
    for token in page.tokens[verb.i + 1 : page.unit(verb.i).last]:
        if token.text == "," or not page.narrated(token.i):
            return False
        if token.tag_ in _FINITE:
            return True
    return False


def _governs(verb: Token) -> bool:
    """Whether a cue has an object, an infinitive or a phrase after it that is content in one of its frames."""
    frames = cues().verbs.get(verb.lemma_, {})
    for child in verb.children:
        if child.i < verb.i:
            continue
        if child.dep_ == "dobj" and "object" in frames and child.tag_ != "PRP" and verb.lemma_ not in _TELLING:
            return True
        to = any(c.lower_ == "to" and c.dep_ == "aux" for c in child.children)
        if (child.dep_ == "xcomp" and to and "to" in frames) or (child.dep_ == "prep" and child.lower_ in frames):
            return True
    return False


def _interrupted_until(page: Page, verb: Token) -> int:
    """The comma after a cue and its speaker that stand inside what is said: "The dam, said Roe, an engineer, held"."""
    unit, tokens = page.unit(verb.i), page.tokens
    if (
        verb.lemma_ not in _PLAIN - _TELLING
        or verb.i < unit.first + 2
        or tokens[verb.i - 1].text != ","
        or verb.i >= unit.last - 2
    ):
        return 0
    first = left_start(page, verb.i)
    if tokens[verb.i + 1].pos_ not in _OPENERS or any(tokens[i].tag_ in _FINITE for i in range(first, verb.i)):
        return 0
    for i in range(verb.i + 2, min(verb.i + _FAR, unit.last - 1)):
        if (tokens[i].tag_ in _FINITE and tokens[i - 1].lower_ not in _WHO) or tokens[i].dep_ == "mark":
            return 0
        if tokens[i].text == "," and tokens[i + 1].tag_ in _FINITE and page.narrated(i + 1):
            return i
    return 0


def _around(page: Page, verb: Token, comma: int) -> list[Span]:
    last = strip_right(page, comma + 1, page.unit(verb.i).last)
    return [char_span(page, left_start(page, verb.i), verb.i - 2), char_span(page, comma + 1, last)]


def _as_they_say(page: Page, verb: Token, speaker: speakers.Speaker | None) -> list[Span]:
    """What follows "As X said, …" and "As reported by X, …" at a sentence's start."""
    unit = page.unit(verb.i)
    at = unit.first + (page.tokens[unit.first].lower_ in {"but", "and", "yet"})
    if page.tokens[at].lower_ != "as" or cluster_first(verb, speaker) - at > 1 or verb.tag_ not in _REPORTED:
        return []
    after = cluster_last(verb, speaker) + 1
    comma = next((i for i in range(after, min(after + 5, unit.last)) if page.tokens[i].text == ","), 0)
    if not comma or any(page.tokens[i].tag_ in _FINITE for i in range(verb.i + 1, comma)):
        return []
    first = strip_left(page, comma, unit.last)
    return [char_span(page, first, strip_right(page, first, unit.last))]


def _follows_comma(page: Page, verb: Token, speaker: speakers.Speaker | None) -> bool:
    first = cluster_first(verb, speaker)
    return first > page.unit(verb.i).first and page.tokens[first - 1].text in {",", "”", '"'}


def cluster_first(verb: Token, speaker: speakers.Speaker | None) -> int:
    """Return the first token of a cue clause: its speaker, auxiliaries, adverbs or the verb itself."""
    first: int = verb.i
    for child in verb.children:
        if child.i < first and child.dep_ in {"aux", "auxpass", "neg", "advmod"} and child.i > verb.i - 4:
            first = child.i
    if speaker and speaker.first < verb.i:
        first = min(first, speaker.first)
    return first


def cluster_last(verb: Token, speaker: speakers.Speaker | None) -> int:
    """Return the last token of a cue clause's core: the verb, or its speaker where that follows."""
    last: int = verb.i
    return max(last, speaker.last) if speaker else last


def _after(page: Page, verb: Token, clause: Token, speaker: speakers.Speaker | None) -> list[Span]:
    first = max(clause.left_edge.i, cluster_last(verb, speaker) + 1)
    for i in range(verb.i + 1, clause.i):
        if page.tokens[i].lower_ == "that" and page.tokens[i].dep_ in {"mark", "det", "nsubj"} and page.narrated(i):
            if page.tokens[i].dep_ == "mark":
                first = i
            break
    first = strip_left(page, _with_lost_subject(page, verb, first, speaker), clause.i)
    if first == verb.i + 1:
        first = past_time(page, first, clause.i)
    last = right_end(page, first, verb)
    if last < first:
        return []
    condition = _fronted(page, verb, speaker)
    return [*([condition] if condition else []), char_span(page, first, last)]


def past_time(page: Page, first: int, last: int) -> int:
    """Return where a clause begins behind the time of saying: "said **on Friday** it would close the border".

    News puts that time right behind the cue; one that only begins a noun phrase ("said Friday prayers …") is no time.
    """
    at = first
    while at < last and page.tokens[at].lower_ in {"on", "late", "early", "earlier"}:
        at += 1
    end = at
    while end < last and page.tokens[end].ent_type_ in {"DATE", "TIME"} and page.narrated(end):
        end += 1
    if end == at or page.tokens[end].tag_ == "POS" or page.tokens[end].pos_ not in _OPENERS:
        return first
    inner = any(page.tokens[i].head.i >= end and page.tokens[i].dep_ in _INNER for i in range(at, end))
    return first if inner else end


_INNER = frozenset({"compound", "poss", "amod", "nummod", "nmod", "det"})


def _with_lost_subject(page: Page, verb: Token, first: int, speaker: speakers.Speaker | None) -> int:
    """Where content begins that the parse starts too late: at "that" right after its cue, or at a lost subject."""
    start, tokens = cluster_last(verb, speaker) + 1, page.tokens
    if not start < first < start + _NEAR or not page.narrated(start):
        return first
    if tokens[start].lower_ == "that" and tokens[start].dep_ == "mark":
        return start
    if tokens[first].tag_ not in _FINITE or any(tokens[i].text in _STOPS for i in range(start, first)):
        return first
    if any(c.dep_ in {"dobj", "dative", "npadvmod", "prep", "advmod"} and start <= c.i < first for c in verb.children):
        return first
    return start if tokens[start].pos_ in _OPENERS else first


def _fronted(page: Page, verb: Token, speaker: speakers.Speaker | None) -> Span | None:
    """A condition that stands before the cue but belongs to what is said: "If it fails, they say, …"."""
    unit, end = page.unit(verb.i), cluster_first(verb, speaker) - 1
    opener, second = page.tokens[unit.first].lower_, page.tokens[unit.first + 1].lower_
    if (
        opener not in _CONDITIONS
        or (opener == "even" and second != "if")
        or end <= unit.first + 1
        or page.tokens[end].text != ","
    ):
        return None
    if any(page.tokens[i].lower_ in {"asked", "pressed"} for i in range(unit.first, end)):
        return None
    return char_span(page, unit.first, end - 1)


def before(page: Page, verb: Token, speaker: speakers.Speaker | None) -> list[Span]:
    """Return the content of a cue that follows it or stands within it."""
    first = left_start(page, verb.i)
    end = cluster_first(verb, speaker) - 1
    if end < first:
        return []
    parts = [char_span(page, first, strip_right(page, first, end))]
    rest = _resumes(page, verb, speaker, first, end)
    return [*parts, rest] if rest else parts


def _resumes(page: Page, verb: Token, speaker: speakers.Speaker | None, first: int, end: int) -> Span | None:
    """The second part of a sentence that its cue interrupts."""
    unit, i = page.unit(verb.i), cluster_last(verb, speaker) + 1
    far = next((j for j in range(i, min(i + 9, unit.last)) if page.tokens[j].text == "," and page.narrated(j)), None)
    if far is not None and far > i and (page.tokens[far + 1].lower_ == "that" or not page.narrated(far + 1)):
        return char_span(page, far + 1, strip_right(page, far + 1, unit.last))
    if i > unit.last - 1 or page.tokens[i].text != "," or not page.narrated(i):
        return None
    if not page.narrated(i + 1) and page.quote_of[i + 1] >= 0:
        return char_span(page, i + 1, strip_right(page, i + 1, unit.last))
    if page.tokens[i + 1].tag_ in _FINITE and page.tokens[i + 1].pos_ in {"VERB", "AUX"}:
        return char_span(page, i + 1, strip_right(page, i + 1, unit.last))
    opening = page.tokens[first].lower_ in _SUBORDINATORS
    if page.tokens[i + 1].lower_ in _CONNECTIVES and not _reports(page, i + 2, unit.last):
        opening = True
    finished = not opening and any(page.tokens[j].tag_ in _FINITE for j in range(first, end + 1))
    inside = verb.dep_ in {"parataxis", "ccomp", "advcl"} and verb.head.i > verb.i
    if finished and not inside:
        return None
    last = strip_right(page, i + 1, unit.last)
    return char_span(page, i + 1, last) if last > i + 1 else None


def _reports(page: Page, i: int, last: int) -> bool:
    """Whether the narrator goes on with another cue within a few words."""
    verbs = cues().verbs
    return any("clause" in verbs.get(page.tokens[j].lemma_, {}) for j in range(i, min(i + 5, last)))


def _clause_ahead(page: Page, verb: Token, speaker: speakers.Speaker | None) -> Span | None:
    """A clause right after a cue that the parse has given the words before it: "Roe, who left, said he was ill"."""
    unit, start = page.unit(verb.i), verb.i + 1
    if cluster_last(verb, speaker) != verb.i or start >= unit.last or not page.narrated(start):
        return None
    token = page.tokens[start]
    if token.pos_ not in {"PRON", "DET", "PROPN", "NOUN", "ADJ", "NUM"} or token.ent_type_ in {"DATE", "TIME"}:
        return None
    for i in range(start + 1, min(start + 8, unit.last)):
        if page.tokens[i].is_punct:
            return None
        if page.tokens[i].tag_ in _FINITE:
            return char_span(page, start, right_end(page, start, verb))
    return None


def _by_pattern(page: Page, verb: Token, speaker: speakers.Speaker | None) -> list[Span]:
    """Where the parse gives a plain speech verb no clause: "that" ahead, a comma behind, or a finite verb ahead."""
    unit, tokens = page.unit(verb.i), page.tokens
    start = cluster_last(verb, speaker) + 1
    for i in range(start, min(start + (_FAR if verb.lemma_ == "tell" else _NEAR), unit.last)):
        if (
            tokens[i].lower_ == "that"
            and page.narrated(i)
            and (tokens[i].pos_ == "SCONJ" or _told_that(verb, tokens[i]))
        ):
            return [char_span(page, i, right_end(page, i, verb))]
        if tokens[i].lower_ in _QUESTIONS and verb.lemma_ in _ASKING and page.narrated(i):
            return [char_span(page, i, right_end(page, i, verb))]
        if tokens[i].text == ",":
            break
    if speaker is None:
        return []
    if _gapped(page, verb, speaker):
        return [char_span(page, start, right_end(page, start, verb))]
    if speaker.head.tag_ in _RELATIVE_TAGS and speaker.first < verb.i:
        return []
    if _follows_comma(page, verb, speaker) and not _bare_setting(page, unit.first, verb):
        opener = tokens[unit.first]
        finished = _has_finite(page, unit.first, cluster_first(verb, speaker) - 1)
        if (
            finished
            and verb.i >= unit.last - _LATE
            and verb.dep_ != "relcl"
            and speaker.head.tag_ not in _RELATIVE_TAGS
        ):
            return before(page, verb, speaker)
        if opener.pos_ in {"ADP", "SCONJ"} or opener.tag_ in {"VBN", "VBG"} or opener.lower_ in {"when", "asked"}:
            return []
        return before(page, verb, speaker)
    begins = start < unit.last and tokens[start].pos_ not in {"ADP", "PUNCT", "CCONJ", "VERB", "AUX", "PART"}
    if begins and page.narrated(start) and _has_finite(page, start, unit.last):
        return [char_span(page, start, right_end(page, start, verb))]
    return []


def _told_that(verb: Token, that: Token) -> bool:
    """Whether a "that" taken for a relative word opens what is told: "told her from the car **that** he left"."""
    subject_next = that.nbor(1).pos_ in {"DET", "PRON", "PROPN"} if that.i + 1 < len(that.doc) else False
    return verb.lemma_ == "tell" and that.tag_ == "WDT" and that.i > verb.i + 1 and subject_next


def _gapped(page: Page, verb: Token, speaker: speakers.Speaker) -> bool:
    """Whether a relative word before the cue is the subject of the verb after it: "which they said would fail"."""
    first, after = cluster_first(verb, speaker), cluster_last(verb, speaker) + 1
    if speaker.head.i > verb.i or after > page.unit(verb.i).last or not page.narrated(after):
        return False
    ahead = page.tokens[after]
    opens = page.tokens[first - 1].tag_ in _RELATIVE_TAGS if first else False
    return opens and ahead.pos_ in {"VERB", "AUX"} and ahead.tag_ in _GAP_TAGS


def _has_finite(page: Page, first: int, last: int) -> bool:
    for i in range(first + 1, min(first + 25, last + 1)):
        if page.tokens[i].text == ";":
            return False
        if page.tokens[i].tag_ in _FINITE:
            return True
    return False


def verbless(page: Page, found: Found) -> bool:
    """Whether a clause that the parse promised has no verb: a cut-off name, not what was said."""
    if found.reader != "clausal" or any(s.end - s.start > _SHORT for s in found.content):
        return False
    inside = [t for s in found.content for t in page.doc.char_span(s.start, s.end, alignment_mode="expand") or ()]
    return all(page.narrated(t.i) for t in inside) and not any(t.pos_ in {"VERB", "AUX"} for t in inside)
