"""What kind of source speaks, where and to whom: the words of ``speakers.yaml``."""

from functools import cache

from msgspec import Struct
from spacy.tokens import Token

from accordingto.codebook import load
from accordingto.records import SourceType


class SpeakerWords(Struct, frozen=True):
    """``speakers.yaml``: lemmas in lower case."""

    documents: frozenset[str]
    outlets: frozenset[str]
    unnamed: frozenset[str]
    collective: frozenset[str]
    tells: frozenset[str]
    talks: frozenset[str]
    occasions: frozenset[str]
    media: frozenset[str]


@cache
def words() -> SpeakerWords:
    """Return the page."""
    page: SpeakerWords = load("speakers", SpeakerWords)
    return page


def is_outlet(tokens: list[Token]) -> bool:
    """Return whether a noun phrase names an outlet: a proper name with a word of the trade, or such a word alone."""
    known = words().outlets
    named = [t for t in tokens if t.pos_ == "PROPN"]
    if named:
        return named[-1].lower_ in known or (len(named) > 1 and named[0].lower_ in known)
    return bool(tokens) and tokens[-1].lemma_.lower() in {"newspaper", "broadcaster", "channel", "magazine", "outlet"}


def source_type(head: Token, tokens: list[Token]) -> SourceType | None:
    """Return the type of a source from its head word and its phrase, ``None`` where the words do not tell."""
    page, lemma = words(), head.lemma_.lower()
    if head.pos_ == "PRON":
        return "named" if head.lower_ in {"he", "she", "i"} else "collective" if head.lower_ in {"they", "we"} else None
    if is_outlet(tokens):
        return "outlet"
    if head.pos_ != "PROPN":
        if lemma in page.documents:
            return "document"
        if lemma in page.unnamed:
            return "unnamed"
        if lemma in page.collective or head.tag_ == "NNS":
            return "collective"
        return "named" if any(t.pos_ == "PROPN" and t.ent_type_ == "PERSON" for t in tokens) else "unnamed"
    if head.ent_type_ in {"ORG", "GPE", "NORP", "LOC", "FAC"} or lemma in page.collective:
        return "collective"
    return "named"
