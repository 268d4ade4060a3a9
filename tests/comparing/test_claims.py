from accordingto.comparing.claims import bears_on, word_overlap

CLAIM = "The dam above Karst burst at dawn and drowned forty people."


def test_a_contrasting_claim_on_the_same_matter_weakens() -> None:
    assert bears_on(CLAIM, "But engineers found no evidence that the dam above Karst burst.", "weakens")


def test_a_contrast_on_another_matter_does_not() -> None:
    assert not bears_on(CLAIM, "But the senate kept the pension bill.", "weakens")


def test_claims_on_one_matter_strengthen_each_other() -> None:
    assert bears_on(CLAIM, "Rescuers counted forty bodies below the dam.", "strengthens")
    assert not bears_on(CLAIM, "However, pensions will rise.", "strengthens")


def test_overlap_is_of_content_words() -> None:
    assert word_overlap(CLAIM, "Forty people drowned.") == 1
    assert word_overlap(CLAIM, "") == 0
