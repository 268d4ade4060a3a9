"""What kind of source speaks, where and to whom: the words of ``speakers.yaml``."""

from functools import cache

from msgspec import Struct
from spacy.tokens import Token

from accordingto.codebook import load
from accordingto.reading.references.knowledge import is_person_noun, nouns
from accordingto.reading.statements.found import Found
from accordingto.reading.statements.page import Page
from accordingto.records import SourceType

_TRADE = frozenset({"media", "television", "tv", "radio", "newspaper", "broadcaster", "daily", "weekly", "tabloid"})
_TITLES = frozenset({"daily", "weekly", "newspaper", "broadcaster", "agency", "tabloid", "magazine", "channel"})
_ONES = frozenset({"one", "another", "each", "someone", "somebody"})
_PEOPLE = frozenset({"people", "person", "man", "woman"})
_PERSONS = frozenset({"he", "she", "i", "him", "her", "his"})
_SHOWS = frozenset({"show", "suggest", "indicate", "reveal", "put", "point"})
_SOURCES = frozenset({"source", "insider", "staffer", "somebody", "someone"})
_SOME = frozenset(
    {"some", "several", "senior", "other", "many", "a", "various", "anonymous", "unnamed", "top", "current", "former"}
)
_BODY_NAMES = frozenset({"ORG", "GPE", "NORP", "LOC", "FAC"})
_BODIES = frozenset({"they", "we", "it", "its", "their", "them", "us", "our"})


class SpeakerWords(Struct, frozen=True):
    """``speakers.yaml``: lemmas in lower case."""

    documents: frozenset[str]
    outlets: frozenset[str]
    unnamed: frozenset[str]
    confidential: frozenset[str]
    offices: frozenset[str]
    collective: frozenset[str]
    tells: frozenset[str]
    talks: frozenset[str]
    occasions: frozenset[str]
    media: frozenset[str]
    apps: frozenset[str]
    deeds: frozenset[str]
    follows: frozenset[str]
    tells_anyone: frozenset[str]
    talks_with: frozenset[str]
    gatherings: frozenset[str]
    platforms: frozenset[str]
    lines: frozenset[str]
    writings: frozenset[str]
    statements: frozenset[str]
    writes: frozenset[str]
    press: frozenset[str]
    press_kinds: frozenset[str]
    outlet_tails: frozenset[str]
    sites: frozenset[str]
    issued: frozenset[str]
    parts: frozenset[str]
    sole: frozenset[str]
    names: frozenset[str]
    sides: frozenset[str]
    goods: frozenset[str]


@cache
def words() -> SpeakerWords:
    """Return the page."""
    page: SpeakerWords = load("speakers", SpeakerWords)
    return page


def is_outlet(tokens: list[Token]) -> bool:
    """Return whether a noun phrase names an outlet: a proper name with a word of the trade, or such a word alone."""
    known = words().outlets
    tokens = tokens[next((n + 1 for n, t in enumerate(tokens) if t.tag_ == "POS"), 0) :]
    named = [t for t in tokens if t.pos_ == "PROPN"]
    if named:
        last = tokens[-1].lower_ in known and (tokens[-1].text[0].isupper() or tokens[-1].lower_ in _TRADE)
        return last or named[-1].lower_ in known or (len(named) > 1 and named[0].lower_ in known)
    return bool(tokens) and tokens[-1].lemma_.lower() in {"newspaper", "broadcaster", "channel", "magazine", "outlet"}


def type_of(page: Page, found: Found) -> SourceType | None:
    """Return the type of an attribution's source, ``None`` where nobody is named."""
    if found.speaker is None:
        return None
    if found.frame == "turn":
        return "named"
    inside = page.doc.char_span(found.speaker.start, found.speaker.end, alignment_mode="expand")
    return source_type(inside.root, list(inside)) if inside is not None else None


def source_type(head: Token, tokens: list[Token]) -> SourceType | None:
    """Return the type of a source from its head word and its phrase, ``None`` where the words do not tell.

    "the minister" names by office, "a minister" does not; "it" is a body; a plural is a group unless the report keeps
    it from being named ("two officials").
    """
    part = _part_of(head)
    if part is not None and (head.lower_ not in _ONES or _is_document(part)):
        return source_type(part, [t for t in part.subtree if t.i <= part.i])
    if (head.pos_ == "PRON" and head.lower_ not in _ONES) or head.lower_ in _PERSONS | _BODIES:
        return "named" if head.lower_ in _PERSONS else "collective" if head.lower_ in _BODIES else None
    if head.lower_ in _ONES or (head.lemma_ in _PEOPLE and any(c.dep_ == "nummod" for c in head.children)):
        return "unnamed"
    if is_outlet(tokens) or _is_press(head, tokens):
        return "outlet"
    if _is_document(head):
        return "document"
    return _proper(head, tokens) if head.pos_ == "PROPN" else _common(head, tokens)


