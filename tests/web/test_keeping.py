"""The case that pages keep open: what writers add is seen, and another file in its place is opened."""

from pathlib import Path

import pytest

from accordingto.casefile import Case
from accordingto.errors import CaseError
from accordingto.records import make_problem
from accordingto.web.keeping import Keeper


def add(path: Path, name: str) -> None:
    with Case(path) as case:
        case.write(0, "", [], [make_problem(name, "reading", "unreadable", "")])


def counted(kept: Keeper) -> int:
    with kept.open() as case:
        return case.counts()["problem"]


def test_what_a_writer_adds_is_seen_and_answers_are_kept_until_then(tmp_path: Path) -> None:
    path = tmp_path / "kept.db"
    add(path, "one.txt")
    kept = Keeper(str(path))
    asked: list[int] = []

    def answer() -> int:
        asked.append(1)
        return counted(kept)

    assert kept.remembered("problems", answer) == 1
    assert kept.remembered("problems", answer) == 1
    assert len(asked) == 1
    add(path, "two.txt")
    assert counted(kept) == 2
    assert kept.remembered("problems", answer) == 2


def test_another_file_in_its_place_is_opened(tmp_path: Path) -> None:
    path, other = tmp_path / "kept.db", tmp_path / "other.db"
    add(path, "one.txt")
    kept = Keeper(str(path))
    assert counted(kept) == 1
    for name in ("a.txt", "b.txt", "c.txt"):
        add(other, name)
    other.replace(path)
    assert counted(kept) == 3
    path.unlink()
    with pytest.raises(CaseError):
        counted(kept)
