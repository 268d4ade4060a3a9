"""Names written wrongly: one letter left out, added, changed or swapped with its neighbour."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

_SHORTEST_GIVEN = 5
_SHORTEST_SURNAME = 7
_SHORTEST_PLACE = 5


def near(one: str, other: str) -> bool:
    """Return whether two words differ by one letter, or by two neighbouring letters changing places.

    >>> near("vladmir", "vladimir"), near("dehli", "delhi"), near("iran", "oman")
    (True, True, False)
    """
    if one == other or abs(len(one) - len(other)) > 1:
        return one == other
    if len(one) == len(other):
        apart = [i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
        if len(apart) == 1:
            return True
        return len(apart) == 2 and apart[1] == apart[0] + 1 and swapped(one, other)
    short, long = sorted((one, other), key=len)
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def swapped(one: str, other: str) -> bool:
    """Return whether two words of five letters or more differ only by two neighbouring letters in the wrong order."""
    if len(one) != len(other) or len(one) < _SHORTEST_PLACE:
        return False
    apart = [i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(apart) != 2 or apart[1] != apart[0] + 1:
        return False
    first, second = apart
    return one[first] == other[second] and one[second] == other[first]


T = TypeVar("T")


class NearNames(Generic[T]):
    """Full names by given name and by surname, to find the one that a misspelt name stands for."""

    def __init__(self, names: Iterable[tuple[str, Sequence[T]]]) -> None:
        self._by_first: dict[str, list[tuple[str, Sequence[T]]]] = defaultdict(list)
        self._by_last: dict[str, list[tuple[str, Sequence[T]]]] = defaultdict(list)
        for name, holders in names:
            first, _, last = name.partition(" ")
            if last and " " not in last:
                self._by_first[first].append((last, holders))
                self._by_last[last].append((first, holders))

    def find(self, keys: Sequence[str]) -> Sequence[T]:
        """Return the people of the one name that differs from this given name and surname by a single slip."""
        if len(keys) != 2:
            return ()
        given, surname = keys
        found: list[Sequence[T]] = []
        if len(given) >= _SHORTEST_GIVEN:
            found += [holders for first, holders in self._by_last.get(surname, ()) if near(given, first)]
        if len(surname) >= _SHORTEST_SURNAME:
            found += [holders for last, holders in self._by_first.get(given, ()) if near(surname, last)]
        return found[0] if len(found) == 1 else ()


class Swaps:
    """Words by their letters, to find the one of which two neighbouring letters changed places."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by_letters: dict[str, list[str]] = defaultdict(list)
        for word in words:
            if len(word) >= _SHORTEST_PLACE:
                self._by_letters["".join(sorted(word))].append(word)

    def find(self, word: str) -> str | None:
        """Return the one word that this one is with two neighbouring letters swapped."""
        found = [w for w in self._by_letters.get("".join(sorted(word)), ()) if swapped(word, w)]
        return found[0] if len(found) == 1 else None