def _part_of(head: Token) -> Token | None:
    """What a phrase is a part or a number of: "a series of **e-mails**", "one of the **files**"."""
    if head.lemma_.lower() not in words().parts:
        return None
    whole = next((c for c in head.children if c.dep_ == "prep" and c.lower_ == "of"), None)
    return next((c for c in whole.children if c.dep_ == "pobj"), None) if whole is not None else None


def _is_document(head: Token) -> bool:
    """Whether a noun is something written, shown or recorded; "figures" are so only where they show something."""
    if head.lemma_.lower() == "figure" and head.head.lemma_ not in _SHOWS:
        return False
    return head.lemma_.lower() in words().documents and not _is_person_name(head)


def _is_press(head: Token, tokens: list[Token]) -> bool:
    """Whether a phrase means an outlet by its trade: "the paper", "state media", "the Lima daily El Sol"."""
    if head.lower_ in _TRADE:
        return True
    if head.lemma_ == "agency" and any(t.lower_ in {"news", "press", "wire"} for t in tokens):
        return True
    if head.lower_ == "paper":
        return any(c.lower_ == "the" for c in head.children)
    return head.pos_ == "PROPN" and any(t.lower_ in _TITLES and t.i < head.i for t in tokens)


def _is_person_name(head: Token) -> bool:
    return bool(head.pos_ == "PROPN" and (head.ent_type_ == "PERSON" or head.i == head.left_edge.i))


def _proper(head: Token, tokens: list[Token]) -> SourceType:
    lemma = head.lemma_.lower()
    definite = any(t.pos_ == "DET" for t in tokens)
    if (lemma in words().offices or is_person_noun(lemma)) and (definite or lemma in words().sole):
        return "named"
    if tokens[0].text.startswith("@") or _is_named_beside(head):
        return "named"
    if head.ent_type_ in _BODY_NAMES or lemma in words().collective or head.tag_ == "NNPS":
        return "collective"
    if head.lower_ in nouns().people_nouns or (head.ent_type_ != "PERSON" and (definite or _bears_a_body(tokens))):
        return "collective"
    return "named"


def _bears_a_body(tokens: list[Token]) -> bool:
    """Whether a name has a word for a body in it: "Harbour Rights **Watch**", "Lorat **Union**"."""
    bodies = nouns().body_nouns.union(*nouns().generic_bodies.values())
    return len(tokens) > 1 and any(t.lower_ in bodies for t in tokens)


def _is_named_beside(head: Token) -> bool:
    """Whether an apposition says which person a name is: "Ana Roe, **Peru's ambassador**"."""
    return any(c.dep_ == "appos" and c.pos_ == "NOUN" and is_person_noun(c.lemma_.lower()) for c in head.children)


def _common(head: Token, tokens: list[Token]) -> SourceType:
    page, lemma = words(), head.lemma_.lower()
    if head.tag_ == "NNS":
        return "unnamed" if lemma in page.confidential and _kept_from_name(head, lemma) else "collective"
    if any(t.pos_ == "PROPN" and t.ent_type_ == "PERSON" and t.dep_ in {"appos", "compound"} for t in tokens):
        return "named"
    if any(c.dep_ == "appos" and c.pos_ == "PROPN" and c.ent_type_ in {"PERSON", ""} for c in head.children):
        return "named"
    if lemma in page.offices:
        return "named" if _is_the_one(head) else "unnamed"
    if lemma in page.collective or (lemma not in page.unnamed and not is_person_noun(lemma)):
        return "collective"
    return "unnamed"


def _kept_from_name(head: Token, lemma: str) -> bool:
    """Whether a plural means some persons whom the report does not name; "Chilean diplomats" stand for a body."""
    if lemma in _SOURCES or not any(head.lefts):
        return True
    counted = any(c.dep_ == "nummod" or c.lower_ in _SOME for c in head.lefts)
    return counted or any(c.dep_ in {"relcl", "acl"} for c in head.rights)


def _is_the_one(head: Token) -> bool:
    """Whether a phrase means the one holder of an office: "the mayor", "its head", "Peru's envoy"; a name follows.

    Headlines leave the article out: "Peruvian **president** says".
    """
    if head.lemma_.lower() in words().sole and not any(c.dep_ == "det" for c in head.children):
        return True
    for child in head.children:
        if child.lower_ in {"the", "his", "her", "its", "their", "our", "my"}:
            return True
        if child.dep_ == "poss" or (child.dep_ == "appos" and child.pos_ == "PROPN"):
            return True
    return False
