"""The pages in a real browser; skipped where Chromium or the ``browser`` dependencies are missing."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tools import pages
from tools.serving import served

import accordingto as acc

pytest.importorskip("playwright.sync_api", reason="needs `pip install --group browser`")
pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs `pip install --group browser`")
pytest.importorskip("uvicorn", reason="needs `pip install 'accordingto[web]'`")
pytestmark = pytest.mark.skipif(pages.chromium() is None, reason="needs Chromium on the path")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with pages.open_browser() as running:
        yield running


@pytest.fixture(scope="module")
def origin(crisis_case: Path) -> Iterator[str]:
    """The pages of the invented crisis on a free port of this machine."""
    with served(crisis_case) as server:
        yield server.origin


@pytest.fixture(scope="module")
def addresses(crisis_case: Path) -> list[str]:
    record = acc.open_case(crisis_case)
    story = max(record.stories(), key=lambda s: len(s.reports)).id
    finding = next(f.id for f in record.findings if f.verdict == "differs")
    hostile = next(r.id for r in record.reports if "alert('x')" in r.text)
    tables = [f"/tables/{kind}" for kind in ("reports", "statements", "events", "positions", "findings", "problems")]
    single = [f"/stories/{story}", f"/timeline/{story}", f"/reports/{hostile}", f"/findings/{finding}"]
    lists = [
        "/",
        "/stories",
        "/positions",
        "/actors",
        "/actors?kind=statement",
        "/map",
        "/map?view=world",
        "/api",
        "/reviews",
    ]
    return [*lists, "/nothing", *tables, *single]


@pytest.mark.parametrize("scheme", pages.SCHEMES)
def test_nothing_is_asked_of_others_nothing_complains_and_all_fits(
    browser: Any, origin: str, addresses: list[str], scheme: str
) -> None:
    found = []
    for address, width in zip(addresses, pages.WIDTHS * len(addresses), strict=False):
        for trouble in pages.troubles(browser, origin + address, scheme, width, origin):
            if address != "/nothing" or "404" not in trouble:  # the browser itself notes a page that is not there
                found.append((address, width, trouble))
    assert found == []


def test_keys_alone_lead_from_search_to_the_words_and_to_the_other_report(browser: Any, origin: str) -> None:
    page = browser.new_page()
    page.goto(f"{origin}/")
    page.keyboard.press("/")
    page.keyboard.type("would not send troops")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.keyboard.press("j")
    with page.expect_navigation():
        page.keyboard.press("o")
    assert "/reports/" in page.url
    assert "#w-" in page.url
    here = page.url.partition("#")[0]
    other = page.locator("article.row a.ref[href^='/records/']").first
    other.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "/reports/" in page.url
    assert page.url.partition("#")[0] != here
    page.close()


def test_a_question_mark_shows_the_keys(browser: Any, origin: str) -> None:
    page = browser.new_page()
    page.goto(f"{origin}/map")
    assert not page.locator("#keys").is_visible()
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#keys").is_visible()
    page.close()


def test_the_slider_asks_for_its_day(browser: Any, origin: str) -> None:
    page = browser.new_page()
    page.goto(f"{origin}/positions")
    slider = page.locator(".slider input")
    slider.focus()
    with page.expect_navigation():
        page.keyboard.press("Home")
    assert "as_of=2031-03-03" in page.url
    page.close()


def test_pages_are_read_without_a_script(browser: Any, origin: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{origin}/tables/events")
    assert page.locator("tbody tr").first.is_visible()
    page.goto(f"{origin}/positions")
    assert not page.locator(".slider").is_visible()
    page.goto(f"{origin}/map?view=world")
    assert page.locator("path.land").count() > 100
    context.close()
