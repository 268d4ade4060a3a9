"""The corpus format: annotations quote words of their report, and what does not hold is named."""

from pathlib import Path

import pytest

from accordingto.errors import GoldError
from accordingto.scoring.corpus import checks
from accordingto.scoring.corpus_files import load, to_rows

PAGE = """
id: wire-salt-road
style: wire
region: Sahel
crisis: the salt road (made up)
outlet: Dune Wire
published: "2031-05-06"
text: |
  Governor Aminata Diallo said the salt road is open. She said the army would stay.

  “We will not be moved,” Diallo told Radio Erg. “Not this year.”
statements:
  - {id: s1, speaker: Governor Aminata Diallo, speaker_is: MLI GOV Aminata Diallo, cue: said, form: indirect,
     content: [the salt road is open]}
  - {id: s2, speaker: She, speaker_is: MLI GOV Aminata Diallo, cue: said, form: indirect,
     content: [the army would stay]}
  - {id: s3, speaker: Diallo, speaker_is: MLI GOV Aminata Diallo, cue: told, form: direct,
     content: ["We will not be moved", "Not this year."], addressee: Radio Erg, venue: Radio Erg}
"""


def write(folder: Path, page: str) -> Path:
    path = folder / "wire-salt-road.yaml"
    path.write_text(page, "utf-8")
    return path


def test_words_that_occur_twice_are_those_nearest_to_the_content(tmp_path: Path) -> None:
    report = load(write(tmp_path, PAGE))
    rows = to_rows(report)
    for row in rows:
        for span in [*row["content"], row["cue"], row["speaker"]]:
            assert report.text[span["start"] : span["end"]] == span["exact"]
    first, second, third = rows
    assert first["cue"]["start"] < first["content"][0]["start"] < second["cue"]["start"]
    assert third["speaker"]["start"] > third["content"][0]["start"]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("the army would stay]", "the army will stay]", "does not occur"),
        ("[the salt road is open]", "[said]", "say which with nth"),
        ("[the salt road is open]", "[{say: said, nth: 9}]", "not 9"),
        ("form: direct", "form: shouted", "shouted"),
        ("cue: told,", "queue: told,", "queue"),
        ("id: wire-salt-road", "id: salt", "not the file's name"),
        ("id: s2,", "id: s1,", "stands twice"),
        ("id: s2,", "id: s2, same_as: s9,", "not there"),
    ],
)
def test_what_does_not_hold_is_named(tmp_path: Path, old: str, new: str, fault: str) -> None:
    assert old in PAGE
    with pytest.raises(GoldError, match=fault):
        to_rows(load(write(tmp_path, PAGE.replace(old, new, 1))))


def test_fields_are_right_only_where_they_meet_the_annotated_words(tmp_path: Path) -> None:
    gold = to_rows(load(write(tmp_path, PAGE)))[2]
    mention = {"text": "Radio Erg", "start": gold["venue"]["start"], "end": gold["venue"]["end"]}
    system = {
        "speaker": {"mention": gold["speaker"], "actor": {"name": "Aminata Diallo", "country": "MLI"}},
        "cue": {"mention": gold["cue"], "stance": "neutral"},
        "form": "direct",
        "venue": {"mention": mention},
        "addressee": None,
    }
    found = dict(checks(gold, system))
    assert found == {"speaker": True, "cue": True, "form": True, "stance": True, "venue": True, "addressee": False}
