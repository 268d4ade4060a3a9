"""Verbs whose content is no clause: infinitives, objects, naming ("calls X Y"), prepositions ("warned of …")."""

from spacy.tokens import Token

from accordingto.reading.statements import speakers
from accordingto.reading.statements.clausal import relative_object
from accordingto.reading.statements.cues import Frame, Kind
from accordingto.reading.statements.edges import before_circumstance
from accordingto.reading.statements.found import Found
from accordingto.reading.statements.page import Page
from accordingto.reading.statements.spans import char_span, cue_span, strip_right
from accordingto.text import Span

_CALLING = frozenset({"call", "label", "brand", "deem", "dub", "declare", "find", "consider"})
_NEAR = 12
_CIRCUMSTANCES = frozenset({"in", "on", "during", "at", "after", "before", "last", "following"})
_COMPLEMENTS = frozenset({"to", "of", "against"})
_PRESENTING = frozenset({"refer", "point", "think", "speak", "talk"})
_RAISING = frozenset({"seem", "appear"})
_PRONOUNS = frozenset({"PRON"})


def read(page: Page, verb: Token, frames: dict[Frame, Kind]) -> Found | None:
    """Return what a verb attributes without a clause of its own, by the first of its frames that the parse fills."""
    for frame, content in _tries(page, verb, frames):
        if content:
            speaker = None if verb.lemma_ in _RAISING else speakers.of_verb(page, verb)
            source, short = speakers.spans(page, speaker) if speaker else (None, None)
            return Found(
                "phrasal", frames[frame], frame, cue_span(page, verb, frame), verb, source, short, tuple(content)
            )
    return None


def _tries(page: Page, verb: Token, frames: dict[Frame, Kind]) -> list[tuple[Frame, list[Span]]]:
    tries: list[tuple[Frame, list[Span]]] = []
    if "to" in frames:
        tries.append(("to", _infinitive(page, verb)))
    if "naming" in frames:
        tries.append(("naming", _naming(page, verb)))
    for child in verb.children:
        if child.dep_ == "prep" and child.i > verb.i:
            frame = "respond-to" if child.lower_ == "to" else child.lower_
            if frame in frames:
                tries.append((frame, _prepositional(page, verb, child)))
    if "object" in frames:
        tries.append(("object", _object(page, verb)))
    return tries


def _passive_subject(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_ == "nsubjpass"), None)


def _raised(page: Page, verb: Token) -> Span | None:
    """The phrase before the cue that what is said is about: "**the bridge** is said to", "**a place** known as"."""
    noun = _passive_subject(verb)
    if noun is None and verb.lemma_ in _RAISING:
        noun = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if noun is not None:
        return char_span(page, noun.left_edge.i, max(noun.i, min(noun.right_edge.i, verb.i - 1)))
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        low, high = speakers.core(verb.head)
        return char_span(page, low, max(verb.head.i, min(high, verb.i - 1))) if verb.head.i < verb.i else None
    return None


def _infinitive(page: Page, verb: Token) -> list[Span]:
    for clause in verb.children:
        if clause.dep_ not in {"xcomp", "ccomp"} or clause.i < verb.i:
            continue
        to = next((c for c in clause.children if c.lower_ == "to" and c.dep_ == "aux"), None)
        if to is None:
            continue
        first = max(verb.i + 1, min(to.i, clause.left_edge.i))
        for obj in verb.children:
            if obj.dep_ in {"dobj", "dative"} and verb.i < obj.i < to.i:
                first = min(first, obj.left_edge.i)
            if obj.dep_ == "prep" and obj.lower_ in {"on", "for"} and verb.lemma_ == "call" and verb.i < obj.i < to.i:
                first = min(first, obj.i + 1)
        content = [_tail(page, first, clause.right_edge.i)]
        raised = _raised(page, verb)
        return [raised, *content] if raised else content
    return []


def _naming(page: Page, verb: Token) -> list[Span]:
    objects = [c for c in verb.children if c.dep_ == "dobj" and c.i > verb.i]
    named = [c for c in verb.children if c.i > verb.i and _names(c)]
    if not named and verb.lemma_ in _CALLING:
        named = [c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i]
    if not named and verb.lemma_ in _CALLING and objects:
        return _bare_name(page, objects[0]) or _quoted_name(page, verb)
    if not named:
        return _quoted_name(page, verb) if verb.lemma_ in _CALLING else []
    first = min([named[0].left_edge.i, *(o.left_edge.i for o in objects)])
    first = max(first, verb.i + 1)
    content = [_tail(page, first, _name_end(page, first, _complement_end(verb, max(n.right_edge.i for n in named))))]
    ahead = _raised(page, verb) or relative_object(page, verb)
    return [ahead, *content] if ahead else content


def _complement_end(verb: Token, last: int) -> int:
    """The end of what a name asks for where the parse gave it to the verb: "called it a reply **to the raid**"."""
    for child in verb.children:
        if child.dep_ in {"prep", "dative"} and child.left_edge.i == last + 1 and child.lower_ in _COMPLEMENTS:
            last = child.right_edge.i
    return last


