"""The pages as a program of their own, asked over the network as browsers ask."""

import time
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest
from tools.serving import served

ASKED = 24


@pytest.fixture(scope="module")
def address(crisis_case: Path) -> Iterator[str]:
    with served(crisis_case) as server:
        yield server.origin.removeprefix("http://")


def seconds(connection: HTTPConnection) -> float:
    start = time.perf_counter()
    connection.request("GET", "/tables/problems")
    with connection.getresponse() as answer:
        assert answer.status == 200
        answer.read()
    return time.perf_counter() - start


def test_a_connection_that_stays_open_is_answered_as_soon_as_a_new_one(address: str) -> None:
    with closing(HTTPConnection(address)) as kept:
        on_one = [seconds(kept) for _ in range(ASKED)]
    on_new = []
    for _ in range(ASKED):
        with closing(HTTPConnection(address)) as new:
            on_new.append(seconds(new))
    assert sorted(on_one)[ASKED // 4] < sorted(on_new)[ASKED // 4] + 0.025
