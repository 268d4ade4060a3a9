"""Source types where only the whole report tells: pronouns take the type of whom they mean, surnames are persons."""

from collections import Counter
from collections.abc import Sequence

from msgspec.structs import replace
from spacy.tokens import Doc, Token

from accordingto.reading import Antecedents
from accordingto.reading.references import antecedent_of
from accordingto.reading.references.knowledge import gender_of_name, titles
from accordingto.reading.statements.source_types import source_type
from accordingto.records import Mention, SourceType, Statement

_PERSONS = frozenset({"he", "she"})
_BODIES = frozenset({"it", "they"})
_BY_NAME = frozenset({"collective", "unnamed", None})


def with_types(statements: Sequence[Statement], antecedents: Antecedents, doc: Doc) -> tuple[Statement, ...]:
    """Return statements with the source types that references tell: "it" is the report just named, "Roe" a person.

    Args: ``antecedents`` as the reference reader gives them; ``doc`` is the parse of the report's text.

    Example: in "A doctor fled. He says …" the source "He" is unnamed, as the doctor is.
    """
    surnames = _surnames(doc)
    return tuple(_retyped(s, antecedents, doc, surnames) for s in statements)


def _surnames(doc: Doc) -> frozenset[str]:
    """The last words of persons' full names, and single words that the recogniser mostly takes for persons."""
    votes: Counter[str] = Counter()
    for ent in doc.ents:
        words = [t for t in ent if t.tag_ != "POS"]
        if words and ent.label_ == "PERSON":
            votes[words[-1].text] += 100 if len(words) > 1 else 1
        elif len(words) == 1:
            votes[words[0].text] -= 1
    return frozenset(name for name, count in votes.items() if count > 0)


def _retyped(statement: Statement, antecedents: Antecedents, doc: Doc, surnames: frozenset[str]) -> Statement:
    speaker = statement.speaker
    head = _root(doc, speaker.mention) if speaker is not None else None
    if speaker is None or head is None or (statement.form == "direct" and statement.cue is None):
        return statement
    found: SourceType | None = None
    if head.lower_ in _PERSONS | _BODIES:
        found = _behind(head, antecedent_of(antecedents, speaker.mention), doc)
    elif statement.source_type in _BY_NAME and head.pos_ == "PROPN":
        found = "named" if _is_person(doc, speaker.mention, head, surnames) else None
    return replace(statement, source_type=found) if found else statement


def _behind(pronoun: Token, behind: Mention | None, doc: Doc) -> SourceType | None:
    """The type of whom a pronoun means, ``None`` where that is open or clashes with the pronoun."""
    head = _root(doc, behind) if behind is not None else None
    if behind is None or head is None:
        return None
    span = doc.char_span(behind.start, behind.end, alignment_mode="expand")
    found = source_type(head, list(span) if span is not None else [head])
    if pronoun.lower_ in _PERSONS:
        return "unnamed" if found == "unnamed" else None
    return found if found == "outlet" or (found in {"document", "unnamed"} and head.pos_ != "PROPN") else None


def _is_person(doc: Doc, mention: Mention, head: Token, surnames: frozenset[str]) -> bool:
    """Whether a name is a person's: its last word closes a full name elsewhere, or a title or given name opens it."""
    span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    words = [t for t in span if t.pos_ == "PROPN"] if span is not None else [head]
    if not words or any(t.dep_ == "det" for t in words[0].lefts):
        return False
    if words[-1].text in surnames:
        return True
    first = words[0].lower_
    titled = len(words) > 1 and any(first in titles().courtesy[sex] for sex in titles().courtesy)
    return titled or (len(words) == 2 and gender_of_name(first) is not None)


def _root(doc: Doc, mention: Mention) -> Token | None:
    span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    return span.root if span is not None and len(span) else None
