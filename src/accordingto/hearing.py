"""The ledger of positions of a case kept up with it: what came in is heard, what that touches is put together anew.

The outcome is the ledger over all positions at once, because no entry depends on positions of another matter, and what
is heard of a position depends on its report alone.
"""

from collections.abc import Iterator, Sequence

from accordingto.casefile import Case, hearings
from accordingto.casefile.hearings import Hearing, Row
from accordingto.comparing import ledger
from accordingto.records import Record
from accordingto.version import ledger_version

TOGETHER = 64
"""Matters whose positions are in memory together."""


def write_ledger(case: Case) -> None:
    """Bring the ledger of positions up to the case; may be killed at any time and run again."""
    version = ledger_version()
    hearings.begin(case, version)
    while readings := hearings.unheard_readings(case):
        hearings.keep(case, {report: _heard(reading) for report, reading in readings.items()})
    due = hearings.due(case)
    hearings.replace_entries(case, due, version, _entries(case, due.matters))


def _heard(reading: Sequence[Record]) -> list[Hearing]:
    heard = ledger.hear_all(reading)
    return [Hearing(one.position.id, ledger.matter_of(one), ledger.kept(one)) for one in heard]


def _entries(case: Case, matters: Sequence[str]) -> Iterator[Row]:
    for start in range(0, len(matters), TOGETHER):
        found = hearings.heard_on(case, matters[start : start + TOGETHER])
        for entry in ledger.join(ledger.recalled(position, line) for position, line in found):
            yield ledger.home_of(entry), ledger.key_of(entry), ledger.encode(entry)
