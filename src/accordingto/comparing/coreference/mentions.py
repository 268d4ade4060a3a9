"""What comparing knows of a mention of an event and of the report that holds it."""

from msgspec import Struct


class EventMention(Struct, frozen=True):
    """A mention of an event, by its words and those around it; lemmas are lower-case.

    ``context`` are the content words of its sentence without its own, ``near`` those within six words of it.
    """

    document: str
    sentence: int
    lemma: str
    words: tuple[str, ...]
    context: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()


class Telling(Struct, frozen=True):
    """A report as comparing sees it: its content words, and among them its names and numbers."""

    words: tuple[str, ...]
    names: tuple[str, ...]
