"""Open one-file reports in a real browser and tell what a reader would trip over.

python -m tools.pages ../shared/seeds examples/reports --workload ../shared/workload/crisis_reports.jsonl.gz

Each folder of reports becomes a page; ``--workload`` adds one of the sixty reports of a topic that lie closest together
in time. Every page is opened in light and dark, at desk and phone width: requests, messages of the console, overflow,
what axe finds, and where the keyboard leads. Needs Chromium and the ``browser`` group of dependencies: ``make pages``.
"""

import argparse
import gzip
import json
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import accordingto as acc

REPORTS = 60
SCHEMES = ("light", "dark")
WIDTHS = (1280, 390)
"""Widths of a desk and of a phone, in CSS pixels."""
TABS = 40
"""Presses of the tab key that are followed."""

_FITS = "document.documentElement.scrollWidth - innerWidth"
_FOCUS = """() => {
  const e = document.activeElement, r = e.getBoundingClientRect(), s = getComputedStyle(e);
  return {tag: e.tagName, shown: r.width > 0 && r.height > 0, ring: s.outlineStyle !== 'none' || s.boxShadow !== 'none'}
}"""


def chromium() -> str | None:
    """Return the path of the Chromium on this machine, ``None`` where there is none."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@contextmanager
def open_browser() -> Iterator[Any]:
    """Start the browser, and stop it at the end; raises ``SystemExit`` where none is installed."""
    from playwright.sync_api import sync_playwright

    path = chromium()
    if path is None:
        raise SystemExit("there is no Chromium on the path: install it and run this again")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


def troubles(browser: Any, address: str, scheme: str, width: int, origin: str | None = None) -> list[str]:
    """Return what is wrong with a page when it is opened: requests, messages, overflow, and what axe finds.

    A page of a server may ask that server, whose ``origin`` is given, for its style and script.
    """
    from axe_playwright_python.sync_playwright import Axe

    page = browser.new_page(viewport={"width": width, "height": 844}, color_scheme=scheme)
    found: list[str] = []
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: found.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: found.append(f"error: {error}"))
    page.on("dialog", lambda dialog: found.append(f"dialog: {dialog.message}"))
    page.goto(address)
    found.extend(f"asks for {url}" for url in asked if not _own(url, address, origin))
    if page.evaluate(_FITS) > 0:
        found.append(f"wider than the window by {page.evaluate(_FITS)} px")
    for violation in Axe().run(page).response["violations"]:
        found.append(f"axe, {violation['impact']}: {violation['id']} at {violation['nodes'][0]['html'][:120]}")
    page.close()
    return found


def _own(url: str, address: str, origin: str | None) -> bool:
    return url == address or url.startswith("data:") or (origin is not None and url.startswith(f"{origin}/"))


def keyboard_troubles(browser: Any, address: str, tabs: int = TABS) -> list[str]:
    """Return where the keyboard fails: the way to the record, a focus that is not seen, a link that lights nothing."""
    page = browser.new_page()
    page.goto(address)
    found: list[str] = []
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    if page.evaluate("location.hash") != "#main":
        found.append("the first key press does not lead to the record")
    for press in range(tabs):
        page.keyboard.press("Tab")
        focus = page.evaluate(_FOCUS)
        if not (focus["shown"] and focus["ring"]):
            found.append(f"the focus is not seen after {press + 1} tabs, at {focus['tag']}")
    link = page.locator("aside.notes a.ref").first
    if link.count():
        link.focus()
        page.keyboard.press("Enter")
        page.wait_for_timeout(300)
        if not page.locator("mark.lit").count():
            found.append("a link to words of a report does not light them up")
    page.close()
    return found


def closest(path: Path, topic: str, count: int = REPORTS) -> list[dict[str, Any]]:
    """Return the ``count`` reports on a topic of the workload that lie closest together in time."""
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        rows = [row for row in map(json.loads, stream) if row.get("topic") == topic and row["date"]]
    rows.sort(key=lambda row: (row["date"], row["id"]))
    days = [date.fromisoformat(row["date"][:10]).toordinal() for row in rows]
    first = min(range(len(rows) - count + 1), key=lambda i: days[i + count - 1] - days[i])
    return rows[first : first + count]


def _pages(options: argparse.Namespace, place: Path) -> Iterator[tuple[str, Path]]:
    for folder in options.folders:
        yield folder, _written(folder, place)
    if options.workload:
        source = place / "topic.jsonl"
        rows = closest(options.workload, options.topic)
        source.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
        yield f"{REPORTS} reports on {options.topic}, {rows[0]['date']} to {rows[-1]['date']}", _written(source, place)


def _written(source: str | Path, place: Path) -> Path:
    page = place / f"{len(list(place.glob('*.html')))}.html"
    page.write_text(acc.read(source).to_html(), "utf-8")
    return page


def main() -> int:
    """Print a line a page and how it was opened, and what was found; 1 where anything was."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folders", nargs="*")
    options.add_argument("--workload", type=Path)
    options.add_argument("--topic", default="north_korea")
    chosen = options.parse_args()
    wrong = 0
    with tempfile.TemporaryDirectory() as place, open_browser() as browser:
        for name, page in _pages(chosen, Path(place)):
            address = page.as_uri()
            print(f"{name}: {page.stat().st_size / 1e6:.1f} MB")
            for scheme in SCHEMES:
                for width in WIDTHS:
                    start = time.perf_counter()
                    found = troubles(browser, address, scheme, width)
                    wrong += _told(f"{scheme}, {width} px, {time.perf_counter() - start:.1f} s", found)
            wrong += _told("keyboard", keyboard_troubles(browser, address))
    return int(wrong > 0)


def _told(how: str, found: list[str]) -> int:
    print(f"  {how}: {'nothing found' if not found else ''}")
    for trouble in found:
        print(f"    {trouble}")
    return len(found)


if __name__ == "__main__":
    raise SystemExit(main())
