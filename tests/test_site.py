"""The documents as a site: pages made from data say what it says, links lead somewhere, every page has its place."""

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from tools.site import __main__ as site
from tools.site.codebook_pages import pages

from accordingto import codebook
from accordingto.records import EVENT_TYPES, PositionKind

ROOT = Path(__file__).parent.parent
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]+))?\)")


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages as Sphinx is given them."""
    folder = tmp_path_factory.mktemp("site")
    site.lay_out(folder)
    return folder


def test_the_codebook_pages_hold_what_the_data_holds() -> None:
    made = pages()
    assert all(f"| `{name}` |" in made["codebook.md"] for name in codebook.pages())
    events = made["codebook-events.md"]
    assert all(f"| `{name}` |" in events for name in EVENT_TYPES)
    data = codebook.load("events_types", dict[str, dict[str, object]])
    for name, kind in data.items():
        assert f"| `{name}` | {kind['quad']}, " in events
        for mode in kind["modes"] or ():  # type: ignore[attr-defined]
            assert f"| `{name}` | `{mode}` |" in events
    stance = codebook.load("stance", dict[str, list[str]])
    assert all(f"| `{name}` | " in made["codebook-words.md"] for name in stance)
    assert set(re.findall(r"^\| `(\w+)` \| (?:–|`)", made["codebook-words.md"], re.MULTILINE)) <= set(
        PositionKind.__args__
    )


def test_every_table_of_the_codebook_has_as_many_cells_in_each_row() -> None:
    for name, text in pages().items():
        for table in re.findall(r"(?:^\|.*\|\n)+", text, re.MULTILINE):
            assert len({len(re.findall(r"(?<!\\)\|", row)) for row in table.splitlines()}) == 1, f"{name}: {table[:80]}"


def anchors(text: str) -> set[str]:
    """Return the addresses of a page's headings, as GitHub and Sphinx make them."""
    heads = re.findall(r"^#+ (.+)$", re.sub(r"```.*?```", "", text, flags=re.DOTALL), re.MULTILINE)
    plain = [re.sub(r"[^\w\- ]", "", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", head)).lower() for head in heads]
    return {head.strip().replace(" ", "-") for head in plain}


def test_every_link_of_the_site_leads_to_a_page_and_a_heading_of_it(laid: Path) -> None:
    for page in sorted(laid.glob("*.md")):
        text = page.read_text("utf-8")
        for target, anchor in LINK.findall(re.sub(r"```.*?```", "", text, flags=re.DOTALL)):
            where = laid / target if target else page
            assert where.exists(), f"{page.name}: {target}"
            if anchor and where.suffix == ".md":
                assert anchor in anchors(where.read_text("utf-8")), f"{page.name}: {target}#{anchor}"


def test_every_page_has_its_place_in_the_contents(laid: Path) -> None:
    contents = (laid / "index.md").read_text("utf-8").split()
    assert {page.stem for page in laid.glob("*.md")} - set(contents) == {"index"}
    assert all((laid / f"{name}.md").exists() for names in site.CHAPTERS.values() for name in names)


@pytest.mark.skipif(
    find_spec("sphinx") is None, reason="the site is NOT BUILT here: pip install -r requirements/site.txt"
)
def test_the_site_builds_and_loads_nothing_from_elsewhere(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tools.site", str(tmp_path / "site")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "site" / "tutorial.html").exists()
    assert site.from_elsewhere(tmp_path / "site") == []


def test_what_a_page_would_load_from_elsewhere_is_found(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        '<a href="https://x.example"></a><script async src="https://x.example/a.js"></script>'
    )
    (tmp_path / "b.html").write_text("<link rel=stylesheet href='//fonts.example/css'>")
    assert len(site.from_elsewhere(tmp_path)) == 2
