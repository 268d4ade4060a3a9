"""Text: normalised once, quoted with offsets that hold."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.text import evidence, holds, mention, normalise, segments, trim, w3c_selectors
from tests.builders import report


@given(st.text())
def test_normalising_twice_is_normalising_once(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert "\r" not in once
    assert unicodedata.is_normalized("NFC", once)


def test_text_that_is_clean_already_keeps_its_offsets() -> None:
    text = "\nRéunion à Genève — « oui ».\n\n"
    assert normalise(text) is text or normalise(text) == text


@given(st.text(min_size=1), st.data())
def test_evidence_says_what_the_report_says(text: str, data: st.DataObject) -> None:
    told = report(text)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quoted = evidence(told, start, end)
    assert holds(told, quoted)
    assert text[max(0, start - 32) : end + 32] == quoted.prefix + quoted.exact + quoted.suffix
    position, quote = w3c_selectors(quoted)
    assert text[position["start"] : position["end"]] == quote["exact"]


def test_a_mention_outside_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="no mention"):
        mention("short", 2, 9)


@given(st.text(), st.integers(0, 30), st.integers(0, 30))
def test_trimming_leaves_no_white_space_at_the_edges(text: str, start: int, length: int) -> None:
    a, b = min(start, len(text)), min(start + length, len(text))
    span = trim(text, a, b)
    kept = text[span.start : span.end]
    assert kept == kept.strip()


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20), st.sampled_from("abc"))))
def test_segments_cover_the_text_and_carry_every_label(spans: list[tuple[int, int, str]]) -> None:
    pieces = segments(20, spans)
    assert [p.start for p in pieces][1:] == [p.end for p in pieces][:-1]
    assert pieces[0].start == 0
    assert pieces[-1].end == 20
    for start, end, label in spans:
        covered = {i for p in pieces if label in p.labels for i in range(p.start, p.end)}
        assert set(range(start, end)) <= covered
