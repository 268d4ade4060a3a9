"""Sentences asked by token: spaCy's ``Token.sent`` walks the whole text on every call, the tree does not."""

from spacy.tokens import Token


def root_of(token: Token) -> Token:
    """Return the root of the sentence that a token is in."""
    node = token
    while node.dep_ != "ROOT" and node.head != node:
        node = node.head
    return node


def same_sentence(one: Token, other: Token) -> bool:
    """Return whether two tokens are in one sentence."""
    return bool(root_of(one) == root_of(other))


def is_question(token: Token) -> bool:
    """Return whether a token's sentence ends in a question mark."""
    return bool(root_of(token).right_edge.text == "?")
