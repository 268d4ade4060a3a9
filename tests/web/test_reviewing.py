"""Reviewing in the browser: who may write, what is kept, and that nothing that was read is altered."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from httpx import Response
from lxml import html
from lxml.html import HtmlElement

import accordingto as acc
from accordingto.casefile import Case, reviewing
from accordingto.web import create_app
from tests.web.conftest import HERE

NAME = "Ana </b><script>alert(1)</script>"
NOTE = "</textarea><img src=x onerror=alert(2)> wrong"


@pytest.fixture
def case(crisis_file: Path, tmp_path: Path) -> Path:
    """A case of the invented crisis that may be written to."""
    return Path(shutil.copy(crisis_file, tmp_path / "case.db"))


@pytest.fixture
def ana(case: Path) -> Iterator[TestClient]:
    """Ana's browser."""
    with browser(case, NAME) as client:
        yield client


def browser(case: Path, name: str | None, address: str = HERE) -> TestClient:
    return TestClient(create_app(str(case), name, "127.0.0.1"), base_url=address, follow_redirects=False)


def opened(client: TestClient, address: str) -> HtmlElement:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.text[:400])
    return html.document_fromstring(answer.text)


def filled(page: HtmlElement, verdict: str) -> dict[str, str]:
    """The form that holds a button, as a browser would send it."""
    (form,) = page.xpath(f"//form[.//button[@value='{verdict}']]")
    return {**{k: v or "" for k, v in form.form_values()}, "verdict": verdict}


def say(client: TestClient, id: str, verdict: str, /, **fields: str) -> Response:
    sent = filled(opened(client, f"/reviews/{id}"), verdict) | {k.replace("__", "-"): v for k, v in fields.items()}
    return client.post(f"/reviews/{id}", data=sent, headers={"origin": str(client.base_url)})


def kept(case: Path) -> list[tuple[str, str, str | None]]:
    return [(v.by, v.verdict, v.note) for v in acc.open_case(case).reviews]


def test_a_word_is_kept_beside_the_record_and_the_next_record_is_dealt(ana: TestClient, case: Path) -> None:
    before = acc.open_case(case).to_jsonl()
    dealt = ana.get("/reviews/next?kind=event").headers["location"]
    sent = filled(opened(ana, dealt), "accepted")
    id = dealt.split("?")[0].rpartition("/")[2]
    answer = ana.post(f"/reviews/{id}", data=sent, headers={"origin": HERE})
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/reviews/e")
    assert id not in answer.headers["location"].split("?")[0]
    (said,) = acc.open_case(case).reviews
    assert (said.reviewed, said.of, said.verdict, said.by, said.drawn) == (id, "event", "accepted", NAME, True)
    assert acc.open_case(case).to_jsonl() == before
    assert id not in {ana.get("/reviews/next?kind=event").headers["location"].split("?")[0].rpartition("/")[2]}


def test_corrections_are_told_and_what_was_read_stays(ana: TestClient, case: Path) -> None:
    event = acc.open_case(case).events[0]
    assert say(ana, event.id, "corrected", f__status="planned", f__killed_low="3").status_code == 303
    (said,) = acc.open_case(case).reviews
    assert [(c.field, c.read, c.corrected) for c in said.corrections] == [
        ("status", event.status, "planned"),
        ("killed_low", None, 3),
    ]
    assert acc.open_case(case).events[0] == event
    shown = opened(ana, f"/reviews/{event.id}")
    assert shown.xpath("string(//select[@name='f-status']/option[@selected])") == "planned"
    assert "planned" in shown.xpath("string(//main//ol)")


