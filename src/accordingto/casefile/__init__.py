"""The case file: one SQLite database on one crisis."""

from accordingto.casefile.case import Case
from accordingto.casefile.checking import Check, check
from accordingto.casefile.positions import count_entries, entry_lines
from accordingto.casefile.queries import Filters, lines, readers, records

__all__ = [
    "Case",
    "Check",
    "Filters",
    "check",
    "count_entries",
    "entry_lines",
    "lines",
    "readers",
    "records",
]
