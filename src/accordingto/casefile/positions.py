"""Questions to the ledger of positions: the entries of one holder, bearer and kind of action known by a day."""

import re

from sqlalchemy import ColumnElement, and_, func, or_, select

from accordingto.casefile.case import Case
from accordingto.casefile.schema import ledger, ledger_entries

_CODE = re.compile(r"[A-Z]{3}")

Asked = tuple[str, str]
"""A party as it was asked for, and the same folded."""


def entry_lines(
    case: Case,
    *,
    by: str | None = None,
    holder: Asked | None = None,
    bearer: Asked | None = None,
    about: tuple[tuple[str, ...], ...] = (),
) -> list[str]:
    """Return the JSON lines of the entries that answer a question, in no order (sorting costs more).

    Args: ``by`` the day, YYYY-MM-DD, by which an entry must have been there; ``holder`` and ``bearer`` by a code of
    three capitals or by words; ``about`` folded words that an entry must be about: all words of one of the tuples.
    """
    wanted: list[ColumnElement[bool]] = []
    if by is not None:
        wanted.append(ledger.c.since <= by)
    for asked, country, words in (
        (holder, ledger.c.holder_country, ledger.c.holder_words),
        (bearer, ledger.c.bearer_country, ledger.c.bearer_words),
    ):
        if asked is not None and _CODE.fullmatch(asked[0]):
            wanted.append(or_(country == asked[0], words.contains(asked[1], autoescape=True)))
        elif asked is not None:
            wanted.append(words.contains(asked[1], autoescape=True))
    if about:
        words = ledger.c.about_words
        wanted.append(or_(*(and_(*(words.contains(w, autoescape=True) for w in all_of)) for all_of in about)))
    found = select(ledger_entries.c.entry).join(ledger, ledger.c.id == ledger_entries.c.id)
    with case.transaction() as c:
        return list(c.execute(found.where(*wanted)).scalars())


def count_entries(case: Case) -> int:
    """Return how many entries the ledger has."""
    with case.transaction() as c:
        return int(c.execute(select(func.count()).select_from(ledger)).scalar() or 0)
