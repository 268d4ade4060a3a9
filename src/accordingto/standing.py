"""The ledger of a case answered from its table, without loading the case."""

from pathlib import Path

from accordingto.casefile import Case, entry_lines
from accordingto.comparing import ledger
from accordingto.comparing.ledger import Query, Standing


def standing(path: str | Path, query: Query) -> tuple[Standing, ...]:
    """Return how the positions that a query asks for stand in a case; raises ``CaseError`` where there is none.

    Only the entries that the query's holder, bearer, act and day leave are read from the case.
    """
    with Case(path, read_only=True) as case:
        return standing_in(case, query)


def standing_in(case: Case, query: Query) -> tuple[Standing, ...]:
    """Return the same for a case that is open."""
    lines = entry_lines(
        case,
        by=query.as_of,
        holder=(query.holder, ledger.fold(query.holder)) if query.holder else None,
        bearer=(query.toward, ledger.fold(query.toward)) if query.toward else None,
        about=ledger.about_words(query.about) if query.about else (),
    )
    return ledger.ask(map(ledger.decode, lines), query)
