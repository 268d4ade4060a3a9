"""Small questions that every reader asks of a dependency parse (spaCy, ClearNLP labels)."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from accordingto.text import Span

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
OBJECTS = frozenset({"dobj", "dative", "obj", "iobj"})


_TEXT = "text"


def text_of(doc: Doc) -> str:
    """Return the text of a document, kept with it: spaCy joins ``doc.text`` anew on every call."""
    if _TEXT not in doc.user_data:
        doc.user_data[_TEXT] = doc.text
    text: str = doc.user_data[_TEXT]
    return text


def children(token: Token, *labels: str) -> list[Token]:
    """Return the children under any of these dependency labels, in text order."""
    return [child for child in token.children if child.dep_ in labels]


def conjuncts(token: Token) -> list[Token]:
    """Return a token and what is coordinated with it, in text order."""
    return sorted([token, *token.conjuncts], key=lambda t: t.i)


def is_negated(token: Token) -> bool:
    """Return whether a verb or its auxiliaries carry a negation ("did not", "never")."""
    return any(child.dep_ == "neg" or child.lower_ in {"never", "n't", "n’t", "not"} for child in token.children)


def is_passive(verb: Token) -> bool:
    """Return whether a verb is in the passive voice."""
    return any(child.dep_ in {"nsubjpass", "auxpass"} for child in verb.children)


def subject(verb: Token) -> Token | None:
    """Return the grammatical subject of a verb: its own, its coordinated head's, a controller's or a relative's head.

    "Russia, **which** struck" gives "Russia"; "Kyiv asked Paris **to send**" gives "Paris".
    """
    own = children(verb, *SUBJECTS)
    if own:
        return _behind_relative(own[0], verb)
    if verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX"}:
        return subject(verb.head)
    if verb.dep_ in {"xcomp", "advcl", "ccomp"} and verb.head.pos_ in {"VERB", "AUX"}:
        controller = children(verb.head, "dobj", "dative") if verb.dep_ == "xcomp" else []
        return controller[0] if controller else subject(verb.head)
    if verb.dep_ in {"acl", "relcl"} and verb.tag_ == "VBG":
        return verb.head
    return None


def _behind_relative(token: Token, verb: Token) -> Token:
    if token.lower_ in {"who", "which", "that"} and verb.dep_ == "relcl":
        return verb.head
    return token


def agent(verb: Token) -> Token | None:
    """Return who does what a passive verb says: the object of its "by"."""
    for by in children(verb, "agent"):
        for noun in children(by, "pobj"):
            return noun
    return None


def tree(token: Token, *, without: frozenset[str] = frozenset()) -> list[Token]:
    """Return a token with all below it, in text order, leaving out branches under the labels ``without``."""
    found = [token]
    for child in token.children:
        if child.dep_ not in without:
            found.extend(tree(child, without=without))
    return sorted(found, key=lambda t: t.i)


def span_of(tokens: list[Token]) -> Span:
    """Return the character span from the first to the last of some tokens; raises ``ValueError`` for none."""
    if not tokens:
        raise ValueError("no tokens, no span")
    first, last = min(tokens, key=lambda t: t.i), max(tokens, key=lambda t: t.i)
    return Span(first.idx, last.idx + len(last))


_CLAUSE_LIKE = frozenset({"relcl", "advcl", "acl", "appos", "ccomp", "parataxis", "conj", "cc", "punct"})


def noun_phrase(noun: Token) -> Span:
    """Return the span of a noun with its determiners, adjectives and "of"-phrases, without clauses and conjuncts."""
    return span_of(tree(noun, without=_CLAUSE_LIKE))


def verbs(doc: Doc) -> Iterator[Token]:
    """Yield the verbs of a text in order."""
    return (token for token in doc if token.pos_ in {"VERB", "AUX"})
