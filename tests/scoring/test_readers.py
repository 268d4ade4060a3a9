"""Each gold format, as a file, an archive and a folder, with invented contents."""

import gzip
import io
import json
import tarfile
from pathlib import Path
from typing import Any

import pytest

from accordingto.errors import GoldError
from accordingto.scoring import (
    actors,
    basil,
    case2021,
    claimdiff,
    copies,
    ecbplus,
    gsr,
    np4e,
    petr2,
    places,
    plv,
    polnear,
    seeds,
    times,
)
from accordingto.scoring.base import BareTools, Options
from accordingto.scoring.files import json_lines, members
from accordingto.scoring.plover_names import current_country, short_sector
from accordingto.text import Span


@pytest.fixture
def options(nlp) -> Options:
    return Options(BareTools(nlp))


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, content in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content, "utf-8")
    return folder


def pack(archive: Path, files: dict[str, str]) -> Path:
    with tarfile.open(archive, "w:gz") as tar:
        for name, content in files.items():
            data = content.encode()
            info = tarfile.TarInfo(name)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    return archive


def lines(path: Path, *rows: dict[str, Any]) -> Path:
    text = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    path.write_bytes(gzip.compress(text.encode()) if path.suffix == ".gz" else text.encode())
    return path


def test_archive_and_folder_read_alike(tmp_path: Path) -> None:
    files = {"set/b.txt": "two", "set/a.txt": "one", "set/._a.txt": "junk"}
    assert list(members(pack(tmp_path / "set.tar.gz", files))) == ["set/a.txt", "set/b.txt"]
    assert list(members(write(tmp_path / "out", files))) == ["set/a.txt", "set/b.txt"]


def test_json_lines_plain_and_gzipped(tmp_path: Path) -> None:
    assert json_lines(lines(tmp_path / "x.jsonl", {"a": 1})) == json_lines(lines(tmp_path / "x.jsonl.gz", {"a": 1}))


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    file = tmp_path / "x.jsonl"
    file.write_text('{"a": 1}\n{"a": \n', "utf-8")
    with pytest.raises(GoldError, match="line 2"):
        json_lines(file)


SEED_ROW = {"id": "z", "kind": "zone", "report": "a", "zone": "headline", "span": {"start": 0, "end": 4}}


@pytest.mark.parametrize("where", ["pair/a.txt", "pair/report-a.txt", "pair/texts/a.txt", "seeds/report-a.txt"])
def test_annotated_reports_find_their_texts(tmp_path: Path, options: Options, where: str) -> None:
    home = "gold/pair" if where.startswith("seeds") else "pair"
    (tmp_path / home).mkdir(parents=True)
    gold = lines(tmp_path / home / "gold.jsonl", SEED_ROW)
    write(
        tmp_path,
        {where: "Fire", where.replace(".txt", ".meta.json"): '{"outlet": "The Ledger", "published": "2030-01-02"}'},
    )
    [(rows, reports)] = seeds.read(gold, options)
    assert len(rows) == 1
    assert (reports["a"].outlet, reports["a"].published, reports["a"].text) == ("The Ledger", "2030-01-02", "Fire")


def test_texts_and_names_can_be_said(tmp_path: Path, nlp) -> None:
    gold = lines(tmp_path / "gold.jsonl", SEED_ROW)
    write(tmp_path, {"elsewhere/monday.txt": "Fire"})
    said = Options(BareTools(nlp), names={"a": "monday"}, texts=tmp_path / "elsewhere")
    assert seeds.read(gold, said)[0][1]["a"].text == "Fire"
    with pytest.raises(GoldError, match="--texts"):
        seeds.read(gold, Options(BareTools(nlp)))


POLNEAR = {
    "dev/text/echo_2031-01-01_quay.txt": "Moor said it rained.\r\nThe end.",
    "dev/attributions/echo_2031-01-01_quay_b2.ann": "",
    "dev/attributions/echo_2031-01-01_quay_a1.ann": (
        "T1\tSource 0 4\tMoor\nT2\tCue 5 9\tsaid\nT3\tContent 10 19\tit rained\nE1\tCue:T2 Source:T1 Content:T3\n"
    ),
}


def test_attributions_of_the_first_annotator(tmp_path: Path, options: Options) -> None:
    for path in (pack(tmp_path / "dev.tar.gz", POLNEAR), write(tmp_path / "open", POLNEAR) / "dev"):
        [article] = polnear.read(path, options)
        assert article.text.count("\r\n") == 1
        assert article.gold[0].content == ((10, 19),)


