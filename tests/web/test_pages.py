"""The pages as a reader meets them: every link leads somewhere, hostile words stay words, twins have every row."""

import csv
import io
import re
from pathlib import Path
from urllib.parse import urljoin

import pytest
from fastapi.testclient import TestClient
from lxml import html
from lxml.html import HtmlElement

import accordingto as acc
from accordingto.errors import CaseError
from accordingto.frames import CaseRecord
from accordingto.web import create_app
from tests.crisis import HOSTILE

LISTS = [
    *[
        "/",
        "/stories",
        "/positions",
        "/actors",
        "/actors?kind=position&by=country",
        "/map",
        "/map?view=world&text=Orvane",
    ],
]
TABLES = [f"/tables/{kind}" for kind in ("reports", "statements", "events", "positions", "findings", "problems")]


@pytest.fixture(scope="module")
def record(crisis_case: Path) -> CaseRecord:
    return acc.open_case(crisis_case)


@pytest.fixture(scope="module")
def singles(record: CaseRecord) -> list[str]:
    """The addresses of one thing each: stories, their timelines, reports, findings."""
    stories = [address.format(s.id) for s in record.stories() for address in ("/stories/{}", "/timeline/{}")]
    found = [f"/findings/{f.id}" for f in record.findings if f.verdict != "single_source"]
    return [*stories, *(f"/reports/{r.id}" for r in record.reports), *found]


def page(client: TestClient, address: str) -> HtmlElement:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.text[:300])
    return html.document_fromstring(answer.text)


