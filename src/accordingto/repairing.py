"""A case with faults made whole again, as far as what is left of it goes; what is left out is said."""

from pathlib import Path
from typing import NamedTuple

from accordingto.casefile import Case
from accordingto.casefile.leaving import leave_out_faulty
from accordingto.casefile.salvage import is_damaged, salvage
from accordingto.casefile.stores import File, store_of
from accordingto.errors import CaseError
from accordingto.intake import settle_findings

_BESIDE = ("", "-wal", "-shm")
"""SQLite's own files of one database."""


class Repaired(NamedTuple):
    """What came of it: the paths (or ids) of the reports that were left out, where the damaged file is kept if any."""

    left_out: tuple[str, ...]
    aside: Path | None = None


def repair(name: str | Path) -> Repaired:
    """Take out of a case what has faults, compare the rest anew where that matters, and finish what was interrupted.

    A SQLite file with damaged pages is copied, as far as it can be read, into a new one that takes its place when it is
    whole; the damaged one is kept beside it under ``FILE.damaged``. Reports that were left out come back when they are
    read again. May be killed at any time and run again. Raises ``CaseError`` where nothing can be kept.

    >>> repair("crisis.db").left_out  # doctest: +SKIP
    ('monday.txt',)
    """
    store = store_of(name)
    if isinstance(store, File):
        _finish_swap(store.path)
        if not store.is_empty() and is_damaged(store.path):
            return _copied(store.path)
    with Case(name, read_only=True):
        pass  # refuses what is no case, which repairing must not turn into one
    with Case(name) as case:
        left_out = leave_out_faulty(case)
        settle_findings(case)
    return Repaired(left_out)


def _beside(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)


def _copied(path: Path) -> Repaired:
    draft, aside = _beside(path, ".repaired"), _beside(path, ".damaged")
    if aside.exists():
        raise CaseError(f"case {path}: {aside} is there from an earlier repair: move it away and run again")
    _remove(draft)
    with Case(draft) as case:
        if not salvage(path, case):
            _remove(draft)
            raise CaseError(f"case {path}: nothing of it can be read: restore a copy, or read into a new case")
        left_out = leave_out_faulty(case, anew=True)
        settle_findings(case)
    for suffix in reversed(_BESIDE):  # the log before its database: left alone, it would be taken for the copy's
        if (old := _beside(path, suffix)).exists():
            old.rename(_beside(aside, suffix))
    _finish_swap(path)
    return Repaired(left_out, aside)


def _finish_swap(path: Path) -> None:
    """Put a finished copy in the place of the damaged file, which is moved away only when the copy is whole."""
    draft = _beside(path, ".repaired")
    if not path.exists() and draft.exists():
        for suffix in _BESIDE:
            if (new := _beside(draft, suffix)).exists():
                new.rename(_beside(path, suffix))


def _remove(path: Path) -> None:
    for suffix in _BESIDE:
        _beside(path, suffix).unlink(missing_ok=True)
