"""The one-file report in a real browser; skipped where Chromium or the ``browser`` dependencies are missing."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from accordingto.exporting.html import render
from accordingto.frames import CaseRecord

playwright_api = pytest.importorskip("playwright.sync_api", reason="needs `pip install --group browser`")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium on the path")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright_api.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture(scope="module")
def address(crisis: CaseRecord, tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_text(render(list(crisis)), "utf-8")
    return path.as_uri()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_it_asks_for_nothing_complains_of_nothing_and_fits(browser: Any, address: str, scheme: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 844}, color_scheme=scheme)
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", lambda dialog: complaints.append(dialog.message))
    page.goto(address)
    assert [url for url in asked if not url.startswith("data:")] == [address]
    assert complaints == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    page.close()


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


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Any, address: str, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs `pip install --group browser`")
    page = browser.new_page(viewport={"width": 1280, "height": 844}, color_scheme=scheme)
    page.goto(address)
    found = [(v["impact"], v["id"], v["nodes"][0]["html"][:120]) for v in axe.Axe().run(page).response["violations"]]
    assert found == []
    page.close()