def words(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_every_link_of_every_page_leads_somewhere(client: TestClient, singles: list[str]) -> None:
    seen: set[str] = set()
    waiting = [*LISTS, *TABLES, *singles]
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        seen.add(address)
        found = page(client, address)
        ids = found.xpath("//@id")
        assert len(ids) == len(set(ids)), address
        for href in found.xpath("//a/@href"):
            target, _, fragment = urljoin(address, href).partition("#")
            if target == address and fragment:
                assert fragment in ids, (address, href)
            elif target.startswith("/") and target not in seen and "first=" not in target:
                answer = client.get(target)
                assert answer.status_code in {200, 307}, (address, href)
                seen.add(target)


def test_a_record_leads_to_its_words_in_its_report(client: TestClient, record: CaseRecord) -> None:
    for told in (record.statements[0], record.events[0], record.positions[0]):
        answer = client.get(f"/records/{told.id}")
        assert answer.headers["location"] == f"/reports/{told.report}#w-{told.id}"
        assert f"w-{told.id}" in page(client, f"/reports/{told.report}").xpath("//@id")


def test_hostile_words_are_shown_as_words(client: TestClient, record: CaseRecord, singles: list[str]) -> None:
    for address in [*LISTS, *TABLES, *singles]:
        found = page(client, address)
        assert len(found.xpath("//script")) == 1
        assert not found.xpath("//style | //img | //iframe | //@style | //@*[starts-with(name(), 'on')]")
        assert {h.split(":")[0] for h in found.xpath("//a/@href") if re.match(r"\w+:", h)} <= {"http", "https"}
    hostile = next(r for r in record.reports if "alert('x')" in r.text)
    shown = page(client, f"/reports/{hostile.id}").xpath("//div[@class='text']/p//text()[not(parent::a)]")
    assert "".join("".join(shown).split()) == "".join(HOSTILE.split())


COMMANDS = ["'; DROP TABLE reports; --", "' OR 1=1 --", '") OR 1=1 --', "%", "_", "\\", "NEAR(a b)", "*", "x" * 200]


@pytest.mark.parametrize("words", COMMANDS)
def test_no_filter_of_any_page_is_a_command(client: TestClient, record: CaseRecord, words: str) -> None:
    for address, name in (
        *((f"{table}.json", "text") for table in TABLES),
        *(
            ("/tables/events.json", name)
            for name in ("actor", "country", "place", "type", "status", "outlet", "report")
        ),
        *(("/map.json", name) for name in ("text", "actor", "place", "since")),
        *(("/map.geojson", name) for name in ("text", "place")),
        *(("/positions.json", name) for name in ("holder", "toward", "about", "as_of")),
    ):
        assert client.get(address, params={name: words}).status_code in {200, 400, 422}, (address, name)
    assert len(client.get("/tables/reports.json").json()) == len(record.reports)


@pytest.mark.parametrize(
    "asked",
    ["/tables/statements?text='; DROP TABLE reports; --", "/tables/events?actor=%25", "/positions?holder=' OR 1=1 --"],
)
def test_a_filter_is_words_and_no_command(client: TestClient, record: CaseRecord, asked: str) -> None:
    page(client, asked)
    assert len(client.get("/tables/reports.json").json()) == len(record.reports)


@pytest.mark.parametrize(
    "address",
    [
        *("/static/../app.py", "/static/%2e%2e%2fapp.py", "/static/..%5c..%5capp.py", "/static/%00", "/nothing"),
        *(f"/{page}/..%2f..%2fetc%2fpasswd" for page in ("reports", "stories", "timeline", "findings", "records")),
        *(f"/{page}/%00" for page in ("reports", "stories", "findings", "records")),
    ],
)
def test_paths_lead_nowhere_else(client: TestClient, address: str) -> None:
    assert client.get(address).status_code == 404


def test_every_answer_forbids_what_no_page_needs(client: TestClient) -> None:
    for address in ("/", "/tables/events.json", "/nothing", "/static/web.js"):
        policy = client.get(address).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy


def test_only_reading_is_answered(client: TestClient) -> None:
    for address in (*LISTS, *TABLES):
        assert client.post(address).status_code == 405
        assert client.delete(address).status_code == 405


def test_twins_have_every_row(client: TestClient, record: CaseRecord) -> None:
    for kind in ("reports", "statements", "events", "positions", "findings", "problems"):
        rows = client.get(f"/tables/{kind}.json").json()
        assert {row["id"] for row in rows} == {r.id for r in getattr(record, kind)}
        found = list(csv.DictReader(io.StringIO(client.get(f"/tables/{kind}.csv").text)))
        assert [row["id"] for row in found] == [row["id"] for row in rows]


def test_every_page_has_its_twins(client: TestClient, singles: list[str]) -> None:
    for address in [*LISTS, *TABLES, *singles]:
        links = list(page(client, address).xpath("//footer/p[1]//a/@href"))
        assert len(links) == 2
        for link in links:
            assert client.get(link).status_code == 200, link


def test_filters_narrow_page_and_twins_alike(client: TestClient, record: CaseRecord) -> None:
    kind = record.events[0].type
    wanted = {e.id for e in record.events if e.type == kind}
    assert {row["id"] for row in client.get(f"/tables/events.json?type={kind}").json()} == wanted
    found = page(client, f"/tables/events?type={kind}")
    assert set(found.xpath("//tbody/tr/@id")) == wanted
    assert f"type {kind}" in words(found)


def test_what_cannot_be_asked_is_told_in_a_sentence(client: TestClient) -> None:
    for address, status in (
        ("/tables/events?type=WAR", 400),
        ("/positions?as_of=soon", 400),
        ("/tables/weather", 422),
        ("/stories/none", 404),
    ):
        answer = client.get(address)
        assert answer.status_code == status
        assert "Traceback" not in answer.text
        assert html.document_fromstring(answer.text).xpath("//h1")
    assert "error" in client.get("/stories/none.json").json()


def test_positions_stand_on_the_day_that_is_asked(client: TestClient) -> None:
    late = client.get("/positions.json?as_of=2031-03-05").json()
    assert late
    assert client.get("/positions.json?as_of=2030-01-01").json() == []


def test_differences_come_first_on_the_overview(client: TestClient) -> None:
    first = page(client, "/").xpath("//div[@class='columns']/div[1]")[0]
    assert "12" in words(first)
    assert "20" in words(first)


def test_the_actors_are_who_the_events_name(client: TestClient, record: CaseRecord) -> None:
    pairs = {(d["source"], d["target"]) for d in client.get("/actors.json").json()}
    told = {
        (e.actors[0].actor.name, e.recipients[0].actor.name)
        for e in record.events
        if len(e.actors) == len(e.recipients) == 1 and e.actors[0].actor and e.recipients[0].actor
    }
    assert told
    assert told <= pairs


def test_the_matrix_names_one_party_a_row(client: TestClient) -> None:
    for kind in ("event", "position", "statement"):
        for pair in client.get(f"/actors.json?kind={kind}").json():
            assert " | " not in pair["source"] + pair["target"]


def test_the_network_has_a_line_for_every_cell_of_the_matrix(client: TestClient) -> None:
    found = page(client, "/actors")
    cells = [cell for cell in found.xpath("//table[@class='matrix']//td/text()") if cell.strip()]
    own = [d for d in client.get("/actors.json").json() if d["source"] == d["target"]]
    assert len(found.xpath("//figure[@class='network']//path[@class='edge']")) == len(cells) - len(own)


def test_positions_come_page_by_page_and_their_twin_whole(client: TestClient) -> None:
    rows = client.get("/positions.json").json()
    found = page(client, "/positions")
    assert len(found.xpath("//ul[@class='positions']/li")) == min(50, len(rows))
    assert not page(client, f"/positions?first={len(rows)}").xpath("//ul[@class='positions']/li")


def test_without_a_case_there_are_no_pages(tmp_path: Path) -> None:
    with pytest.raises(CaseError):
        create_app(str(tmp_path / "none.db"))
