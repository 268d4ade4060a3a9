"""Turns of a transcript as outer sources: who has the floor where something is told, labelled anew or carried on."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from accordingto.reading.paragraphs import paragraphs
from accordingto.records import Mention, Statement
from accordingto.text import Span, mention

_LABEL = re.compile(
    r"(?P<name>[A-Z][A-Z.'’-]*[A-Z](?:[ \t]+[A-Z][A-Z.'’-]*){0,5})(?P<note>[ \t]+\([^)\n]{2,40}\))?[ \t]?:[ \t]"
)
_MIN_LABELS = 3
_NO_SPEAKERS = frozenset({"new", "update", "breaking", "watch", "live", "more", "note", "correction"})


def floor_of(text: str, statements: Sequence[Statement]) -> dict[str, Mention]:
    """Return for statements that a transcript's turn holds, though no statement contains them, whose turn it is.

    A paragraph without a label goes on with the turn before it. Presenters, whose turns are no statements, have no
    floor: what they tell is the outlet's. Labels are words in capitals: "WOMAN (on the phone): They said …".
    """
    starts: list[int] = []
    labels: list[re.Match[str] | None] = []
    for paragraph in paragraphs(text):
        label = _LABEL.match(text, paragraph.start, paragraph.end)
        starts.append(paragraph.start)
        labels.append(label or (labels[-1] if labels else None))
    names = {m.start() for m in labels if m}
    if len(names) < _MIN_LABELS:
        return {}
    turns = {s.speaker.mention.start: s for s in statements if s.speaker and _is_turn(s, names)}
    speaking = {_key(s.speaker.mention.text) for s in turns.values() if s.speaker}
    silent = {_key(m["name"]) for m in labels if m and not m["note"]} - speaking
    floor: dict[str, Mention] = {}
    for statement in statements:
        at = statement.content[0].start
        label = labels[bisect_right(starts, at) - 1]
        if (
            label is None
            or _key(label["name"]) in silent | _NO_SPEAKERS
            or statement.id in {t.id for t in turns.values()}
        ):
            continue
        if not any(m.start <= at < m.end for m in _content(turns.get(label.start()))):
            floor[statement.id] = _named(text, label)
    return floor


def _is_turn(statement: Statement, labels: set[int]) -> bool:
    """Whether a statement is a whole turn: its cue is the colon after a label."""
    cue, speaker = statement.cue, statement.speaker
    return bool(cue and speaker and cue.mention.text == ":" and speaker.mention.start in labels)


def _content(statement: Statement | None) -> Sequence[Mention]:
    return statement.content if statement else ()


def _named(text: str, label: re.Match[str]) -> Mention:
    span = Span(*label.span("name"))
    return mention(text, span.start, span.end)


def _key(name: str) -> str:
    return name.rsplit(maxsplit=1)[-1].casefold()