def _name_end(page: Page, first: int, last: int) -> int:
    """A name ends with its quotation where only the place or time of naming follows: 'called it "mad" in a tweet'."""
    for q in page.quoted:
        if first <= q.last < last and page.narrated(q.last + 1) and page.tokens[q.last + 1].lower_ in _CIRCUMSTANCES:
            return q.last
    return last


def _quoted_name(page: Page, verb: Token) -> list[Span]:
    """A name in quotation marks a few words after its cue, whatever the parse makes of it: called it all "theatre"."""
    unit = page.unit(verb.i)
    for i in range(verb.i + 1, min(verb.i + _NEAR, unit.last)):
        token = page.tokens[i]
        if page.quote_of[i] >= 0:
            last = page.quoted[page.quote_of[i]].last
            return [_tail(page, verb.i + 1, last)] if i > verb.i + 1 and last <= unit.last else []
        if token.pos_ in {"VERB", "AUX", "PUNCT", "SCONJ", "CCONJ"}:
            return []
    return []


def _names(child: Token) -> bool:
    return child.dep_ == "oprd" or bool(child.dep_ == "prep" and child.lower_ == "as")


def _bare_name(page: Page, obj: Token) -> list[Span]:
    """A name that the parse has lost after its object: 'called the plan "a trap"', "called the vote unfair"."""
    unit, after = page.unit(obj.i), obj.right_edge.i + 1
    if after > unit.last or not page.narrated(obj.i):
        return []
    if page.quote_of[after] >= 0:
        return [_tail(page, obj.left_edge.i, page.quoted[page.quote_of[after]].last)]
    if page.quote_of[after - 1] >= 0 or page.tokens[after].pos_ == "ADJ":
        return [_tail(page, obj.left_edge.i, max(after, page.tokens[after].right_edge.i))]
    if page.tokens[after - 1].pos_ == "ADJ":
        return [_tail(page, obj.left_edge.i, after - 1)]
    return []


def _prepositional(page: Page, verb: Token, preposition: Token) -> list[Span]:
    """What a preposition governs; after "accuse" the accused belongs to it: "accused **Haddad of lying**"."""
    if not any(c.dep_ in {"pobj", "pcomp"} and c.i > preposition.i for c in preposition.children):
        return []
    first: int = preposition.i + 1
    if verb.lemma_ == "accuse":
        accused = [c.left_edge.i for c in verb.children if c.dep_ == "dobj" and verb.i < c.i < preposition.i]
        first = max(verb.i + 1, min(accused, default=first))
    return [_tail(page, first, _with_predicate(page, verb, preposition))]


def _with_predicate(page: Page, verb: Token, preposition: Token) -> int:
    """The last token of a phrase with what is said of it: "refer to them **as heroes**", "call for it **to end**"."""
    last: int = preposition.right_edge.i
    after = page.tokens[last + 1 + (page.tokens[last + 1].text == ",")] if last + 2 < len(page.tokens) else None
    if after is None or not page.narrated(after.i) or page.unit_of[after.i] != page.unit_of[verb.i]:
        return last
    if after.lower_ == "as" and after.head == verb and verb.lemma_ in _PRESENTING:
        return int(max(last, after.right_edge.i))
    if after.i == last + 1 and after.tag_ == "TO" and after.head.tag_ == "VB" and preposition.lower_ == "for":
        return int(max(last, after.head.right_edge.i))
    return last


def _object(page: Page, verb: Token) -> list[Span]:
    passive = _passive_subject(verb)
    if passive is not None:
        return []
    for child in verb.children:
        if child.dep_ == "dobj" and child.i > verb.i:
            if child.pos_ in _PRONOUNS and child.tag_ != "PRP":
                return []
            last = before_circumstance(page, verb, child, _reach(verb, child))
            return [_tail(page, max(child.left_edge.i, verb.i + 1), last)]
        if child.dep_ in {"xcomp", "pcomp", "ccomp"} and child.tag_ == "VBG" and child.left_edge.i == verb.i + 1:
            return [_tail(page, child.left_edge.i, child.right_edge.i)]
    return []


_ADJUNCTS = frozenset({"conj", "cc", "punct", "advcl", "npadvmod", "advmod", "parataxis", "dep"})


def _reach(verb: Token, obj: Token) -> int:
    """The last token of what follows an object: phrases and clauses that the parse hangs on the verb."""
    last: int = obj.right_edge.i
    for child in verb.children:
        if child.i > last and child.dep_ not in _ADJUNCTS:
            last = child.right_edge.i
        elif child.i > last:
            break
    return last


def _tail(page: Page, first: int, last: int) -> Span:
    """The span of a phrase after its cue, whole quotations kept whole."""
    unit = page.unit(first)
    last = min(last, unit.last)
    quote = page.quote_of[last]
    if quote >= 0 and page.quoted[quote].last <= unit.last:
        last = page.quoted[quote].last
    return char_span(page, first, max(first, strip_right(page, first, last)))
