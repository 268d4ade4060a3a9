"""Reports without a date are compared with one another where they share rare names, in whatever order they come."""

from itertools import permutations
from pathlib import Path

import pytest

from accordingto.casefile import Case
from accordingto.collating import collate
from accordingto.comparing import posting
from accordingto.linking import WORTH
from tests.stores import rows
from tests.test_collating import READER, Reading, at_once, in_case
from tests.test_copies_in_a_case import telling

FLOODS = (
    telling("Agency", None, "Convoys from Kasra waited at Velim, Tarsk and Orvane while the Ondo rose."),
    telling("Gazette", None, "The Ondo rose at Kasra; at Velim and Tarsk the convoys stood still."),
    telling("Rival", None, "In Sele a ferry sank near Lamu and the harbour of Brenn was shut."),
)


def linked(path: Path) -> set[frozenset[object]]:
    return {frozenset((report, other)) for report, _, other, *_ in rows(str(path), set())["links"]}


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_they_are_compared_where_they_share_names(order: tuple[int, ...], tmp_path: Path) -> None:
    with Case(tmp_path / "c.db") as case:
        for number in order:
            case.write(1, READER, [FLOODS[number]])
            collate(case)
        assert in_case(case) == at_once(FLOODS)
    assert linked(tmp_path / "c.db") == {frozenset(one.id for one, _ in FLOODS[:2])}


class Here:
    """A bench that answers in this process."""

    ahead = 3

    def give(self, question: bytes) -> bytes:
        return question

    def take(self, ticket: bytes) -> bytes | None:
        return posting.answer(ticket)


@pytest.mark.parametrize("bench", [None, Here()])
def test_more_than_go_into_a_block_give_the_same_as_at_once(bench: Here | None, tmp_path: Path) -> None:
    told: list[Reading] = [
        telling(f"Paper {n}", None, f"Mill {n} stood near Kasra{n}, Velim{n}, Tarsk{n} and Orvane{n}, {n} days ago.")
        for n in range(WORTH - 8)
    ]
    told += [
        telling(f"Sheet {n}", None, f"In Kasra{n} and Velim{n} as in Tarsk{n}, Orvane{n} rain fell.") for n in range(8)
    ]
    with Case(tmp_path / "c.db") as case:
        case.write(1, READER, told)
        collate(case, bench)
        assert in_case(case) == at_once(told)
    assert len(linked(tmp_path / "c.db")) == 8
