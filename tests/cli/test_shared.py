"""The digest's side by side of several reports."""

import io

from msgspec.structs import replace
from rich.console import Console

from accordingto.cli import digest
from accordingto.frames import CaseRecord
from accordingto.records import Agreed, Difference, Finding, MemberValue, Origins, Verdict, derive_id
from tests.builders import TEXT, report, statement

ONE = report(outlet="The Lake Post", published="2031-02-03")
TWO = report(TEXT.replace("shut", "closed"), path="b.txt", outlet="Hill Radio", published="2031-02-04")
FIRST = statement(ONE, "Ana Ruiz", "said", "the border stays shut")
SECOND = statement(TWO, "Ana Ruiz", "said", "the border stays closed")


def finding(verdict: Verdict) -> Finding:
    values = (MemberValue("the border stays shut", FIRST.id), MemberValue("the border stays closed", SECOND.id))
    return Finding(
        id=derive_id("finding", verdict),
        of="statement",
        verdict=verdict,
        members=(FIRST.id, SECOND.id),
        reports=(ONE.id, TWO.id),
        publishers=("The Lake Post", "Hill Radio"),
        origins=Origins(1, 2),
        agreed=(Agreed("speaker", "Ana Ruiz"),),
        differences=(Difference("content", "wording", values),),
    )


def shown(*verdicts: Verdict) -> str:
    stream = io.StringIO()
    record = CaseRecord([ONE, TWO, FIRST, SECOND, *map(finding, verdicts)])
    digest.show(record, Console(file=stream, width=200), case=None, everything=False)
    return stream.getvalue().partition("WHAT SEVERAL REPORTS SHARE")[2]


def test_differing_values_stand_with_the_reports_that_give_them() -> None:
    words = shown("same", "differs")
    assert words.index("differs statement, Ana Ruiz") < words.index("same    statement, Ana Ruiz")
    assert "The Lake Post; Hill Radio; independent origins: 1 to 2" in words
    assert "content (wording): the border stays shut [The Lake Post, 2031-02-03]" in words
    assert "/ the border stays closed [Hill Radio, 2031-02-04]" in words


def test_what_is_not_shown_is_counted() -> None:
    words = shown("single_source", "related")
    assert "nothing of this kind was found" in words
    assert "1 more told by one report only, 1 only related" in words


def test_what_only_a_copy_repeats_is_told_in_one_line() -> None:
    stream = io.StringIO()
    copied = replace(TWO, copy_of=ONE.id)
    record = CaseRecord([ONE, copied, FIRST, SECOND, finding("same")])
    digest.show(record, Console(file=stream, width=200), case=None, everything=False)
    words = stream.getvalue().partition("WHAT SEVERAL REPORTS SHARE")[2]
    assert "Hill Radio, 2031-02-04 carries the text of The Lake Post, 2031-02-03; 1 findings rest on it alone" in words
    assert "same    statement" not in words
