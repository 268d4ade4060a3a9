"""What cannot be read becomes a problem with a reason and a way out; everything else is read."""

import io
import json
import os
import time
from pathlib import Path

import pytest

from accordingto.errors import UsageError
from accordingto.records import Problem, Report, encode
from accordingto.sources import MAX_CHARACTERS, SourceOptions, read

NONE = SourceOptions()


def outcome(path: str | Path, options: SourceOptions = NONE) -> tuple[list[str], list[str]]:
    """Return the texts that were read and the reasons of the problems."""
    found = list(read([path], options=options))
    assert all(p.detail for p in found if isinstance(p, Problem))
    return [r.text for r in found if isinstance(r, Report)], [p.reason for p in found if isinstance(p, Problem)]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\n\t", "empty"),
        ("dots.txt", b"...\n", "empty"),
        ("image.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "binary"),
        ("scan.txt", b"%PDF-1.7\n%\xe2\xe3", "binary"),
        ("zip.txt", b"PK\x03\x04\x14\x00\x00\x00", "binary"),
        ("noise.md", bytes(range(256)) * 40, "binary"),
        ("page.html", b"<html><body><p>Page not found</p></body></html>", "no_article"),
        ("void.html", b"", "no_article"),
        ("broken.parquet", b"PAR1 and then nothing of use", "broken"),
        ("broken.txt.gz", b"\x1f\x8b\x08\x00 broken", "broken"),
        ("notes.docx", b"PK", "unsupported"),
        ("empty.csv", b"", "empty"),
        ("other.csv", b"id,when\n1,2024\n", "missing_column"),
        ("image.csv", b"\x89PNG\r\n\x1a\n123", "binary"),
    ],
)
def test_each_bad_file_says_what_is_wrong(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(data)
    assert outcome(tmp_path / name) == ([], [reason])
    (tmp_path / "good.txt").write_text("A good story.")
    assert outcome(tmp_path) == (["A good story."], [reason])


def test_a_missing_path_and_a_loop_of_links_are_problems(tmp_path: Path) -> None:
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    assert outcome(tmp_path / "nowhere.txt") == ([], ["missing"])
    assert outcome(tmp_path / "loop.txt")[1] in (["unreadable"], ["missing"])
    assert outcome("-") == ([], ["missing"])


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_without_permission_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "locked.txt").write_text("A story.")
    (tmp_path / "locked.txt").chmod(0)
    assert outcome(tmp_path / "locked.txt") == ([], ["unreadable"])


def test_a_text_over_the_limit_is_refused_whatever_its_format(tmp_path: Path) -> None:
    long = "word " * (MAX_CHARACTERS // 5) + "x"
    (tmp_path / "a.txt").write_text(long)
    (tmp_path / "b.jsonl").write_text(json.dumps({"text": long}) + '\n{"text": "Short."}\n')
    (tmp_path / "c.csv").write_text(f'text\n"{long}"\nShort.\n')
    assert outcome(tmp_path) == (["Short.", "Short."], ["too_long"] * 3)


def test_fifty_megabytes_of_one_text_are_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as stream:
        stream.truncate(50_000_000)
    with (tmp_path / "b.jsonl").open("wb") as stream:
        stream.write(b'{"text": "' + b"a" * 50_000_000 + b'"}\n{"text": "After it."}\n')
    assert outcome(tmp_path) == (["After it."], ["too_long", "too_long"])


def test_one_bad_line_of_ten_leaves_nine(tmp_path: Path) -> None:
    lines = [json.dumps({"text": f"Story {n}."}) for n in range(1, 11)]
    lines[2] = '{"text": "Story 3'
    (tmp_path / "ten.jsonl").write_text("\n".join(lines))
    found = list(read([tmp_path / "ten.jsonl"]))
    assert sum(isinstance(r, Report) for r in found) == 9
    [problem] = [p for p in found if isinstance(p, Problem)]
    assert problem.reason == "malformed"
    assert str(problem.path).endswith("ten.jsonl#3")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("[1, 2]", "malformed"),
        ('"text"', "malformed"),
        ('{"text": 7}', "no_text"),
        ('{"text": null}', "no_text"),
        ('{"text": ""}', "empty"),
        ('{"words": "Story."}', "missing_column"),
        ("{" * 5000, "malformed"),
    ],
)
def test_a_line_that_holds_no_report_is_a_problem(tmp_path: Path, line: str, reason: str) -> None:
    (tmp_path / "rows.jsonl").write_text('{"text": "Before."}\n' + line + '\n\n{"text": "After."}\n')
    assert outcome(tmp_path / "rows.jsonl") == (["Before.", "After."], [reason])


