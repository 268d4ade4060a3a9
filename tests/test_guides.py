"""The tutorial and the guides: each command runs in its order, and prints what they say it prints."""

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from accordingto.cli.app import app
from accordingto.columns import COLUMNS

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
GUIDES = ("tutorial", "for-researchers", "for-analysts", "for-fact-checkers")
LEFT_OUT = "[…]"

MONDAY = """Water ministers meet again over the Selm dam

SELM, March 3 - Water Minister Ola Berg said on Monday that Torr would close the Selm dam by Friday.

At least 12 people were killed when the levee broke on Sunday, the mayor of Selm said.
"""
TUESDAY = """SELM, March 4 - The levee at Selm broke on Sunday and killed 15 people, Mayor Edda Lind told reporters.

Minister Ola Berg said Torr would not close the dam.
"""
FEED = """<rss version="2.0"><channel><title>The Weir Gazette</title><item><title>Talks fail</title><guid>1</guid>
<pubDate>Mon, 03 Mar 2031 10:00:00 GMT</pubDate><link>https://weir.example/1</link><description>Envoy Lena Okafor said
on Monday that the talks about the dam had failed.</description></item></channel></rss>"""
ROWS = "article_body,paper,day\n" + "".join(
    f'"Envoy Lena Okafor said the talks had failed. Soldiers killed {n} farmers in Selm.",Echo,2031-03-0{n}\n'
    for n in (2, 3, 4)
)


class Step(NamedTuple):
    """One command of a guide, and the lines below it."""

    command: str
    shown: list[str]


def steps(page: str) -> Iterator[Step]:
    """Yield the commands of a page's console blocks."""
    for block in re.findall(r"```console\n(.+?)```", page, re.DOTALL):
        for command, shown in re.findall(r"^\$ (.+)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE):
            yield Step(command, shown.splitlines())


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with what the guides speak of."""
    (tmp_path / "examples").symlink_to(ROOT / "examples", target_is_directory=True)
    (tmp_path / "monday.txt").write_text(MONDAY, "utf-8")
    (tmp_path / "tuesday.txt").write_text(TUESDAY, "utf-8")
    (tmp_path / "articles.csv").write_text(ROWS, "utf-8")
    (tmp_path / "feeds").mkdir()
    (tmp_path / "feeds" / "world.rss").write_text(FEED, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "110")
    return tmp_path


def printed(command: str, capfd: pytest.CaptureFixture[str]) -> str:
    """Run a command; return all that it prints, in words with one space between."""
    code = None
    try:
        app(shlex.split(command)[1:], standalone_mode=False)
    except SystemExit as end:
        code = end.code
    out, err = capfd.readouterr()
    assert code in {None, 0}, f"{command}\n{err}"
    return " ".join((out + err).split())


def test_every_command_of_the_guides_prints_what_they_say(desk: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for guide in GUIDES:
        listed = list(steps((DOCS / f"{guide}.md").read_text("utf-8")))
        assert len(listed) >= 4, guide
        for command, shown in listed:
            assert command.startswith("accordingto "), f"{guide}: {command}"
            told, at = printed(command, capfd), 0
            for piece in (" ".join(p.split()) for line in shown for p in line.split(LEFT_OUT)):
                found = told.find(piece, at)
                assert found >= 0, f"{guide}: {command}\nshould print: {piece}\nand prints: {told[:3000]}"
                at = found + len(piece)
    for snippet in re.findall(r"```python\n(.+?)```", (DOCS / "for-researchers.md").read_text("utf-8"), re.DOTALL):
        done = subprocess.run([sys.executable, "-c", snippet], cwd=desk, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


def test_the_columns_that_the_guides_name_are_there() -> None:
    names = {kind: {column.name for column in columns} for kind, columns in COLUMNS.items()}
    page = (DOCS / "for-researchers.md").read_text("utf-8")
    table = page[page.index("| you want |") : page.index("Filter by `status`")]
    assert set(re.findall(r"`(\w+)`", table.partition("|---|---|")[2])) <= names["event"]
    r = (DOCS / "r.md").read_text("utf-8")
    assert set(re.findall(r"\bevents\$(\w+)", r)) - {"day"} <= names["event"] | names["report"]
    assert set(re.findall(r"case\$(\w+)", r)) <= {f"{kind}s" for kind in names} | {"members"}