def test_hostile_names_and_notes_are_shown_as_words(ana: TestClient, case: Path) -> None:
    id = acc.open_case(case).statements[0].id
    assert say(ana, id, "rejected", note=NOTE).status_code == 303
    for address in ("/reviews", f"/reviews/{id}"):
        page = opened(ana, address)
        assert NAME in page.text_content()
        assert NOTE in page.text_content()
        assert not page.xpath("//main//img | //main//script[not(@src)] | //@onerror")
    assert ana.get("/reviews.json").json()[0]["note"] == NOTE
    assert NOTE.replace('"', '""') in ana.get("/reviews.csv").text


def test_two_reviewers_are_both_kept_and_shown_and_the_last_word_of_each_counts(case: Path) -> None:
    id = acc.open_case(case).positions[0].id
    with browser(case, "Ana") as ana, browser(case, "Ben") as ben:
        for client, verdict in ((ana, "accepted"), (ben, "accepted"), (ana, "rejected")):
            assert say(client, id, verdict).status_code == 303
        page = opened(ben, f"/reviews/{id}")
        assert len(page.xpath("//main//ol/li")) == 3
        assert "disputed" in opened(ben, "/reviews").xpath("string(//tbody)")
        assert say(ana, id, "withdrawn").status_code == 303
        assert "disputed" not in opened(ben, "/reviews").xpath("string(//tbody)")
    assert [(by, verdict) for by, verdict, _ in kept(case)] == [
        ("Ana", "accepted"),
        ("Ben", "accepted"),
        ("Ana", "rejected"),
        ("Ana", "withdrawn"),
    ]


def test_a_report_is_reviewed_from_its_first_record_to_its_last(case: Path) -> None:
    record = acc.open_case(case)
    report = next(r for r in record.reports if "hostile" in (r.path or ""))
    mine = {
        t.id for kind in (record.statements, record.events, record.positions) for t in kind if t.report == report.id
    }
    with browser(case, "Ana") as ana:
        address, seen = f"/reviews/next?report={report.id}", []
        while (address := ana.get(address).headers["location"]) != "/reviews":
            seen.append(address.split("?")[0].rpartition("/")[2])
            sent = filled(opened(ana, address), "accepted")
            ana.post(f"/reviews/{seen[-1]}", data=sent, headers={"origin": HERE})
            address = f"/reviews/next?report={report.id}&after={seen[-1]}"
    assert sorted(seen) == sorted(mine)


def test_without_review_there_is_nothing_to_send_to(case: Path) -> None:
    event = acc.open_case(case).events[0].id
    with browser(case, "Ana") as ana:
        sent = filled(opened(ana, f"/reviews/{event}"), "accepted")
    with browser(case, None) as reader:
        assert not opened(reader, f"/reviews/{event}").xpath("//form[@method='post'] | //button[@value='accepted']")
        assert reader.post(f"/reviews/{event}", data=sent, headers={"origin": HERE}).status_code == 405
        assert reader.post("/reviews", data=sent, headers={"origin": HERE}).status_code == 405
        assert reader.get("/reviews/next").status_code == 404
        assert all(set(methods) == {"get"} for methods in reader.get("/openapi.json").json()["paths"].values())
    assert kept(case) == []


def test_only_a_page_of_this_server_may_send(ana: TestClient, case: Path) -> None:
    one, other = acc.open_case(case).events[:2]
    sent = filled(opened(ana, f"/reviews/{one.id}"), "accepted")
    own = {"origin": HERE}
    refused = [
        (f"/reviews/{one.id}", sent, {}),
        (f"/reviews/{one.id}", sent, {"origin": "null"}),
        (f"/reviews/{one.id}", sent, {"origin": "http://evil.example"}),
        (f"/reviews/{one.id}", sent, {"origin": "http://127.0.0.1:9999"}),
        (f"/reviews/{one.id}", sent, {**own, "sec-fetch-site": "cross-site"}),
        (f"/reviews/{one.id}", {**sent, "token": ""}, own),
        (f"/reviews/{one.id}", {**sent, "token": "é" * 64}, own),
        (f"/reviews/{other.id}", sent, own),
        (f"/reviews/{one.id}", sent, {**own, "cookie": "accordingto-review=another"}),
    ]
    for address, fields, headers in refused:
        assert ana.post(address, data=fields, headers=headers).status_code == 403, headers
    strange = {"host": "evil.example:8300", "origin": "http://evil.example:8300"}
    assert ana.post(f"/reviews/{one.id}", data=sent, headers=strange).status_code == 421
    with browser(case, "Mallory") as another:  # without the cookie
        assert another.post(f"/reviews/{one.id}", data=sent, headers=own).status_code == 403
    assert kept(case) == []
    cookie = ana.get(f"/reviews/{one.id}").headers["set-cookie"].lower()
    assert "samesite=strict" in cookie
    assert "httponly" in cookie


