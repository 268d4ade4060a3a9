"""Reports of one happening are one story, whatever else the case holds and in whatever order they come."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from accordingto.comparing.stories import Article, article_of, story_id, tell
from accordingto.comparing.vectors import cosine, tfidf

FLOOD = "The river Vell burst its banks and drowned the lower town of Karst"
VOTE = "Senators in Lumen rejected the pension bill after a long night"


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def test_reports_of_one_happening_join_and_others_stay_apart() -> None:
    articles = [
        article_of("a", "Flood in Karst", FLOOD),
        article_of("b", "Karst under water", FLOOD),
        article_of("c", "Vote", VOTE),
    ]
    found = tell(articles)
    assert found["a"] == found["b"] == story_id("a")
    assert found["c"] == story_id("c")


def test_the_same_words_far_apart_in_time_are_two_stories() -> None:
    days = ("2031-03-01", "2031-03-03", "2031-09-01")
    first, second, third = tell(article_of(d, "Flood in Karst", FLOOD, day(d)) for d in days).values()
    assert first == second != third


def test_a_story_goes_on_from_day_to_day_under_one_id() -> None:
    days = [f"2031-03-{d:02d}" for d in range(1, 29, 3)]
    assert set(tell(article_of(d, "Flood in Karst", FLOOD, day(d)) for d in days).values()) == {story_id(days[0])}


def test_what_every_report_of_a_crisis_says_does_not_make_one_story_of_it() -> None:
    crisis = "The Karst crisis went on as the prime minister of Karst met ministers in the Karst capital Aldra"
    matters = [
        "while a tanker ran aground off the northern lighthouse and leaked diesel over herring nets",
        "as striking nurses occupied the children's hospital over unpaid overtime and pensions",
        "when auditors found forged invoices for winter uniforms in a warehouse of the customs office",
    ]
    today = day("2031-03-01")
    articles = [article_of(f"{m}{n}", "", f"{crisis}, {w}.", today) for m, w in enumerate(matters) for n in range(40)]
    found = tell(articles)
    assert len(set(found.values())) == len(matters)


def test_an_empty_report_is_a_story_of_its_own() -> None:
    assert len(set(tell([Article("a", None, {}), article_of("b", "Flood in Karst", FLOOD)]).values())) == 2


WORDS = ["flood", "vote", "karst", "bill", "harbour", "tanker", "nurses", "levee"]


@given(
    st.lists(st.tuples(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6), st.integers(1, 12)), max_size=12),
    st.randoms(use_true_random=False),
)
def test_the_order_in_which_reports_come_does_not_matter(texts: list[tuple[list[str], int]], dice: object) -> None:
    articles = [article_of(f"{n:02d}", "", " ".join(words), at) for n, (words, at) in enumerate(texts)]
    shuffled = articles[:]
    dice.shuffle(shuffled)  # type: ignore[attr-defined]
    assert tell(articles) == tell(shuffled)
    assert len(tell(articles)) == len(articles)


@given(st.lists(st.lists(st.sampled_from(["flood", "vote", "karst", "bill"]), min_size=1, max_size=6), max_size=8))
def test_vectors_have_length_one(texts: list[list[str]]) -> None:
    assert all(abs(cosine(v, v) - 1) < 1e-9 for v in tfidf(texts))
