"""What a user gives, in each format, comes out as the reports that it holds."""

import csv
import gzip
import io
import json
import unicodedata
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accordingto.errors import UsageError
from accordingto.records import Problem, Report
from accordingto.sources import SourceOptions, count, read

STORY = (
    "Floods cut off Port Marlow\n\nPORT MARLOW, March 3 — The river broke its banks on Monday, the mayor said.\n\n"
    "“We need boats,” Mayor Edda Lind told reporters.\n"
)
PAGE = """<!doctype html><html lang="en-GB"><head><meta charset="utf-8">
<title>Ministers meet again over the Selm dam - The Weir Gazette</title>
<meta property="og:title" content="Ministers meet again over the Selm dam">
<meta property="og:site_name" content="The Weir Gazette"><meta name="author" content="By Noor Vance">
<meta property="article:published_time" content="2023-04-02T08:30:00+02:00">
<link rel="canonical" href="https://weir.example/dam"></head><body>
<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article><h1>Ministers meet again over the Selm dam</h1>
<figure><img src="a.jpg"><figcaption>The dam at Selm in March. (Noor Vance, The Weir Gazette)</figcaption></figure>
<p>The water ministers of both countries met for the third time on Sunday and agreed on nothing but a date.</p>
<p>“We asked for the data and we did not get it,” minister Ola Berg said after the talks in the border town of Selm.</p>
<p>Her counterpart denied that and said the measurements had been handed over in full at the start of the year.</p>
</article><footer>© 2023 The Weir Gazette</footer></body></html>"""


NONE = SourceOptions()


def reports(*paths: str | Path, options: SourceOptions = NONE) -> list[Report]:
    """Read paths that hold nothing wrong."""
    found = list(read(paths, options=options))
    assert not [p for p in found if isinstance(p, Problem)]
    return [r for r in found if isinstance(r, Report)]


def test_plain_text_is_kept_to_the_letter(tmp_path: Path) -> None:
    file = tmp_path / "flood.txt"
    words = "\n\n  Zażółć “gęślą” jaźń —\n\nend\n\n"
    file.write_bytes(unicodedata.normalize("NFC", words).encode())
    [report] = reports(file)
    assert report.text == words
    assert report.path == file.as_posix()
    assert report.published is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\u2028\u2029\ufeff\x7f", exclude_categories=["Cc"])))
def test_any_clean_text_comes_back_unchanged(tmp_path: Path, words: str) -> None:
    words = unicodedata.normalize("NFC", f"Start {words}\nend")
    file = tmp_path / "any.txt"
    file.write_bytes(words.encode())
    assert [r.text for r in reports(file)] == [words]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252", "cp1251"])
def test_other_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    words = {"cp1251": "Министр обороны заявил во вторник, что войска отошли от границы. " * 4}.get(
        encoding, "The café owner said: “We stay.” Señor Müller, the deputy, agreed with him. " * 4
    )
    file = tmp_path / "story.txt"
    file.write_bytes(words.encode(encoding))
    assert reports(file)[0].text == words


def test_windows_line_ends_and_combining_marks_are_normalised(tmp_path: Path) -> None:
    file = tmp_path / "story.txt"
    file.write_bytes("Cafe\u0301 closed.\r\nAll left.".encode())
    assert reports(file)[0].text == "Café closed.\nAll left."


def test_flags_beat_the_sidecar_and_the_sidecar_beats_the_file(tmp_path: Path) -> None:
    (tmp_path / "dam.html").write_text(PAGE, "utf-8")
    (tmp_path / "dam.meta.json").write_text('{"outlet": "From the sidecar", "published": "2023-04-03"}')
    report = reports(tmp_path / "dam.html", options=SourceOptions(published="4 April 2023"))[0]
    assert (report.outlet, report.published) == ("From the sidecar", "2023-04-04")
    assert report.byline == "Noor Vance"


def test_a_page_gives_its_metadata_headline_captions_and_article_only(tmp_path: Path) -> None:
    (tmp_path / "dam.html").write_text(PAGE, "utf-8")
    [report] = reports(tmp_path / "dam.html")
    assert report.outlet == "The Weir Gazette"
    assert report.title == "Ministers meet again over the Selm dam"
    assert (report.published, report.published_precision) == ("2023-04-02T08:30:00+02:00", "second")
    assert (report.url, report.language) == ("https://weir.example/dam", "en")
    assert report.text.startswith("Ministers meet again over the Selm dam\n\nThe dam at Selm in March.")
    assert [(z.kind, report.text[z.start : z.end][:14]) for z in report.zones] == [
        ("headline", "Ministers meet"),
        ("caption", "The dam at Sel"),
    ]
    assert "Sport" not in report.text
    assert "©" not in report.text


