"""One list out of many readers: every cue once, every content once, in text order."""

from accordingto.reading.statements.found import Found
from accordingto.text import Span

_RANK = {
    "direct": 0,
    "transcript": 1,
    "posts": 1,
    "asked": 1,
    "clausal": 2,
    "according": 2,
    "nested": 2,
    "hearsay": 3,
    "nominal": 3,
    "phrasal": 4,
    "acts": 5,
}


def extent(found: Found) -> Span:
    """Return the span from the first to the last character of a content."""
    return Span(min(s.start for s in found.content), max(s.end for s in found.content))


def merge(found: list[Found]) -> list[Found]:
    """Return attributions without repeats: one a cue, and one of those that share their whole content."""
    kept: list[Found] = []
    cue_seen: set[Span] = set()
    content_seen: set[tuple[Span, ...]] = set()
    for item in sorted(found, key=lambda f: (_RANK[f.reader], extent(f))):
        if item.cue in cue_seen or item.content in content_seen:
            continue
        kept.append(item)
        content_seen.add(item.content)
        if item.cue:
            cue_seen.add(item.cue)
    return in_order(kept)


def in_order(found: list[Found]) -> list[Found]:
    """Return attributions in the order of their contents in the text, those who are cited behind who cites them."""
    return sorted(found, key=lambda f: (extent(f), f.reader == "cited", f.cue or Span(0, 0)))


def outermost(found: list[Found]) -> list[Found]:
    """Return the attributions that are not part of what somebody else in the list says.

    An attribution is nested where its cue and most of its content lie inside one content span of another.
    """
    return [f for f in found if not any(_holds(g, f) and not _wider(f, g) for g in found if g is not f)]


def _wider(found: Found, other: Found) -> bool:
    """Whether two attributions hold each other's cue and this one's content reaches further."""
    return _holds(found, other) and _length(found) > _length(other)


def _length(found: Found) -> int:
    return sum(s.end - s.start for s in found.content)


def _holds(outer: Found, inner: Found) -> bool:
    spot = inner.cue or extent(inner)
    return any(s.start <= spot.start and spot.end <= s.end for s in outer.content)


_SOURCED = frozenset({"phrasal", "nominal", "clausal"})
_GOES_ON = frozenset({"continue", "go", "begin", "use", "try", "proceed"})


def attributed(found: Found) -> bool:
    """Return whether an attribution is somebody's act: it has a source, and its object is more than a purpose.

    Left out are "a man **known as** …", "**criticism of** the levy" by nobody, "came **to defend** the levy".
    Raising and naming do without a source: "**is said** to leave", "was **called** a trap".
    """
    verb = found.anchor
    if verb is None or found.reader not in _SOURCED:
        return True
    if found.source is None:
        raised = found.frame == "to" or (found.frame == "naming" and verb.dep_ != "acl")
        return found.reader == "phrasal" and raised
    purpose = verb.tag_ == "VB" and any(c.lower_ == "to" for c in verb.children) and verb.head.lemma_ not in _GOES_ON
    return not (found.frame == "object" and purpose)
