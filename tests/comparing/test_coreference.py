from accordingto.comparing.coreference import EventMention, cluster_events


def mention(document: str, lemma: str) -> EventMention:
    return EventMention(document, 0, lemma, lemma, "NOUN", ())


DOCUMENTS = {
    "a": ["storm", "vell", "ferry", "sink", "karst"],
    "b": ["storm", "vell", "ferry", "coast", "karst"],
    "c": ["storm", "pension", "senate", "lumen", "bill"],
}


def test_the_same_head_in_the_same_story_is_one_event() -> None:
    first, second, other = cluster_events(
        [mention("a", "storm"), mention("b", "storm"), mention("a", "sink")], DOCUMENTS
    )
    assert first == second != other


def test_the_same_head_in_another_story_is_another_event() -> None:
    first, second = cluster_events([mention("a", "storm"), mention("c", "storm")], DOCUMENTS)
    assert first != second


def test_no_mentions_no_clusters() -> None:
    assert cluster_events([], {}) == []
