"""Fetching, against a real server on this machine: only when asked, politely, in bounds, never into this network."""

import gzip
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from accordingto.records import Problem, Report
from accordingto.sources import read
from tests.sources.site import HTML, STORY, Site

pytest.importorskip("protego", reason="fetching NOT TESTED: pip install protego")

from accordingto.sources.fetching import AGENT, Fetcher, Visits, network


def visits(most: int = 100, delay: float = 0.0, seconds: float | None = None) -> Visits:
    return Visits(AGENT, local=True, delay=delay, most=most, seconds=seconds)


def fetched(
    *paths: str | Path, by: Visits | None = None, held: Callable[[str], Report | None] = lambda _: None
) -> tuple[list[Report], list[Problem]]:
    """Read some inputs with fetching."""
    found = list(read(paths, fetch=Fetcher(by or visits(), held)))
    return [r for r in found if isinstance(r, Report)], [p for p in found if isinstance(p, Problem)]


def test_a_page_is_fetched_after_robots_and_is_a_report_of_its_address(site: Site) -> None:
    [report], problems = fetched(site.page("/dam"))
    assert problems == []
    assert site.asked == ["/robots.txt", "/dam"]
    assert (report.path, report.url, report.outlet) == (f"{site.home}/dam",) * 2 + ("The Weir Gazette",)
    assert "We asked for the data" in report.text
    [agent] = site.agents
    assert agent.startswith("AccordingTo/0.")


def test_nothing_is_asked_for_without_the_wish(site: Site) -> None:
    [found] = read([site.page("/dam")])
    assert isinstance(found, Problem)
    assert site.asked == []


def test_addresses_of_this_machine_and_its_network_are_refused(site: Site) -> None:
    address = site.page("/dam")
    _, [problem] = fetched(address, by=Visits(AGENT, delay=0))
    assert (problem.reason, site.asked) == ("refused", [])
    assert "--fetch-local" in (problem.detail or "")


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.9.9", "169.254.169.254", "0.0.0.0", "100.64.0.1", "::1", "fe80::1",
     "fc00::1", "::ffff:127.0.0.1",
     "64:ff9b::7f00:1", "2002:7f00:1::", "224.0.0.1", "255.255.255.255", "::", "fec0::1"],
)  # fmt: skip
def test_which_addresses_are_not_of_the_open_internet(address: str) -> None:
    assert not network.is_public(address)


def test_addresses_of_the_open_internet_are_public() -> None:
    assert all(map(network.is_public, ("9.9.9.9", "2620:fe::fe", "::ffff:9.9.9.9")))


