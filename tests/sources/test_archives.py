"""Web archives: each page is a report, what is no page is counted, damage costs only what it hit."""

import gzip
from pathlib import Path

import pytest

from accordingto.records import Problem, Report
from accordingto.sources import is_fatal, read
from accordingto.sources.archives import unpacked
from tests.sources.pages import PAGE, record

pytest.importorskip("fastwarc", reason="web archives NOT TESTED: pip install fastwarc")

UNDATED = PAGE.replace('<meta property="article:published_time" content="2023-04-02T08:30:00+02:00">', "")


def outcome(path: Path, data: bytes) -> tuple[list[Report], list[Problem]]:
    """Return what one archive gives."""
    path.write_bytes(data)
    found = list(read([path]))
    return [r for r in found if isinstance(r, Report)], [p for p in found if isinstance(p, Problem)]


@pytest.mark.parametrize("packed", [True, False])
def test_pages_are_reports_with_the_address_of_their_record(tmp_path: Path, packed: bool) -> None:
    parts = [record(PAGE.encode(), url="https://weir.example/dam?utm=1"), record(b"x", kind="request")]
    data = b"".join(gzip.compress(part) if packed else part for part in parts)
    [report], [note] = outcome(tmp_path / ("a.warc.gz" if packed else "a.warc"), data)
    assert report.url == "https://weir.example/dam"
    assert report.published == "2023-04-02T08:30:00+02:00"
    assert report.path.endswith("#1") if report.path else False
    assert (note.reason, is_fatal(note)) == ("other_records", False)
    assert "1 request" in (note.detail or "")


def test_a_page_without_a_date_gets_the_day_of_its_capture_and_a_note(tmp_path: Path) -> None:
    [report], [note] = outcome(tmp_path / "a.warc", record(UNDATED.encode()))
    assert (report.published, report.published_precision, note.reason) == ("2031-03-03", "day", "capture_date")
    assert note.path == report.path


def test_the_address_of_another_site_is_not_believed(tmp_path: Path) -> None:
    [report], _ = outcome(tmp_path / "a.warc", record(PAGE.encode(), url="https://mirror.example/x"))
    assert report.url == "https://mirror.example/x"


def test_packed_and_chunked_pages_are_unpacked(tmp_path: Path) -> None:
    packed = record(gzip.compress(PAGE.encode()), extra="Content-Encoding: gzip\r\n")
    body = PAGE.encode()
    pieces = b"%x\r\n%s\r\n%x;a=b\r\n%s\r\n0\r\n\r\n" % (900, body[:900], len(body) - 900, body[900:])
    chunked = record(pieces, url="https://weir.example/2", extra="Transfer-Encoding: chunked\r\n")
    reports, problems = outcome(tmp_path / "a.warc", packed + chunked)
    assert [r.text for r in reports] == [reports[0].text] * 2
    assert problems == []


def test_images_redirects_and_errors_are_counted_in_one_row(tmp_path: Path) -> None:
    parts = [
        *(record(b"\x89PNG", media="image/png") for _ in range(3)),
        record(b"", status="301 Moved"),
        record(PAGE.encode(), status="404 Not Found"),
        record(PAGE.encode()),
    ]
    reports, [note] = outcome(tmp_path / "a.warc", b"".join(parts))
    assert len(reports) == 1
    assert "3 image/png, 1 answer 301, 1 answer 404" in (note.detail or "")


def test_bombs_are_problems_and_the_pages_after_them_are_read(tmp_path: Path) -> None:
    bomb = record(gzip.compress(bytes(60_000_000)), extra="Content-Encoding: gzip\r\n")
    unknown = record(b"xx", extra="Content-Encoding: zstd\r\n")
    broken = record(b"\x1f\x8b\x08 broken", extra="Content-Encoding: gzip\r\n")
    data = b"".join(
        gzip.compress(part) for part in (bomb, record(bytes(30_000_000)), unknown, broken, record(PAGE.encode()))
    )
    reports, problems = outcome(tmp_path / "a.warc.gz", data)
    assert len(reports) == 1
    assert [p.reason for p in problems] == ["too_long", "too_long", "unsupported", "broken"]
    assert unpacked(b"<html>") == b"<html>"


def test_a_damaged_archive_is_read_up_to_the_damage(tmp_path: Path) -> None:
    whole = gzip.compress(record(PAGE.encode()))
    reports, problems = outcome(tmp_path / "a.warc.gz", whole + whole[:200])
    assert len(reports) == 1
    assert problems[-1].reason == "broken"
    for data in (b"", b"no archive", b"WARC/1.0\r\nContent-Length: 99999999999999999999\r\n\r\n", whole[:60]):
        assert outcome(tmp_path / "b.warc", data)[1]


def test_a_record_that_says_too_much_of_itself_is_read_to_its_end(tmp_path: Path) -> None:
    reports, problems = outcome(tmp_path / "a.warc", record(PAGE.encode(), length=10**12))
    assert [p.reason for p in problems] == ["broken"]
    assert reports == []
