from hypothesis import given
from hypothesis import strategies as st

from accordingto.scoring.measures import jaccard, macro_f1, multiset_prf, overlap_coefficient, prf, weighted_f1

LABELS = st.lists(st.sampled_from("abc"), min_size=1, max_size=20)


def test_prf_of_two_hits_among_four_found_and_eight_wanted() -> None:
    result = prf(2, 4, 8)
    assert result.precision == 0.5
    assert result.recall == 0.25
    assert round(result.f1, 4) == 0.3333


def test_nothing_found_and_nothing_wanted_is_zero_and_no_error() -> None:
    assert prf(0, 0, 0) == (0, 0, 0)
    assert jaccard(set(), {1}) == overlap_coefficient(set(), {1}) == 0


def test_macro_gives_rare_classes_the_same_weight() -> None:
    gold, found = ["a", "a", "a", "b"], ["a", "a", "a", "a"]
    assert round(macro_f1(gold, found), 4) == round((6 / 7 + 0) / 2, 4)
    assert round(weighted_f1(gold, found), 4) == round(6 / 7 * 3 / 4, 4)


def test_no_answer_is_a_miss_but_no_false_alarm() -> None:
    assert macro_f1(["a", "b"], ["a", None]) == 0.5
    assert macro_f1(["a", "b"], ["a", "a"]) < 0.5


def test_equal_things_are_used_once() -> None:
    assert multiset_prf(["x", "x"], ["x"]).recall == 0.5


@given(LABELS)
def test_gold_against_itself_is_perfect(labels: list[str]) -> None:
    assert macro_f1(labels, labels) == 1
    assert abs(weighted_f1(labels, labels) - 1) < 1e-9
