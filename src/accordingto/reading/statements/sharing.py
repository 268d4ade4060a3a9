"""Cues that share the words around them: "In Lima, she told reporters …, adding that …" says where and whom twice."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from accordingto.reading.statements.found import Found
from accordingto.reading.statements.page import Page
from accordingto.records import Statement

Read = Sequence[tuple[Found, Statement]]
"""Attributions with the records that came of them, in text order."""

_FRAME = ("venue", "occasion", "said_when", "said_where")


def shared(page: Page, read: Read) -> Iterator[Statement]:
    """Yield statements with the venue, occasion, time and place that an earlier cue of the sentence gives for them.

    Only the narrator's cues of one speaker in one sentence share, the later ones from the earlier ones, and only what
    they do not say themselves. Who is told is shared where a later cue goes on with the same telling ("adding").
    """
    given: dict[tuple[int, int], tuple[Found, Statement]] = {}
    for found, statement in read:
        if found.anchor is None or statement.speaker is None or not page.narrated(found.anchor.i):
            yield statement
            continue
        key = page.unit_of[found.anchor.i], statement.speaker.mention.start
        before = given.get(key)
        if before is not None and _follows(*before, found, statement):
            statement = _filled(statement, before[1], addressee=found.anchor.lemma_ == "add")
        given[key] = found, statement
        yield statement


def _follows(head: Found, before: Statement, found: Found, statement: Statement) -> bool:
    """Whether a cue comes after another on which it hangs, and which does not stand in what it says."""
    first, second = before.cue, statement.cue
    if first is None or second is None or second.mention.start <= first.mention.start:
        return False
    if found.anchor is None or head.anchor is None or not head.anchor.is_ancestor(found.anchor):
        return False
    return not any(m.start <= first.mention.start < m.end for m in statement.content)


def _filled(statement: Statement, before: Statement, *, addressee: bool) -> Statement:
    names = (*_FRAME, "addressee") if addressee else _FRAME
    missing = {n: getattr(before, n) for n in names if getattr(statement, n) is None and getattr(before, n) is not None}
    return replace(statement, **missing)