def test_a_name_that_leads_home_is_refused_and_each_redirect_is_looked_at(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server stands for one in the open: only where it points to is private."""
    port = site.server.server_address[1]
    monkeypatch.setattr(network, "is_public", lambda ip: ip == "127.0.0.1")
    for path, target in (
        ("/a", f"http://127.0.0.2:{port}/x"),
        ("/b", "file:///etc/passwd"),
        ("/c", "ftp://a.example/"),
    ):
        site.answers[path] = (302, {"Location": target}, b"")
        _, [problem] = fetched(site.home + path, by=Visits(AGENT, delay=0))
        assert problem.reason == "refused", target
    assert all(asked in {"/robots.txt", "/a", "/b", "/c"} for asked in site.asked)


@pytest.mark.parametrize(
    "address", ["http://user:pw@127.0.0.1/", "http://", "http://[::1", "http://a:99999/", "http:///x"]
)
def test_odd_addresses_are_problems(address: str) -> None:
    _, [problem] = fetched(address)
    assert problem.reason in {"refused", "unreachable"}


def test_robots_are_obeyed(site: Site) -> None:
    site.answers["/robots.txt"] = (
        200,
        {},
        b"User-agent: *\nDisallow: /private*\nUser-agent: AccordingTo\nDisallow: /dam$",
    )
    reports, problems = fetched(site.page("/dam"), site.page("/damned"))
    assert [r.path for r in reports] == [f"{site.home}/damned"]
    assert [p.reason for p in problems] == ["robots"]
    assert "/dam" not in site.asked


def test_a_site_whose_robots_cannot_be_asked_for_is_left_alone(site: Site) -> None:
    site.answers["/robots.txt"] = (500, {}, b"")
    _, [problem] = fetched(site.page("/dam"))
    assert (problem.reason, site.asked) == ("robots", ["/robots.txt"])


def test_a_delay_that_is_too_long_to_wait_for_is_told(site: Site) -> None:
    site.answers["/robots.txt"] = (200, {}, b"User-agent: *\nCrawl-delay: 3600")
    _, [problem] = fetched(site.page("/dam"))
    assert "3600 seconds" in (problem.detail or "")


def test_requests_to_one_host_are_spaced_out(site: Site) -> None:
    fetched(site.page("/1"), site.page("/2"), by=visits(delay=0.2))
    gaps = [b - a for a, b in zip(site.times, site.times[1:], strict=False)]
    assert len(gaps) == 2
    assert all(gap >= 0.19 for gap in gaps)


def test_a_crawl_delay_of_the_site_is_kept(site: Site) -> None:
    site.answers["/robots.txt"] = (200, {}, b"User-agent: *\nCrawl-delay: 0.3")
    fetched(site.page("/1"), site.page("/2"))
    assert site.times[2] - site.times[1] >= 0.29


def test_a_server_that_asks_to_be_left_alone_is_asked_no_more(site: Site) -> None:
    site.answers["/1"] = (429, {"Retry-After": "60"}, b"")
    reports, problems = fetched(f"{site.home}/1", site.page("/2"))
    assert (reports, [p.reason for p in problems]) == ([], ["unreachable"] * 2)
    assert "/2" not in site.asked


def test_redirects_are_followed_but_not_for_ever(site: Site) -> None:
    site.page("/dam")
    site.answers["/old"] = (301, {"Location": "/dam"}, b"")
    site.answers["/loop"] = (302, {"Location": "/loop"}, b"")
    [report], [problem] = fetched(f"{site.home}/old", f"{site.home}/loop")
    assert (report.path, report.url) == (f"{site.home}/old", f"{site.home}/dam")
    assert "redirects" in (problem.detail or "")
    assert site.asked.count("/loop") == 6


@pytest.mark.parametrize(
    ("headers", "body", "reason"),
    [
        ({"Content-Type": "image/png"}, b"\x89PNG", "unsupported"),
        ({"Content-Type": "application/pdf"}, b"%PDF", "unsupported"),
        (HTML, b"<html><p>Not found</p></html>", "no_article"),
        ({**HTML, "Content-Encoding": "gzip"}, gzip.compress(bytes(60_000_000)), "too_long"),
        ({**HTML, "Content-Encoding": "gzip"}, gzip.compress(STORY.encode())[:300], "broken"),
        ({**HTML, "Content-Encoding": "gzip"}, b"not packed", "unreachable"),
        ({**HTML, "Content-Encoding": "zstd"}, b"x", "unsupported"),
        ({**HTML, "Content-Length": "99999"}, STORY.encode(), "broken"),
        (HTML, bytes(30_000_000), "too_long"),
    ],
)
def test_what_is_no_page_is_a_problem(site: Site, headers: dict[str, str], body: bytes, reason: str) -> None:
    site.answers["/x"] = (200, headers, body)
    reports, [problem] = fetched(f"{site.home}/x")
    assert (reports, problem.reason) == ([], reason)


def test_a_packed_page_and_plain_text_are_read(site: Site) -> None:
    site.answers["/zip"] = (200, {**HTML, "Content-Encoding": "gzip"}, gzip.compress(STORY.encode()))
    site.answers["/plain"] = (200, {"Content-Type": "text/plain; charset=latin-1"}, "Sélm says no.".encode("latin-1"))
    reports, problems = fetched(f"{site.home}/zip", f"{site.home}/plain")
    assert problems == []
    assert reports[1].text == "Sélm says no."


def test_a_server_that_drips_is_cut_off(site: Site) -> None:
    site.answers["/slow"] = (200, HTML, b"DRIP")
    start = time.monotonic()
    _, [problem] = fetched(f"{site.home}/slow", by=visits(seconds=0.4))
    assert "0.4 seconds" in (problem.detail or "")
    assert time.monotonic() - start < 3


def test_a_server_that_is_not_there_is_a_problem() -> None:
    _, [problem] = fetched("http://127.0.0.1:1/dam")
    assert problem.reason == "robots"


def test_a_cut_off_feed_is_completed_from_its_articles(site: Site, tmp_path: Path) -> None:
    address = site.page("/dam")
    entry = (
        "<item><title>{}</title><link>{}</link><description>The ministers met for a third time…</description></item>"
    )
    feed = (
        f"<rss><channel><title>Weir World</title>{entry.format('Dam', address)}{entry.format('Gone', site.home + '/x')}"
    )
    (tmp_path / "a.rss").write_text(feed + "</channel></rss>")
    reports, problems = fetched(tmp_path / "a.rss")
    assert "We asked for the data" in reports[0].text
    assert (reports[0].outlet, reports[0].url) == ("The Weir Gazette", address)
    assert reports[1].text.endswith("third time…")
    assert [p.reason for p in problems] == ["unreachable", "summary_only"]


def test_a_list_of_sitemaps_leads_to_articles_within_the_limit(site: Site) -> None:
    urls = "".join(f"<url><loc>{site.page(f'/{n}')}</loc></url>" for n in range(5))
    xml = {"Content-Type": "application/xml"}
    site.answers["/map.xml"] = (200, xml, f"<urlset>{urls}</urlset>".encode())
    index = f"<sitemapindex><sitemap><loc>{site.home}/map.xml</loc></sitemap></sitemapindex>"
    site.answers["/index.xml"] = (200, xml, index.encode())
    reports, [problem] = fetched(f"{site.home}/index.xml", by=visits(most=5))
    assert [r.path for r in reports] == [f"{site.home}/{n}" for n in range(3)]
    assert "2 of 5 addresses were not fetched" in (problem.detail or "")


def test_what_is_held_is_not_asked_for_again(site: Site) -> None:
    address = site.page("/dam")
    [report], _ = fetched(address)
    site.asked.clear()
    [again], _ = fetched(address, held=lambda url: report if url == address else None)
    assert (again, site.asked) == (report, [])
