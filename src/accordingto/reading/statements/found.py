"""What a reader of one construction hands on: an attribution before it becomes a record."""

from dataclasses import dataclass

from spacy.tokens import Token

from accordingto.reading.statements.cues import Frame, Kind
from accordingto.text import Span


@dataclass(frozen=True)
class Found:
    """An attribution as characters.

    ``source`` is the whole phrase that names the speaker, ``speaker`` its core without trailing clauses; ``anchor`` is
    the cue's head word, whose clause carries addressee, occasion, time and place. ``content`` is in text order and may
    hold its outer quotation marks and a leading "that"; both are trimmed when the record is made.
    """

    reader: str
    kind: Kind
    frame: Frame
    cue: Span | None
    anchor: Token | None
    source: Span | None
    speaker: Span | None
    content: tuple[Span, ...]
