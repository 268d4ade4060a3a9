"""Mentions of one event are brought together by what they say and by which reports tell of one happening."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accordingto.codebook.vectors import word_vectors
from accordingto.comparing.coreference import EventMention, Telling, cluster_events

VELL = ["storm", "ferry", "sink", "vell", "coast", "harbour", "rescue", "island", "captain", "gale", "passenger"]
LUMEN = ["strike", "miner", "pit", "lumen", "wage", "union", "blast", "shaft", "ministry", "coal", "inquiry"]


def mention(document: str, lemma: str, story: list[str], name: str) -> EventMention:
    return EventMention(document, 0, lemma, (lemma,), tuple(story[:6]), tuple(story[:3]), (name,))


def telling(story: list[str], name: str, turn: int) -> Telling:
    words = [*story[turn:], *story[:turn][:3], name]
    return Telling(tuple(words), (name,))


DOCUMENTS = {f"v{n}": telling(VELL, "vell", n) for n in range(4)} | {
    f"l{n}": telling(LUMEN, "lumen", n) for n in range(4)
}


def test_one_word_in_two_reports_of_one_happening_is_one_event() -> None:
    mentions = [mention("v0", "sink", VELL, "vell"), mention("v1", "sink", VELL, "vell")]
    first, second = cluster_events(mentions, DOCUMENTS)
    assert first == second


def test_one_word_in_reports_of_two_happenings_is_two_events() -> None:
    mentions = [mention("v0", "blast", VELL, "vell"), mention("l1", "blast", LUMEN, "lumen")]
    first, second = cluster_events(mentions, DOCUMENTS)
    assert first != second


def test_no_mentions_no_clusters() -> None:
    assert cluster_events([], {}) == []


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(6)))
def test_the_order_of_the_mentions_makes_no_difference(order: list[int]) -> None:
    every = [mention(f"v{n}", "sink", VELL, "vell") for n in range(3)]
    every += [mention(f"l{n}", "blast", LUMEN, "lumen") for n in range(3)]
    plain, mixed = cluster_events(every, DOCUMENTS), cluster_events([every[i] for i in order], DOCUMENTS)
    together = {(a, b) for a in range(6) for b in range(6) if plain[a] == plain[b]}
    assert together == {(order[a], order[b]) for a in range(6) for b in range(6) if mixed[a] == mixed[b]}


@pytest.mark.parametrize(
    ("near", "far"), [(("purchase", "buy"), ("purchase", "flood")), (("quake", "tremor"), ("quake", "vote"))]
)
def test_words_that_are_used_alike_are_near(near: tuple[str, str], far: tuple[str, str]) -> None:
    def likeness(pair: tuple[str, str]) -> float:
        one, other = (word_vectors().of(word) for word in pair)
        assert one is not None and other is not None
        return float(one @ other)

    assert likeness(near) > likeness(far) + 0.2


def test_an_unknown_word_has_no_vector() -> None:
    assert word_vectors().of("qqzzx") is None
    assert not word_vectors().mean(["qqzzx"]).any()
