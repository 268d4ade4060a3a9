"""The one-file report in a real browser; skipped where Chromium or the ``browser`` dependencies are missing."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tools import pages

from accordingto.exporting.html import render
from accordingto.frames import CaseRecord

pytest.importorskip("playwright.sync_api", reason="needs `pip install --group browser`")
pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs `pip install --group browser`")
pytestmark = pytest.mark.skipif(pages.chromium() is None, reason="needs Chromium on the path")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with pages.open_browser() as running:
        yield running


@pytest.fixture(scope="module")
def address(crisis: CaseRecord, tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_text(render(list(crisis)), "utf-8")
    return path.as_uri()


@pytest.mark.parametrize("scheme", pages.SCHEMES)
@pytest.mark.parametrize("width", pages.WIDTHS)
def test_it_asks_for_nothing_complains_of_nothing_and_fits(browser: Any, address: str, scheme: str, width: int) -> None:
    assert pages.troubles(browser, address, scheme, width) == []


def test_the_checks_see_what_is_wrong(browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "wrong.html"
    path.write_text(
        "<title>x</title><img src='http://127.0.0.1:9/a.png'><script>console.log('hi')</script>"
        "<div style='width:3000px'>wide</div><a href='#' style='outline:none'>link</a>",
        "utf-8",
    )
    found = " ".join(pages.troubles(browser, path.as_uri(), "light", 390))
    assert all(word in found for word in ("asks for http", "console: hi", "wider than", "axe, critical: image-alt"))
    assert pages.keyboard_troubles(browser, path.as_uri(), tabs=1)


def test_keys_lead_to_the_record(browser: Any, address: str) -> None:
    assert pages.keyboard_troubles(browser, address) == []


def test_keys_lead_to_the_record_and_links_light_up_the_words(browser: Any, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the record"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main"
    link = page.locator("aside.notes a.ref").first
    link.focus()
    page.keyboard.press("Enter")
    record = str(link.get_attribute("href"))[3:]
    page.wait_for_function("document.querySelector('mark.lit') !== null")
    assert record in page.locator("mark.lit").first.get_attribute("data-r").split()
    page.close()


def test_it_is_read_without_a_script(browser: Any, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert page.locator("#sides article.row").first.is_visible()
    assert page.locator("article.report .text").first.is_visible()
    assert not page.locator("#tools").is_visible()
    context.close()