def test_what_does_not_fit_is_refused_with_a_sentence(ana: TestClient, case: Path) -> None:
    event = acc.open_case(case).events[0]
    for verdict, fields, status, words in (
        ("accepted", {"verdict": "adored"}, 400, "a review is one of"),
        ("corrected", {}, 400, "nothing was corrected"),
        ("corrected", {"f__status": "done"}, 400, "write one of"),
        ("corrected", {"f__type": ""}, 400, "every event has one"),
        ("corrected", {"f__killed_low": "-1"}, 400, "whole number"),
        ("corrected", {"f__when_start": "tomorrow"}, 400, "YYYY-MM-DD"),
        ("corrected", {"f__exact": "other words"}, 400, "no exact to correct"),
        ("accepted", {"note": "x" * 2001}, 400, "at most 2000"),
        ("accepted", {"note": "x" * 70000}, 413, "at most"),
        ("accepted", {"seen": "another"}, 409, "read anew"),
    ):
        answer = say(ana, event.id, verdict, **fields)
        assert (answer.status_code, words in answer.text) == (status, True), (fields, answer.status_code)
    assert ana.get("/reviews/e0000").status_code == 404
    assert ana.get("/reviews/r'; DROP TABLE reviews; --").status_code == 404
    for odd in (
        "/reviews/s%00",
        "/reviews/s%00.json",
        "/reviews/next?report=%00",
        "/reviews/next?kind=event&after=%00",
    ):
        assert ana.get(odd).status_code == 404, odd
    assert ana.post(f"/reviews/{event.id}", json={}, headers={"origin": HERE}).status_code == 415
    assert kept(case) == []


def test_a_record_that_is_gone_is_shown_as_it_was(case: Path) -> None:
    event = acc.open_case(case).events[0]
    with browser(case, "Ana") as ana:
        say(ana, event.id, "accepted", note="\x00seen\r\nthus")
        with Case(case) as opened_case, opened_case.transaction() as c:
            c.exec_driver_sql("DELETE FROM events WHERE id = ?", (event.id,))
        page = opened(ana, f"/reviews/{event.id}")
        assert event.evidence.exact in page.text_content()
        assert "no longer holds" in page.text_content()
        assert not page.xpath("//form[@method='post']")
        with Case(case) as opened_case:
            assert reviewing.note_gone(opened_case) == 1
        assert event.id in opened(ana, "/tables/problems").text_content()
    assert kept(case) == [("Ana", "accepted", "seen\nthus")]


def test_the_pages_lead_to_reviews_only_where_one_reviews(case: Path) -> None:
    event = acc.open_case(case).events[0]
    finding = next(f.id for f in acc.open_case(case).findings if f.verdict == "differs")
    places = [f"/reports/{event.report}", "/tables/events", "/tables/findings", f"/findings/{finding}"]
    with browser(case, "Ana") as ana, browser(case, None) as reader:
        for address in places:
            assert opened(ana, address).xpath("//main//a[starts-with(@href, '/reviews/')]"), address
            assert not opened(reader, address).xpath("//main//a[starts-with(@href, '/reviews/')]"), address
        assert say(ana, finding, "rejected").status_code == 303
