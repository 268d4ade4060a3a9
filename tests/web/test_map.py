"""The map: marks no more exact than the words of reports, land under the codes of the codebook, all twins."""

import re
from collections.abc import Iterator
from pathlib import Path

import geojson
import pytest
from fastapi.testclient import TestClient
from lxml import html
from lxml.html import HtmlElement

import accordingto as acc
from accordingto.casefile.mapping import Spot
from accordingto.web import create_app
from accordingto.web.drawing import WIDTH, draw
from accordingto.web.outlines import Shape, mark_of, outlines
from tests.web.conftest import HERE, case_of

REPORTS = {
    "river.txt": """KHARTOUM, May 4, 2031 – Rebels killed nine people in Omdurman on Sunday, the army said.

Soldiers arrested 14 people in Sudan last week, a lawyer said. Gunmen attacked a clinic in the Darfur region on Friday.
""",
    "coast.txt": """KHARTOUM, May 5, 2031 – Rebels killed nine people in Omdurman on Sunday, doctors said.

Police arrested two men in Nairobi on Monday.
""",
}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("map")
    for name, text in REPORTS.items():
        (folder / name).write_text(text, "utf-8")
    return case_of(folder, tmp_path_factory.mktemp("map-case") / "map.db")


@pytest.fixture(scope="module")
def here(path: Path) -> Iterator[TestClient]:
    with TestClient(create_app(str(path)), HERE, follow_redirects=False) as client:
        yield client


def page(client: TestClient, address: str) -> HtmlElement:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text[:300]
    return html.document_fromstring(answer.text)


def marks(found: HtmlElement, name: str) -> HtmlElement:
    (mark,) = found.xpath("//figure//a[starts-with(@aria-label, $name)]", name=name)
    return mark


def test_a_mark_is_no_more_exact_than_the_words(here: TestClient) -> None:
    found = page(here, "/map")
    assert marks(found, "Omdurman").xpath("circle")
    assert marks(found, "Sudan").xpath("rect")
    assert not marks(found, "Sudan").xpath("circle")
    assert "somewhere in this country" in marks(found, "Sudan").get("aria-label")
    assert "2 reports" in marks(found, "Omdurman").get("aria-label")


def test_every_place_is_on_the_map_or_counted_as_missing_from_it(here: TestClient, path: Path) -> None:
    events = acc.open_case(path).events
    rows = here.get("/map.json").json()
    placed = [e for e in events if e.place and e.place.precision]
    assert sum(row["events"] for row in rows) == len(placed)
    found = page(here, "/map?view=world")
    assert len(found.xpath("//figure[@class='map']/svg/a")) == len(rows)
    assert f"{len(events) - len(placed)} event" in found.xpath("string(//figcaption)")


def test_a_mark_leads_to_the_events_there(here: TestClient) -> None:
    href = marks(page(here, "/map"), "Omdurman").get("href")
    found = page(here, href)
    rows = [row for row in here.get("/map.json").json() if row["name"] == "Omdurman"]
    assert len(found.xpath("//tbody/tr")) == rows[0]["events"] == 2


def test_filters_of_the_tables_narrow_the_map(here: TestClient) -> None:
    everywhere = {row["name"] for row in here.get("/map.json").json()}
    arrests = {row["name"] for row in here.get("/map.json?text=arrested").json()}
    assert {"Sudan", "Nairobi"} <= arrests < everywhere
    assert here.get("/map?type=WAR").status_code == 400
    assert here.get("/map?view=nowhere").status_code == 422


def test_the_map_says_what_its_lines_are_not(here: TestClient) -> None:
    words = " ".join(page(here, "/map").text_content().split())
    assert "no opinion on the status of any territory" in words
    assert "Natural Earth" in words


def test_geojson_gives_points_to_towns_only(here: TestClient) -> None:
    answer = here.get("/map.geojson")
    assert answer.headers["content-type"].startswith("application/geo+json")
    found = geojson.loads(answer.text)
    assert found.is_valid
    by_name = {f["properties"]["name"]: f["geometry"] for f in found["features"]}
    assert by_name["Omdurman"]["type"] == "Point"
    assert by_name["Sudan"] is None


def rings(shapes: tuple[Shape, ...]) -> Iterator[list[tuple[float, float]]]:
    for shape in shapes:
        start, steps = re.fullmatch(r"M(-?\d+ -?\d+)l(.*)z", shape.path).groups()  # type: ignore[union-attr]
        numbers = [int(n) for n in steps.split()]
        x, y = map(int, start.split())
        points = [(x, y)]
        for right, down in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + right, y + down
            points.append((x, y))
        yield [(x / 100, -y / 100) for x, y in points]


def covers(code: str, longitude: float, latitude: float) -> bool:
    crossings = 0
    for ring in rings(outlines("fine").land[code]):
        for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True):
            if (ay > latitude) != (by > latitude) and longitude < (bx - ax) * (latitude - ay) / (by - ay) + ax:
                crossings += 1
    return crossings % 2 == 1


@pytest.mark.parametrize(
    ("code", "longitude", "latitude"),
    [
        *[("UKR", 34.2, 45.3), ("SOM", 44.0, 9.6), ("CYP", 33.6, 35.3), ("TWN", 121.0, 23.8), ("XKX", 20.9, 42.6)],
        *[("FRA", 2.3, 48.6), ("RUS", -173.0, 66.5), ("RUS", 37.6, 55.8), ("NZL", 175.5, -38.5)],
    ],
)
def test_land_lies_under_the_code_that_the_codebook_gives_it(code: str, longitude: float, latitude: float) -> None:
    covering = [other for other in outlines("fine").land if covers(other, longitude, latitude)]
    assert covering == [code]


def test_marks_of_countries_stand_in_them() -> None:
    for code in ("UKR", "RUS", "USA", "CHL", "HRV", "IDN"):
        longitude, latitude = mark_of(code) or (0.0, 0.0)
        assert covers(code, longitude, latitude)


def spot(name: str, longitude: float, latitude: float, precision: str = "city", reports: int = 1) -> Spot:
    return Spot(None, name, None, precision, latitude, longitude, reports, reports)


def test_the_first_view_shows_where_most_is_told() -> None:
    near = [spot("a", 30.0, 50.0, reports=50), spot("b", 36.0, 48.0, reports=50)]
    found = draw([*near, spot("far", -70.0, -30.0)], None)
    assert {m.spot.name for m in found.marks} == {"a", "b"}
    assert found.outside == 1
    assert draw([*near, spot("far", -70.0, -30.0)], "world").outside == 0


@pytest.mark.parametrize("view", [None, "world", "FJI", "RUS", "USA"])
@pytest.mark.parametrize("longitude", [-179.9, 179.9, 0.0])
def test_no_mark_leaves_the_drawing(view: str | None, longitude: float) -> None:
    found = draw([spot("edge", longitude, -17.0, reports=3), spot("pole", longitude, 89.0)], view)
    for mark in found.marks:
        assert 0 <= mark.x <= WIDTH
        assert 0 <= mark.y <= found.height
    assert len(found.marks) + found.outside == 2


def test_a_map_without_places_is_the_world() -> None:
    found = draw([spot("sea", 0.0, 0.0)._replace(longitude=None, latitude=None)], None)
    assert found.marks == ()
    assert found.unplaced == 1
    assert len(found.land) > 150
