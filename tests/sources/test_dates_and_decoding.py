"""Dates as people write them; bytes as machines do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.errors import SourceError
from accordingto.sources.dates import parse_date
from accordingto.sources.decoding import decode
from accordingto.sources.pagedata import strip_site
from accordingto.sources.tables import match_columns


@pytest.mark.parametrize(
    ("written", "iso", "precision"),
    [
        ("2024-06-07", "2024-06-07", "day"),
        ("2024/6/7", "2024-06-07", "day"),
        ("20240607", "2024-06-07", "day"),
        ("2024-06-07 00:00:00", "2024-06-07", "day"),
        ("2024-06-07T09:30Z", "2024-06-07T09:30+00:00", "minute"),
        ("2024-06-07T09:30:05.123+0200", "2024-06-07T09:30:05+02:00", "second"),
        ("June 7, 2024", "2024-06-07", "day"),
        ("7 June 2024", "2024-06-07", "day"),
        ("Friday, 7th of June 2024", "2024-06-07", "day"),
        ("Published on Sept. 3, 2021 at 4:05 p.m. EST", "2021-09-03", "day"),
        ("Fri, 07 Jun 2024 10:00:00 GMT", "2024-06-07T10:00:00+00:00", "second"),
        ("13/06/2024", "2024-06-13", "day"),
        ("06/13/2024", "2024-06-13", "day"),
        ("June 2024", "2024-06", "month"),
        ("2024-06", "2024-06", "month"),
        ("2024", "2024", "year"),
    ],
)
def test_certain_dates_are_read(written: str, iso: str, precision: str) -> None:
    assert parse_date(written) == (iso, precision)


@pytest.mark.parametrize(
    "written", ["06/07/2024", "June 7", "yesterday", "2024-13-01", "31 June 2024", "7.6.24", "", "?"]
)
def test_uncertain_dates_are_not(written: str) -> None:
    assert parse_date(written) is None


@given(st.text(max_size=60))
def test_no_written_date_breaks_anything(written: str) -> None:
    parsed = parse_date(written)
    assert parsed is None or parsed[0][:4].isdigit()


@given(st.binary(max_size=300))
def test_bytes_become_text_or_a_reason(data: bytes) -> None:
    try:
        assert isinstance(decode(data), str)
    except SourceError as error:
        assert error.reason in {"binary", "encoding"}


@pytest.mark.parametrize(
    ("title", "outlet", "stripped"),
    [
        ("Talks fail | The Weir Gazette", "Weir Gazette", "Talks fail"),
        ("Talks fail - again", "The Weir Gazette", "Talks fail - again"),
        ("Talks fail", None, "Talks fail"),
    ],
)
def test_only_the_outlets_own_name_is_cut_from_a_title(title: str, outlet: str | None, stripped: str) -> None:
    assert strip_site(title, outlet) == stripped


def test_the_surest_column_wins() -> None:
    names = ["Source", "Publisher", "Article Text", "body", "Date Published"]
    assert match_columns(names, {}) == {"text": "body", "outlet": "Source", "published": "Date Published"}
