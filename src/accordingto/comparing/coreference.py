"""Which mentions speak of the same event: same head word within the same story, a first and plain rule."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from accordingto.comparing.clusters import Article, cluster_stories

STORY_THRESHOLD = 0.12
"""Least mean cosine for two reports of one topic to tell of the same happening; lower than between whole texts of
different topics, since what is compared here are a few sentences."""


class EventMention(Struct, frozen=True):
    """A mention of an event: where it stands, its words, its head's lemma and class, and its sentence's words."""

    document: str
    sentence: int
    text: str
    lemma: str
    pos: str
    context: tuple[str, ...]


def cluster_events(mentions: Sequence[EventMention], documents: Mapping[str, Sequence[str]]) -> list[int]:
    """Return the cluster number of each mention.

    ``documents`` gives each document's content words. Mentions corefer where their head lemmas are equal and their
    documents belong to one story.

    >>> attack = EventMention("a", 0, "the attack", "attack", "NOUN", ("attack", "Kasra"))
    >>> cluster_events([attack, attack], {"a": ["attack", "Kasra"]})
    [0, 0]
    """
    names = sorted(documents)
    stories = cluster_stories([Article(tuple(documents[n])) for n in names], threshold=STORY_THRESHOLD)
    story_of = dict(zip(names, stories, strict=True))
    numbers: dict[tuple[int, str], int] = {}
    return [numbers.setdefault((story_of[m.document], m.lemma), len(numbers)) for m in mentions]