def test_marked_pairs(tmp_path: Path, options: Options) -> None:
    row = {"sentence": "-", "gold_root": "RETREAT", "gold_penta": "2"}
    marked = "<s>Oslo </s>freed <t>Lima</t>'s envoy, and <t>Lima</t> thanked it."
    alone = "<s>Teachers</s> marched."
    first, second = plv.read(
        lines(tmp_path / "p.jsonl", row | {"marked_sentence": marked}, row | {"marked_sentence": alone}), options
    )
    assert (first.source, first.target, first.root) == (Span(0, 4), Span(11, 15), "YIELD")
    assert first.sentence == "Oslo freed Lima's envoy, and Lima thanked it."
    assert second.target is None


def test_records_with_old_names_and_markup(tmp_path: Path, options: Options) -> None:
    row = {
        "text": "Japan and Peru fought over whales.",
        "date": "2001-02-03",
        "event": "FIGHT",
        "source": [{"actorText": "Japan", "code": "JAP"}, {"actorText": "Peru", "code": "PER", "sector": "MILnav"}],
        "target": "",
        "textInfo": {"markup": "(SRC/TAR: Japan) and (SRC/TAR: Peru) (EVT: fought) over whales."},
    }
    [record] = gsr.read(lines(tmp_path / "g.jsonl", row), options)
    assert record.event == "ASSAULT"
    assert record.trigger == frozenset(range(15, 21))
    assert [(a.role, a.country, a.sector) for a in record.actors] == [("either", "JPN", None), ("either", "PER", "MIL")]


def test_codes_of_countries_and_sectors() -> None:
    assert (current_country("---REB"), current_country("PSEGZA"), current_country("")) == (None, "PSE", None)
    assert (short_sector("***"), short_sector("REFkur"), short_sector(None)) == (None, "REF", None)


def test_cameo_sentences(tmp_path: Path, options: Options) -> None:
    quiet = {"date": "20310203", "text": "It rained.", "events": [{"noevents": "True"}]}
    coded = {"sourcecode": "---REB", "targetcode": "PERGOV", "eventcode": "0841"}
    none, one = petr2.read(lines(tmp_path / "c.jsonl", quiet, quiet | {"events": [coded]}), options)
    assert none.gold == ()
    assert one.gold == (petr2.Coded(None, "PER", "08"),)
    assert one.date == "2031-02-03"


def test_snippets_and_surface_forms(tmp_path: Path, options: Options) -> None:
    row = {"id": "1", "EventSnippet": "Shells fell.", "SubType": "SHELLING"}
    assert case2021.read(lines(tmp_path / "s.jsonl", row), options) == [("Shells fell.", "SHELLING")]
    case = {"text": "the navy", "context": None, "date": "3 May 2014", "gold": {"country": "PER", "code_1": "MIL"}}
    only_wiki = case | {"gold": {"wiki": "Navy"}}
    [read] = actors.read(lines(tmp_path / "a.jsonl", case, only_wiki), options)
    assert (read.date, read.country, read.sector) == ("2014-05-03", "PER", "MIL")


NEWS = """<?xml version="1.0"?><articles><article docid="7"><title>x</title>
<text><![CDATA[Rain in Lima and Oslo.]]></text>
<toponyms><toponym><start>9</start><end>13</end><phrase>Lima</phrase>
<gaztag geonameid="3936456"><lat>-12.04</lat><lon>-77.03</lon></gaztag></toponym>
<toponym><start>17</start><end>21</end><phrase>Oslo</phrase></toponym></toponyms></article></articles>"""


def test_toponyms_move_to_where_their_words_stand(tmp_path: Path, options: Options) -> None:
    plain = write(tmp_path, {"news.xml": NEWS}) / "news.xml"
    for path in (plain, pack(tmp_path / "news.tar.gz", {"news.xml": NEWS})):
        [article] = places.read_xml(path, options)
        assert [t.span for t in article.toponyms] == [Span(8, 12), Span(17, 21)]
        assert [t.geonames_id for t in article.toponyms] == [3936456, None]


def test_brat_toponyms_without_phrases_around_them(tmp_path: Path, options: Options) -> None:
    notes = "T1\tLiteral 8 12\tLima\n#1\tAnnotatorNotes T1\t3936456\nT2\tLiteral_Expression 5 12\tin Lima\n"
    spot = "T3\tLiteral 0 4\tRain\n#2\tAnnotatorNotes T3\t1.5, 2.5\n"
    files = {"w/3.txt": "Rain in Lima.", "w/3.ann": notes + spot}
    [article] = places.read_brat(pack(tmp_path / "w.tar.gz", files), options)
    assert [(t.span, t.geonames_id) for t in article.toponyms] == [(Span(8, 12), 3936456), (Span(0, 4), None)]


TIMEML = """<?xml version="1.0" ?>
<TimeML><DOCID>x</DOCID><DCT><TIMEX3 tid="t0" type="DATE" value="2031-05-06">2031-05-06</TIMEX3></DCT>
<TEXT>It began in <TIMEX3 tid="t1" type="DATE" value="1931-05">May 1931</TIMEX3> &amp; ended
<TIMEX3 tid="t2" type="DATE" value="null">that day</TIMEX3>.</TEXT></TimeML>"""


