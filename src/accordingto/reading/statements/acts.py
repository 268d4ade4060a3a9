"""Speech acts told only by their topic, where no other reader finds one: "put it at ten", "was rejected by Roe"."""

from functools import cache

from msgspec import Struct
from spacy.tokens import Token

from accordingto.codebook import load
from accordingto.reading.statements import speakers
from accordingto.reading.statements.edges import before_circumstance
from accordingto.reading.statements.found import Found
from accordingto.reading.statements.page import Page
from accordingto.reading.statements.spans import char_span, cue_span, strip_right
from accordingto.reading.syntax import agent
from accordingto.text import Span

_POINTERS = frozenset({"this", "that", "these", "those", "it"})
_AFTER = frozenset({"dobj", "xcomp", "pcomp", "ccomp", "dative"})


class Topics(Struct, frozen=True):
    """Verbs that are speech acts only with one of these objects."""

    verbs: frozenset[str]
    objects: frozenset[str]


class ActWords(Struct, frozen=True):
    """``acts.yaml``: lemmas in lower case."""

    answers: frozenset[str]
    voiced: frozenset[str]
    sayings: frozenset[str]
    topics: tuple[Topics, ...]
    binding: frozenset[str]
    bindings: frozenset[str]


@cache
def acts() -> ActWords:
    """Return the page."""
    page: ActWords = load("acts", ActWords)
    return page


@cache
def _objects_of(lemma: str) -> frozenset[str]:
    return frozenset(o for group in acts().topics if lemma in group.verbs for o in group.objects)


def read(page: Page, verb: Token) -> Found | None:
    """Return a speech act that a verb tells by its topic, ``None`` where it tells none.

    Example: "Elders **put** the dead at four." gives "the dead at four".
    """
    lemma = verb.lemma_.lower()
    frame, content = _estimate(page, verb) if lemma == "put" else ("object", None)
    content = content or _binds(page, verb, lemma)
    content = content or _ruled_out(page, verb, lemma) or _ahead(page, verb, lemma) or _topic(page, verb, lemma)
    if content is None:
        return None
    speaker = speakers.of_verb(page, verb)
    if speaker is None or speaker.head.lower_ in {"what", "which", "who", "that"}:
        return None
    source, short = speakers.spans(page, speaker)
    return Found("acts", "act", frame, cue_span(page, verb, frame), verb, source, short, (content,))


def _object(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_ == "dobj" and c.i > verb.i), None)


def _phrase(page: Page, verb: Token, noun: Token) -> Span:
    last = min(before_circumstance(page, verb, noun, noun.right_edge.i), page.unit(verb.i).last)
    first = max(noun.left_edge.i, verb.i + 1)
    return char_span(page, first, max(first, strip_right(page, first, last)))


def _estimate(page: Page, verb: Token) -> tuple[str, Span | None]:
    """A number that somebody gives for something: "puts **the toll at nearer forty**"."""
    obj = _object(verb)
    if obj is None:
        return "naming", None
    for at in [*verb.children, *obj.children]:
        if at.dep_ != "prep" or at.lower_ != "at" or at.i < obj.i:
            continue
        inside = list(at.subtree)
        if any(t.pos_ == "NUM" or t.like_num for t in inside) and not any(t.ent_type_ in {"TIME"} for t in inside):
            last = min(at.right_edge.i, page.unit(verb.i).last)
            return "naming", char_span(page, max(obj.left_edge.i, verb.i + 1), strip_right(page, verb.i + 1, last))
    return "naming", None


def _binds(page: Page, verb: Token, lemma: str) -> Span | None:
    """What a decree, a law or a treaty forbids, orders or provides for."""
    if lemma not in acts().binding or verb.tag_ not in {"VBZ", "VBP", "VBD"}:
        return None
    document = speakers.own_subject(verb)
    if document is None or document.lemma_.lower() not in acts().bindings:
        return None
    after = [
        c for c in verb.children if c.i > verb.i and (c.dep_ in _AFTER or (c.dep_ == "prep" and c.lower_ == "for"))
    ]
    if not after:
        return None
    first = after[0].left_edge.i + (after[0].dep_ == "prep")
    last = min(max(c.right_edge.i for c in after), page.unit(verb.i).last)
    return char_span(page, first, strip_right(page, first, last)) if last > first else None


def _ruled_out(page: Page, verb: Token, lemma: str) -> Span | None:
    """What somebody rules out, or does not: "has not ruled out **going**"."""
    if lemma != "rule" or verb.i + 1 >= len(page.tokens) or page.tokens[verb.i + 1].lower_ != "out":
        return None
    topic = next((c for c in verb.children if c.dep_ in _AFTER and c.i > verb.i + 1), None)
    return _phrase(page, page.tokens[verb.i + 1], topic) if topic is not None else None


def _ahead(page: Page, verb: Token, lemma: str) -> Span | None:
    """A topic that stands before its verb: "**the plan** was rejected by Roe", "**a charge** that Roe denies"."""
    if lemma not in acts().voiced:
        return None
    subject = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
    if subject is not None:
        by = agent(verb)
        if by is None or subject.tag_ in {"WDT", "WP"} or subject.pos_ == "PRON":
            return None
        return char_span(page, subject.left_edge.i, max(subject.i, min(subject.right_edge.i, verb.i - 1)))
    head = verb.head
    if verb.dep_ == "relcl" and head.lemma_.lower() in acts().sayings and head.i < verb.i and _object(verb) is None:
        low, high = speakers.core(head)
        own = speakers.own_subject(verb)
        if own is not None and own.tag_ not in {"WDT", "WP"}:
            return char_span(page, low, min(high, own.left_edge.i - 1))
    return None


def _topic(page: Page, verb: Token, lemma: str) -> Span | None:
    """An object that makes a verb a speech act: "offered **condolences**", "denies **that**"."""
    obj = _object(verb)
    if obj is None:
        return None
    if lemma in acts().answers and obj.lower_ in _POINTERS and obj.right_edge == obj:
        return char_span(page, obj.i, obj.i)
    return _phrase(page, verb, obj) if obj.lemma_.lower() in _objects_of(lemma) else None
