"""The one-file report: hostile reports in, a page out that is safe, whole and the same every time."""

import base64
import hashlib
import re
from itertools import pairwise

import pytest
from lxml import etree, html
from lxml.html import HtmlElement

from accordingto.exporting.common import safe_url
from accordingto.exporting.html import Making, render
from accordingto.frames import CaseRecord
from tests import builders
from tests.crisis import FILES, HOSTILE, WIRE


@pytest.fixture(scope="module")
def source(crisis: CaseRecord) -> str:
    return render(list(crisis), making=Making(schema="9", readers=(("abcdef0123456789", 4),)))


@pytest.fixture(scope="module")
def page(source: str) -> HtmlElement:
    return html.document_fromstring(source)


def texts(page: HtmlElement, path: str) -> list[str]:
    return [" ".join(node.text_content().split()) for node in page.xpath(path)]


def test_the_same_record_gives_the_same_page(crisis: CaseRecord, source: str) -> None:
    again = render(list(CaseRecord(reversed(list(crisis)))), making=Making("9", (("abcdef0123456789", 4),)))
    assert again == source


def test_hostile_text_is_shown_as_text(page: HtmlElement) -> None:
    assert len(page.xpath("//script")) == 1
    assert len(page.xpath("//style")) == 1
    assert not page.xpath("//img | //iframe | //object | //b[@onclick]")
    assert not page.xpath("//@*[starts-with(name(), 'on')]")
    assert not page.xpath("//@style")
    report = page.xpath("//article[header//h3[contains(., '</title><script>')]]")[0]
    shown = "".join(report.xpath(".//div[@class='text']/p//text()[not(parent::a)]"))
    assert "".join(shown.split()) == "".join(HOSTILE.split())
    assert "<b onclick=alert(2)>Bold</b> Daily" in report.text_content()


def test_only_web_addresses_become_links(page: HtmlElement) -> None:
    assert {url.split(":")[0] for url in page.xpath("//a/@href") if not url.startswith("#")} <= {"http", "https"}
    assert safe_url("https://example.org/a") == "https://example.org/a"
    assert [safe_url(u) for u in ("javascript:alert(1)", "data:text/html,x", "//example.org", "http://[", None)] == [
        None
    ] * 5


def test_the_policy_allows_this_style_and_this_script_and_nothing_else(source: str, page: HtmlElement) -> None:
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    for tag in ("style", "script"):
        part = re.search(rf"<{tag}>(.*?)</{tag}>", source, re.DOTALL)
        assert part is not None
        digest = base64.b64encode(hashlib.sha256(part.group(1).encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
        assert not re.search(r"url\(|@import|fetch|XMLHttp|https?:", part.group(1))
    assert not page.xpath("//*[@src] | //link[@href != 'data:,']")


def test_every_link_inside_the_page_leads_somewhere(page: HtmlElement) -> None:
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    targets = {href[1:] for href in page.xpath("//a/@href") if href.startswith("#")}
    assert targets - set(ids) == set()
    named = {i for value in page.xpath("//@aria-labelledby") for i in value.split()}
    assert named - set(ids) == set()


def test_every_record_leads_to_its_words_and_back(crisis: CaseRecord, page: HtmlElement) -> None:
    ids, hrefs = set(page.xpath("//@id")), set(page.xpath("//a/@href"))
    for rows in (crisis.statements, crisis.events, crisis.positions):
        for record in rows:
            assert {f"w-{record.id}", f"r-{record.id}"} <= ids
            assert {f"#w-{record.id}", f"#r-{record.id}"} <= hrefs


def test_overlapping_words_are_marked_where_they_stand(crisis: CaseRecord, page: HtmlElement) -> None:
    wanted = {s.id: [m.text for m in s.content] for s in crisis.statements}
    wanted |= {e.id: [e.trigger.mention.text] for e in crisis.events}
    wanted |= {p.id: [p.action.mention.text] for p in crisis.positions}
    marked: dict[str, str] = dict.fromkeys(wanted, "")
    overlapping = 0
    for mark in page.xpath("//div[@class='text']//mark"):
        records = mark.get("data-r").split()
        overlapping += len(records) > 1
        for record in records:
            marked[record] += mark.text
    assert overlapping
    for record, words in wanted.items():
        assert "".join(marked[record].split()) == "".join("".join(words).split())


def test_differences_come_first(page: HtmlElement) -> None:
    sections = [c.split()[1] for c in page.xpath("//article[contains(@class, 'row ')]/@class")]
    order = ["differs", "agreed", "copied", "related"]
    assert sections[0] == "differs"
    assert all(order.index(a) <= order.index(b) for a, b in pairwise(sections))
    first = texts(page, "//article[contains(@class, 'row differs')]")[0]
    assert "12" in first
    assert "20" in first
    assert "3 reports, 3 publishers, 1 to 2 independent origins" in first


def test_the_page_has_landmarks_and_headings_in_order(page: HtmlElement) -> None:
    assert len(page.xpath("//main")) == len(page.xpath("//h1")) == len(page.xpath("//nav[@aria-label]")) == 1
    levels = [int(h.tag[1]) for h in page.xpath("//h1 | //h2 | //h3 | //h4 | //h5")]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert page.get("lang") == "en"


def test_how_it_was_made_is_told(crisis: CaseRecord, page: HtmlElement) -> None:
    made = texts(page, "//section[@id='made']")[0]
    assert "abcdef0123456789" in made
    assert all(r.sha256 in made for r in crisis.reports)
    assert "wire.txt" in made
    assert "rival.txt" in made
    assert str(crisis.reports[0].path).rsplit("/", 1)[0] not in made


def test_the_drawing_has_a_lane_for_each_outlet(page: HtmlElement) -> None:
    lanes = texts(page, "//*[local-name()='text'][@class='lane']")
    assert len(lanes) == len(FILES)
    assert page.xpath("//*[local-name()='rect']")


def test_a_record_without_findings_and_dates_is_a_page_too() -> None:
    alone = builders.report(published=None, outlet=None)  # type: ignore[arg-type]
    page = html.document_fromstring(
        render([alone, builders.statement(alone, "Minister Ana Ruiz", "said", "the border")])
    )
    assert "undated" in page.text_content()
    assert html.document_fromstring(render([])).xpath("//main")


def test_one_story_by_its_id(crisis: CaseRecord) -> None:
    story = crisis.stories()[0]
    page = crisis.to_html(story=story.id, title="Pass & blockade")
    assert '<h1 dir="auto">Pass &amp; blockade</h1>' in page
    assert etree.fromstring(page, etree.HTMLParser(recover=True)) is not None
    assert WIRE.split("\n")[0] in page