def test_json_ld_beats_the_page_title(tmp_path: Path) -> None:
    data = {
        "@graph": [
            {"@type": "WebSite", "name": "Other"},
            {"@type": ["NewsArticle"], "headline": "Third round over the dam", "author": [{"name": "A. B."}, "C. D."]},
        ]
    }
    script = f'<script type="application/ld+json">{json.dumps(data)}</script></head>'
    (tmp_path / "dam.html").write_text(PAGE.replace("</head>", script), "utf-8")
    report = reports(tmp_path / "dam.html")[0]
    assert (report.title, report.byline) == ("Third round over the dam", "A. B., C. D.")


def test_markdown_loses_its_marks_and_keeps_its_words(tmp_path: Path) -> None:
    (tmp_path / "truce.md").write_text(
        "---\noutlet: The Weir Gazette\ndate: 2023-05-01\nauthor: Noor Vance\n---\n\n# A truce, *for now*\n\n"
        "The [army](https://x.example/a_(b)) **agreed** to stop.\n\n> “Not one shot,” a general said.\n\n"
        "- Aid may enter\n",
        "utf-8",
    )
    report = reports(tmp_path / "truce.md")[0]
    assert report.text == (
        "A truce, for now\n\nThe army agreed to stop.\n\n“Not one shot,” a general said.\n\nAid may enter"
    )
    assert (report.title, report.outlet, report.published) == ("A truce, for now", "The Weir Gazette", "2023-05-01")
    assert report.zones[0].kind == "headline"


def test_json_lines_give_a_report_a_line(tmp_path: Path) -> None:
    rows = [
        {"headline": "One", "body": "The first story.", "source": "A", "date": "2024-01-02", "authors": ["X Y", "Z W"]},
        {"headline": "Two", "body": "The second story.", "source": "B", "date": "Jan. 3, 2024"},
    ]
    file = tmp_path / "rows.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in rows) + "\n")
    one, two = reports(file)
    assert (one.title, one.outlet, one.published, one.byline) == ("One", "A", "2024-01-02", "X Y, Z W")
    assert (two.published, two.path) == ("2024-01-03", f"{file.as_posix()}#2")


def test_a_json_array_and_a_gzip_file_are_read_too(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps([{"text": "Story one."}, {"text": "Story two."}], indent=1))
    with gzip.open(tmp_path / "b.jsonl.gz", "wt") as stream:
        stream.write('{"text": "Story three."}\n')
    assert [r.text for r in reports(tmp_path)] == ["Story one.", "Story two.", "Story three."]


@pytest.mark.parametrize(("suffix", "delimiter"), [(".csv", ","), (".csv", ";"), (".tsv", "\t")])
def test_tables_are_read_row_by_row(tmp_path: Path, suffix: str, delimiter: str) -> None:
    file = tmp_path / f"table{suffix}"
    with file.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream, delimiter=delimiter)
        writer.writerow(["Title", "Content", "Publisher", "Published At"])
        writer.writerow(["One", "He said: “no”,\nand left; at once.", "A", "2024-01-02 00:00:00"])
        writer.writerow(["Two", "She\tstayed.", "B", "2024-01-03"])
    one, two = reports(file)
    assert one.text == "He said: “no”,\nand left; at once."
    assert (one.title, one.outlet, one.published, one.published_precision) == ("One", "A", "2024-01-02", "day")
    assert two.path == f"{file.as_posix()}#2"


