"""Questions to the ledger of positions: the entries of one holder, bearer and kind of action known by a day."""

import re

from sqlalchemy import ColumnElement, or_, select

from accordingto.casefile.case import Case
from accordingto.casefile.schema import ledger

_CODE = re.compile(r"[A-Z]{3}")


def entry_lines(
    case: Case,
    *,
    by: str | None = None,
    holder: tuple[str, str] | None = None,
    bearer: tuple[str, str] | None = None,
    about: tuple[str, ...] = (),
) -> list[str]:
    """Return the JSON lines of the entries that may answer a question, by course and date.

    Args: ``by`` the day, YYYY-MM-DD, by which an entry must have been there; ``holder`` and ``bearer`` each a word as
    it was asked for and the same folded; ``about`` folded words that an entry must all be about. Codes of three
    capitals are looked up in an index.
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
    wanted += [ledger.c.about_words.contains(word, autoescape=True) for word in about]
    query = select(ledger.c.entry).where(*wanted).order_by(ledger.c.course, ledger.c.since, ledger.c.id)
    with case.transaction() as c:
        return list(c.execute(query).scalars())