def test_lone_surrogates_and_nuls_do_no_harm(tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text('{"text": "Odd \\ud800 sign \\u0000 here.", "title": "T \\udfff"}\n')
    (tmp_path / "nul.txt").write_bytes(b"A story with one \0 in it.")
    texts, reasons = outcome(tmp_path)
    assert (texts, reasons) == (["A story with one  in it.", "Odd \ufffd sign  here."], [])
    assert "\n".join(texts).encode()


def test_odd_signs_in_keys_and_file_names_do_no_harm(tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text('{"te\\ud800xt": "Story."}\n')
    odd = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")
    Path(odd).write_text("A story.")
    for record in read([tmp_path]):
        assert encode(record)


@pytest.mark.parametrize("sign", ["[", "![", "<!--", "*", "_a ", "[a](", "```\n", "<a "])
def test_markdown_of_nothing_but_marks_is_read_quickly(tmp_path: Path, sign: str) -> None:
    (tmp_path / "marks.md").write_text("Story " + sign * 8_000)
    start = time.process_time()
    list(read([tmp_path]))
    assert time.process_time() - start < 3


def test_a_named_column_that_is_not_there_names_those_that_are(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("id,words\n1,A story.\n")
    [problem] = read([tmp_path / "t.csv"], options=SourceOptions(columns={"text": "body"}))
    assert isinstance(problem, Problem)
    assert problem.reason == "missing_column"
    assert "id, words" in str(problem.detail)


def test_a_row_with_too_many_cells_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("id,text\n1,A story.\n2,No quotes, here\n3,Last.\n")
    assert outcome(tmp_path / "t.csv") == (["A story.", "Last."], ["malformed"])


@pytest.mark.parametrize("sidecar", ["{broken", "[]", ""])
def test_a_broken_sidecar_is_told_and_the_report_is_read(tmp_path: Path, sidecar: str) -> None:
    (tmp_path / "a.txt").write_text("A story.")
    (tmp_path / "a.meta.json").write_text(sidecar)
    assert outcome(tmp_path) == (["A story."], ["sidecar"])


def test_an_unclear_date_is_told_and_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "A story.", "date": "03/04/2024"}')
    found = list(read([tmp_path / "a.jsonl"]))
    assert [type(r).__name__ for r in found] == ["Problem", "Report"]
    assert isinstance(found[1], Report)
    assert found[1].published is None
    with pytest.raises(UsageError, match="YYYY-MM-DD"):
        SourceOptions(published="03/04/2024")


def test_pipes_and_linked_folders_in_a_folder_are_told_and_not_opened(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    (tmp_path / "other").mkdir()
    os.mkfifo(tmp_path / "reports" / "pipe.txt")
    (tmp_path / "reports" / "link").symlink_to(tmp_path / "other", target_is_directory=True)
    found = list(read([tmp_path / "reports"]))
    assert [(Path(p.path or "").name, p.reason) for p in found if isinstance(p, Problem)] == [
        ("link", "unsupported"),
        ("pipe.txt", "unsupported"),
    ]


def test_a_table_on_standard_input_is_read_by_its_rows() -> None:
    table = b"date,headline,text\n2031-03-03,Talks fail,The talks failed.\n2031-03-04,Talks go on,The talks went on.\n"
    found = list(read(["-"], stdin=io.BytesIO(table)))
    assert [(r.path, r.title, r.text) for r in found if isinstance(r, Report)] == [
        ("-#1", "Talks fail", "The talks failed."),
        ("-#2", "Talks go on", "The talks went on."),
    ]
    prose = b"Text, date and place were agreed, the envoy said.\nShe left.\n"
    assert [r.path for r in read(["-"], stdin=io.BytesIO(prose))] == ["-"]
