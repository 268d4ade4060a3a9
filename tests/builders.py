"""Records for tests, built by hand over invented reports."""

from accordingto.records import Action, Cue, Event, Marked, Mention, Party, Position, Report, Statement, derive_id
from accordingto.text import evidence, mention, sha256

TEXT = "Minister Ana Ruiz said the border stays shut. “We wait,” she added."


def report(
    text: str = TEXT, *, path: str | None = "a.txt", outlet: str | None = "The Plain Dealer's Echo", **more: str | None
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


def event(of: Report, trigger: str, **fields: object) -> Event:
    """Return an assault that occurred, over words of a report; ``fields`` as in the record."""
    marked = find(of.text, trigger)
    given: dict[str, object] = {
        **dict.fromkeys(("mode", "cameo", "goldstein", "instrument", "place", "when", "magnitude")),
        **{"type": "ASSAULT", "contexts": (), "quad": 4, "actors": (), "recipients": (), "status": "occurred"},
        **{"factuality": "CT+", "statements": (), "confidence": 0.9, **fields},
    }
    return Event(
        id=derive_id("event", of.id, marked.start),
        report=of.id,
        trigger=Marked(marked),
        evidence=evidence(of, marked.start, marked.end),
        **given,  # type: ignore[arg-type]
    )


def position(of: Report, words: str, holder: str | None = None, **fields: object) -> Position:
    """Return a demand over words of a report; ``fields`` as in the record."""
    said = find(of.text, words)
    given: dict[str, object] = {
        **dict.fromkeys(("bearer", "condition", "consequence", "since", "said_by")),
        **{"position": "demand", "limits": (), "status": "in_force", **fields},
    }
    return Position(
        id=derive_id("position", of.id, said.start),
        report=of.id,
        holder=Party(find(of.text, holder)) if holder else None,
        action=Action(said),
        evidence=evidence(of, said.start, said.end),
        **given,  # type: ignore[arg-type]
    )
