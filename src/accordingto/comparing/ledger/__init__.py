"""The ledger: positions of one holder toward one bearer on one kind of action, joined into a course over time."""

from accordingto.comparing.ledger.asking import Query, Standing, about_words, ask, columns, matter, row
from accordingto.comparing.ledger.courses import build, hear_all, join
from accordingto.comparing.ledger.model import Entry, LimitTold, Side, Step, Telling, decode, encode, key_of
from accordingto.comparing.ledger.sides import fold

__all__ = [
    "Entry",
    "LimitTold",
    "Query",
    "Side",
    "Standing",
    "Step",
    "Telling",
    "about_words",
    "ask",
    "build",
    "columns",
    "decode",
    "encode",
    "fold",
    "hear_all",
    "join",
    "key_of",
    "matter",
    "row",
]
