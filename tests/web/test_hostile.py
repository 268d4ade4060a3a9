"""Reports that want to break the pages: ten thousand tags, marks that turn text around, entities, commands as names."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from lxml import html

import accordingto as acc
from accordingto.casefile import Case
from accordingto.intake import settle_findings
from accordingto.records import Actor, Party, Place, Record, Report
from accordingto.web import create_app
from tests.builders import event, find, position, report, statement
from tests.web.conftest import HERE

TURNED = "\u202eevig ton lliw I\u202c"
TAGS = 10_000
NAME = "<iframe src=//evil.example></iframe>'; DROP TABLE events; --"
TEXT = f"""<svg onload=alert(1)>Harbour closed &lt;b&gt; {TURNED}

Mayor {NAME} said the harbour would {TURNED} stay closed &amp; &#60;script&#62;. Police arrested seven <img src=x \
onerror=alert(2)> people. The union demands that they {TURNED} go home.

{"<b>" * TAGS}
"""


def told(name: str) -> tuple[Report, list[Record]]:
    """A report and what it tells, every name and word of it hostile."""
    of = report(TEXT + name, path=f"{name}.txt", outlet=f"{name} {TURNED}", title=NAME, url="javascript:alert(4)")
    actor = Actor(name=NAME, country="UKR", sector=None, office=None, wikidata=None)
    party = Party(find(of.text, NAME), actor)
    spot = find(of.text, "seven <img src=x onerror=alert(2)> people")
    place = Place(spot, geonames_id=1, name=NAME, country="UKR", latitude=46.5, longitude=30.7, precision="city")
    return of, [
        statement(of, NAME, "said", f"the harbour would {TURNED} stay closed &amp; &#60;script&#62;"),
        event(of, "arrested", actors=(party,), recipients=(party,), place=place),
        position(of, f"demands that they {TURNED} go home", NAME),
    ]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("hostile") / "hostile.db"
    with Case(found) as case:
        case.write(1, "reader", [told("<img src=x onerror=alert(3)>"), told("&lt;other&gt;")])
        settle_findings(case)
    return found


@pytest.fixture(scope="module")
def here(path: Path) -> Iterator[TestClient]:
    with TestClient(create_app(str(path)), HERE, follow_redirects=False) as client:
        yield client


def addresses(path: Path) -> list[str]:
    record = acc.open_case(path)
    kinds = ("reports", "statements", "events", "positions", "findings", "problems")
    return [
        *("/", "/stories", "/positions", "/actors", "/actors?kind=statement", "/map", "/map?view=world", "/api"),
        *("/reviews", *(f"/tables/{kind}" for kind in kinds)),
        *(f"/{page}/{s.id}" for s in record.stories() for page in ("stories", "timeline")),
        *(f"/reports/{r.id}" for r in record.reports),
        *(f"/findings/{f.id}" for f in record.findings if f.verdict != "single_source"),
    ]


def test_words_stay_words_on_every_page(here: TestClient, path: Path) -> None:
    for address in addresses(path):
        answer = here.get(address)
        assert answer.status_code == 200, (address, answer.text[:300])
        found = html.document_fromstring(answer.text)
        assert len(found.xpath("//script")) == 1, address
        assert not found.xpath("//iframe | //img | //style | //@style | //@*[starts-with(name(), 'on')]"), address
        assert not found.xpath("//a[starts-with(@href, 'javascript')]"), address


def test_names_are_shown_whole_on_the_map_and_among_the_actors(here: TestClient) -> None:
    for address in ("/map", "/actors"):
        found = html.document_fromstring(here.get(address).text)
        assert NAME in found.xpath("//td/a/bdi/text()"), address


def test_what_turns_text_around_is_kept_in_its_element(here: TestClient, path: Path) -> None:
    for address in addresses(path):
        found = html.document_fromstring(here.get(address).text)
        for element in found.xpath("//body//*[text()[contains(., $mark)]]", mark="\u202e"):
            kept = element.xpath("ancestor-or-self::bdi | ancestor-or-self::*[@dir='auto'] | ancestor-or-self::svg")
            assert kept, (address, element.tag)


def test_ten_thousand_tags_are_shown_as_they_stand(here: TestClient, path: Path) -> None:
    for one in acc.open_case(path).reports:
        found = html.document_fromstring(here.get(f"/reports/{one.id}").text)
        assert found.xpath("string(//div[@class='text'])").count("<b>") == TAGS
