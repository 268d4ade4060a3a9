"""Take the pictures that the documents show, of the one-file report and of the pages of a case, in a real browser.

Needs Chromium on the path and the ``browser`` group of dependencies: ``make screenshots``.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

import accordingto as acc
from tools.pages import open_browser
from tools.serving import served

PICTURES = (
    ("brief", "brief", "light", 1280, 800),
    ("sides-dark", "sides", "dark", 1120, 720),
    ("timeline", "timeline", "light", 1280, 800),
    ("report", "reports", "light", 1120, 680),
    ("phone", "sides", "light", 390, 844),
)
"""Name of the picture, section that it shows, colour scheme, width and height in CSS pixels."""

PAGES = (
    ("web-overview", "/", "light"),
    ("web-map", "/map", "light"),
    ("web-actors-dark", "/actors?by=country", "dark"),
)
"""Name of the picture, address of the page, colour scheme."""

_SHOW = (
    "name => { document.documentElement.style.scrollBehavior = 'auto'; document.getElementById(name).scrollIntoView() }"
)


def of_pages(reports: str, folder: str) -> None:
    """Read the reports into a case and put the pictures of its pages into the folder."""
    with tempfile.TemporaryDirectory() as place:
        case = Path(place) / "case.db"
        subprocess.run([sys.executable, "-m", "accordingto", "read", reports, "--case", str(case)], check=False)
        with served(case) as server, open_browser() as browser:
            for name, address, scheme in PAGES:
                page = browser.new_page(viewport={"width": 1120, "height": 760}, color_scheme=scheme)
                page.goto(server.origin + address)
                page.screenshot(path=Path(folder) / f"{name}.png")
                page.close()


def main(reports: str, folder: str) -> None:
    """Read the reports, write their page to a temporary file, and put the pictures of it into the folder."""
    of_pages(reports, folder)
    with tempfile.TemporaryDirectory() as place, open_browser() as browser:
        page_file = Path(place) / "report.html"
        page_file.write_text(acc.read(reports).to_html(title="Two crises in thirteen reports"), "utf-8")
        for name, section, scheme, width, height in PICTURES:
            page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
            page.goto(page_file.as_uri())
            if section != "brief":
                page.evaluate(_SHOW, section)
            page.screenshot(path=Path(folder) / f"{name}.png")
            page.close()


if __name__ == "__main__":
    main(*sys.argv[1:3])
