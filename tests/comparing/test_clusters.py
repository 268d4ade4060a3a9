from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from accordingto.comparing.clusters import Article, article_of, cluster_stories, cosine, tfidf

FLOOD = "The river Vell burst its banks and drowned the lower town of Karst"
VOTE = "Senators in Lumen rejected the pension bill after a long night"


def test_reports_of_one_happening_join_and_others_stay_apart() -> None:
    articles = [article_of("Flood in Karst", FLOOD), article_of("Karst under water", FLOOD), article_of("Vote", VOTE)]
    first, second, third = cluster_stories(articles)
    assert first == second != third


def test_the_same_words_far_apart_in_time_are_two_stories() -> None:
    days = (date(2031, 3, 1), date(2031, 3, 3), date(2031, 9, 1))
    numbers = cluster_stories([article_of("Flood in Karst", FLOOD, day) for day in days])
    assert numbers[0] == numbers[1] != numbers[2]


def test_an_empty_report_is_a_story_of_its_own() -> None:
    assert len(set(cluster_stories([Article(()), article_of("Flood in Karst", FLOOD)]))) == 2


@given(st.lists(st.lists(st.sampled_from(["flood", "vote", "karst", "bill"]), min_size=1, max_size=6), max_size=8))
def test_every_report_gets_a_story_and_vectors_have_length_one(texts: list[list[str]]) -> None:
    assert len(cluster_stories([Article(tuple(words)) for words in texts])) == len(texts)
    assert all(abs(cosine(v, v) - 1) < 1e-9 for v in tfidf(texts))
