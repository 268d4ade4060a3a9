"""Records for tests, built by hand over invented reports."""

from accordingto.records import Cue, Mention, Party, Report, Statement, derive_id
from accordingto.text import evidence, mention, sha256

TEXT = "Minister Ana Ruiz said the border stays shut. “We wait,” she added."


def report(
    text: str = TEXT, *, path: str | None = "a.txt", outlet: str | None = "The Plain Dealer's Echo", **more: str
) -> Report:
    """Return a report of one body zone."""
    sha = sha256(text)
    fields = {"url": None, "title": None, "byline": None, "published": "2031-02-03", **more}
    identity = derive_id("report", outlet, fields["published"], sha)
    return Report(
        id=identity,
        outlet=outlet,
        published_precision="day",
        language="en",
        path=path,
        sha256=sha,
        text=text,
        **fields,
    )


def find(text: str, words: str) -> Mention:
    """Return the first mention of some words; raises ``ValueError`` where the text does not hold them."""
    start = text.index(words)
    return mention(text, start, start + len(words))


def statement(of: Report, speaker: str, cue: str, content: str) -> Statement:
    """Return an indirect statement over words of a report."""
    said = find(of.text, content)
    return Statement(
        id=derive_id("statement", of.id, said.start, said.end),
        report=of.id,
        speaker=Party(find(of.text, speaker)),
        cue=Cue(find(of.text, cue), "neutral"),
        content=(said,),
        form="indirect",
        verbatim=(),
        edits=(),
        chain=(),
        source_type="named",
        addressee=None,
        venue=None,
        occasion=None,
        said_when=None,
        said_where=None,
        evidence=evidence(of, said.start, said.end),
    )
