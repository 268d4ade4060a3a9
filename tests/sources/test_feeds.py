"""Feeds and sitemaps from disk: an entry is a report, its words are those of the feed, nothing is fetched."""

from pathlib import Path

import pytest

from accordingto.records import Problem, Report
from accordingto.sources import is_fatal, read

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:media="http://search.yahoo.com/mrss/"><channel><title>The Weir Gazette - World</title>
<link>https://weir.example/</link><language>en-GB</language>
<item><title>Dam &amp; levee closed</title><link>/dam?a=1&b=2</link><guid isPermaLink="false">weir-1</guid>
<pubDate>Sun, 02 Apr 2023 08:30:00 +0200</pubDate><dc:creator>Noor Vance</dc:creator><media:title>Not this</media:title>
<description>The dam is closed…</description><content:encoded><![CDATA[<figure><img src="a.jpg">
<figcaption>The dam at Selm in March.</figcaption></figure>
<p>Minister <b>Ola Berg</b> said the dam would stay closed.</p>
<p>&ldquo;We asked for data,&rdquo; she said.<br>Talks go on.</p><script>steal()</script>
<p>The post <a href="x">Dam</a> appeared first on <a href="y">The Weir Gazette</a>.</p>]]></content:encoded></item>
<item><title>Levee breaks</title><link>https://weir.example/levee</link>
<description>Minister Ola Berg said the levee had held. &lt;a href="x"&gt;Read more&lt;/a&gt;</description></item>
<item><title>Only a headline</title><link>https://weir.example/3</link></item></channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>The Weir Gazette</title>
<link rel="self" href="https://weir.example/feed"/><link href="https://weir.example/"/>
<entry><title type="html">Selm &amp;amp; Torr meet</title><link rel="alternate" href="talks/1"/><id>tag:1</id>
<published>2023-04-02T08:30:00Z</published><updated>2023-04-05T08:30:00Z</updated>
<author><name>Noor Vance</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The envoy said the talks had failed.</p>
<p>He left.</p></div></content></entry></feed>"""

RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Weir</title></channel>
<item rdf:about="a"><title>Talks</title><link>https://weir.example/t</link><dc:date>2023-04-02</dc:date>
<description>The envoy said on Sunday that the talks had failed.</description></item></rdf:RDF>"""


def outcome(path: Path, text: str | None = None) -> tuple[list[Report], list[Problem]]:
    """Return what one file gives."""
    if text is not None:
        path.write_text(text, "utf-8")
    found = list(read([path]))
    return [r for r in found if isinstance(r, Report)], [p for p in found if isinstance(p, Problem)]


def test_an_entry_with_its_full_text_is_a_report_with_headline_and_caption(tmp_path: Path) -> None:
    report = outcome(tmp_path / "world.rss", RSS)[0][0]
    assert report.text == (
        "Dam & levee closed\n\nThe dam at Selm in March.\n\nMinister Ola Berg said the dam would stay closed.\n\n"
        "“We asked for data,” she said.\n\nTalks go on."
    )
    assert [(z.kind, report.text[z.start : z.end]) for z in report.zones] == [
        ("headline", "Dam & levee closed"),
        ("caption", "The dam at Selm in March."),
    ]
    assert (report.title, report.byline, report.language) == ("Dam & levee closed", "Noor Vance", "en")
    assert (report.url, report.published) == ("https://weir.example/dam?a=1&b=2", "2023-04-02T08:30:00+02:00")
    assert report.path == (tmp_path / "world.rss").as_posix() + "#weir-1"


def test_a_summary_is_read_as_a_summary_and_a_bare_headline_is_a_problem(tmp_path: Path) -> None:
    reports, problems = outcome(tmp_path / "world.xml", RSS)
    assert reports[1].text == "Levee breaks\n\nMinister Ola Berg said the levee had held. …"
    assert [(p.reason, is_fatal(p)) for p in problems] == [("summary_only", False), ("no_text", True)]
    assert problems[0].path == reports[1].path


def test_a_long_description_is_the_article(tmp_path: Path) -> None:
    body = "&lt;p&gt;" + "The minister said the port would stay shut until Friday. " * 20 + "&lt;/p&gt;"
    item = f"<item><title>Port</title><guid>1</guid><description>{body}</description></item>"
    reports, problems = outcome(tmp_path / "a.rss", f"<rss><channel><title>Echo</title>{item}</channel></rss>")
    assert (len(reports), problems) == (1, [])


def test_atom_with_xhtml_takes_the_first_date_and_links_from_the_feed(tmp_path: Path) -> None:
    [report], problems = outcome(tmp_path / "a.atom", ATOM)
    assert problems == []
    assert report.text == "Selm & Torr meet\n\nThe envoy said the talks had failed.\n\nHe left."
    assert (report.url, report.published) == ("https://weir.example/talks/1", "2023-04-02T08:30:00+00:00")
    assert (report.outlet, report.byline) == ("The Weir Gazette", "Noor Vance")


