"""Lay the pages out in a folder of their own, add those that are made from data, and have Sphinx build the site."""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.site.codebook_pages import pages

ROOT = Path(__file__).parent.parent.parent
HERE = Path(__file__).parent

CHAPTERS: dict[str, tuple[str, ...]] = {
    "Begin": ("tutorial", "for-researchers", "for-analysts", "for-fact-checkers"),
    "Use it": (
        "sources",
        "comparing",
        "positions",
        "exporting",
        "r",
        "web",
        "assistants",
        "reviewing",
        "stores",
        "clusters",
    ),
    "The record": ("record", "codebook", "codebook-events", "codebook-words"),
    "How it reads": ("statements", "events", "actors", "places", "times", "equipment", "references"),
    "How good it is": ("limits", "scores", "scoring", "judged", "reading-fifty", "model-cards", "speed", "reliability"),
    "The project": ("security", "contributing", "changelog"),
}
"""The order of the pages; what stands in docs/ and not here comes at the end of its own accord."""

_PAGE = re.compile(r"\]\((?:\.\./|docs/)*(SECURITY|CONTRIBUTING|CHANGELOG)\.md")
_OUTSIDE = re.compile(
    r"\[([^\]]+)\]\((?:\.\./)*(?:corpus|examples|benchmarks|tools|src|tests|requirements|README)\b[^)]*\)"
)
_FETCHED = re.compile(
    r"<(?:script|link|img|iframe|source)\b[^>]*?(?:src|href)=[\"'](?:https?:)?//[^\"']*", re.IGNORECASE
)


def lay_out(folder: Path) -> None:
    """Write every page of the site into a folder: those of docs/, three of the root, those made from data."""
    shutil.copytree(ROOT / "docs", folder, dirs_exist_ok=True)
    for name in ("SECURITY", "CONTRIBUTING", "CHANGELOG"):
        text = (ROOT / f"{name}.md").read_text("utf-8")
        (folder / f"{name.lower()}.md").write_text(text.replace("](docs/", "]("), "utf-8")
    for name, text in pages().items():
        (folder / name).write_text(text, "utf-8")
    for page in folder.glob("*.md"):
        page.write_text(_linked(page.read_text("utf-8")), "utf-8")
    (folder / "index.md").write_text((HERE / "index.md").read_text("utf-8") + _contents(folder), "utf-8")


def _linked(text: str) -> str:
    """Lead links to the root's pages to those of the site; what is no part of the site is named and not linked."""
    text = _PAGE.sub(lambda found: f"]({found[1].lower()}.md", text)
    return _OUTSIDE.sub(r"\1", text)


def _contents(folder: Path) -> str:
    listed = {name for names in CHAPTERS.values() for name in names}
    rest = tuple(sorted(page.stem for page in folder.glob("*.md") if page.stem not in listed | {"index"}))
    chapters = {**CHAPTERS, **({"Further": rest} if rest else {})}
    return "".join(
        "\n```{toctree}\n:hidden:\n:caption: " + title + "\n\n" + "\n".join(names) + "\n```\n"
        for title, names in chapters.items()
    )


def from_elsewhere(folder: Path) -> list[str]:
    """Return what the pages of a built site would load from elsewhere; there must be nothing."""
    return [
        f"{page.name}: {found}"
        for page in folder.rglob("*.html")
        for found in _FETCHED.findall(page.read_text("utf-8"))
    ]


def main() -> None:
    """Build the site; exit 1 where a link is broken or a page loads something from elsewhere."""
    options = argparse.ArgumentParser(prog="python -m tools.site", description=__doc__)
    options.add_argument("folder", type=Path, help="where the site is to lie")
    folder = options.parse_args().folder
    with tempfile.TemporaryDirectory() as pages_folder:
        lay_out(Path(pages_folder))
        command = [
            sys.executable,
            "-m",
            "sphinx",
            "-q",
            "-W",
            "--keep-going",
            "-c",
            str(HERE),
            pages_folder,
            str(folder),
        ]
        code = subprocess.run(command, cwd=ROOT, check=False).returncode
    foreign = from_elsewhere(folder)
    print("\n".join(foreign) or f"{folder / 'index.html'}: open it in a browser; it needs no network")
    sys.exit(code or bool(foreign))


if __name__ == "__main__":
    main()
