"""Reviewing in a real browser: by keys, without a script, in both themes; skipped where Chromium is missing."""

import shutil
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
def case(crisis_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copy(crisis_file, tmp_path_factory.mktemp("reviewed") / "case.db"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with pages.open_browser() as running:
        yield running


@pytest.fixture(scope="module")
def origin(case: Path) -> Iterator[str]:
    """The pages on a free port of this machine, where Ana reviews."""
    with served(case, "--review", "--as", "Ana") as server:
        yield server.origin


def kept(case: Path) -> list[tuple[str, str]]:
    return [(v.reviewed, v.verdict) for v in acc.open_case(case).reviews]


def test_keys_accept_reject_and_correct(browser: Any, origin: str, case: Path) -> None:
    page = browser.new_page()
    page.goto(f"{origin}/reviews/next?kind=event")
    seen = []
    for key in ("a", "r"):
        seen.append(page.url.split("?")[0].rpartition("/")[2])
        with page.expect_navigation():
            page.keyboard.press(key)
    seen.append(page.url.split("?")[0].rpartition("/")[2])
    page.keyboard.press("e")
    assert page.evaluate("document.activeElement.name") == "f-type"
    page.select_option("select[name=f-status]", "planned")
    page.keyboard.press("a")  # inside a field a letter is a letter
    with page.expect_navigation():
        page.click("button[value=corrected]")
    assert kept(case)[-3:] == list(zip(seen, ("accepted", "rejected", "corrected"), strict=True))
    page.close()


def test_forms_do_without_a_script(browser: Any, origin: str, case: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{origin}/reviews/next?kind=position")
    id = page.url.split("?")[0].rpartition("/")[2]
    page.fill("form.verdict textarea >> nth=0", "<b>seen</b>")
    with page.expect_navigation():
        page.click("button[value=rejected]")
    assert kept(case)[-1] == (id, "rejected")
    page.goto(f"{origin}/reviews/{id}")
    assert page.locator("main ol", has_text="<b>seen</b>").is_visible()
    context.close()


def test_a_strangers_page_cannot_send(browser: Any, origin: str, case: Path) -> None:
    """Not even with the token, in the browser of somebody who reviews."""
    before = kept(case)
    address = f"{origin}/reviews/{acc.open_case(case).statements[0].id}"
    context = browser.new_context()
    page = context.new_page()
    page.goto(address)
    fields = page.eval_on_selector("form.verdict", "f => f.innerHTML")
    stranger = context.new_page()
    stranger.set_content(f"<form method=post action='{address}'>{fields}</form>")
    with stranger.expect_navigation() as answer:
        stranger.click("button[value=accepted]")
    assert answer.value.status == 403
    assert kept(case) == before
    context.close()


@pytest.mark.parametrize("scheme", pages.SCHEMES)
def test_nothing_complains_and_all_fits(browser: Any, origin: str, case: Path, scheme: str) -> None:
    record = acc.open_case(case)
    finding = next(f.id for f in record.findings if f.verdict == "differs")
    hostile = next(r.id for r in record.reports if "alert('x')" in r.text)
    told = next(s.id for s in record.statements if s.report == hostile)
    found = []
    for address, width in zip(("/reviews", f"/reviews/{told}", f"/reviews/{finding}"), (1280, 390, 1280), strict=True):
        for trouble in pages.troubles(browser, origin + address, scheme, width, origin):
            found.append((address, width, trouble))
    assert found == []
