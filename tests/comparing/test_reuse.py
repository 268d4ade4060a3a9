from hypothesis import given
from hypothesis import strategies as st

from accordingto.comparing.reuse import compare_texts

STORY = (
    "A freighter ran aground off the Karst coast on Monday. Tugs from two harbours tried to pull it free before the "
    "tide turned. Nobody was hurt, the coast guard said, but fuel leaked into the bay."
)
OTHER = (
    "Farmers in the Lumen valley blocked roads with tractors over the price of milk. They want the ministry to buy "
    "what the dairies no longer take, and say that they will stay until it does."
)


def test_a_copy_is_wholly_derived_and_other_news_is_not() -> None:
    assert compare_texts(STORY, STORY.upper()).label == "wholly"
    assert compare_texts(STORY, OTHER).label == "non-derived"


def test_one_passage_taken_over_is_partly_derived() -> None:
    taken = STORY.split(". ")[1] + ". "
    assert compare_texts(STORY, taken + OTHER).label == "partly"


def test_the_same_quotation_is_no_copying() -> None:
    speech = " “We shall not rest until each of the forty sailors has come home to the harbour safe and sound again.” "
    assert compare_texts(STORY + speech, OTHER + speech).label == "non-derived"


def test_to_quote_a_report_is_to_take_it_over_but_not_to_quote_a_letter() -> None:
    told = (
        "Engineers cut the power to the lower town before dawn as the river had reached the second mark on the old "
        "bridge, and the district then moved four hundred people into two schools on the hill. Buses ran until nine. "
        "The mayor's office counted sixty flooded cellars, twelve closed streets and one broken wall by the evening."
    )
    letter = told.replace("Engineers cut", "I have cut").replace("the district then moved", "we then moved")
    assert compare_texts(told, f"{OTHER} The Vesna Courier writes: “{told}”").label == "wholly"
    assert compare_texts(letter, f"{OTHER} The engineer wrote: “{letter}”").label == "non-derived"


def test_a_notice_in_a_page_without_lines_hides_its_own_sentence_only() -> None:
    page = " ".join([STORY, "Sign up for our newsletter.", OTHER, OTHER.replace("milk", "wheat")])
    assert compare_texts(STORY, page).label == "wholly"


def test_a_post_that_both_embed_is_no_copying() -> None:
    post = (
        "\n\nThe bridge over the Vesna stays open for ambulances and for nobody else until the rain has ended and "
        "the army engineers have looked at every single pillar of it. — Mira Dolan (@miradolan) May 3, 2031\n\n"
    )
    assert compare_texts(STORY + post, OTHER + post).label == "non-derived"


def test_the_shared_passages_are_the_evidence() -> None:
    taken = STORY.split(". ")[1] + ". "
    found = compare_texts(STORY, taken + OTHER).passages
    assert [STORY[a:b] for a, b in (p.first for p in found)] == [taken.rstrip(". ")]
    assert all(STORY[slice(*p.first)] == (taken + OTHER)[slice(*p.second)] for p in found)


@given(st.text(max_size=80), st.text(max_size=80))
def test_order_makes_no_difference(a: str, b: str) -> None:
    there, back = compare_texts(a, b), compare_texts(b, a)
    assert (there.label, there.containment) == (back.label, back.containment)
