"""Tables as people read them: no codes with underscores, no empty columns, and what a finding is about."""

import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from lxml import html
from lxml.html import HtmlElement

from accordingto.views.naming import time_of

KINDS = ["reports", "statements", "events", "positions", "findings", "problems"]


def page(client: TestClient, address: str) -> HtmlElement:
    return html.document_fromstring(client.get(address).text)


def cells(found: HtmlElement) -> Iterator[list[str]]:
    for row in found.xpath("//tbody/tr"):
        yield [" ".join(cell.text_content().split()) for cell in row.xpath("td[bdi]")]


@pytest.mark.parametrize("kind", KINDS)
def test_no_column_is_empty_and_no_code_is_shown(client: TestClient, kind: str) -> None:
    found = page(client, f"/tables/{kind}")
    rows = list(cells(found))
    if not rows:
        return
    assert all(any(column) for column in zip(*rows, strict=True))
    heads = [" ".join(th.text_content().split()) for th in found.xpath("//thead//th")]
    assert len(heads) == len(rows[0]) + 1
    codes = {"form", "status", "verdict", "position", "stage", "reason"}
    for row in rows:
        assert not any("_" in cell for head, cell in zip(heads, row, strict=False) if head in codes)


def test_a_finding_tells_what_it_is_about(client: TestClient) -> None:
    found = page(client, "/tables/findings")
    heads = [th.text_content() for th in found.xpath("//thead//th")]
    for row in cells(found):
        told = dict(zip(heads, row, strict=False))
        assert told["what"]
        assert told["words"]
        assert re.fullmatch(r"\d+( to \d+)?", told["origins"])


def test_where_nothing_fits_a_sentence_says_so(client: TestClient) -> None:
    found = page(client, "/tables/events?text=zeppelin")
    assert not found.xpath("//table")
    assert "No event fits." in found.xpath("string(//main)")
    assert "Nobody has said anything" in page(client, "/reviews").xpath("string(//main)")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2031-03-04", "2031-03-04"),
        ("2031-03-04T17:05:09+02:00", "2031-03-04 17:05 +02:00"),
        ("2031-03-04T17:05:09.123+00:00", "2031-03-04 17:05 UTC"),
        ("2031-03-04T17:05", "2031-03-04 17:05"),
        ("in March", "in March"),
    ],
)
def test_times_of_day_are_read_without_letters_and_seconds(written: str, read: str) -> None:
    assert time_of(written) == read
