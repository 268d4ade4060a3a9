"""Input that means harm: whatever it is, it is read or becomes a problem, within bounds; fuzzing found most of it."""

import gzip
import io
import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accordingto.reading import quotes
from accordingto.reading.paragraphs import paragraphs
from accordingto.records import Problem, Report, decode, encode
from accordingto.sources import read
from accordingto.sources.dates import parse_date
from accordingto.text import normalise

SUFFIXES = (
    ".txt",
    ".md",
    ".html",
    ".jsonl",
    ".json",
    ".csv",
    ".tsv",
    ".parquet",
    ".txt.gz",
    ".xml",
    ".rss.gz",
    ".warc",
)
SIGNS = st.text(max_size=60) | st.sampled_from(
    [
        '{"text": "',
        "<p>",
        "<!--",
        "---\na: ",
        "\ud800",
        "“",
        "\0",
        "[" * 2000,
        "text,date\n",
        "&a;",
        "<rss><channel><item><title>",
        "<description>Minister Ana Ruiz said the port would stay shut.",
        "<feed><entry><content type='xhtml'><div>",
        "<urlset><url><loc>https://e.example/",
        "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99\r\n\r\nHTTP/1.1 200 OK\r\n",
        "\u202e",
        "# ",
        '"',
    ]
)


def found_in(path: Path) -> list[Report | Problem]:
    """Read a file and look at each record."""
    records = list(read([path]))
    for record in records:
        assert decode(encode(record)) == record
        if isinstance(record, Problem):
            assert record.detail
            assert len(record.detail) < 5_000
        else:
            assert normalise(record.text) == record.text
            assert all(0 <= z.start < z.end <= len(record.text) for z in record.zones)
    return records


@pytest.mark.parametrize("suffix", SUFFIXES)
@settings(max_examples=40, deadline=None)
@given(parts=st.lists(SIGNS, max_size=12), noise=st.binary(max_size=80))
def test_anything_is_read_or_a_problem(
    suffix: str, parts: list[str], noise: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / f"hostile{suffix}"
    for data in ("".join(parts).encode("utf-8", "surrogatepass"), "".join(parts).encode("utf-8", "replace") + noise):
        path.write_bytes(gzip.compress(data) if suffix.endswith(".gz") else data)
        found_in(path)


@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.md"])
def test_thousands_of_brackets_are_a_problem_and_not_an_end(tmp_path: Path, name: str) -> None:
    nested = "[" * 100_000
    (tmp_path / name).write_text(f"---\na: {nested}\n---\nA story." if name == "a.md" else nested)
    [record] = found_in(tmp_path / name)
    assert isinstance(record, Problem) == (name != "a.md")


def test_a_sidecar_of_thousands_of_brackets_costs_only_itself(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A story.")
    (tmp_path / "a.meta.json").write_text('{"a":' * 100_000)
    assert [type(record) for record in found_in(tmp_path / "a.txt")] == [Problem, Report]


def test_a_date_or_title_as_long_as_a_report_is_none(tmp_path: Path) -> None:
    rows = [
        {"text": "A story.", "date": "x" * 100_000, "title": "T" * 100_000},
        {"text": "Another.", "date": "1" * 300},
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)))
    found = found_in(tmp_path / "a.jsonl")
    assert [(r.title, r.published) for r in found if isinstance(r, Report)] == [(None, None), (None, None)]
    assert parse_date("12:00 " * 200_000) is None


def test_a_table_with_endless_column_names_is_told_in_a_line(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(",".join(["x" * 50_000] * 30) + "\n1\n")
    [record] = found_in(tmp_path / "a.csv")
    assert isinstance(record, Problem)


def test_an_archive_that_unpacks_without_end_is_refused_in_little_memory(tmp_path: Path) -> None:
    (tmp_path / "bomb.txt.gz").write_bytes(gzip.compress(bytes(60_000_000), 9))
    [record] = found_in(tmp_path / "bomb.txt.gz")
    assert isinstance(record, Problem)
    assert record.reason == "too_long"


ENTITIES = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12))
STORY = (
    "<p>" + "Minister Ana Ruiz said on Tuesday that the port would stay shut until the talks have ended. " * 4 + "</p>"
)


@pytest.mark.parametrize(
    "page",
    [
        f'<!DOCTYPE x [<!ENTITY a "ha">{ENTITIES}]><html><article><h1>Port</h1>{STORY}&m;</article></html>',
        f'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><html><article><p>&a;</p>{STORY}</article></html>',
        f"<html><article>{'<div>' * 5_000}{STORY}</article></html>",
        f"<html><article>{'<b>' * 20_000}{STORY}",
        f"<html><article>{STORY}{'<a href=x ' * 20_000}</article></html>",
    ],
)
def test_a_page_that_means_harm_is_read_in_bounds(tmp_path: Path, page: str) -> None:
    (tmp_path / "a.html").write_text(page)
    start = time.process_time()
    for record in found_in(tmp_path / "a.html"):
        assert "root:" not in (getattr(record, "text", "") or "")
        assert len(getattr(record, "text", "")) < 10_000
    assert time.process_time() - start < 10


@pytest.mark.parametrize("piece", ["a“", "<!--", "a\n", "By “", "“"])
def test_marks_without_end_take_a_time_that_grows_with_the_text(piece: str) -> None:
    """A quarter of a million characters: what is looked for from every mark to the end would take minutes."""
    text = piece * (250_000 // len(piece))
    start = time.process_time()
    quotes.quotations(text)
    paragraphs(text)
    list(read(["-"], stdin=io.BytesIO(text.encode())))
    assert time.process_time() - start < 10


@pytest.mark.parametrize(
    "piece", ["```a\n", "~~~\na\n", "[a\n", "[a]: \n", "<!--\n", "* * *a\n", "a\n---a\n", "**a ", "![a]("]
)
def test_marks_of_markdown_that_never_close_take_a_time_that_grows_with_the_text(piece: str, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"# Port shut\n\nThe port is shut.\n\n{piece * (100_000 // len(piece))}")
    start = time.process_time()
    assert found_in(tmp_path / "a.md")
    assert time.process_time() - start < 5


def test_a_name_with_path_parts_opens_nothing(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("A secret.")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "rows.jsonl").write_text('{"text": "A story.", "path": "../secret.txt", "url": "../secret.txt"}')
    (tmp_path / "in" / "..secret.txt").write_text("Hidden.")
    (tmp_path / "in" / "%2e%2e%2fsecret.txt").write_text("Another.")
    assert sorted(r.text for r in read([tmp_path / "in"]) if isinstance(r, Report)) == ["A story.", "Another."]


@pytest.mark.parametrize("broken", ["><meta><script></script>\uffff", "<math>html"])
def test_markup_on_which_guesses_fail_is_read_or_a_problem(tmp_path: Path, broken: str) -> None:
    page = tmp_path / "page.html"
    page.write_text(broken, "utf-8")
    assert list(read([page]))
