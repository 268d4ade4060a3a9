"""Whole statements of a few words: "Not us.", "A flat no.", "No permit, no passage.", "Lorries yes, buses no."."""

import re
from collections.abc import Iterator

from spacy.tokens import Token

from accordingto.reading.positions.draft import Draft
from accordingto.reading.positions.roles import can_hold
from accordingto.reading.positions.rulebook import rulebook
from accordingto.reading.positions.voices import Voices
from accordingto.records import Statement

_WORDS = re.compile(r"[a-z]+(?:['’-][a-z]+)*")
_SHORT = 7
"""Words that a one-liner has at most."""


def read_one_liners(voices: Voices) -> Iterator[Draft]:
    """Yield the denial, refusal or silence of each statement that is nothing but a set answer."""
    for statement in voices.statements:
        draft = _flat(statement, voices)
        if draft is not None:
            yield draft


def _flat(statement: Statement, voices: Voices) -> Draft | None:
    if statement.speaker is None or len(statement.content) != 1:
        return None
    where = statement.content[0]
    words = _WORDS.findall(where.text.lower().replace("’", "'"))
    if not words or len(words) > _SHORT:
        return None
    said = " ".join(words)
    kind = next((k for k, lines in rulebook().flat.items() if any(_begins(said, line) for line in lines)), None)
    speaker, token = voices.token_at(statement.speaker.mention), voices.token_at(where)
    if kind is None or speaker is None or token is None or not can_hold(speaker):
        return None
    return Draft(kind, token, _head(token, where.start, where.end), speaker, None, token, negated=True, way="fragment")


def _begins(said: str, line: str) -> bool:
    plain = line.replace(" n't", "n't")
    return said == plain or said.startswith(plain + " ")


def _head(token: Token, start: int, end: int) -> Token:
    """The highest token inside the words said."""
    node = token
    while node.head != node and start <= node.head.idx < end:
        node = node.head
    return node
