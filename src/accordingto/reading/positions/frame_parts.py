"""What the frames of verbs share: objects, complements and what a verb is under negation."""

from dataclasses import replace

from msgspec import structs
from spacy.tokens import Token

from accordingto.reading.positions.draft import Draft
from accordingto.reading.positions.lexicon import VerbGroup, person_words
from accordingto.reading.positions.roles import can_hold, infinitive, is_negated, pobj
from accordingto.reading.syntax import children
from accordingto.records import PositionKind


def under_negation(verb: Token, group: VerbGroup, draft: Draft) -> Draft | None:
    """Turn the kind under negation; drop what takes no position then."""
    if not is_negated(verb):
        return draft
    return replace(draft, kind=group.negated, negated=True) if group.negated else None


def object_of(verb: Token) -> Token | None:
    return next((c for c in children(verb, "dobj", "obj") if c.ent_type_ not in {"DATE", "TIME"}), None)


def complement(verb: Token) -> tuple[Token | None, Token | None]:
    """Return (who, does what) of "V NP to VP" or "V that NP VP", whichever way the parser hung the noun."""
    act = infinitive(verb) or next(iter(children(verb, "ccomp")), None)
    if act is None:
        return object_of(verb), None
    inner = next((c for c in act.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    return inner or object_of(verb), act


def is_directive(act: Token) -> bool:
    """An infinitive, or a bare subjunctive behind "that" — not a report of a fact."""
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in act.children)


def is_somebody(token: Token) -> bool:
    """Whether a noun means people, not what people are asked for: "rejected joint patrols" turns down a plan."""
    return can_hold(token) and (
        token.ent_type_ != "" or token.pos_ in {"PRON", "PROPN"} or token.lemma_ in person_words()
    )


def mandated(verb: Token) -> tuple[Token | None, Token | None]:
    """Return (who, does what) of "insist that NP VP" with a bare subjunctive: a demand, not a claim."""
    for act in children(verb, "ccomp"):
        helpers = [c for c in act.children if c.dep_ == "aux"]
        bare = act.tag_ == "VB" and not helpers
        passive = any(c.dep_ == "auxpass" and c.lower_ == "be" for c in act.children)
        modal = any(c.tag_ in {"MD", "TO"} for c in helpers)
        if bare or (passive and not modal):
            return next(iter(children(act, "nsubj")), None), act
    return None, None


def source_of(wanted: Token | None) -> Token | None:
    return pobj(wanted, "from") if wanted is not None else None


def has_contracted(verb: Token) -> bool:
    """Return whether "'s" before a participle is "has", though the parser took it for "is": "it's asked both to go"."""
    helper = next(iter(children(verb, "auxpass")), None)
    return helper is not None and helper.lower_ in {"'s", "’s"} and object_of(verb) is not None


def replace_kind(group: VerbGroup, kind: PositionKind) -> VerbGroup:
    """Return a group of verbs with another kind: "told the guards to let them in" gives leave."""
    return structs.replace(group, kind=kind)
