"""``read --fetch``: what is fetched lies in the case with its address and time, and is asked for once."""

from pathlib import Path

import pytest

import accordingto as acc
from accordingto.casefile import Case
from accordingto.casefile.fetches import fetches
from accordingto.cli.app import app
from accordingto.errors import UsageError
from tests.sources.site import STORY, Site

pytest.importorskip("protego", reason="fetching NOT TESTED: pip install protego")


def read(case: Path, *words: str) -> int:
    """Run ``accordingto read`` on a case; return its exit code."""
    try:
        app(
            ["read", *words, "--case", str(case), "--fetch", "--fetch-local", "--fetch-delay", "0"],
            standalone_mode=False,
        )
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def test_an_article_is_asked_for_once_and_again_only_on_wish(site: Site, tmp_path: Path) -> None:
    item = (
        "<item><title>Dam</title><link>{}</link><description>The ministers met for a third time…</description></item>"
    )
    feed = f"<rss><channel><title>Weir</title>{item.format(site.page('/1'))}</channel></rss>"
    site.answers["/feed"] = (200, {"Content-Type": "text/xml"}, feed.encode())
    case, address = tmp_path / "c.db", f"{site.home}/feed"
    assert read(case, address) == 0
    [report] = acc.open_case(case).reports
    assert "met for the third time" in report.text
    with Case(case, read_only=True) as opened:
        [one] = fetches(opened)
    assert (one.url, one.answered, one.report) == (f"{site.home}/1", f"{site.home}/1", report.id)
    assert one.at.startswith("20")
    site.asked.clear()
    site.page("/1", STORY.replace("third time", "fourth time"))
    assert read(case, address) == 0
    assert site.asked == ["/robots.txt", "/feed"]
    assert read(case, address, "--fetch-again") == 0
    [newer] = acc.open_case(case).reports
    assert "fourth time" in newer.text


def test_an_address_is_refused_unless_fetching_is_asked_for(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nothing is fetched unless you say --fetch"):
        app(["read", "https://weir.example/dam", "--case", str(tmp_path / "c.db")], standalone_mode=False)
    with pytest.raises(UsageError, match="go with --fetch"):
        app(["read", "a.txt", "--fetch-again"], standalone_mode=False)
    assert not (tmp_path / "c.db").exists()


def test_in_python_an_address_is_a_problem_unless_fetching_is_asked_for() -> None:
    [problem] = acc.read("https://weir.example/dam").problems
    assert problem.reason == "not_fetched"
