"""Statements: who says what, in which words, to whom, where and when; linked source, cue and content."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple, get_args

from spacy.tokens import Doc

from accordingto.reading.statements import readers
from accordingto.reading.statements.cues import Kind
from accordingto.reading.statements.found import Found
from accordingto.reading.statements.merge import attributed, outermost
from accordingto.reading.statements.page import Page, lay_out
from accordingto.reading.statements.papers import issued
from accordingto.reading.statements.passing import Passers as Passers
from accordingto.reading.statements.passing import beside as beside
from accordingto.reading.statements.passing import passed_on as passed_on
from accordingto.reading.statements.passing import with_outlets as with_outlets
from accordingto.reading.statements.records_of import statement
from accordingto.reading.statements.retyped import with_types as with_types
from accordingto.reading.statements.sharing import shared
from accordingto.reading.statements.telling import told
from accordingto.records import Report, Statement, Tags
from accordingto.text import Span

ALL: frozenset[Kind] = frozenset(get_args(Kind))
SPEECH: frozenset[Kind] = frozenset({"speech", "writing", "evidence", "act", "commitment"})
"""What somebody says, writes, shows or vows; without what somebody only thinks, wants, plans or sees."""


_PRODUCT_ONLY = frozenset({"nested", "hearsay", "acts", "posts", "cited"})
"""Readers of what PolNeAR does not mark: speech in speech, hearsay without a source, acts told by a topic, posts, and
whom a source cites."""


class Attribution(NamedTuple):
    """Source, cue and content as characters, each possibly empty; content with its "that" and quotation marks."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


def find(doc: Doc, report: Report, tags: Tags, classes: frozenset[Kind] = SPEECH) -> tuple[Statement, ...]:
    """Return the statements of a report in text order, nested ones included.

    Args: ``doc`` is the parse of ``report.text``; ``tags`` hands in its times and places; ``classes`` says which
    kinds of cue count. Actors and chains stay open. Sources of the rules: the PARC 3.0 and PolNeAR guidelines for
    source, cue and content; Semino & Short (2004) for form.

    Example: "Lima will wait, the minister told reporters." gives "the minister" / "told" / "Lima will wait".
    """
    page = lay_out(doc, report)
    kept = [f for f in readers.read(page) if f.kind in classes and (classes >= ALL or told(page, f))]
    kept = issued(kept) if classes < ALL else kept
    if not any(f.frame == "turn" for f in kept):
        kept = [f for f in kept if not _tells_oneself(page, f)]
    beside_of = _by_unit(page, kept)
    made = ((f, statement(page, f, report, tags, beside_of[_unit(page, f)])) for f in kept)
    return tuple(shared(page, [(f, s) for f, s in made if s is not None]))


def _unit(page: Page, found: Found) -> int:
    return page.unit_of[found.anchor.i] if found.anchor is not None else -1


def _tells_oneself(page: Page, found: Found) -> bool:
    """Whether the report's writer is the source: "I asked a chemist"."""
    speaker = found.speaker
    if speaker is None or found.anchor is None or page.text[speaker.start : speaker.end].lower() not in {"i", "we"}:
        return False
    return page.narrated(found.anchor.i)


def _by_unit(page: Page, kept: Sequence[Found]) -> dict[int, list[Found]]:
    """Attributions by the narrator's sentence that their cue stands in."""
    units: dict[int, list[Found]] = defaultdict(list)
    for found in kept:
        units[_unit(page, found)].append(found)
    return units


def attributions(doc: Doc, report: Report, classes: frozenset[Kind] = ALL) -> tuple[Attribution, ...]:
    """Return the outermost attributions as PolNeAR marks them: whole source phrases, "that" inside the content."""
    page = lay_out(doc, report)
    found = readers.read(page)
    counted = (f for f in found if f.kind in classes and f.frame != "turn" and f.reader not in _PRODUCT_ONLY)
    kept = outermost([f for f in counted if attributed(f)])
    return tuple(Attribution((f.source,) if f.source else (), (f.cue,) if f.cue else (), f.content) for f in kept)
