"""The ledger: positions of one holder toward one bearer on one kind of action, joined into a course over time."""

from accordingto.comparing.ledger.asking import Query, Standing, about_words, ask, columns, matter, row
from accordingto.comparing.ledger.courses import build, hear_all, home_of, join, matter_of
from accordingto.comparing.ledger.hearing import kept, recalled
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
    "home_of",
    "join",
    "kept",
    "key_of",
    "matter",
    "matter_of",
    "recalled",
    "row",
]