def test_timeml(tmp_path: Path, options: Options) -> None:
    [history] = times.read(pack(tmp_path / "t.tar.gz", {"t/x.tml": TIMEML}), options)
    assert history.created == "2031-05-06"
    assert [(history.text[t.start : t.end], t.value) for t in history.gold] == [
        ("May 1931", "1931-05"),
        ("that day", None),
    ]


ECB = """<Document doc_name="2_1ecb.xml">
<token t_id="1" sentence="0" number="0">Quakes</token><token t_id="2" sentence="0" number="1">hit</token>
<token t_id="3" sentence="1" number="0">Aid</token><token t_id="4" sentence="1" number="1">came</token>
<Markables><ACTION_OCCURRENCE m_id="1"><token_anchor t_id="1"/></ACTION_OCCURRENCE>
<ACTION_OCCURRENCE m_id="2"><token_anchor t_id="2"/></ACTION_OCCURRENCE>
<NEG_ACTION_OCCURRENCE m_id="3"><token_anchor t_id="4"/></NEG_ACTION_OCCURRENCE>
<HUMAN_PART_PER m_id="5"><token_anchor t_id="3"/></HUMAN_PART_PER>
<ACTION_OCCURRENCE m_id="9" TAG_DESCRIPTOR="x" instance_id="ACT1"/></Markables>
<Relations><CROSS_DOC_COREF r_id="8" note="ACT1"><source m_id="1"/>
<source m_id="2"/><target m_id="9"/></CROSS_DOC_COREF>
</Relations></Document>"""


def test_event_mentions_of_validated_sentences(tmp_path: Path, options: Options) -> None:
    [everything] = ecbplus.read(write(tmp_path / "all", {"2/2_1ecb.xml": ECB}), options)
    assert [(m.sentence, m.words, m.cluster) for m in everything.mentions] == [
        (0, (0,), "ACT1"),
        (0, (1,), "ACT1"),
        (1, (1,), "2_1ecb#3"),
    ]
    files = {"e/2/2_1ecb.xml": ECB, "e/list.csv": "Topic,File,Sentence Number\n2,1ecb,0\n"}
    [chosen] = ecbplus.read(pack(tmp_path / "e.tar.gz", files), options)
    assert {m.sentence for m in chosen.mentions} == {0}


def test_noun_phrases_of_mmax_layers(tmp_path: Path, options: Options) -> None:
    words = "".join(
        f'<word id="word_{i}">{w}</word>' for i, w in enumerate(["A", "storm", "came", ".", "It", "left"], 1)
    )
    space = 'xmlns="www.eml.org/NameSpaces/coref"'
    spans = (
        '<markable id="m1" span="word_1..word_2" coref_set="set_0"/><markable id="m2" span="word_5" coref_set="set_0"/>'
    )
    sentences = '<markable id="s2" span="word_5..word_6"/><markable id="s1" span="word_1..word_4"/>'
    files = {
        "n/storm/Basedata/1_words.xml": f'<!DOCTYPE words SYSTEM "words.dtd"><words>{words}</words>',
        "n/storm/markables/1_coref_level.xml": f"<markables {space}>{spans}</markables>",
        "n/storm/markables/1_sentence_level.xml": f"<markables>{sentences}</markables>",
    }
    for path in (pack(tmp_path / "n.tar.gz", files), write(tmp_path / "n", files)):
        [document] = np4e.read(path, options)
        assert [(m.sentence, m.words, m.cluster) for m in document.mentions] == [
            (0, (0, 1), "set_0"),
            (1, (0,), "set_0"),
        ]


def test_stories_claims_and_copies(tmp_path: Path, options: Options) -> None:
    article = {
        "title": "Flood",
        "date": "2031-01-02",
        "triplet-uuid": "t",
        "body-paragraphs": [["One.", "Two."], ["Three."]],
    }
    [story] = basil.read(pack(tmp_path / "b.tar.gz", {"b/1.json": json.dumps(article)}), options)
    assert (story.story, story.text) == ("t", "One.\nTwo.\n\nThree.")
    pairs = json.dumps({"data": [{"claim_a": "x", "claim_b": "y", "relation": 1}], "ver": 1})
    both = write(tmp_path / "c", {"claimdiff-weak-x.json": pairs, "claimdiff-strength-x.json": pairs, "other.tsv": ""})
    assert {p.relation for p in claimdiff.read(both, options)} == {"weakens", "strengthens"}
    assert len(claimdiff.read(both / "claimdiff-weak-x.json", options)) == 1
    rows = ({"a": {"text": "x"}, "b": {"text": "y"}}, {"a": {"text": "x"}, "b": {"text": "x"}, "label": "wholly"})
    assert copies.read(lines(tmp_path / "k.jsonl.gz", *rows), options) == [("x", "y", None), ("x", "x", "wholly")]
