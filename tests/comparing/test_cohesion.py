"""Groups of linked records: what many links bear out stays together, a chain of single links does not."""

from itertools import combinations, product

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from accordingto.comparing.cohesion import Told, parts
from accordingto.comparing.grouping import groups_of
from accordingto.comparing.pairing import Link
from tests.builders import report

DAY = 738_000


def groups(links: list[str], told: dict[str, Told], twice: str = "", worded: bool = True) -> list[str]:
    """Groups as words of one-letter ids; ``twice`` are two records of one report that are one thing."""
    pairs = [(link[0], link[1]) for link in links]
    found = parts(pairs, told, lambda a, b: {a, b} == set(twice), lambda a, b: worded)
    return ["".join(group) for group in found]


def each_by_another(ids: str, day: int | None = DAY) -> dict[str, Told]:
    return {one: Told(f"report {one}", day) for one in ids}


def all_of(ids: str) -> list[str]:
    return ["".join(pair) for pair in combinations(ids, 2)]


def test_one_wrong_link_does_not_make_one_of_two_things() -> None:
    links = [*all_of("abcd"), *all_of("efgh"), "de"]
    assert groups(links, each_by_another("abcdefgh")) == ["abcd", "efgh"]


def test_links_that_bear_each_other_out_make_one_group() -> None:
    assert groups([*all_of("abc"), "cd", "bd"], each_by_another("abcd")) == ["abcd"]


def test_a_report_that_tells_two_things_keeps_two_groups_apart() -> None:
    told = {**each_by_another("abcd"), "b": Told("one", DAY), "c": Told("one", DAY)}
    assert groups(["ab", "cd", "ad"], told) == ["ab", "cd"]
    assert groups(["ab", "cd", "ad"], told, twice="bc") == ["abcd"]


def test_reports_of_distant_days_need_no_links_between_them() -> None:
    told = {one: Told(f"report {one}", DAY + 4 * number) for number, one in enumerate("abcdef")}
    assert groups(["ab", "bc", "cd", "de", "ef"], told) == ["abcdef"]


def test_reports_without_a_day_are_compared_with_one_another() -> None:
    assert groups(["ab", "bc", "cd", "de", "ef"], each_by_another("abcdef", None)) != ["abcdef"]


def test_copies_are_one_with_their_original_and_count_once() -> None:
    copies = {one: Told("wire", DAY) for one in "abcdef"}
    links = [f"a{one}" for one in "bcdef"]
    assert groups([*links, "ag"], {**copies, "g": Told("rival", DAY)}) == ["abcdefg"]


def test_what_many_tell_must_be_told_in_words() -> None:
    assert groups(["ab"], each_by_another("ab"), worded=False) == ["ab"]
    assert groups(all_of("abcd"), each_by_another("abcd"), worded=False) == ["ab", "cd"]


@given(st.lists(st.sampled_from(all_of("abcdefgh")), max_size=24), st.randoms())
def test_the_order_of_links_changes_nothing(links: list[str], dice: object) -> None:
    told = {one: Told(f"report {number % 5}", DAY + number) for number, one in enumerate("abcdefgh")}
    links = [link for link in links if told[link[0]].by != told[link[1]].by]
    other = [link[::-1] for link in reversed(links)]
    dice.shuffle(other)  # type: ignore[attr-defined]
    found = groups(links, told)
    assert found == groups(other, told)
    assert sorted("".join(found)) == sorted({one for link in links for one in link})


def test_copies_count_once_whether_or_not_their_original_is_at_hand() -> None:
    wire = report("The wire told it.", outlet="Wire", path="w")
    copies = [
        replace(report(f"Paper {n} printed it.", outlet=f"Paper {n}", path=f"{n}"), copy_of=wire.id) for n in "12"
    ]
    rivals = [report(f"Rival {n} told it too.", outlet=f"Rival {n}", path=f"r{n}") for n in "12"]
    links = [Link(f"of {a.outlet}", a.id, f"of {b.outlet}", b.id, "same", ()) for a, b in product(copies, rivals)]
    some = {one.id: one for one in (*copies, *rivals)}
    found = groups_of(links, {}, some)
    assert found == groups_of(links, {}, {**some, wire.id: wire})
    assert [len(group.members) for group in found] == [3], "one text does not tell two records as one thing"
