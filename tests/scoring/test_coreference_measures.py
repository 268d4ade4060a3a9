"""Toy partitions whose figures are published (Pradhan et al. 2014; Luo 2005)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.scoring.coreference_measures import b_cubed, ceaf_e, conll_f1, muc, without_singletons

GOLD = [set("abc"), set("defg")]
FOUND = [set("ab"), set("cd"), set("fghi")]


def test_published_example_muc() -> None:
    precision, recall, f1 = muc(GOLD, FOUND).figures()
    assert (round(precision, 2), round(recall, 2), round(f1, 2)) == (0.40, 0.40, 0.40)


def test_published_example_b_cubed() -> None:
    precision, recall, f1 = b_cubed(GOLD, FOUND).figures()
    assert (round(precision, 2), round(recall, 2), round(f1, 2)) == (0.50, 0.42, 0.45)


def test_published_example_ceaf_e() -> None:
    precision, recall, f1 = ceaf_e(GOLD, FOUND).figures()
    assert (round(precision, 2), round(recall, 2), round(f1, 2)) == (0.43, 0.65, 0.52)


def test_conll_is_the_mean_of_the_three() -> None:
    expected = sum(measure(GOLD, FOUND).figures().f1 for measure in (muc, b_cubed, ceaf_e)) / 3
    assert conll_f1([(GOLD, FOUND)]) == pytest.approx(expected)


def test_luo_all_in_one_cluster_keeps_links_but_not_clusters() -> None:
    gold = [set(range(5)), {5, 6}, set(range(7, 12))]
    everything = [set(range(12))]
    assert muc(gold, everything).figures().recall == 1
    assert round(muc(gold, everything).figures().precision, 4) == round(9 / 11, 4)
    assert round(b_cubed(gold, everything).figures().precision, 3) == 0.375
    assert ceaf_e(gold, everything).figures().f1 < 0.4


def test_singletons_are_told_apart() -> None:
    assert without_singletons([{1}, {2, 3}]) == [{2, 3}]


@given(st.lists(st.integers(0, 4), min_size=2, max_size=15))
def test_a_partition_against_itself_is_perfect(labels: list[int]) -> None:
    clusters = [{i for i, other in enumerate(labels) if other == label} for label in set(labels)]
    assert b_cubed(clusters, clusters).figures().f1 == pytest.approx(1)
    assert ceaf_e(clusters, clusters).figures().f1 == pytest.approx(1)