def test_columns_can_be_named(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("id,words,text\n1,The story.,junk\n")
    assert reports(tmp_path / "t.csv", options=SourceOptions(columns={"text": "words"}))[0].text == "The story."


def test_a_column_for_an_unknown_field_is_refused_at_once() -> None:
    assert SourceOptions(columns={"date": "day", "headline": "h"}).columns == {"published": "day", "title": "h"}
    with pytest.raises(UsageError, match="no field 'place'"):
        SourceOptions(columns={"place": "where"})


def test_parquet_is_read_with_its_dates(tmp_path: Path) -> None:
    from datetime import datetime

    table = pa.table(
        {
            "article": ["The first story.", "The second story."],
            "date": [datetime(2024, 1, 2), None],
            "domain": ["a.org", None],
        }
    )
    pq.write_table(table, tmp_path / "t.parquet")
    one, two = reports(tmp_path / "t.parquet")
    assert (one.text, one.published, one.outlet) == ("The first story.", "2024-01-02", "a.org")
    assert (two.published, two.outlet) == (None, None)


@pytest.mark.parametrize(
    ("piped", "words", "path"),
    [(STORY.encode(), STORY, "-"), (b'{"text": "From a pipe."}\n', "From a pipe.", "-#1")],
    ids=["text", "json lines"],
)
def test_standard_input_is_told_by_its_beginning(piped: bytes, words: str, path: str) -> None:
    [report] = read(["-"], stdin=io.BytesIO(piped), options=SourceOptions(outlet="The Daily"))
    assert isinstance(report, Report)
    assert (report.text, report.outlet, report.path) == (words, "The Daily", path)


def test_a_folder_is_read_in_a_fixed_order_without_hidden_files_and_sidecars(tmp_path: Path) -> None:
    for name in ["b.txt", "a/z.txt", "a/y.txt", ".hidden.txt", ".git/x.txt", "c.txt"]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"Story of {name}.")
    (tmp_path / "c.meta.json").write_text('{"outlet": "C"}')
    found = reports(tmp_path)
    assert [r.text for r in found] == ["Story of a/y.txt.", "Story of a/z.txt.", "Story of b.txt.", "Story of c.txt."]
    assert count([tmp_path]) == 4
    (tmp_path / "t.jsonl").write_text("")
    assert count([tmp_path]) is None


def test_the_same_article_has_one_id_and_another_outlets_copy_its_own(tmp_path: Path) -> None:
    for name in ["one.txt", "two.txt"]:
        (tmp_path / name).write_text(STORY)
    one, two = reports(tmp_path)
    assert one.id == two.id
    other = reports(tmp_path / "one.txt", options=SourceOptions(outlet="Another"))[0]
    assert other.id != one.id
    assert other.sha256 == one.sha256


def test_many_rows_are_streamed(tmp_path: Path) -> None:
    """The first report of a table comes before the rest is read."""
    file = tmp_path / "many.jsonl"
    line = json.dumps({"text": "word " * 200}) + "\n"
    file.write_text(line * 20_000)
    first = next(iter(read([file])))
    assert isinstance(first, Report)
    assert first.path is not None and first.path.endswith("#1")


@pytest.mark.parametrize(
    ("text", "outlet", "credits"),
    [
        ("GENEVA, May 4 (Reuters) — Talks began.", None, ("Reuters",)),
        ("GENEVA (Reuters) - Talks began.", "Reuters", ()),
        ("LAGOS (Quill Press) — Talks began.", "The Daily", ("Quill Press",)),
        ("Talks began.\n\nThe Associated Press contributed to this report.", "The Daily", ("Associated Press",)),
        ("Talks began.\n\nAFP and Reuters contributed to this story.", None, ("Agence France-Presse", "Reuters")),
        ("Talks began. (AFP)", None, ("Agence France-Presse",)),
        ("An envoy waves. (Ana Ruiz/Pool Photo via AP)\n\nTalks began.", "The Daily", ()),
        ("The Border Guard Service (BGS) — a new body — began work.", None, ()),
        ("He told Reuters that talks began.", None, ()),
    ],
)  # fmt: skip
def test_wires_are_credited_for_words_not_for_photos(
    tmp_path: Path, text: str, outlet: str | None, credits: tuple[str, ...]
) -> None:
    (tmp_path / "a.txt").write_text(text, "utf-8")
    assert reports(tmp_path / "a.txt", options=SourceOptions(outlet=outlet))[0].wire_credits == credits


def test_the_examples_are_read_without_a_problem() -> None:
    folder = Path(__file__).parents[2] / "examples" / "reports"
    found = reports(folder)
    assert len(found) >= 10
    assert all(r.outlet and r.published for r in found)
    assert [r.outlet for r in found if r.wire_credits] == ["The Copper Valley Courier"]
