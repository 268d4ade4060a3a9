"""What the readers of verbs share: the object, negation, and what counts as an infinitive or as people."""

from dataclasses import replace

from spacy.tokens import Token

from accordingto.reading.positions.draft import Draft
from accordingto.reading.positions.lexicon import VerbGroup, person_words
from accordingto.reading.positions.roles import can_hold, is_negated
from accordingto.reading.syntax import children


def under_negation(verb: Token, group: VerbGroup, draft: Draft) -> Draft | None:
    """Turn the kind under negation; drop what takes no position then."""
    if not is_negated(verb):
        return draft
    return replace(draft, kind=group.negated, negated=True) if group.negated else None


def object_of(verb: Token) -> Token | None:
    return next((c for c in children(verb, "dobj", "obj") if c.ent_type_ not in {"DATE", "TIME"}), None)


def is_directive(act: Token) -> bool:
    """An infinitive, or a bare subjunctive behind "that" — not a report of a fact."""
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in act.children)


def is_somebody(token: Token) -> bool:
    """Whether a noun means people, not what people are asked for: "rejected joint patrols" turns down a plan."""
    return can_hold(token) and (
        token.ent_type_ != "" or token.pos_ in {"PRON", "PROPN"} or token.lemma_ in person_words()
    )
