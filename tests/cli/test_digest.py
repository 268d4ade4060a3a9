"""The digest of a case that is too large for it: what is left out is what matters least, and is counted."""

import io

from msgspec.structs import replace
from rich.console import Console

from accordingto.cli import digest
from accordingto.frames import CaseRecord
from accordingto.pipeline import compare
from accordingto.records import Actor, Mention, Party, Record, Report, When
from tests.builders import event, find, report, statement

ROOM = digest.EVENTS


def shown(records: list[Record]) -> str:
    out = io.StringIO()
    digest.show(CaseRecord(compare(records)), Console(file=out, width=110), case="c.db", everything=False)
    return out.getvalue()


def crowded() -> list[Record]:
    """A report of many small events, one of long ago, and one that two other reports tell as well."""
    numbers = [f"Band {n} raided farm{n}" for n in range(ROOM + 5)]
    text = ". ".join(["In 1948 Ostland stormed Port Brand", *numbers, "Ostland shelled the port of Sel with rockets"])
    first = report(text, outlet="Gazette")
    past = When(Mention("1948", 3, 7), "1948-01-01", "1948-12-31", "year")
    found: list[Record] = [first, event(first, "stormed", when=past)]
    found += [event(first, f"raided farm{n}") for n in range(ROOM + 5)]
    for outlet, one in (("Gazette", first), *((name, again(name)) for name in ("Courier", "Herald"))):
        sides = {"actors": (_party(one, "Ostland"),), "recipients": (_party(one, "the port of Sel"),)}
        day = When(find(one.text, "rockets"), "2031-02-02", "2031-02-02", "day")
        found += [*([] if outlet == "Gazette" else [one]), event(one, "shelled", cameo="194", when=day, **sides)]
    return found


def again(outlet: str) -> Report:
    return report(f"{outlet} saw it: Ostland shelled the port of Sel with rockets at dawn.", outlet=outlet, path=outlet)


def _party(one: Report, words: str) -> Party:
    return Party(find(one.text, words), Actor("Ostland", "OST", None) if words == "Ostland" else Actor(words, "SEL"))


def test_what_several_reports_tell_is_shown_and_long_ago_is_not() -> None:
    found = shown(crowded())
    assert "shelled" in found
    assert "stormed" not in found
    assert found.count("raided farm") == ROOM - 1
    assert "7 more" in found or "6 more" in found


def test_a_small_case_is_shown_whole() -> None:
    first = report("In 1948 Ostland stormed Port Brand.", outlet="Gazette")
    past = When(Mention("1948", 3, 7), "1948-01-01", "1948-12-31", "year")
    assert "stormed" in shown([first, event(first, "stormed", when=past)])


def test_speakers_who_are_known_come_before_pronouns() -> None:
    one = report("They said rain fell. They said wind rose. Ana Ruiz said hail came.", outlet="Gazette")
    known = statement(one, "Ana Ruiz", "said", "hail came")
    assert known.speaker is not None
    named = replace(known, speaker=Party(known.speaker.mention, Actor("Ana Ruiz", "CHL", "GOV")))
    found = shown(
        [one, statement(one, "They", "said", "rain fell"), statement(one, "They", "said", "wind rose"), named]
    )
    assert found.index("Ana Ruiz (CHL GOV)") < found.index("“They”")
