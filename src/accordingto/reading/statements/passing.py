"""Who passes a statement on: the lawyer it comes through, the agency that carries it, who described the document."""

from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import Struct
from spacy.tokens import Doc, Token

from accordingto.codebook import load
from accordingto.codebook.outlets import find_outlet
from accordingto.reading import Antecedents
from accordingto.reading.statements.source_types import is_outlet, words
from accordingto.reading.statements.speakers import core
from accordingto.reading.statements.turns import floor_of
from accordingto.reading.syntax import OBJECTS, children, conjuncts, subject
from accordingto.records import Mention, Statement
from accordingto.text import Span, mention

Passers = dict[str, tuple[Mention, ...]]
"""Statement id → who passes the statement on, outermost first; statements that nobody passes on are left out."""

_NAMES = frozenset({"PERSON", "ORG"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_NEAR = 4


class PassingWords(Struct, frozen=True):
    """``passing.yaml``: lemmas in lower case."""

    through: frozenset[str]
    go_betweens: frozenset[str]
    carried: frozenset[str]
    handed_on: frozenset[str]
    carriers: frozenset[str]
    pointers: frozenset[str]


@cache
def passing() -> PassingWords:
    """Return the page."""
    page: PassingWords = load("passing", PassingWords)
    return page


def passed_on(doc: Doc, statements: Sequence[Statement]) -> Passers:
    """Return who passes statements on, by the words beside their cues and at their speakers, outermost first.

    Args: ``doc`` is the parse of the report's text; ``statements`` are those of the report, in text order. What one
    statement says inside another is not repeated here. Source of the notion: nested sources (Wiebe et al. 2005).

    Example: "Roe denied through his lawyer that …" gives the mention "his lawyer" for that statement.
    """
    found: Passers = {}
    floor = floor_of(doc.text, statements)
    documents: dict[str, tuple[Mention, ...]] = {}
    for statement in statements:
        speaker = _root(doc, statement.speaker.mention) if statement.speaker else None
        mentions = _passers(doc, statement, speaker)
        kinds = _document_words(speaker) if speaker is not None else ()
        if speaker is not None and not mentions and _points_back(speaker):
            mentions = next((documents[k] for k in kinds if k in documents), ())
        documents.update(dict.fromkeys(kinds, mentions))
        if statement.id in floor:
            mentions = (floor[statement.id], *mentions)
        if mentions:
            found[statement.id] = mentions
    return found


def with_outlets(antecedents: Antecedents, doc: Doc, statements: Sequence[Statement]) -> Antecedents:
    """Return antecedents in which "the paper" and an "it" that quotes somebody lead to the outlet named before.

    Only where the antecedent is open. Example: "… , according to the daily El Faro. The paper says he …".
    """
    found = dict(antecedents)
    named: Mention | None = None
    for statement in statements:
        speaker = statement.speaker.mention if statement.speaker else None
        head = _root(doc, speaker) if speaker else None
        if speaker is None or head is None:
            continue
        if _is_pointer(head):
            if named is not None and named.end <= speaker.start:
                found.setdefault((speaker.start, speaker.end), named)
        elif statement.source_type == "outlet" or head.lemma_.lower() in passing().carriers:
            named = speaker
    return found


def beside(doc: Doc, statements: Sequence[Statement]) -> frozenset[tuple[str, str]]:
    """Return pairs of ids: the first statement stands beside the second, not in it: "Roe said …, but Ruiz says …".

    A cue that is coordinated with another cue, or heads its adverbial clause, is the narrator's, however far the
    content of the other reaches.
    """
    anchors = {t.i: s for s in statements if s.cue and (t := _root(doc, s.cue.mention)) is not None}
    return frozenset(
        (statement.id, anchors[token.head.i].id)
        for i, statement in anchors.items()
        for token in [doc[i], *doc[i].ancestors]
        if token.dep_ in {"conj", "advcl"} and token.head.i in anchors and token.head.i < token.i
    )


def _is_pointer(noun: Token) -> bool:
    """Whether a noun phrase is a bare "the paper", or an "it" that quotes."""
    if noun.lower_ == "it":
        return noun.head.lemma_ in {"quote", "cite"}
    return noun.lemma_.lower() in passing().pointers and all(c.lower_ == "the" for c in noun.children if c.i < noun.i)


def _passers(doc: Doc, statement: Statement, speaker: Token | None) -> tuple[Mention, ...]:
    anchor = _root(doc, statement.cue.mention) if statement.cue else None
    nouns: list[Token] = []
    if anchor is not None:
        nouns += [*_carriers(anchor), *_citing(anchor), *_go_betweens(anchor)]
    if speaker is not None:
        nouns += _handed_on(speaker, document=bool(_document_words(speaker)))
    said = [Span(m.start, m.end) for m in statement.content]
    own = statement.speaker.mention if statement.speaker else None
    kept: dict[int, Mention] = {}
    for noun in nouns:
        inside = any(s.start <= noun.idx < s.end for s in said)
        if not inside and not (own and speaker is noun) and (noun.pos_ in _NOUNS or noun.lower_ == "it"):
            kept.setdefault(noun.i, _mention(doc, noun))
    return tuple(kept.values())


def _root(doc: Doc, words_of: Mention) -> Token | None:
    span = doc.char_span(words_of.start, words_of.end, alignment_mode="expand")
    return span.root if span is not None and len(span) else None


def _mention(doc: Doc, noun: Token) -> Mention:
    low, high = core(noun)
    return mention(doc.text, doc[low].idx, doc[high].idx + len(doc[high]))


def _document_words(speaker: Token) -> tuple[str, ...]:
    """The words of a source that say which document it is: "draft" and "assessment" of "a draft assessment"."""
    if speaker.pos_ != "NOUN":
        return ()
    own = [t for t in [speaker, *children(speaker, "compound", "amod")] if t.pos_ in {"NOUN", "ADJ"}]
    return tuple(t.lemma_.lower() for t in own if t.lemma_.lower() in words().documents)


def _points_back(speaker: Token) -> bool:
    return any(c.lower_ in {"the", "that", "this", "same"} for c in speaker.children)


def _go_betweens(anchor: Token) -> Iterator[Token]:
    """Who somebody speaks through: "said **through an aide**"; an app or a letter is no go-between."""
    for verb in {anchor, anchor.head} if anchor.dep_ in {"ccomp", "xcomp", "acl"} else {anchor}:
        for preposition in children(verb, "prep", "advmod", "dep"):
            if preposition.lower_ in passing().through:
                yield from (o for o in children(preposition, "pobj") if _speaks_for(o))


def _speaks_for(noun: Token) -> bool:
    lemma = noun.lemma_.lower()
    if lemma in words().apps or lemma in words().media:
        return False
    return lemma in passing().go_betweens or (noun.pos_ == "PROPN" and noun.ent_type_ in _NAMES)


def _carriers(anchor: Token) -> Iterator[Token]:
    """The outlets that carry what is said: "in a statement **carried by the agency**", "…, quoted by the Herald"."""
    for child in anchor.children:
        if child.dep_ in {"advcl", "acl", "dep"} or child.tag_ == "VBN":
            yield from _outlet_behind(child)
        if child.dep_ == "prep":
            for noun in children(child, "pobj"):
                for participle in children(noun, "acl", "relcl"):
                    yield from _outlet_behind(participle)
        if child.dep_ in OBJECTS:
            yield from _told_and_reported(child)


def _outlet_behind(participle: Token) -> Iterator[Token]:
    if participle.lemma_ in passing().carried and participle.tag_ == "VBN":
        yield from (noun for noun in _agents(participle) if _carries(noun))


def _told_and_reported(hearer: Token) -> Iterator[Token]:
    """An outlet that is told something and reports it: "told the Herald, **which published** the interview"."""
    if any(v.lemma_ in passing().carried and v.tag_ != "VBN" for v in children(hearer, "relcl")) and _carries(hearer):
        yield hearer


def _carries(noun: Token) -> bool:
    """Whether a noun names an outlet."""
    if noun.lemma_.lower() in passing().carriers:
        return True
    low, high = core(noun)
    inside = noun.doc[low : high + 1]
    return is_outlet(list(inside)) or find_outlet(inside.text) is not None or noun.ent_type_ == "ORG"


def _agents(participle: Token) -> Iterator[Token]:
    """Who does what a participle says; "by" may stand a few words on ("described to me by two people")."""
    for child in participle.children:
        if child.lower_ == "by" and child.i > participle.i:
            for noun in children(child, "pobj"):
                yield from conjuncts(noun)[:1]


def _handed_on(speaker: Token, *, document: bool) -> Iterator[Token]:
    """Whom the report has a document from: "a draft, **described to me by two people**, says …"."""
    for participle in children(speaker, "acl", "relcl", "advcl"):
        if document and participle.lemma_ in passing().handed_on and participle.tag_ == "VBN":
            yield from _agents(participle)
        elif not document:
            yield from _outlet_behind(participle)


def _citing(anchor: Token) -> Iterator[Token]:
    """Who cites the speaker: "**the Herald**, citing officials", "**the Herald**, which cited officials".

    And who quotes: "**the agency** quoted him as saying".
    """
    verb = anchor
    if anchor.dep_ == "pcomp" and anchor.head.lower_ == "as":
        verb = anchor.head.head
    elif anchor.lemma_ == "cite" and anchor.dep_ == "relcl":
        yield anchor.head
        return
    elif anchor.tag_ != "VBG":
        return
    if verb.lemma_ not in {"cite", "quote"}:
        return
    if verb.tag_ == "VBN" and children(verb, "auxpass", "nsubjpass", "agent"):
        yield from _agents(verb)
        return
    noun = subject(verb)
    if noun is not None:
        yield noun
