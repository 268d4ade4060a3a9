"""Quotation marks: what is quoted, however the marks are written."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.reading.quotes import outermost, quotations


def inner(text: str) -> list[str]:
    return [text[q.inner.start : q.inner.end] for q in outermost(quotations(text))]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“The dam holds,” she said.", ["The dam holds,"]),
        ('"The dam holds," she said.', ["The dam holds,"]),
        ("''The dam holds,'' she said.", ["The dam holds,"]),
        ("``The dam holds,'' she said.", ["The dam holds,"]),
        ("«The dam holds», she said.", ["The dam holds"]),
        ('" The dam holds , " she said .', [" The dam holds , "]),
        ("Mayor calls flood ‘a warning’ to all", ["a warning"]),
        ("The rivers' banks and the '90s dams don't hold.", []),
        ("The gauge read 6'2\" at noon.", []),
    ],
)
def test_marks_of_every_kind(text: str, quoted: list[str]) -> None:
    assert inner(text) == quoted


def test_nested_marks_stay_inside_their_quotation() -> None:
    text = "“He told me ‘go home’ and “never come back” twice,” Ana Roe said."
    found = quotations(text)
    assert len(outermost(found)) == 1
    assert max(q.depth for q in found) == 1


def test_an_unclosed_quotation_runs_to_its_paragraph_and_is_continued_by_the_next() -> None:
    text = "“We waited for the boats.\n\n“Nobody came,” the fisherman said."
    first, second = outermost(quotations(text))
    assert not first.closed
    assert text[first.inner.start : first.inner.end] == "We waited for the boats."
    assert second.continued


def test_a_mixed_pair_of_marks_closes() -> None:
    assert inner('There was “no water" in the camp.') == ["no water"]


@given(st.text(alphabet="ab .,“”\"'‘’«»\n", max_size=60))
def test_spans_lie_in_the_text_and_do_not_cross(text: str) -> None:
    found = outermost(quotations(text))
    for q in found:
        assert 0 <= q.start < q.inner.start <= q.inner.end <= q.end <= len(text)
    for one, two in pairwise(found):
        assert one.end <= two.start
