"""By which names the pages answer: no name that a stranger can own leads to the record."""

import pytest
from fastapi.testclient import TestClient

from accordingto.web.names import Names
from tests.web.conftest import HERE

OURS = [
    "127.0.0.1",
    "127.0.0.1:8300",
    "localhost",
    "LOCALHOST:8300",
    "localhost.:80",
    "[::1]",
    "[::1]:8300",
    "10.1.2.3:80",
]
STRANGE = [
    *(
        "news.example",
        "news.example:8300",
        "127.0.0.1.news.example",
        "localhost.news.example",
        "127.0.0.1@news.example",
    ),
    *("", ":8300", "[", "[::1", "[news.example]", "::1", "a b", "127.0.0.1/", "127.0.0.1:port", "localhost\\", "1.2.3"),
]


@pytest.mark.parametrize("host", OURS)
def test_an_own_name_is_answered(client: TestClient, host: str) -> None:
    for address in ("/", "/tables/events.json", "/static/web.js"):
        assert client.get(address, headers={"host": host}).status_code == 200


@pytest.mark.parametrize("host", STRANGE)
def test_under_another_name_nothing_is_read(client: TestClient, host: str) -> None:
    for address in ("/", "/tables/events.json", "/map.geojson", "/openapi.json", "/static/web.js", "/nothing"):
        answer = client.get(address, headers={"host": host})
        assert answer.status_code == 421, (address, host)
        assert "does not belong to this server" in answer.text
        assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_the_name_to_listen_on_is_one_of_ours(client: TestClient) -> None:
    assert Names("desk.example").include("desk.example:8300")
    assert not Names("desk.example").include("other.example:8300")
    assert Names().include(None)
    assert client.get("/", headers={"host": HERE.removeprefix("http://")}).status_code == 200