def test_rss_of_1999_is_read_too(tmp_path: Path) -> None:
    [report], [note] = outcome(tmp_path / "a.rdf", RDF)
    assert (report.published, report.outlet, note.reason) == ("2023-04-02", "Weir", "summary_only")


@pytest.mark.parametrize(
    ("title", "outlet"), [("World | Reuters", "Reuters"), ("Reuters: World News", "Reuters"), ("Port - News", None)]
)
def test_sections_of_one_outlet_are_one_outlet(tmp_path: Path, title: str, outlet: str | None) -> None:
    [report], _ = outcome(tmp_path / "a.rdf", RDF.replace("<title>Weir<", f"<title>{title}<"))
    assert report.outlet == (outlet or title)


def test_an_entry_that_was_taken_over_is_of_its_source(tmp_path: Path) -> None:
    taken = RDF.replace("<dc:date>", '<source url="https://r.example">The Harbor Echo</source><dc:date>')
    [report], _ = outcome(tmp_path / "a.rdf", taken)
    assert report.outlet == "The Harbor Echo"


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("Selm <b>and</b> Torr", "Selm and Torr"),
        ("Selm &amp;amp; Torr", "Selm & Torr"),
        ("Selm & Torr&rsquo;s &#X41;", "Selm & Torr’s A"),
        ("<![CDATA[Selm &amp; <i>Torr</i>]]>", "Selm & Torr"),
        ("5 < 6 boats", "5 < 6 boats"),
    ],
)
def test_titles_are_words_however_they_are_written(tmp_path: Path, written: str, title: str) -> None:
    [report], _ = outcome(tmp_path / "a.rdf", RDF.replace("<title>Talks<", f"<title>{written}<"))
    assert report.title == title


def test_the_same_feed_on_another_day_gives_the_same_entries_the_same_path(tmp_path: Path) -> None:
    first = [r.path for r in outcome(tmp_path / "a.rss", RSS)[0]]
    item = "<item><title>New</title><guid>n</guid><description>A brand new story of today.</description></item>"
    newer = RSS.replace("<item>", f"{item}<item>", 1)
    assert [r.path for r in outcome(tmp_path / "a.rss", newer)[0]][1:] == first


def test_a_feed_that_breaks_off_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    reports, problems = outcome(tmp_path / "a.rss", RSS[: RSS.index("<item><title>Only")])
    assert len(reports) == 2
    assert problems[-1].reason == "malformed"


def test_a_sitemap_lists_addresses_and_nothing_is_fetched(tmp_path: Path) -> None:
    entry = "<url><loc>https://weir.example/{}</loc></url>"
    sitemap = f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{entry.format(1)}{entry.format(2)}</urlset>"
    reports, [problem] = outcome(tmp_path / "sitemap.xml", sitemap)
    assert (reports, problem.reason) == ([], "not_fetched")
    assert "2 addresses" in (problem.detail or "")
    assert "--fetch" in (problem.detail or "")


def test_an_address_without_fetching_is_a_problem() -> None:
    [found] = read(["https://weir.example/dam"])
    assert isinstance(found, Problem)
    assert (found.reason, found.path) == ("not_fetched", "https://weir.example/dam")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<svg><a/></svg>", "unsupported"),
        ("not XML at all", "unsupported"),
        ("<rss><channel/></rss>", "empty"),
        ("<urlset></urlset>", "empty"),
        ("<feed", "empty"),
    ],
)
def test_other_xml_says_what_it_is(tmp_path: Path, text: str, reason: str) -> None:
    reports, problems = outcome(tmp_path / "a.xml", text)
    assert (reports, problems[0].reason) == ([], reason)


BOMB = '<!DOCTYPE rss [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12)
)


@pytest.mark.parametrize("doctype", [BOMB + "]>", '<!DOCTYPE rss [<!ENTITY m SYSTEM "file:///etc/passwd">]>'])
@pytest.mark.parametrize("place", ["description", "title", "link"])
def test_entities_of_a_feed_are_never_followed(tmp_path: Path, doctype: str, place: str) -> None:
    item = "<item><title>t</title><guid>g</guid><description>A story of some length today.</description></item>"
    feed = f"<rss><channel>{item}</channel></rss>".replace(f"<{place}>", f"<{place}>&m;")
    (report,), _ = outcome(tmp_path / "a.rss", '<?xml version="1.0"?>' + doctype + feed)
    assert len(report.text) < 100
    assert "root:" not in report.text


def test_too_many_elements_and_too_many_levels_end_in_bounds(tmp_path: Path) -> None:
    _, [problem] = outcome(tmp_path / "a.rss", "<rss><channel>" + "<a/>" * 700_000)
    assert problem.reason == "too_long"
    deep = "<item><title>t</title><description>" + "<b>" * 100_000
    assert outcome(tmp_path / "b.rss", f"<rss><channel>{deep}")[1]
