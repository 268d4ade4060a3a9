"""What programs ask for: every operation is on the page, and whatever is asked, the server does not fail."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from lxml import html

from accordingto.web import create_app
from tests.web.conftest import EXAMPLES

hypothesis = pytest.importorskip("hypothesis")


def test_the_page_tells_every_operation(client: TestClient) -> None:
    described = client.get("/openapi.json").json()["paths"]
    found = html.document_fromstring(client.get("/api").text)
    told = {" ".join(h.text_content().split()) for h in found.xpath("//main//h2")}
    assert told == {f"{method.upper()} {path}" for path, methods in described.items() for method in methods}
    assert "/tables/{kind}.json" in described
    assert "/map.geojson" in described


def test_rows_are_narrowed_down_alike_wherever_they_are_asked_for(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    asked = {path: {p["name"] for p in paths[path]["get"]["parameters"]} for path in ("/map.geojson", "/map.csv")}
    rows = {p["name"] for p in paths["/tables/{kind}.json"]["get"]["parameters"]} - {"kind", "first"}
    assert len(rows) == 10
    assert asked == {"/map.geojson": rows, "/map.csv": rows | {"view"}}


def test_no_request_makes_the_server_fail(crisis_case: Path) -> None:
    schemathesis = pytest.importorskip("schemathesis", reason="needs schemathesis, of the group `dev`")
    schema = schemathesis.openapi.from_asgi("/openapi.json", create_app(str(crisis_case), host="testserver"))
    asked = []
    for found in schema.get_all_operations():
        operation = found.ok()

        @hypothesis.settings(
            max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(hypothesis.HealthCheck)
        )
        @hypothesis.given(case=operation.as_strategy())
        def ask(case: object) -> None:
            answer = case.call()  # type: ignore[attr-defined]
            assert answer.status_code < 500, (case, answer.text[:300])
            assert answer.status_code != 421

        ask()
        asked.append(operation.label)
    assert len(asked) > 20
