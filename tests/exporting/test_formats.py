"""Hand-over: the same invented crisis in every format, opened by the tool that the format belongs to."""

import csv
import io
import json
from pathlib import Path

import pytest

from accordingto.errors import UsageError
from accordingto.exporting.common import safe_url
from accordingto.exporting.formats import FORMATS, export
from accordingto.frames import CaseRecord
from accordingto.records import (
    Actor,
    Agreed,
    Count,
    Event,
    Finding,
    Magnitude,
    Mention,
    Origins,
    Party,
    Place,
    Report,
    When,
    decode,
)
from tests import builders
from tests.crisis import HOSTILE

TEXT = "Rebels shelled Port Amsel on Monday, killing 12 people, the mayor said."
OTHER = "Shelling of Port Amsel killed 20 people, the army said."


@pytest.fixture(scope="module")
def folder(crisis: CaseRecord, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every format of the invented crisis, each under its own name."""
    folder = tmp_path_factory.mktemp("handed-over")
    for name in FORMATS:
        assert crisis.export(name, folder / name) > 0
    return folder


def lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def shelling(text: str, words: str, killed: int, **fields: object) -> tuple[Report, Event]:
    report = builders.report(text, path=f"{killed}.txt", outlet=f"Paper {killed}", published="2031-05-06")
    return report, builders.event(
        report,
        words,
        magnitude=Magnitude(killed=Count(killed, killed)),
        recipients=(Party(builders.find(text, "Port Amsel"), Actor("Port Amsel", "NLD", "CVL")),),
        **fields,
    )


@pytest.fixture(scope="module")
def told_twice() -> list[object]:
    """One shelling told by two reports: twelve dead by one, twenty by the other, and only one names who and when."""
    where = Place(Mention("Port Amsel", 15, 25), 1, "Port Amsel", None, "NLD", 52.0, 4.5, "city")
    when = When(Mention("Monday", 29, 35), "2031-05-05", "2031-05-05", "day")
    who = (Party(builders.find(TEXT, "Rebels"), Actor("Rebels", "NLD", "REB")),)
    one, first = shelling(TEXT, "shelled", 12, place=where, when=when, actors=who, mode="heavy-weapons")
    two, second = shelling(OTHER, "Shelling", 20)
    finding = Finding(
        id="f1",
        of="event",
        verdict="differs",
        members=(first.id, second.id),
        reports=(one.id, two.id),
        publishers=("Paper 12", "Paper 20"),
        origins=Origins(1, 2),
        agreed=(Agreed("type", "ASSAULT"),),
        differences=(),
    )
    return [one, two, first, second, finding]


def written(records: list[object], name: str, tmp_path: Path) -> Path:
    export(records, name, tmp_path / name)  # type: ignore[arg-type]
    return tmp_path / name


def test_one_happening_is_one_row_and_ranges_are_kept(told_twice: list[object], tmp_path: Path) -> None:
    (row,) = lines(written(told_twice, "plover-shaped", tmp_path))
    assert (row["dead_low"], row["dead_high"]) == ("12", "20")
    assert (row["actor"], row["recipient"], row["date"]) == ("NLD REB", "NLD CVL", "2031-05-05")
    assert (row["reports"], row["origins_low"], row["origins_high"]) == ("2", "1", "2")
    assert "shelled" in row["text"]
    assert "Shelling" in row["text"]


def test_a_number_that_reports_dispute_is_no_fatality_count(told_twice: list[object], tmp_path: Path) -> None:
    (row,) = lines(written(told_twice, "acled-shaped", tmp_path))
    assert row["fatalities"] == ""
    assert (row["fatalities_low"], row["fatalities_high"]) == ("12", "20")
    assert row["sub_event_type"] == "Shelling/artillery/missile attack"
    assert (row["country"], row["iso"]) == ("Netherlands", "528")
    assert "ACLED" in row["made_by"]


def test_what_is_only_planned_or_denied_did_not_take_place(tmp_path: Path) -> None:
    report = builders.report(TEXT)
    threatened = builders.event(report, "shelled", status="threatened")
    denied = builders.event(report, "killing", factuality="CT-")
    records = [report, threatened, denied]
    assert lines(written(records, "acled-shaped", tmp_path)) == []
    assert [row["auxiliary"] for row in lines(written(records, "plover-shaped", tmp_path))] == [
        "hypothetical",
        "negation",
    ]


def test_no_time_told_is_no_date(tmp_path: Path) -> None:
    report = builders.report(TEXT)
    (row,) = lines(written([report, builders.event(report, "shelled")], "plover-shaped", tmp_path))
    assert row["date"] == ""
    assert row["first_reported"] == "2031-02-03"


def test_who_fights_whom_is_left_open_where_no_report_says(tmp_path: Path) -> None:
    report = builders.report(TEXT)
    (row,) = lines(written([report, builders.event(report, "shelled")], "acled-shaped", tmp_path))
    assert (row["disorder_type"], row["event_type"]) == ("Political violence", "")


def test_only_a_town_is_a_point_on_the_map(told_twice: list[object], tmp_path: Path) -> None:
    geojson = pytest.importorskip("geojson")
    found = geojson.loads(written(told_twice, "geojson", tmp_path).read_text("utf-8"))
    assert found.is_valid
    assert found.features[0].geometry.coordinates == [4.5, 52.0]
    report = builders.report(TEXT)
    country = Place(builders.find(TEXT, "Port Amsel"), 2, "Netherlands", None, "NLD", 52.25, 5.75, "country")
    wide = written([report, builders.event(report, "shelled", place=country)], "geojson", tmp_path)
    (feature,) = geojson.loads(wide.read_text("utf-8")).features
    assert feature.geometry is None
    assert feature.properties["event_loc"] == "Netherlands"


def test_geojson_opens(folder: Path) -> None:
    geojson = pytest.importorskip("geojson")
    found = geojson.loads((folder / "geojson").read_text("utf-8"))
    assert found.is_valid
    assert len({f["id"] for f in found.features}) == len(found.features)


def test_graphml_opens_in_networkx(crisis: CaseRecord, folder: Path) -> None:
    networkx = pytest.importorskip("networkx")
    graph = networkx.read_graphml(folder / "graphml")
    names = {data["name"]: node for node, data in graph.nodes(data=True)}
    police, people = names["Police"], next(n for name, n in names.items() if "people" in name)
    kinds = {data["kind"] for _, _, data in graph.edges(data=True) if data["layer"] == "event"}
    assert graph.has_edge(police, people)
    assert kinds == {e.type for e in crisis.events if e.actors or e.recipients}
    positions = [d["weight"] for *_, d in graph.edges(data=True) if d["layer"] == "position"]
    assert sum(positions) == sum(1 for p in crisis.positions if p.holder or p.bearer)


def test_prov_opens_in_its_library(crisis: CaseRecord, folder: Path) -> None:
    model = pytest.importorskip("prov.model")
    document = model.ProvDocument.deserialize(folder / "prov")
    entities = {str(e.identifier) for e in document.get_records(model.ProvEntity)}
    assert {f"at:{r.id}" for r in (*crisis.reports, *crisis.statements, *crisis.findings)} <= entities
    derived = [r.args for r in document.get_records(model.ProvDerivation)]
    copies = [r for r in crisis.reports if r.copy_of]
    assert copies
    for copy in copies:
        assert any((str(a[0]), str(a[1])) == (f"at:{copy.id}", f"at:{copy.copy_of}") for a in derived)


def test_followthemoney_takes_every_property(crisis: CaseRecord, folder: Path) -> None:
    model = pytest.importorskip("followthemoney", reason="`make handover` installs followthemoney and runs this").model
    entities = [json.loads(line) for line in (folder / "followthemoney").read_text("utf-8").splitlines()]
    ids = {e["id"] for e in entities}
    for entity in entities:
        proxy = model.get_proxy(entity, cleaned=False)
        model.get(entity["schema"]).validate(entity)
        for name, values in entity["properties"].items():
            assert set(proxy.get(name)) == set(values), name
        assert set(entity["properties"].get("proof", [])) <= ids
    assert sum(e["schema"] == "Article" for e in entities) == len(crisis.reports)


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_a_data_package_is_whole(crisis: CaseRecord, folder: Path, form: str) -> None:
    described = json.loads((folder / form / "datapackage.json").read_text("utf-8"))
    files = {r["path"] for r in described["resources"]}
    assert files | {"datapackage.json", "read.R"} == {p.name for p in (folder / form).iterdir()}
    pandas = pytest.importorskip("pandas")
    read = pandas.read_csv if form == "csv" else pandas.read_parquet
    for kind in ("reports", "statements", "events", "positions", "findings"):
        table = read(folder / form / f"{kind}.{form}")
        assert list(table["id"]) == [r.id for r in getattr(crisis, kind)]
    members = read(folder / form / f"members.{form}")
    assert list(members["member"]) == [m for f in crisis.findings for m in f.members]


def test_frictionless_finds_the_package_valid(folder: Path) -> None:
    frictionless = pytest.importorskip("frictionless")
    found = frictionless.validate(str(folder / "csv" / "datapackage.json"))
    assert found.valid, found.flatten(["type", "fieldName", "note"])


def test_a_folder_with_other_things_is_left_alone(crisis: CaseRecord, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(UsageError, match="left as it is"):
        crisis.export("csv", tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.txt"]
    target = tmp_path / "package"
    assert crisis.export("csv", target) == crisis.export("csv", target)


def test_annotations_quote_the_text_that_they_point_at(crisis: CaseRecord, folder: Path) -> None:
    collection = json.loads((folder / "annotations").read_text("utf-8"))
    texts = {safe_url(r.url) or f"urn:accordingto:{r.id}": r.text for r in crisis.reports}
    items = collection["first"]["items"]
    assert len(items) == collection["total"]
    assert len(items) == len(crisis.statements) + len(crisis.events) + len(crisis.positions)
    for item in items:
        for target in item["target"]:
            position, quote = target["selector"]
            assert texts[target["source"]][position["start"] : position["end"]] == quote["exact"]


def test_a_timeline_shows_hostile_words_as_words(crisis: CaseRecord, folder: Path) -> None:
    made = json.loads((folder / "timelinejs").read_text("utf-8"))
    assert "<img" in HOSTILE
    for slide in made["events"]:
        assert set(slide["start_date"]) == {"year", "month", "day"}
        assert "<img" not in slide["text"]["text"]
        assert "<script" not in json.dumps(slide)
    timed = [m for m in crisis.timeline() if m.start]
    assert len(made["events"]) == len(timed)


def test_json_lines_are_the_contract(crisis: CaseRecord, folder: Path) -> None:
    assert [decode(line) for line in (folder / "jsonl").read_text("utf-8").splitlines()] == list(crisis)


def test_one_story_by_itself(crisis: CaseRecord) -> None:
    story = crisis.stories()[0]
    alone = crisis.of_story(story.id)
    assert {r.id for r in alone.reports} == set(story.reports)
    assert {e.report for e in (*alone.events, *alone.statements, *alone.positions)} <= set(story.reports)
    with pytest.raises(UsageError):
        crisis.of_story("none")


def test_a_format_that_is_not_known_names_those_that_are(crisis: CaseRecord, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="graphml"):
        crisis.export("excel", tmp_path / "x")


def test_an_empty_record_is_an_empty_table_with_its_columns(tmp_path: Path) -> None:
    for name in ("plover-shaped", "acled-shaped"):
        path = written([], name, tmp_path)
        assert "made_by" in next(csv.reader(io.StringIO(path.read_text("utf-8"))))
